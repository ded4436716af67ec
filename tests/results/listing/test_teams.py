"""The teams of a race by its rule, and the legs of a relay."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.db.pool import Pool
from project88.errors import NotFound
from project88.results.listing.teams import relay, teams

# Any: the fixture's own class, which lives in a conftest.
Race = Callable[..., Awaitable[Any]]


async def rule(pool: Pool, raced: Any, **rules: object) -> None:
    columns = ", ".join(rules)
    places = ", ".join(f"${number}" for number in range(3, 3 + len(rules)))
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            f"insert into race_rules (timing_partner_id, race_id, {columns}) values ($1, $2, {places})",
            raced.partner, raced.race_id, *rules.values(),
        )  # fmt: skip


async def test_a_race_without_team_scoring_has_no_teams(pool: Pool, race: Race) -> None:
    raced = await race(12)
    async with pool.partner(raced.partner) as connection:
        told = await teams(connection, raced.event_id, raced.race_id)
        assert (told.sum, told.teams) == ("", [])
        with pytest.raises(NotFound):
            await teams(connection, raced.event_id, 2**31 - 1)


async def test_teams_score_by_the_places_of_their_first(pool: Pool, race: Race) -> None:
    raced = await race(12)
    await rule(pool, raced, team_sum="places", team_scorers=2, team_displacers=1)
    async with pool.partner(raced.partner) as connection:
        told = await teams(connection, raced.event_id, raced.race_id)
    assert [(team.name, team.place, team.score) for team in told.teams] == [
        ("Club 1", 1, 6), ("Club 2", 2, 8), ("Club 3", 3, 10), ("Club 0", 4, 12),
    ]  # fmt: skip
    first = told.teams[0].scorers[0]
    assert (first.bib, first.name, first.points, first.place) == ("1", "First1 Last1", 1, 1)


async def test_teams_score_by_times(pool: Pool, race: Race) -> None:
    raced = await race(8)
    await rule(pool, raced, team_sum="times", team_scorers=2, rank_by="chip")
    async with pool.partner(raced.partner) as connection:
        told = await teams(connection, raced.event_id, raced.race_id)
    assert [team.place for team in told.teams] == [1, 2, 3, 4]
    assert told.teams[0].score == 2_524_000 + 2_620_000


async def test_a_hidden_runner_runs_for_no_team(pool: Pool, race: Race) -> None:
    raced = await race(8)
    await rule(pool, raced, team_sum="places", team_scorers=2)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'hidden' where id = $1", raced.people["1"]
        )
        told = await teams(connection, raced.event_id, raced.race_id)
    assert told.teams[-1].name == "Club 1"
    assert told.teams[-1].place is None


async def test_the_legs_of_a_relay_have_places(pool: Pool, race: Race) -> None:
    raced = await race(4)
    async with pool.partner(raced.partner) as connection:
        assert not (await relay(connection, raced.event_id, raced.race_id, 3)).legs
    await rule(pool, raced, relay=True)
    async with pool.partner(raced.partner) as connection:
        told = await relay(connection, raced.event_id, raced.race_id, 3)
    assert [leg.point for leg in told.legs] == ["5 km", "Finish"]
    assert [(time.bib, time.place) for time in told.legs[0].times] == [("1", 1), ("2", 2), ("3", 3)]
    assert told.legs[0].times[0].pace.km == "4:02"
