"""What announcers write: shared ticks, spoken names, guests of honour, and notes that are their author's."""

from typing import Any

import pytest
from tests.results.conftest import Race

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.results.announcer.writing import MOST_NOTES

AT = "at:Finish"


async def test_the_first_who_said_it_stays(race: Race, announcer: Any) -> None:
    run = await race(finishers=3)
    ada, ben = await announcer(run, "Ada"), await announcer(run, "Ben")
    who = run.people["2"]
    first = await ada.say((who, AT))
    again = await ben.say((who, AT))
    assert first.status_code == again.status_code == 200
    [told] = again.json()["ticks"]
    assert (told["participant_id"], told["said"]["by"], told["said"]["what"]) == (who, "Ada", AT)
    [said] = (await ben.card("2"))["said"]
    assert said["by"] == "Ada"


async def test_a_slip_is_put_right_by_the_other(race: Race, announcer: Any) -> None:
    run = await race(finishers=3)
    ada, ben = await announcer(run, "Ada"), await announcer(run, "Ben")
    who = run.people["2"]
    await ada.say((who, AT))
    assert (await ben.unsay(who, AT)).status_code == 204
    assert (await ben.unsay(who, AT)).status_code == 204
    assert (await ada.card("2"))["said"] == []
    await ben.say((who, AT))
    assert (await ada.card("2"))["said"][0]["by"] == "Ben"


async def test_a_tick_that_was_taken_back_says_by_whom(
    race: Race, announcer: Any, pool: Pool
) -> None:
    run = await race(finishers=1)
    ada, ben = await announcer(run, "Ada"), await announcer(run, "Ben")
    await ada.say((run.people["1"], AT))
    await ben.unsay(run.people["1"], AT)
    async with pool.partner(run.partner) as connection:
        row = await connection.fetchrow("select said_by, unsaid_by from announcer_said")
    assert row is not None
    assert tuple(row) == ("Ada", "Ben")


async def test_a_cue_is_ticked_off_by_itself(race: Race, announcer: Any, at: Any) -> None:
    run = await race(finishers=3)
    at(60)
    ada = await announcer(run)
    card = await ada.card("1")
    what = card["cues"][0]["what"]
    assert what == "cue:first:overall@Finish"
    await ada.say((run.people["1"], what))
    assert [said["what"] for said in (await ada.card("1"))["said"]] == [what]
    assert (await ada.board())["missed"]["count"] == 3


async def test_nobody_of_another_event_is_ticked(race: Race, announcer: Any) -> None:
    run, other = await race(finishers=1), await race(finishers=1, name="Other Run")
    ada = await announcer(run)
    assert (await ada.say((run.people["1"], AT), (other.people["1"], AT))).status_code == 404
    assert (await ada.card("1"))["said"] == []
    assert (await ada.unsay(other.people["1"], AT)).status_code == 404


@pytest.mark.parametrize("what", ["", "Finish", "at:", "cue:\x00", "at:" + "x" * 100])
async def test_a_tick_says_what_was_said(race: Race, announcer: Any, what: str) -> None:
    run = await race(finishers=1)
    assert (await (await announcer(run)).say((run.people["1"], what))).status_code in {400, 422}


async def test_a_spoken_name_is_for_announcers_and_never_of_who_is_hidden(
    race: Race, announcer: Any, pool: Pool, services: Any
) -> None:
    run = await race(finishers=3)
    ada = await announcer(run)
    path = f"{ada.path}/people/{run.people['2']}"
    body = {"version": 0, "pronunciation": " FURST too ", "pronoun": "they/them", "vip": True}
    told = await ada.browser.patch(path, json=body)
    assert told.status_code == 200, told.text
    assert (told.json()["pronunciation"], told.json()["version"]) == ("FURST too", 1)
    card = await ada.card("2")
    assert (card["runner"]["pronoun"], card["cues"][0]["code"]) == ("they/them", "vip")
    async with pool.partner(run.partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'hidden', updated_at = now() where bib = '2'"
        )
    services.announcers.boards.roster_moved()
    hidden = (await ada.card("2"))["runner"]
    assert (hidden["pronunciation"], hidden["pronoun"], hidden["last_name"]) == ("", "", "")


async def test_two_who_change_the_same_name_at_once_are_told(race: Race, announcer: Any) -> None:
    run = await race(finishers=1)
    ada = await announcer(run)
    path = f"{ada.path}/people/{run.people['1']}"
    assert (
        await ada.browser.patch(path, json={"version": 0, "pronoun": "she/her"})
    ).status_code == 200
    late = await ada.browser.patch(path, json={"version": 0, "pronoun": "he/him"})
    assert (late.status_code, late.json()["code"]) == (409, "stale")


async def test_the_log_says_that_a_name_was_changed_and_not_how_it_is_spoken(
    race: Race, announcer: Any, pool: Pool
) -> None:
    run = await race(finishers=1)
    ada = await announcer(run)
    path = f"{ada.path}/people/{run.people['1']}"
    await ada.browser.patch(path, json={"version": 0, "pronunciation": "FURST wun"})
    await ada.browser.patch(path, json={"version": 1, "pronunciation": "FURST one"})
    await note(ada, run.people["1"], "Knee operation in spring")
    async with pool.partner(run.partner) as connection:
        rows = await connection.fetch(
            "select action, subject, old, new from audit_entries where subject like 'announcer%' order by id"
        )
    assert [(row["action"], row["subject"]) for row in rows] == [
        ("created", "announcer's person"),
        ("changed", "announcer's person"),
        ("created", "announcer's note"),
    ]
    assert "FURST" not in str(rows)
    assert "Knee" not in str(rows)


async def note(ada: Any, who: int, text: str, scope: str = "everybody") -> Any:
    body = {"participant_id": who, "text": text, "scope": scope}
    answer = await ada.browser.post(f"{ada.path}/notes", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_notes_of_two_stand_beside_each_other(race: Race, announcer: Any) -> None:
    run = await race(finishers=2)
    ada, ben = await announcer(run, "Ada"), await announcer(run, "Ben")
    who = run.people["1"]
    await note(ada, who, "Won in 2019")
    await note(ben, who, "Baker from Delft")
    await note(ben, who, "Ask about the dog", scope="author")
    seen = (await ada.card("1"))["runner"]["notes"]
    assert [(one["author"], one["text"], one["mine"]) for one in seen] == [
        ("Ada", "Won in 2019", True),
        ("Ben", "Baker from Delft", False),
    ]
    assert len((await ben.card("1"))["runner"]["notes"]) == 3


async def test_only_the_author_changes_a_note_and_its_former_text_is_kept(
    race: Race, announcer: Any
) -> None:
    run = await race(finishers=1)
    ada, ben = await announcer(run, "Ada"), await announcer(run, "Ben")
    made = await note(ada, run.people["1"], "Won in 2018")
    path = f"{ada.path}/notes/{made['id']}"
    refused = await ben.browser.patch(path, json={"version": 1, "text": "No"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours")
    assert (await ben.browser.delete(path)).status_code == 403
    changed = await ada.browser.patch(path, json={"version": 1, "text": "Won in 2019"})
    assert (changed.json()["text"], changed.json()["version"]) == ("Won in 2019", 2)
    stale = await ada.browser.patch(path, json={"version": 1, "text": "Won twice"})
    assert stale.status_code == 409
    history = (await ben.browser.get(f"{path}/versions")).json()["versions"]
    assert [one["text"] for one in history] == ["Won in 2018"]
    assert (await ada.browser.delete(path)).status_code == 204
    assert (await ada.card("1"))["runner"]["notes"] == []
    assert (await ada.browser.get(f"{path}/versions")).status_code == 404


async def test_a_note_for_its_author_alone_is_no_note_for_others(
    race: Race, announcer: Any
) -> None:
    run = await race(finishers=1)
    ada, ben = await announcer(run, "Ada"), await announcer(run, "Ben")
    made = await note(ada, run.people["1"], "Private", scope="author")
    for method, more in (("get", "/versions"), ("patch", ""), ("delete", "")):
        body = {"json": {"version": 1, "text": "x"}} if method == "patch" else {}
        answer = await getattr(ben.browser, method)(f"{ada.path}/notes/{made['id']}{more}", **body)
        assert answer.status_code == 404


async def test_what_was_private_stays_so_when_the_note_is_shared_later(
    race: Race, announcer: Any
) -> None:
    run = await race(finishers=1)
    ada, ben = await announcer(run, "Ada"), await announcer(run, "Ben")
    made = await note(ada, run.people["1"], "Divorced", scope="author")
    path = f"{ada.path}/notes/{made['id']}"
    body = {"version": 1, "text": "Moved to Delft", "scope": "everybody"}
    await ada.browser.patch(path, json=body)
    assert (await ben.browser.get(f"{path}/versions")).json()["versions"] == []
    assert len((await ada.browser.get(f"{path}/versions")).json()["versions"]) == 1


async def test_nobody_writes_a_book_about_one_runner(race: Race, announcer: Any) -> None:
    run = await race(finishers=1)
    ada = await announcer(run)
    for number in range(MOST_NOTES):
        await note(ada, run.people["1"], f"Note {number}")
    body = {"participant_id": run.people["1"], "text": "One more"}
    answer = await ada.browser.post(f"{ada.path}/notes", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_notes")


@pytest.mark.parametrize("role", [Role.READ_ONLY, Role.OPERATOR, Role.VOLUNTEER])
async def test_who_is_no_announcer_sees_and_ticks_nothing(
    race: Race, announcer: Any, role: Role
) -> None:
    run = await race(finishers=1)
    other = await announcer(run, role=role)
    assert (await other.browser.get(other.path)).status_code == 403
    assert (await other.say((run.people["1"], AT))).status_code == 403
