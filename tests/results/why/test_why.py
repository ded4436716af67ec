"""From a result back to its reads, the whole way: passings, corrections, the scorer, and the question why."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.results.scoring.scoring import score_all

# Any: the fixtures' own types live in conftest files, and an answer's JSON.
Race = Callable[..., Awaitable[Any]]
SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in(Role.TIMER, name="Timo")


async def why(timer: httpx.AsyncClient, raced: Any, bib: str) -> Any:
    answer = await timer.get(f"/api/events/{raced.event_id}/results/{raced.people[bib]}/why")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def correct(timer: httpx.AsyncClient, raced: Any, what: str, body: dict[str, Any]) -> Any:
    path = f"/api/events/{raced.event_id}/corrections/{what}"
    answer = await timer.post(path, json={"reason": "As the referee said"} | body)
    assert answer.is_success, answer.text
    return answer.json()


def texts(told: Any) -> list[str]:
    return [step["text"] for step in told["steps"]]


def codes(told: Any) -> list[str]:
    return [step["code"] for step in told["steps"]]


def void_of(raced: Any, bib: str, location: str) -> dict[str, Any]:
    return {
        "session_id": raced.session_id, "location_id": raced.locations[location], "tag": bib,
        "passing_no": 1,
    }  # fmt: skip


async def test_a_result_is_explained_from_gun_to_place(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3)
    await score_all(pool)
    told = await why(timer, raced, "2")
    assert texts(told) == [
        "No gun was heard so far, so the planned start counts: 10:00:00.0.",
        "10:00:02.0: own start, the last read at START before leaving it.",
        "10:20:20.0: 5 km, heard by the main line, 5K.",
        "10:42:30.0: Finish, heard by the main line, FINISH.",
        "Gun time: from 10:00:00.0 to 10:42:30.0 it is 42:30.",
        "Chip time: from the own start at 10:00:02.0 to 10:42:30.0 it is 42:28.",
        "Finished.",
        "Places in this race go by gun time.",
        "Place 2 overall.",
        "Place 1 of the men.",
        "Place 1 in M 20-29.",
    ]
    assert [read["used_as"] for read in told["reads"]] == ["Start", "5 km", "Finish"]
    assert [point["clock"] for point in told["points"]] == [
        "10:00:02.0",
        "10:20:20.0",
        "10:42:30.0",
    ]
    assert told["scored"] == {
        "status": "finished", "gun_ms": 2_550_000, "chip_ms": 2_548_000, "differs": False
    }  # fmt: skip


async def test_a_voided_finish_is_no_finish_and_can_be_restored_from_the_answer(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2)
    await score_all(pool)
    await correct(timer, raced, "voids", void_of(raced, "1", "FINISH"))
    await score_all(pool)
    told = await why(timer, raced, "1")
    assert told["detail"]["result"]["status"] == "on_course"
    assert (
        "10:42:05.0: read at FINISH, not used. Timo has voided it: As the referee said."
        in texts(told)
    )
    void_id = told["reads"][2]["void_id"]
    await correct(timer, raced, f"{void_id}/undo", {})
    await score_all(pool)
    told = await why(timer, raced, "1")
    assert told["detail"]["result"]["places"]["overall"] == 1
    assert told["reads"][2]["void_id"] is None
    assert [one["undone_by"] for one in told["corrections"]] == ["Timo"]


async def test_a_clock_that_is_put_right_moves_what_it_heard(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2)
    shift = {
        "session_id": raced.session_id, "location_id": raced.locations["FINISH"],
        "since": "2026-06-14T10:40:00", "until": "2026-06-14T10:42:10", "ms": 60_000,
    }  # fmt: skip
    await correct(timer, raced, "clock-shifts", shift)
    await score_all(pool)
    told = await why(timer, raced, "1")
    assert told["detail"]["result"]["places"]["overall"] == 2
    assert (told["reads"][2]["clock"], told["reads"][2]["heard"]) == ("10:43:05.0", "10:42:05.0")
    assert (
        "The clock of FINISH was put right by +60 s: for the next read it showed 10:42:05.0. "
        "Timo says: As the referee said." in texts(told)
    )
    unmoved = await why(timer, raced, "2")
    assert [read["heard"] for read in unmoved["reads"]] == [None, None, None]


async def test_time_by_hand_penalty_and_disqualification_say_who_and_why(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2, on_course=1)
    runner = {"participant_id": raced.people["3"]}
    body = runner | {"point_id": raced.points["Finish"], "at": "2026-06-14T10:41:00"}
    await correct(timer, raced, "manual-times", body)
    penalty = await correct(timer, raced, "penalties", runner | {"ms": 120_000})
    await score_all(pool)
    told = await why(timer, raced, "3")
    assert {"split.manual", "penalty.added", "penalty.sum"} <= set(codes(told))
    assert "With that, gun time 43:00 and chip time 42:57." in texts(told)
    assert told["detail"]["result"]["places"]["overall"] == 3
    await correct(timer, raced, f"{penalty['correction']['id']}/undo", {})
    await correct(timer, raced, "statuses", runner | {"status": "dq"})
    await score_all(pool)
    told = await why(timer, raced, "3")
    assert texts(told)[-1] == "Disqualified: As the referee said"
    assert [one["kind"] for one in told["corrections"]] == ["status", "penalty", "manual_time"]


async def test_of_several_statuses_the_last_counts_and_undoing_it_brings_the_one_before(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=1)
    runner = {"participant_id": raced.people["1"]}
    await correct(timer, raced, "statuses", runner | {"status": "dnf"})
    last = await correct(timer, raced, "statuses", runner | {"status": "dq"})
    await score_all(pool)
    assert (await why(timer, raced, "1"))["detail"]["result"]["status"] == "dq"
    await correct(timer, raced, f"{last['correction']['id']}/undo", {})
    await score_all(pool)
    assert (await why(timer, raced, "1"))["detail"]["result"]["status"] == "dnf"


async def test_an_official_result_stays_and_the_difference_is_told(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2)
    await score_all(pool)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into race_rules (timing_partner_id, race_id, state) values ($1, $2, 'official')",
            raced.partner, raced.race_id,
        )  # fmt: skip
    await correct(timer, raced, "voids", void_of(raced, "1", "FINISH"))
    await score_all(pool)
    told = await why(timer, raced, "1")
    assert told["official"]
    assert told["detail"]["result"]["status"] == "finished"
    assert told["scored"] == {
        "status": "on_course", "gun_ms": None, "chip_ms": None, "differs": True
    }  # fmt: skip


async def test_all_that_would_change_in_an_official_race_is_listed(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=4, on_course=1)
    await score_all(pool)
    path = f"/api/events/{raced.event_id}/results/pending"
    asked = {"race": raced.race_id}
    assert not (await timer.get(path, params=asked)).json()["official"]
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into race_rules (timing_partner_id, race_id, state) values ($1, $2, 'official')",
            raced.partner, raced.race_id,
        )  # fmt: skip
    await score_all(pool)
    assert (await timer.get(path, params=asked)).json()["items"] == []
    await correct(timer, raced, "voids", void_of(raced, "2", "FINISH"))
    body = {
        "participant_id": raced.people["5"], "point_id": raced.points["Finish"],
        "at": "2026-06-14T10:50:00",
    }  # fmt: skip
    await correct(timer, raced, "manual-times", body)
    await score_all(pool)
    told = (await timer.get(path, params=asked)).json()
    assert [
        (one["bib"], one["shown"]["status"], one["now"]["status"]) for one in told["items"]
    ] == [
        ("2", "finished", "on_course"),
        ("5", "on_course", "finished"),
    ]
    assert told["items"][1]["now"]["gun_ms"] == 3_000_000
    other = await race(finishers=1, name="Other")
    assert (await timer.get(path, params={"race": other.race_id})).status_code == 404


async def test_whoever_is_in_no_race_is_told_what_to_do(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=1)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set race_id = null where id = $1", raced.people["1"]
        )
    await score_all(pool)
    told = await why(timer, raced, "1")
    assert codes(told) == ["unscored.no_race"]
    assert len(told["reads"]) == 3


async def test_raw_reads_are_counted_for_the_passing_that_they_made(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=1)
    async with pool.partner(raced.partner) as connection:
        for second in (0, 1, 3, 4000):
            await connection.execute(
                "insert into timing_reads (timing_partner_id, session_id, location_id, connection_id, read_at, "
                "received_at, tag, reader, time_raw, format) select $1, $2, $3, 1, "
                "first_read_at + $4 * interval '1 second', now(), '1', 'r', '', 'CT01_33' from timing_passings "
                "where location_id = $3 and tag = '1'",
                raced.partner, raced.session_id, raced.locations["FINISH"], second,
            )  # fmt: skip
    await score_all(pool)
    assert [read["reads"] for read in (await why(timer, raced, "1"))["reads"]] == [0, 0, 3]


async def test_nobody_of_another_event_is_explained(timer: httpx.AsyncClient, race: Race) -> None:
    raced, other = await race(finishers=1), await race(finishers=1, name="Other")
    path = f"/api/events/{raced.event_id}/results/{other.people['1']}/why"
    assert (await timer.get(path)).status_code == 404
