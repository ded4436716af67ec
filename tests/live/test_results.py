"""What a passing means for the race: nothing at first, then the time and the place, under the same key."""

from typing import TYPE_CHECKING, Any

from project88.live import store
from project88.live.messages import Passing
from project88.results.feeds.rows import Result

if TYPE_CHECKING:
    from tests.live.conftest import Race, Served

FINISHED = """
with race as (
    insert into normalized_races (timing_partner_id, event_id, name, distance_m)
    select timing_partner_id, event_id, '10 km', 10000 from timing_sessions where id = $1
    returning id, event_id, timing_partner_id
), runner as (
    update normalized_participants set race_id = race.id from race where bib = '7' returning normalized_participants.id
), result as (
    insert into normalized_results (
        participant_id, timing_partner_id, event_id, race_id, status, start_at, finish_at, gun_ms, chip_ms, penalty_ms,
        rank_key, place_overall, place_sex, place_division, version
    )
    select runner.id, race.timing_partner_id, race.event_id, race.id, 'finished', passing_at - interval '2390 s',
        passing_at, 2430000, 2420000, 30000, 2430000, 12, 5, 2, 1
    from race, runner, timing_passings where session_id = $1 and tag = 'A1'
)
insert into result_splits (
    participant_id, position, timing_partner_id, event_id, race_id, point, kind, at, how, gun_ms, chip_ms,
    place_overall, place_sex, session_id, location_id, tag, passing_no, version
)
select runner.id, 1, race.timing_partner_id, race.event_id, race.id, 'Finish', 'finish', passing_at, 'main', 2400000,
    2390000, 11, 4, session_id, location_id, tag, passing_no, 1
from race, runner, timing_passings where session_id = $1 and tag = 'A1'
"""


async def known(race: "Race", statement: str, since: int = 0) -> Passing:
    await race.sql(statement)
    async with race.pool.partner(race.partner_id) as connection:
        changed = await store.changes(connection, race.session_id, since)
    assert changed is not None
    return changed.passings[-1]


async def test_until_the_race_is_scored_a_passing_is_a_name(race: "Race") -> None:
    await race.passes("A1")
    async with race.pool.partner(race.partner_id) as connection:
        changed = await store.changes(connection, race.session_id, 0)
    assert changed is not None
    assert changed.passings[0].result is None


async def test_a_finish_is_a_time_and_a_place(race: "Race") -> None:
    await race.passes("A1")
    passing = await known(race, FINISHED)
    assert passing.at is not None
    assert passing.result == Result(
        status="finished",
        point="Finish",
        kind="finish",
        gun_ms=2_400_000,
        chip_ms=2_390_000,
        penalty_ms=30_000,
        ranked_ms=2_430_000,
        distance_m=10_000,
        start=passing.at - 2_390_000,
        gun=passing.at - 2_400_000,
        overall=12,
        sex=5,
        division=2,
    )


async def test_under_the_rule_by_chip_the_chip_time_ranks(race: "Race") -> None:
    await race.passes("A1")
    await race.sql(FINISHED)
    rules = (
        "insert into race_rules (timing_partner_id, race_id, rank_by) "
        "select race.timing_partner_id, race.id, 'chip' from normalized_races race, timing_sessions s where s.id = $1"
    )
    found = (await known(race, rules)).result
    assert found is not None
    assert found.ranked_ms == 2_420_000


async def test_who_is_disqualified_has_no_time_and_no_place(race: "Race") -> None:
    await race.passes("A1")
    await race.sql(FINISHED)
    void = (
        "update normalized_results set status = 'dq', rank_key = null, place_overall = null "
        "from timing_sessions where timing_sessions.id = $1"
    )
    found = (await known(race, void)).result
    assert found is not None
    assert (found.status, found.gun_ms, found.chip_ms, found.overall) == ("dq", None, None, None)


async def test_a_passing_that_is_no_time_of_a_point_says_nothing(race: "Race") -> None:
    await race.passes("A1")
    await race.sql(FINISHED)
    await race.passes("A1")
    assert (await known(race, "select $1::int", 1)).result is None


async def test_a_screen_hears_of_the_same_passing_twice(served: "Served", race: "Race") -> None:
    screen = await served.watch(await race.address())
    await screen.wait_for("snapshot")
    await race.passes("A1")
    first = _passing((await screen.wait_for("changes")).data)
    assert first["result"] is None
    await race.sql(FINISHED)
    await race.sql("update timing_sessions set version = version + 1 where id = $1")
    await race.sql("update timing_passings set version = version + 1 where session_id = $1")
    await race.tell(first["version"] + 1)
    second = _passing((await screen.wait_for("changes")).data)
    assert second["key"] == first["key"]
    assert (second["result"]["chip_ms"], second["result"]["overall"]) == (2_390_000, 12)


def _passing(data: dict[str, Any]) -> dict[str, Any]:  # Any: whatever the event says
    [passing] = data["passings"]
    found: dict[str, Any] = passing
    return found
