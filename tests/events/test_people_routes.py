"""People of a roster over HTTP: found, corrected, taken off, hidden; bibs swapped; duplicates merged."""

import asyncio
from typing import Any

import pytest

from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events import store

pytestmark = pytest.mark.long

# Any: answers of the hub, and the fixtures `roster`, `sign_in`, `with_key` of conftest files.
FILE = (
    "bib,first name,last name,age,gender,city,race,chip,privacy\n"
    "2,Ann,Lee,33,F,Boulder,5K,A1;A2,\n"
    "10,Bo,Park,40,M,Ede,10K,B1,\n"
    "A9,Jörg,Müller,50,M,,10K,,\n"
    "A10,Zoë,Ray,,F,,5K,,short\n"
    "101,Secret,Canary,28,F,Hideaway,5K,S1,hidden\n"
    ",Cy,Diaz,25,M,,5K,,\n"
)


@pytest.fixture
async def people(roster: Any) -> dict[str, Any]:
    """The file above, imported; people by bib."""
    await roster.put_in(FILE)
    found: dict[str, Any] = await roster.everybody()
    return found


def facts(people: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything but what rises with every change."""
    return [
        {name: value for name, value in one.items() if name not in {"version", "updated_at"}}
        for one in people.values()
    ]


def bibs(page: Any) -> list[str]:
    return [one["bib"] for one in page["items"]]


async def test_bibs_stand_as_people_count_and_pages_go_on_where_they_ended(
    roster: Any, people: dict[str, Any]
) -> None:
    assert bibs(await roster.ask("GET", "/participants")) == ["2", "10", "101", "A9", "A10", ""]
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = await roster.ask("GET", f"/participants?limit=2&after={after}".removesuffix("="))
        seen += bibs(page)
        after = page["after"]
    assert seen == ["2", "10", "101", "A9", "A10", ""]
    refused = await roster.ask("GET", "/participants?after=nonsense", 422)
    assert refused["code"] == "after"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=10", ["10", "101"]),
        ("search=a1", ["2", "A10"]),
        ("search=jorg", ["A9"]),
        ("search=MÜLL", ["A9"]),
        ("search=lee a", ["2"]),
        ("search=%25", []),
        ("search=s1", ["101"]),
        ("without=bib", [""]),
        ("without=chip", ["A9", "A10", ""]),
        ("privacy=hidden", ["101"]),
    ],
)
async def test_people_are_found(
    roster: Any, people: dict[str, Any], query: str, found: list[str]
) -> None:
    assert bibs(await roster.ask("GET", f"/participants?{query}")) == found


async def test_a_roster_is_counted(roster: Any, people: dict[str, Any]) -> None:
    told = await roster.ask("GET", "/participants/summary")
    assert (told["people"], told["without_bib"], told["without_chip"], told["not_public"]) == (
        *(6, 1, 3, 2),
    )
    assert {race["name"]: race["people"] for race in told["races"]} == {"5K": 4, "10K": 2}


async def test_a_correction_says_which_version_it_saw_and_is_kept_by_imports(
    roster: Any, people: dict[str, Any]
) -> None:
    ann = people["2"]
    path = f"/participants/{ann['id']}"
    done = await roster.ask("PATCH", path, json={"version": ann["version"], "city": "Oban"})
    assert (done["city"], done["local_fields"]) == ("Oban", ["city"])
    stale = await roster.ask("PATCH", path, 409, json={"version": ann["version"], "city": "Ayr"})
    assert stale["code"] == "stale"
    again = await roster.preview(FILE)
    assert (again["counts"]["changed"], again["counts"]["kept"]) == (0, 1)
    rows = await roster.ask("GET", f"/imports/{again['id']}/rows?outcome=kept")
    assert rows["items"][0]["kept"] == [{"field": "city", "here": "Oban", "file": "Boulder"}]


async def test_a_chip_or_bib_of_somebody_else_is_refused_with_the_bib_and_never_the_name(
    roster: Any, people: dict[str, Any]
) -> None:
    ann = people["2"]
    path = f"/participants/{ann['id']}"
    refused = await roster.ask("PUT", f"{path}/chips", 409, json={"chips": ["S1"]})
    assert (refused["code"], refused["detail"]) == (
        "chip_taken",
        "Chip S1 belongs to bib 101 already.",
    )
    refused = await roster.ask("PATCH", path, 409, json={"version": 1, "bib": "101"})
    assert refused["code"] == "bib_taken"
    refused = await roster.ask("POST", "/participants", 409, json={"last_name": "X", "bib": "10"})
    assert refused["code"] == "bib_taken"
    refused = await roster.ask("POST", "/participants", 422, json={"bib": "77"})
    assert refused["code"] == "no_name"


async def test_who_was_taken_off_comes_back_with_everything(
    roster: Any, people: dict[str, Any]
) -> None:
    ann = people["2"]
    gone = await roster.ask("DELETE", f"/participants/{ann['id']}")
    assert "2" not in await roster.everybody()
    await roster.ask("POST", f"/roster-undos/{gone['undo']}")
    back = (await roster.everybody())["2"]
    assert (back["id"], back["chips"], back["race_id"]) == (
        *(ann["id"], ["A1", "A2"], ann["race_id"]),
    )
    twice = await roster.ask("POST", f"/roster-undos/{gone['undo']}", 404)
    assert twice["code"] == "no_undo"


async def test_bibs_are_given_exchanged_and_taken_and_all_of_it_is_undone(
    roster: Any, people: dict[str, Any]
) -> None:
    ann, bo = people["2"]["id"], people["10"]["id"]
    before = await roster.everybody()
    refused = await roster.ask(
        "POST", "/bibs/swap", 409, json={"participant_id": ann, "new_bib": "10"}
    )
    assert refused["code"] == "bib_taken"
    told = [
        {"participant_id": ann, "with_participant_id": bo},
        {"participant_id": ann, "new_bib": "2", "if_taken": "swap"},
        {"participant_id": ann, "new_bib": "10", "if_taken": "take"},
        {"participant_id": bo, "new_bib": "500"},
        {"participant_id": bo, "new_bib": ""},
    ]
    expected = [("10", "2"), ("2", "10"), ("10", ""), ("10", "500"), ("10", "")]
    undos = []
    for request, (anns, bos) in zip(told, expected, strict=True):
        undos.append((await roster.ask("POST", "/bibs/swap", json=request))["undo"])
        found = {one["id"]: one["bib"] for one in (await roster.everybody()).values()}
        assert (found[ann], found[bo]) == (anns, bos)
    first = await roster.ask("POST", f"/bibs/undos/{undos[0]}", 409)
    assert first["code"] == "edited_since"
    for undo, (anns, bos) in zip(
        reversed(undos), [*reversed(expected[:-1]), ("2", "10")], strict=True
    ):
        await roster.ask("POST", f"/bibs/undos/{undo}")
        found = {one["id"]: one["bib"] for one in (await roster.everybody()).values()}
        assert (found[ann], found[bo]) == (anns, bos)
    assert facts(await roster.everybody()) == facts(before)


async def test_bibs_are_given_out_from_ranges_and_shown_before(
    roster: Any, people: dict[str, Any]
) -> None:
    races = {
        one["name"]: one["race_id"]
        for one in (await roster.ask("GET", "/participants/summary"))["races"]
    }
    for name in ("Abe", "Bea"):
        await roster.ask(
            "POST", "/participants", 201, json={"last_name": name, "race_id": races["10K"]}
        )
    first = {"first_bib": 9, "last_bib": 11, "race_id": races["10K"]}
    await roster.ask("POST", "/bib-ranges", 201, json=first)
    told = await roster.ask(
        "POST", "/bib-ranges", 201, json={"first_bib": 1, "last_bib": 1, "prefix": "C"}
    )
    assert [one["free"] for one in told["items"]] == [2, 1]
    assert (await roster.ask("GET", "/bibs/free"))["bibs"] == ["9", "11", "C1"]
    dry = await roster.ask("POST", "/bibs/assign", json={"order": "name", "dry_run": True})
    assert [(one["name"], one["bib"]) for one in dry["people"]] == [
        ("Abe", "9"),
        ("Bea", "11"),
        ("Cy Diaz", "C1"),
    ]
    assert (dry["undo"], len((await roster.ask("GET", "/participants?without=bib"))["items"])) == (
        *(None, 3),
    )
    done = await roster.ask("POST", "/bibs/assign", json={"order": "name"})
    assert done["given"] == 3
    assert {"9", "11", "C1"} <= set(await roster.everybody())
    await roster.ask("POST", f"/bibs/undos/{done['undo']}")
    assert len((await roster.ask("GET", "/participants?without=bib"))["items"]) == 3


async def test_a_bib_that_was_read_is_not_given_away_unsaid(
    roster: Any, people: dict[str, Any], pool: Pool, partner: int
) -> None:
    event_id = int(roster.path.rpartition("/")[2])
    async with pool.partner(partner) as connection:
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') returning id",
            partner,
        )
        session = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, zone, epoch) "
            "values ($1, $2, $3, current_date, 's', 'UTC', 'e') returning id",
            partner,
            source,
            event_id,
        )
        await connection.execute(
            "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, "
            "participant_id, passing_at, first_read_at, received_at, version) "
            "values ($1, $2, 1, 'A1', 1, $3, now(), now(), now(), 1)",
            partner,
            session,
            people["2"]["id"],
        )
    told = {"participant_id": people["2"]["id"], "new_bib": "500"}
    refused = await roster.ask("POST", "/bibs/swap", 409, json=told)
    assert (refused["code"], "reads of 2 already" in refused["detail"]) == ("bib_read", True)
    await roster.ask("POST", "/bibs/swap", json=told | {"although_read": True})


async def test_every_change_wakes_the_matchers(
    roster: Any, people: dict[str, Any], pool: Pool
) -> None:
    heard: asyncio.Queue[object] = asyncio.Queue()
    listener = await pool.dedicated()
    await listener.add_listener(store.CHANNEL, lambda *note: heard.put_nowait(note[3]))
    await roster.ask(
        "POST", "/bibs/swap", json={"participant_id": people["2"]["id"], "new_bib": "500"}
    )
    assert await asyncio.wait_for(heard.get(), 5) == roster.path.rpartition("/")[2]
    await listener.close()


async def test_the_same_person_twice_is_found_and_made_one(
    roster: Any, people: dict[str, Any]
) -> None:
    told = {"first_name": "MULLER", "last_name": "Jorg", "age": 51, "city": "Ulm", "chips": ["M1"]}
    twin = await roster.ask("POST", "/participants", 201, json=told)
    found = await roster.ask("GET", "/duplicates")
    (pair,) = found["items"]
    assert pair["reasons"] == ["turned_name", "near_age"]
    jorg = people["A9"]["id"]
    done = await roster.ask(
        "POST",
        "/duplicates/merge",
        json={"keep": jorg, "drop": twin["id"], "from_dropped": ["age"]},
    )
    one = done["participant"]
    assert (one["first_name"], one["age"], one["city"], one["chips"]) == ("Jörg", 51, "Ulm", ["M1"])
    assert (await roster.ask("GET", "/duplicates"))["items"] == []
    await roster.ask("POST", f"/roster-undos/{done['undo']}")
    everybody = await roster.everybody()
    assert (everybody["A9"]["city"], everybody["Jorg"]["chips"]) == ("", ["M1"])


async def test_history_tells_every_field_old_and_new(roster: Any, people: dict[str, Any]) -> None:
    ann = people["2"]
    path = f"/participants/{ann['id']}"
    await roster.ask("PATCH", path, json={"version": 1, "city": "Oban"})
    await roster.ask("PUT", f"{path}/chips", json={"chips": ["A1", "A7"]})
    told = (await roster.ask("GET", f"{path}/history"))["items"]
    changes = [(one["old"], one["new"]) for one in told if one["action"] == "changed"]
    assert ({}, {"chips": ["A7"]}) in changes
    assert ({"chips": ["A2"]}, {}) in changes
    assert any(old.get("city") == "Boulder" and new.get("city") == "Oban" for old, new in changes)
    assert told[-1]["action"] in {"created", "changed"}
    assert {one["actor"] for one in told} == {"Person 1"}


async def test_an_export_has_names_as_the_caller_may_see_them_and_no_formulas(
    roster: Any, people: dict[str, Any], sign_in: Any
) -> None:
    await roster.ask("POST", "/participants", 201, json={"last_name": "=1+1", "note": "@x"})
    whole = (await roster.browser.get(roster.path + "/participants/export")).content
    assert whole.startswith(b"\xef\xbb\xbf")
    assert "Secret,Canary" in whole.decode()
    assert "'=1+1" in whole.decode()
    assert "'@x" in whole.decode()
    back = await roster.preview(whole)
    assert back["counts"]["changed"] + back["counts"]["new"] == 0
    reader = await sign_in("read_only")
    shown = (await reader.get(roster.path + "/participants/export?mark=false")).text
    assert "Canary" not in shown
    assert "Hideaway" not in shown
    assert "Zoë,R." in shown


async def test_who_may_not_see_names_sees_none_anywhere(
    roster: Any, people: dict[str, Any], with_key: Any
) -> None:
    await roster.ask(
        "PATCH", f"/participants/{people['101']['id']}", json={"version": 1, "city": "Hideout"}
    )
    program = await with_key(
        {
            Permission.ROSTER_VIEW,
            Permission.ROSTER_EDIT,
            Permission.BIBS_EDIT,
            Permission.EVENTS_VIEW,
        }
    )
    secret = people["101"]["id"]
    path = roster.path
    brought = (await program.post(f"{path}/imports", files={"file": ("a.csv", FILE)})).json()
    number = brought["id"]
    answers = [
        await program.patch(f"{path}/imports/{number}", json={"local_edits": "overwrite"}),
        await program.get(f"{path}/imports/{number}"),
        await program.get(f"{path}/imports/{number}/rows"),
        await program.get(f"{path}/imports/{number}/missing"),
        await program.get(f"{path}/imports/{number}/rejected.csv"),
        await program.post(f"{path}/imports/{number}/commit"),
        await program.post(f"{path}/imports/{number}/undo"),
        await program.get(f"{path}/participants"),
        await program.get(f"{path}/participants?search=canary"),
        await program.get(f"{path}/participants/{secret}"),
        await program.get(f"{path}/participants/{secret}/history"),
        await program.get(f"{path}/participants/export"),
        await program.get(f"{path}/duplicates"),
        await program.post(f"{path}/bibs/swap", json={"participant_id": secret, "new_bib": "7"}),
    ]
    for answer in answers:
        assert answer.status_code == 200, answer.text
        for name in ("Secret", "Canary", "Hideaway", "Hideout"):
            assert name not in answer.text
    assert answers[2].json()["items"][4]["hidden"]


async def test_a_volunteer_gives_bibs_and_corrects_nothing_else(
    roster: Any, people: dict[str, Any], sign_in: Any
) -> None:
    operator = await sign_in("operator")
    told = {"participant_id": people["2"]["id"], "new_bib": "500"}
    done = await operator.post(roster.path + "/bibs/swap", json=told)
    assert done.status_code == 200
    undone = await operator.post(roster.path + f"/bibs/undos/{done.json()['undo']}")
    assert undone.status_code == 200
    for refused in (
        await operator.delete(roster.path + f"/participants/{people['2']['id']}"),
        await operator.post(roster.path + "/imports", files={"file": ("a.csv", FILE)}),
        await operator.post(roster.path + "/roster-undos/1"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


@pytest.fixture
async def program(roster: Any, people: dict[str, Any], with_key: Any) -> Any:
    """Corrects rosters, and may not see real names."""
    assert people
    scopes = {Permission.ROSTER_VIEW, Permission.ROSTER_EDIT, Permission.BIBS_EDIT}
    key = await with_key(scopes)
    # `Roster` is a class of conftest, which tests do not import.
    return type(roster)(key, int(roster.path.rpartition("/")[2]))


@pytest.mark.parametrize(("bib", "wish"), [("101", "short"), ("101", "public"), ("A10", "public")])
async def test_who_may_not_see_names_cannot_make_one_shown(
    program: Any, people: dict[str, Any], bib: str, wish: str
) -> None:
    path = f"/participants/{people[bib]['id']}"
    told = await program.ask("PATCH", path, 403, json={"version": 1, "privacy": wish})
    assert told["code"] == "not_allowed"
    assert (await program.everybody())[bib]["privacy"] == people[bib]["privacy"]


async def test_anybody_who_corrects_the_roster_makes_a_wish_stricter_and_sees_it_hidden(
    program: Any, roster: Any, people: dict[str, Any]
) -> None:
    path = f"/participants/{people['2']['id']}"
    told = await program.ask("PATCH", path, json={"version": 1, "privacy": "hidden"})
    assert (told["privacy"], told["first_name"], told["last_name"]) == ("hidden", "", "")
    back = await roster.ask("PATCH", path, json={"version": 2, "privacy": "public"})
    assert back["last_name"] == "Lee", "who may see real names takes it back"


async def test_no_undo_shows_more_to_who_may_not_see_names(
    program: Any, roster: Any, people: dict[str, Any], pool: Pool, partner: int
) -> None:
    path = f"/participants/{people['2']['id']}"
    await roster.ask("PATCH", path, json={"version": 1, "privacy": "hidden"})
    async with pool.partner(partner) as connection:
        undo = await connection.fetchval("select max(id) from roster_undos")
    told = await program.ask("POST", f"/roster-undos/{undo}", 403)
    assert told["code"] == "not_allowed"
    await roster.ask("POST", f"/roster-undos/{undo}")


async def test_of_two_who_become_one_the_stricter_wish_stays_unless_names_are_seen(
    program: Any, roster: Any, people: dict[str, Any]
) -> None:
    one = {"keep": people["101"]["id"], "drop": people["2"]["id"], "from_dropped": ["privacy"]}
    told = await program.ask("POST", "/duplicates/merge", json=one)
    assert told["participant"]["privacy"] == "hidden"
    assert told["participant"]["last_name"] == ""
    await roster.ask("POST", f"/roster-undos/{told['undo']}")
    told = await roster.ask("POST", "/duplicates/merge", json=one)
    assert told["participant"]["privacy"] == "public"


async def test_a_file_of_who_may_not_see_names_shows_nobody_more(
    program: Any, roster: Any, people: dict[str, Any]
) -> None:
    text = "bib,name,privacy\n101,Secret Canary,public\nA10,Zoë Ray,public\n2,Ann Lee,short\n"
    told = await program.preview(text, local_edits="overwrite")
    assert told["counts"]["kept"] == 2
    rows = await program.ask("GET", f"/imports/{told['id']}/rows?outcome=kept")
    assert [(row["bib"], "asked for it" in row["reasons"][-1]) for row in rows["items"]] == [
        ("101", True), ("A10", True),
    ]  # fmt: skip
    await program.ask("POST", f"/imports/{told['id']}/commit")
    wishes = {bib: one["privacy"] for bib, one in (await roster.everybody()).items()}
    assert (wishes["101"], wishes["A10"], wishes["2"]) == ("hidden", "short", "short")
    undone = await program.ask("POST", f"/imports/{told['id']}/undo")
    assert undone["counts"] == told["counts"]
    assert (await roster.everybody())["2"]["privacy"] == "short", "it is not shown again unseen"


async def test_a_preview_of_who_sees_names_is_compared_again_for_who_does_not(
    program: Any, roster: Any, people: dict[str, Any]
) -> None:
    told = await roster.preview("bib,name,privacy\n101,Secret Canary,public\n")
    assert told["counts"]["changed"] == 1
    refused = await program.ask("POST", f"/imports/{told['id']}/commit", 409)
    assert refused["code"] == "roster_changed"
    assert (await program.ask("POST", f"/imports/{told['id']}/commit"))["counts"]["kept"] == 1
    assert (await roster.everybody())["101"]["privacy"] == "hidden"
    await roster.put_in("bib,name,privacy\n101,Secret Canary,public\n")
    assert (await roster.everybody())["101"]["privacy"] == "public"


async def test_an_event_has_so_many_bib_ranges_and_no_more(roster: Any, event: int) -> None:
    assert event
    for number in range(50):
        told = {"first_bib": number * 10, "last_bib": number * 10 + 9}
        await roster.ask("POST", "/bib-ranges", 201, json=told)
    refused = await roster.ask("POST", "/bib-ranges", 409, json={"first_bib": 900, "last_bib": 909})
    assert refused["code"] == "most_ranges"


async def test_free_bibs_of_ranges_that_overlap_are_told_once(
    roster: Any, people: dict[str, Any]
) -> None:
    for first, last in ((1, 3), (2, 5)):
        await roster.ask("POST", "/bib-ranges", 201, json={"first_bib": first, "last_bib": last})
    assert (await roster.ask("GET", "/bibs/free"))["bibs"] == ["1", "3", "4", "5"]
    assert (await roster.ask("GET", "/bibs/free?limit=2"))["bibs"] == ["1", "3"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/participants/{one}", {"version": 1, "city": "Ede"}),
        ("PATCH", "", {"version": 1, "place": "Ede"}),
        ("POST", "/races", {"name": "1K"}),
    ],
)
async def test_who_waits_for_an_event_is_soon_told_to_try_again(
    roster: Any,
    people: dict[str, Any],
    pool: Pool,
    partner: int,
    method: str,
    path: str,
    body: dict[str, object],
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute("select 1 from normalized_events for no key update")
        asked = path.format(one=people["2"]["id"])
        async with asyncio.timeout(15):
            told = await roster.ask(method, asked, 503, json=body)
    assert told["code"] == "busy"
