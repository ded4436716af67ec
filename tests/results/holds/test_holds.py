"""A podium stays as it was held; what changes is told beside it, and nobody else is shown it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.results.holds.comparing import Row, differences
from project88.results.holds.holding import held_rows

# Any: the fixtures' own types live in conftest files, and an answer's JSON.
Race = Callable[..., Awaitable[Any]]
SignIn = Callable[..., Awaitable[httpx.AsyncClient]]


def runner(number: int, place: int | None, ms: int = 1000) -> Row:
    return Row(number, "", place, ms, ms)


HELD = [runner(1, 1), runner(2, 2), runner(3, 3)]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (HELD, []),
        ([runner(1, 1), runner(2, 2, 1001), runner(3, 3)], ["time 2"]),
        ([runner(2, 1), runner(1, 2), runner(3, 3)], ["moved 2", "moved 1"]),
        ([runner(1, 1), runner(9, 2), runner(2, 3), runner(3, 4)], ["new 9", "moved 2", "gone 3"]),
        ([runner(1, 1), runner(2, 2), runner(3, None)], ["gone 3"]),
        ([runner(1, 1), runner(2, 2)], ["gone 3"]),
        ([runner(1, 1), runner(2, 2), runner(3, 2)], ["moved 3"]),
    ],
)
def test_a_difference_is_told_in_the_order_of_places(now: Sequence[Row], told: list[str]) -> None:
    found = differences(HELD, now, 3)
    rows = [(one.what.value, one.now or one.before) for one in found]
    assert [f"{what} {row.participant_id}" for what, row in rows if row] == told


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    return await sign_in(Role.TIMER, name="Timo")


def path_of(raced: Any) -> str:
    return f"/api/events/{raced.event_id}/holds"


async def hold(timer: httpx.AsyncClient, raced: Any, **more: Any) -> Any:
    body = {"race_id": raced.race_id, "scope": "overall", "first": 3} | more
    answer = await timer.post(path_of(raced), json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_places_are_kept_and_what_changes_is_told(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=5)
    made = await hold(timer, raced)
    assert [(row["place"], row["bib"]) for row in made["rows"]] == [(1, "1"), (2, "2"), (3, "3")]
    assert made["changes"] == []
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_results set status = 'dq', rank_key = null, place_overall = null "
            "where participant_id = $1", raced.people["2"],
        )  # fmt: skip
        await connection.execute(
            "update normalized_results set place_overall = place_overall - 1 "
            "where race_id = $1 and place_overall > 2", raced.race_id,
        )  # fmt: skip
    (held,) = (await timer.get(path_of(raced))).json()["items"]
    assert [row["bib"] for row in held["rows"]] == ["1", "2", "3"]
    told = [(one["what"], (one["now"] or one["before"])["bib"]) for one in held["changes"]]
    assert told == [("moved", "3"), ("gone", "2"), ("new", "4")]
    async with pool.partner(raced.partner) as connection:
        (kept,) = await held_rows(connection, raced.event_id, raced.race_id)
    assert [row.participant_id for row in kept.rows] == [raced.people[bib] for bib in "123"]


@pytest.mark.parametrize(
    ("scope", "value", "bibs"),
    [("sex", "F", ["1", "3"]), ("division", "M 30-39", ["10", "12"])],
)
async def test_places_of_a_group_are_held_alone(
    timer: httpx.AsyncClient, race: Race, scope: str, value: str, bibs: list[str]
) -> None:
    raced = await race(finishers=12)
    made = await hold(timer, raced, scope=scope, scope_value=value, first=2)
    assert [row["bib"] for row in made["rows"]] == bibs


async def test_teams_are_held_by_their_scores(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=12)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into race_rules (timing_partner_id, race_id, team_sum, team_scorers) "
            "values ($1, $2, 'places', 2)", raced.partner, raced.race_id,
        )  # fmt: skip
    made = await hold(timer, raced, scope="team", first=1)
    assert [(row["team"], row["place"]) for row in made["rows"]] == [("Club 1", 1)]
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_results set rank_key = rank_key + 10000000 "
            "where participant_id = $1", raced.people["1"],
        )  # fmt: skip
    (held,) = (await timer.get(path_of(raced))).json()["items"]
    told = [(one["what"], (one["now"] or one["before"])["team"]) for one in held["changes"]]
    assert told == [("new", "Club 2"), ("gone", "Club 1")]


async def test_places_are_held_once_and_let_go_once(
    timer: httpx.AsyncClient, race: Race, pool: Pool
) -> None:
    raced = await race(finishers=3)
    made = await hold(timer, raced)
    again = {"race_id": raced.race_id, "scope": "overall", "first": 1}
    refused = await timer.post(path_of(raced), json=again)
    assert (refused.status_code, refused.json()["code"]) == (409, "held_already")
    one = f"{path_of(raced)}/{made['id']}/release"
    assert (await timer.post(one)).json()["released_by"] == "Timo"
    assert (await timer.post(one)).json()["code"] == "released"
    assert (await timer.get(path_of(raced))).json()["items"] == []
    all_of = await timer.get(path_of(raced), params={"released": True})
    assert len(all_of.json()["items"]) == 1
    async with pool.partner(raced.partner) as connection:
        assert await held_rows(connection, raced.event_id, raced.race_id) == []


@pytest.mark.parametrize(
    "body",
    [
        {"scope": "sex"},
        {"scope": "overall", "scope_value": "F"},
        {"scope": "division", "scope_value": "Nobody's"},
    ],
)
async def test_what_means_no_places_is_refused(
    timer: httpx.AsyncClient, race: Race, body: dict[str, Any]
) -> None:
    raced = await race(finishers=2)
    refused = await timer.post(path_of(raced), json={"race_id": raced.race_id} | body)
    assert refused.status_code == 422


async def test_a_race_of_another_event_is_not_found(timer: httpx.AsyncClient, race: Race) -> None:
    raced, other = await race(finishers=1), await race(finishers=1, name="Other")
    body = {"race_id": other.race_id, "scope": "overall"}
    assert (await timer.post(path_of(raced), json=body)).status_code == 404


async def test_who_may_only_look_holds_nothing(sign_in: SignIn, race: Race) -> None:
    raced = await race(finishers=1)
    reader = await sign_in(Role.ANNOUNCER)
    body = {"race_id": raced.race_id, "scope": "overall"}
    assert (await reader.post(path_of(raced), json=body)).status_code == 403
    assert (await reader.get(path_of(raced))).status_code == 200
