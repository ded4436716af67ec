"""A roster as a timer meets it over HTTP: bring a file, look, import, correct, swap, merge, undo."""

from typing import Any, Protocol

import pytest

from project88.db.actor import Names
from project88.db.pool import Pool
from project88.events.participants import store as people

pytestmark = pytest.mark.long


class Roster(Protocol):
    """Requests about one event's roster (see conftest)."""

    path: str
    browser: Any  # an httpx client

    async def ask(self, method: str, path: str, status: int = 200, **more: Any) -> Any: ...
    async def bring(self, text: str | bytes, name: str = "list.csv") -> Any: ...
    async def preview(self, text: str | bytes, **choices: Any) -> Any: ...
    async def put_in(self, text: str | bytes, **choices: Any) -> Any: ...
    async def everybody(self) -> dict[str, Any]: ...


FIRST = "bib,first name,last name,age,gender,city,race,chip\n"
FILE = FIRST + (
    "1,Ann,Lee,33,F,Boulder,5K,A1;A2\n02,Bo,Park,40,M,,10K,B1\n,Cy,Diaz,25,,,,\n1,Twice,Told,,,,,\n"
)


def counts(told: Any) -> tuple[int, int, int, int]:
    found = told["counts"]
    return found["new"], found["changed"], found["unchanged"], found["rejected"]


async def test_a_file_is_read_and_its_columns_are_suggested(roster: Roster) -> None:
    brought = await roster.bring("Startnr;Name;Schuhgröße\n7;Jörg;42\n".encode("cp1252"))
    assert (brought["state"], brought["rows"], brought["encoding"]) == ("read", 1, "cp1252")
    assert [(one["heading"], one["field"], one["samples"]) for one in brought["columns"]] == [
        ("Startnr", "bib", ["7"]),
        ("Name", "full_name", ["Jörg"]),
        ("Schuhgröße", None, ["42"]),
    ]


async def test_a_preview_counts_and_shows_and_writes_nothing(roster: Roster) -> None:
    told = await roster.preview(FILE)
    assert told["state"] == "previewed"
    assert counts(told) == (3, 0, 0, 1)
    rows = await roster.ask("GET", f"/imports/{told['id']}/rows")
    assert [(row["line"], row["outcome"], row["name"]) for row in rows["items"]] == [
        (2, "new", "Ann Lee"),
        (3, "new", "Bo Park"),
        (4, "new", "Cy Diaz"),
        (5, "rejected", ""),
    ]
    assert rows["items"][3]["reasons"] == ["Bib 1 is already on line 2."]
    assert rows["items"][3]["cells"][1:3] == ["Twice", "Told"]
    assert await roster.everybody() == {}
    assert (await roster.ask("GET", "/participants/summary"))["races"] == []


async def test_a_commit_writes_what_was_shown_and_again_changes_nothing(roster: Roster) -> None:
    done = await roster.put_in(FILE)
    assert (done["state"], done["undoable"]) == ("committed", True)
    found = await roster.everybody()
    assert set(found) == {"1", "02", "Diaz"}
    assert (found["1"]["chips"], found["1"]["age"]) == (["A1", "A2"], 33)
    again = await roster.ask("POST", f"/imports/{done['id']}/commit")
    assert again["state"] == "committed"
    assert await roster.everybody() == found
    assert counts(await roster.preview(FILE)) == (0, 0, 3, 1)


async def test_a_second_file_shows_old_and_new_of_every_field(roster: Roster) -> None:
    await roster.put_in(FILE)
    told = await roster.preview(FIRST + "1,Ann,Lee,34,F,,5K,A1\n,Cy,Diaz,25,M,Ede,,\n")
    assert counts(told) == (0, 2, 0, 0)
    assert told["counts"]["missing"] == 1
    rows = (await roster.ask("GET", f"/imports/{told['id']}/rows?outcome=changed"))["items"]
    assert {one["field"]: (one["old"], one["new"]) for one in rows[0]["changes"]} == {
        "age": (33, 34),
        "chips": (["A1", "A2"], ["A1"]),
    }
    missing = await roster.ask("GET", f"/imports/{told['id']}/missing")
    assert [one["bib"] for one in missing["items"]] == ["02"]


async def test_a_roster_that_changed_meanwhile_is_compared_again_before_anything_is_written(
    roster: Roster,
) -> None:
    told = await roster.preview(FILE)
    await roster.ask("POST", "/participants", 201, json={"last_name": "Orr", "bib": "1"})
    refused = await roster.ask("POST", f"/imports/{told['id']}/commit", 409)
    assert refused["code"] == "roster_changed"
    now = await roster.ask("GET", f"/imports/{told['id']}")
    assert (now["state"], counts(now)) == ("previewed", (2, 0, 0, 2))
    assert set(await roster.everybody()) == {"1"}
    done = await roster.ask("POST", f"/imports/{told['id']}/commit")
    assert done["state"] == "committed"


async def test_undo_brings_everything_back(roster: Roster, pool: Pool, partner: int) -> None:
    await roster.put_in(FILE)
    before = await snapshot(pool, partner, roster)
    done = await roster.put_in(
        FIRST + "1,Anna,Lee,34,F,Ayr,Ultra,B1\n02,Bo,Park,40,M,,10K,A1;A2\n9,New,One,,,,Ultra,N1\n"
    )
    assert counts(done) == (1, 2, 0, 0)
    undone = await roster.ask("POST", f"/imports/{done['id']}/undo")
    assert undone["state"] == "undone"
    assert undone["undone"] == {"restored": 2, "removed": 1, "left_alone": 0, "left": []}
    assert await snapshot(pool, partner, roster) == before


async def test_undo_leaves_alone_what_was_edited_since_and_says_so(roster: Roster) -> None:
    await roster.put_in(FILE)
    done = await roster.put_in(FIRST + "1,Ann,Lee,34,F,Ayr,5K,\n8,New,One,,,,,\n9,New,Two,,,,,\n")
    found = await roster.everybody()
    one, nine = found["1"], found["9"]
    await roster.ask(
        "PATCH", f"/participants/{one['id']}", json={"version": one["version"], "city": "Oban"}
    )
    await roster.ask(
        "PATCH", f"/participants/{nine['id']}", json={"version": nine["version"], "note": "guide"}
    )
    undone = (await roster.ask("POST", f"/imports/{done['id']}/undo"))["undone"]
    assert (undone["restored"], undone["removed"], undone["left_alone"]) == (1, 1, 2)
    assert [(left["bib"], left["fields"]) for left in undone["left"]] == [
        ("9", ["everything"]),
        ("1", ["city"]),
    ]
    found = await roster.everybody()
    assert (found["1"]["age"], found["1"]["city"]) == (33, "Oban")
    assert "8" not in found


async def test_only_the_last_import_is_undone(roster: Roster) -> None:
    first = await roster.put_in(FILE)
    second = await roster.put_in(FIRST + "9,New,One,,,,,\n")
    refused = await roster.ask("POST", f"/imports/{first['id']}/undo", 409)
    assert refused["code"] == "not_last"
    await roster.ask("POST", f"/imports/{second['id']}/undo")
    await roster.ask("POST", f"/imports/{first['id']}/undo")
    assert await roster.everybody() == {}
    assert (await roster.ask("GET", "/participants/summary"))["races"] == []


async def test_columns_that_were_mapped_once_are_remembered_for_the_header(roster: Roster) -> None:
    text = "a,b,c\n7,Ann Lee,X1\n"
    brought = await roster.bring(text)
    refused = await roster.ask("PATCH", f"/imports/{brought['id']}", 422, json={})
    assert refused["code"] == "columns"
    columns = ["bib", "full_name", "chips"]
    await roster.ask("PATCH", f"/imports/{brought['id']}", json={"columns": columns})
    again = await roster.bring(text)
    assert again["remembered"]
    assert [one["field"] for one in again["columns"]] == columns


async def test_a_workbook_has_sheets_to_choose_from(roster: Roster, workbook: bytes) -> None:
    brought = await roster.bring(workbook, "any name.csv")
    assert (brought["sheet"], brought["sheets"]) == ("Runners", ["Notes", "Runners"])
    other = await roster.ask("PATCH", f"/imports/{brought['id']}", json={"sheet": "Notes"})
    assert (other["state"], other["sheet"]) == ("read", "Notes")
    back = await roster.ask("PATCH", f"/imports/{brought['id']}", json={"sheet": "Runners"})
    told = await roster.ask("PATCH", f"/imports/{back['id']}", json={})
    assert counts(told) == (2, 0, 0, 0)
    await roster.ask("POST", f"/imports/{told['id']}/commit")
    found = await roster.everybody()
    assert found["007"]["age"] == 31
    assert found["12"]["last_name"] == "Müller"


async def test_what_is_no_roster_is_refused_with_a_sentence(roster: Roster, bomb: bytes) -> None:
    for data in (b"", b"\x89PNG\r\n\x1a\n" + bytes(500), b"PK\x03\x04 nothing", bomb):
        refused = await roster.ask("POST", "/imports", 422, files={"file": ("x.csv", data)})
        assert refused["code"] == "unreadable_file"


async def test_rejected_rows_come_back_as_a_file(roster: Roster) -> None:
    told = await roster.preview(FIRST + '1,Ann,Lee,,,,,\n1,"=cmd()",Told,,,,,\n')
    answer = await roster.browser.get(roster.path + f"/imports/{told['id']}/rejected.csv")
    assert answer.content.decode("utf-8-sig").splitlines()[1] == (
        "3,Bib 1 is already on line 2.,1,'=cmd(),Told,,,,,"
    )


async def snapshot(pool: Pool, partner: int, roster: Roster) -> list[object]:
    """Everything of everybody but versions, and the races."""
    event_id = int(roster.path.rpartition("/")[2])
    async with pool.partner(partner, names=Names.REAL) as connection:
        found = [one async for part in people.everybody(connection, event_id) for one in part]
        races = await people.race_names(connection, event_id)
    return [[(one.id, one.entrant, one.local, one.note) for one in found], races]
