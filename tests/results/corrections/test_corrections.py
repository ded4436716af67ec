"""Corrections over HTTP: made, shown, undone, made again; and what is refused or said to be odd."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool

# Any: the fixtures' own types live in conftest files, and an answer's JSON.
Race = Callable[..., Awaitable[Any]]
SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in(Role.TIMER, name="Timo")


async def made(timer: httpx.AsyncClient, path: str, body: dict[str, Any], status: int = 201) -> Any:
    answer = await timer.post(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def void_of(raced: Any, bib: str, location: str = "FINISH") -> dict[str, Any]:
    return {
        "session_id": raced.session_id, "location_id": raced.locations[location], "tag": bib,
        "passing_no": 1, "reason": "Walked back over the mat",
    }  # fmt: skip


def path_of(raced: Any) -> str:
    return f"/api/events/{raced.event_id}/corrections"


async def waiting(pool: Pool, raced: Any) -> list[int | None]:
    """Whom the scorer is asked to look at."""
    async with pool.partner(raced.partner) as connection:
        rows = await connection.fetch(
            "delete from result_changes where event_id = $1 returning participant_id",
            raced.event_id,
        )
    return [row["participant_id"] for row in rows]


async def test_a_passing_is_voided_restored_and_voided_again(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3)
    first = await made(timer, path_of(raced) + "/voids", void_of(raced, "2"))
    assert first["correction"]["person"]["bib"] == "2"
    assert first["correction"]["passing"]["location"] == "FINISH"
    assert first["correction"]["made_by"] == "Timo"
    assert await waiting(pool, raced) == [raced.people["2"]]
    one = f"{path_of(raced)}/{first['correction']['id']}"
    undone = await made(timer, one + "/undo", {}, 200)
    assert undone["undone_by"] == "Timo"
    assert await waiting(pool, raced) == [raced.people["2"]]
    again = await made(timer, one + "/redo", {})
    assert again["correction"]["id"] != first["correction"]["id"]
    assert again["correction"]["at"] == first["correction"]["at"]
    listed = (await timer.get(path_of(raced))).json()["items"]
    assert [item["undone_at"] is None for item in listed] == [True, False]


async def test_a_passing_is_voided_once(timer: httpx.AsyncClient, race: Race) -> None:
    raced = await race(finishers=2)
    await made(timer, path_of(raced) + "/voids", void_of(raced, "1"))
    refused = await made(timer, path_of(raced) + "/voids", void_of(raced, "1"), 409)
    assert refused["code"] == "stands_already"


async def test_what_was_undone_is_not_undone_twice_and_what_stands_is_not_made_again(
    timer: httpx.AsyncClient, race: Race
) -> None:
    raced = await race(finishers=1)
    body = {"participant_id": raced.people["1"], "status": "dq", "reason": "Cut the course"}
    first = await made(timer, path_of(raced) + "/statuses", body)
    one = f"{path_of(raced)}/{first['correction']['id']}"
    assert (await made(timer, one + "/redo", {}, 409))["code"] == "stands_already"
    await made(timer, one + "/undo", {}, 200)
    assert (await made(timer, one + "/undo", {}, 409))["code"] == "undone_already"


async def test_a_time_by_hand_is_meant_by_the_clock_of_the_event(
    timer: httpx.AsyncClient, race: Race
) -> None:
    raced = await race(finishers=2, on_course=1)
    body = {
        "participant_id": raced.people["3"], "point_id": raced.points["Finish"],
        "at": "2026-06-14T10:43:00.5", "reason": "Chip lost; finish judge's sheet",
    }  # fmt: skip
    answer = await made(timer, path_of(raced) + "/manual-times", body)
    assert answer["correction"]["at"] == "2026-06-14T08:43:00.500000Z"
    assert answer["correction"]["point"] == "Finish"
    assert answer["warnings"] == []


@pytest.mark.parametrize(
    ("point", "at", "codes"),
    [
        ("Finish", "2026-06-14T09:43:00", ["before_gun", "before_point"]),
        ("5 km", "2026-06-14T11:30:00", ["after_point"]),
        ("Finish", "2199-01-01T11:30:00", ["future"]),
    ],
)
async def test_an_odd_time_is_taken_and_said_to_be_odd(
    timer: httpx.AsyncClient, race: Race, point: str, at: str, codes: list[str]
) -> None:
    raced = await race(finishers=1)
    body = {
        "participant_id": raced.people["1"], "point_id": raced.points[point], "at": at,
        "reason": "As told by radio",
    }  # fmt: skip
    answer = await made(timer, path_of(raced) + "/manual-times", body)
    assert [one["code"] for one in answer["warnings"]] == codes


async def test_who_was_never_heard_has_the_gun_of_the_field(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=2)
    async with pool.partner(raced.partner) as connection:
        late = await connection.fetchval(
            "insert into normalized_participants (timing_partner_id, event_id, race_id, bib) "
            "values ($1, $2, $3, '99') returning id", raced.partner, raced.event_id, raced.race_id,
        )  # fmt: skip
    body = {
        "participant_id": late, "point_id": raced.points["Finish"], "at": "2026-06-14T09:59:00",
        "reason": "By hand",
    }  # fmt: skip
    answer = await made(timer, path_of(raced) + "/manual-times", body)
    assert [one["code"] for one in answer["warnings"]] == ["before_gun"]


async def test_a_point_of_another_race_and_a_course_that_is_only_suggested_are_refused(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced, other = await race(finishers=1), await race(finishers=1, name="Other")
    body = {
        "participant_id": raced.people["1"], "point_id": other.points["Finish"],
        "at": "2026-06-14T10:43:00", "reason": "By hand",
    }  # fmt: skip
    refused = await made(timer, path_of(raced) + "/manual-times", body, 422)
    assert refused["fields"][0]["field"] == "point_id"
    async with pool.partner(raced.partner) as connection:
        await connection.execute("delete from race_points where race_id = $1", raced.race_id)
    refused = await made(timer, path_of(raced) + "/manual-times", body, 422)
    assert refused["code"] == "no_course"


async def test_a_shift_says_before_what_it_moves(timer: httpx.AsyncClient, race: Race) -> None:
    raced = await race(finishers=3)
    interval = {
        "session_id": raced.session_id, "location_id": raced.locations["FINISH"],
        "since": "2026-06-14T10:42:00", "until": "2026-06-14T10:42:31",
    }  # fmt: skip
    path = path_of(raced) + "/clock-shifts"
    touched = await made(timer, path + "/preview", interval, 200)
    assert (touched["passings"], touched["people"], touched["overlapping"]) == (2, 2, [])
    shift = await made(timer, path, interval | {"ms": -3000, "reason": "Box was 3 s fast"})
    assert shift["warnings"] == []
    touched = await made(timer, path + "/preview", interval, 200)
    assert touched["overlapping"] == [shift["correction"]["id"]]
    twice = await made(timer, path, interval | {"ms": 1000, "reason": "Or was it 2 s"})
    assert [one["code"] for one in twice["warnings"]] == ["overlapping"]


@pytest.mark.parametrize(
    ("change", "field"),
    [({"ms": 0}, "ms"), ({"until": "2026-06-14T09:00:00"}, "until"), ({"reason": " "}, "reason")],
)
async def test_a_shift_that_means_nothing_is_refused(
    timer: httpx.AsyncClient, race: Race, change: dict[str, Any], field: str
) -> None:
    raced = await race(finishers=1)
    body = {
        "session_id": raced.session_id, "since": "2026-06-14T10:00:00",
        "until": "2026-06-14T11:00:00", "ms": 500, "reason": "Slow",
    }  # fmt: skip
    refused = await made(timer, path_of(raced) + "/clock-shifts", body | change, 422)
    assert [one["field"] for one in refused["fields"]] == [field]


async def test_an_official_race_is_said_to_stay_as_it_is(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=1)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into race_rules (timing_partner_id, race_id, state) values ($1, $2, 'official')",
            raced.partner, raced.race_id,
        )  # fmt: skip
    body = {"participant_id": raced.people["1"], "ms": 120_000, "reason": "Drafting"}
    answer = await made(timer, path_of(raced) + "/penalties", body)
    assert [one["code"] for one in answer["warnings"]] == ["official"]


async def test_a_list_is_filtered_and_paged(timer: httpx.AsyncClient, race: Race) -> None:
    raced = await race(finishers=4)
    for bib in ("1", "2", "3"):
        body = {"participant_id": raced.people[bib], "ms": 60_000, "reason": "Littering"}
        await made(timer, path_of(raced) + "/penalties", body)
    await made(timer, path_of(raced) + "/voids", void_of(raced, "4"))
    page = (await timer.get(path_of(raced), params={"kind": "penalty", "limit": 2})).json()
    assert [item["person"]["bib"] for item in page["items"]] == ["3", "2"]
    rest = await timer.get(path_of(raced), params={"kind": "penalty", "after": page["after"]})
    assert [item["person"]["bib"] for item in rest.json()["items"]] == ["1"]
    of_one = await timer.get(path_of(raced), params={"participant": raced.people["4"]})
    assert [item["kind"] for item in of_one.json()["items"]] == ["void"]


async def test_every_correction_stands_in_the_audit_log(
    timer: httpx.AsyncClient, race: Race
) -> None:
    raced = await race(finishers=1)
    body = {"participant_id": raced.people["1"], "status": "dnf", "reason": "Stopped at 7 km"}
    answer = await made(timer, path_of(raced) + "/statuses", body)
    await made(timer, f"{path_of(raced)}/{answer['correction']['id']}/undo", {}, 200)
    log = (await timer.get("/api/audit", params={"subject": "correction"})).json()
    assert [(entry["action"], entry["who"]["name"]) for entry in log["entries"]] == [
        ("changed", "Timo"),
        ("created", "Timo"),
    ]


async def test_who_may_only_look_changes_nothing(sign_in: SignIn, race: Race) -> None:
    raced = await race(finishers=1)
    reader = await sign_in(Role.READ_ONLY)
    assert (await reader.get(path_of(raced))).status_code == 200
    refused = await reader.post(path_of(raced) + "/voids", json=void_of(raced, "1"))
    assert refused.status_code == 403


async def test_the_boxes_of_an_event_are_told_with_their_span(
    timer: httpx.AsyncClient, race: Race
) -> None:
    raced = await race(finishers=2)
    told = (await timer.get(path_of(raced) + "/sources")).json()
    assert told["zone"] == "Europe/Amsterdam"
    (box,) = told["items"]
    assert (box["passings"], len(box["locations"])) == (6, 3)
    assert box["first_at"] < box["last_at"]
