"""The timer's work list over HTTP: what is on it, what it says to do, and how it gets off it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool
from project88.results.scoring.scoring import score_anew

# Any: the fixtures' own types live in conftest files, and an answer's JSON.
Race = Callable[..., Awaitable[Any]]
SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
FINISH_1 = datetime.fromisoformat("2026-06-14T08:42:05+00:00")


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in(Role.TIMER, name="Timo")


async def asked(timer: httpx.AsyncClient, path: str, **more: Any) -> Any:
    answer = await timer.get(path, params=more)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def items(timer: httpx.AsyncClient, raced: Any, kind: str, **more: Any) -> Any:
    path = f"/api/events/{raced.event_id}/worklist/items"
    return (await asked(timer, path, kind=kind, **more))["items"]


async def counts(timer: httpx.AsyncClient, raced: Any) -> dict[str, tuple[int, int]]:
    told = await asked(timer, f"/api/events/{raced.event_id}/worklist")
    return {one["kind"]: (one["open"], one["dismissed"]) for one in told["kinds"]}


async def heard(
    pool: Pool,
    raced: Any,
    tag: str,
    location: str,
    at: datetime,
    participant: int | None = None,
    number: int = 1,
) -> None:
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no, "
            "participant_id, passing_at, first_read_at, received_at, version) "
            "values ($1, $2, $3, $4, $5, $6, $7, $7, $7, 2)",
            raced.partner, raced.session_id, raced.locations[location], tag, number, participant, at,
        )  # fmt: skip


async def doubt(pool: Pool, raced: Any, bib: str, flags: str) -> None:
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_results set flags = $2::text::jsonb where participant_id = $1",
            raced.people[bib],
            flags,
        )


async def test_a_race_without_anything_odd_has_an_empty_list(
    timer: httpx.AsyncClient, race: Race
) -> None:
    raced = await race(finishers=3)
    told = await asked(timer, f"/api/events/{raced.event_id}/worklist")
    assert told == {"kinds": [], "open": 0, "dismissed": 0}


async def test_an_unknown_tag_is_told_with_whose_it_may_be(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=12)
    await heard(pool, raced, "21", "FINISH", FINISH_1)
    await heard(pool, raced, "21", "5K", FINISH_1 - timedelta(minutes=20))
    (one,) = await items(timer, raced, "unknown_tag")
    assert one["sentence"] == (
        "Tag 21 crossed 2 times at 5K and FINISH and is nobody's. Give it to somebody, or dismiss it."
    )
    assert (one["first_at"], one["last_at"]) == ("2026-06-14T08:22:05Z", "2026-06-14T08:42:05Z")
    assert one["target"] == {"to": "tag", "id": None, "text": "21"}
    told = [(near["person"]["bib"], near["why"]) for near in one["suggestions"]]
    assert told == [("12", "turned"), ("11", "digit"), ("1", "extra")]
    assert await counts(timer, raced) == {"unknown_tag": (1, 0)}


async def test_doubts_of_results_are_items_with_times_and_what_to_do(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=12)
    await doubt(
        pool, raced, "2",
        '[{"doubt": "impossible_pace", "point": "Finish", "other": "5 km"},'
        ' {"doubt": "no_start_read", "point": "Start", "other": null}]',
    )  # fmt: skip
    await doubt(pool, raced, "10", '[{"doubt": "impossible_pace", "point": "5 km", "other": null}]')
    first, second = await items(timer, raced, "impossible_pace")
    assert first["sentence"] == (
        "Bib 2 was faster from 5 km to Finish than anybody runs. "
        "Look at the reads; void the one that is wrong."
    )
    assert (first["person"]["name"], first["race"], first["ms"]) == (
        "First2 Last2",
        "10 km",
        1_330_000,
    )
    assert (second["person"]["bib"], second["other"]) == ("10", "")
    assert await counts(timer, raced) == {"impossible_pace": (2, 0), "no_start_read": (1, 0)}


@pytest.mark.parametrize("limit", [1, 2])
async def test_pages_of_a_kind_come_in_the_order_of_bibs(
    timer: httpx.AsyncClient, race: Race, pool: Pool, limit: int
) -> None:
    raced = await race(finishers=12)
    for bib in ("10", "9", "2"):
        await doubt(
            pool, raced, bib, '[{"doubt": "missing_split", "point": "5 km", "other": null}]'
        )
    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = await asked(
            timer,
            f"/api/events/{raced.event_id}/worklist/items",
            kind="missing_split", limit=limit, **after,
        )  # fmt: skip
        found += [one["person"]["bib"] for one in page["items"]]
        if page["after"] is None:
            break
        after = {"after": page["after"]}
    assert found == ["2", "9", "10"]


async def test_what_is_dismissed_leaves_the_list_with_its_reason_and_can_come_back(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3)
    await heard(pool, raced, "99995", "FINISH", FINISH_1)
    path = f"/api/events/{raced.event_id}/worklist/dismissals"
    body = {"kind": "unknown_tag", "keys": ["unknown_tag:99995"], "reason": "Our test tag"}
    answer = await timer.post(path, json=body)
    assert answer.status_code == 201, answer.text
    assert await items(timer, raced, "unknown_tag") == []
    (gone,) = await items(timer, raced, "unknown_tag", dismissed=True)
    assert (gone["dismissed"]["reason"], gone["dismissed"]["by"]) == ("Our test tag", "Timo")
    assert await counts(timer, raced) == {"unknown_tag": (0, 1)}
    again = await timer.post(path, json=body)
    assert again.json() == {"ids": []}
    back = await timer.post(f"{path}/undo", json={"ids": answer.json()["ids"]})
    assert back.json() == answer.json()
    assert await counts(timer, raced) == {"unknown_tag": (1, 0)}


async def test_a_key_of_another_kind_is_refused(timer: httpx.AsyncClient, race: Race) -> None:
    raced = await race(finishers=1)
    answer = await timer.post(
        f"/api/events/{raced.event_id}/worklist/dismissals",
        json={"kind": "at_once", "keys": ["unknown_tag:1"], "reason": "x"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "other_kind")


async def test_two_chips_of_a_bib_that_finish_minutes_apart_are_on_two_people(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3)
    late = FINISH_1 + timedelta(minutes=4)
    await heard(pool, raced, "C1", "FINISH", late, raced.people["1"])
    (one,) = await items(timer, raced, "two_chips")
    assert one["sentence"] == (
        "Bib 1 has two chips that crossed FINISH 4:00 apart: 1 and C1 are on two people. "
        "Find out who wears which."
    )
    assert one["race_id"] == raced.race_id


async def test_a_number_that_is_at_two_mats_at_once_is_worn_twice(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3)
    await heard(pool, raced, "1", "5K", FINISH_1 + timedelta(seconds=2), raced.people["1"], 2)
    (one,) = await items(timer, raced, "at_once")
    assert one["sentence"] == (
        "Bib 1 was heard at FINISH and 5K within 2 s. Look whether two people wear this number."
    )


async def test_whoever_was_heard_nowhere_is_to_be_dns(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3, on_course=1)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, first_name) "
            "values ($1, $2, $3, '77', 'Kim')", raced.partner, raced.event_id, raced.race_id,
        )  # fmt: skip
    (one,) = await items(timer, raced, "dns_candidate")
    assert one["sentence"] == "Bib 77 was heard nowhere. Give a DNS, or find the chip."
    told = await asked(timer, f"/api/events/{raced.event_id}/worklist/ready")
    (ready,) = told["races"]
    checks = {one["check"]: (one["ok"], one["count"]) for one in ready["checks"]}
    assert (checks["all_in"], checks["dns"]) == ((False, 1), (False, 1))
    assert ready["ok"] is False


@pytest.mark.parametrize(("role", "status"), [(Role.READ_ONLY, 403), (Role.VOLUNTEER, 403)])
async def test_only_who_changes_timing_dismisses(
    sign_in: SignIn, race: Race, role: Role, status: int
) -> None:
    raced = await race(finishers=1)
    body = {"kind": "unknown_tag", "keys": ["unknown_tag:1"], "reason": "x"}
    somebody = await sign_in(role)
    answer = await somebody.post(f"/api/events/{raced.event_id}/worklist/dismissals", json=body)
    assert answer.status_code == status


async def test_a_mat_that_missed_several_in_a_row_was_dead(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=30)
    silent = [raced.people[str(bib)] for bib in range(10, 19)]
    alone = raced.people["25"]
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "delete from timing_passings where location_id = $1 and participant_id = any($2::int[])",
            raced.locations["5K"],
            [*silent, alone],
        )
    await score_anew(pool, raced.partner, raced.event_id)
    (one,) = await items(timer, raced, "dead_mat")
    assert (one["point"], one["locations"], one["race"]) == ("5 km", ["5K"], "10 km")
    assert 7 <= one["count"] <= 9
    # Bib 9 was heard at 8:21:30, bib 19 at 8:23:10.
    assert "2026-06-14T08:21:30" < one["first_at"] < one["last_at"] < "2026-06-14T08:23:10"
    assert one["sentence"].startswith(f"5 km (5K) was silent while {one['count']} runners went by.")
    assert (await counts(timer, raced))["missing_split"] == (10, 0)


async def test_guns_and_starts_are_checked_before_a_race_is_official(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2)
    async with pool.partner(raced.partner) as connection:
        for minutes in (0, 90):
            await connection.execute(
                "insert into timing_gun_times (timing_partner_id, session_id, location_id, gun_at, time_raw, "
                "reader, received_at, connection_id) values ($1, $2, $3, $4, $5, 'r', $4, 1)",
                raced.partner, raced.session_id, raced.locations["START"],
                datetime.fromisoformat("2026-06-14T08:00:00+00:00") + timedelta(minutes=minutes), f"{minutes}",
            )  # fmt: skip
    (unused,) = await items(timer, raced, "unused_gun")
    assert (unused["first_at"], unused["locations"]) == ("2026-06-14T09:30:00Z", ["START"])
    told = await asked(timer, f"/api/events/{raced.event_id}/worklist/ready")
    (ready,) = told["races"]
    assert [one["check"] for one in ready["checks"] if not one["ok"]] == []
    assert (ready["ok"], ready["finished"]) == (True, 2)


async def test_a_correction_waits_for_a_second_look(timer: httpx.AsyncClient, race: Race) -> None:
    raced = await race(finishers=2)
    made = await timer.post(
        f"/api/events/{raced.event_id}/corrections/statuses",
        json={"participant_id": raced.people["1"], "status": "dq", "reason": "Cut the course"},
    )
    assert made.status_code == 201, made.text
    (one,) = await items(timer, raced, "correction")
    assert one["sentence"] == (
        "Bib 1: a status was given. Look at it again; dismiss it when it is right."
    )
    assert (one["detail"], one["target"]["to"]) == ("Cut the course", "correction")


async def test_a_podium_that_differs_is_told_again_when_it_differs_otherwise(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=4)
    body = {"race_id": raced.race_id, "scope": "overall", "first": 3}
    held = await timer.post(f"/api/events/{raced.event_id}/holds", json=body)
    assert held.status_code == 201, held.text
    assert await items(timer, raced, "held_differs") == []
    keys = []
    for ms in (2_540_000, 2_541_000):
        async with pool.partner(raced.partner) as connection:
            await connection.execute(
                "update normalized_results set gun_ms = $2 where participant_id = $1",
                raced.people["2"],
                ms,
            )
        (one,) = await items(timer, raced, "held_differs")
        assert one["sentence"].startswith("What is held of the first overall differs")
        keys.append(one["key"])
    assert keys[0] != keys[1]


async def test_a_hidden_name_is_not_told_without_real_names(
    with_key: SignIn, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'hidden' where id = $1", raced.people["2"]
        )
    await doubt(pool, raced, "2", '[{"doubt": "missing_split", "point": "5 km", "other": null}]')
    await heard(pool, raced, "02x", "FINISH", FINISH_1)
    shown = {}
    for scopes in (set(Permission), set(Permission) - {Permission.NAMES_REAL}):
        program = await with_key(scopes)
        (one,) = await items(program, raced, "missing_split")
        (tag,) = await items(program, raced, "unknown_tag")
        shown[Permission.NAMES_REAL in scopes] = (
            one["person"]["name"],
            [near["person"]["name"] for near in tag["suggestions"]],
        )
    assert shown == {True: ("First2 Last2", ["First2 Last2"]), False: ("", [""])}
