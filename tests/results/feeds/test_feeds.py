"""What lists of a display say: who is in front, who came last, who is on course, when races start."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from tests.results.conftest import GUN

from project88.db.pool import Pool
from project88.results.feeds.asking import STARTS, Ask, together
from project88.results.feeds.feeds import Listed, field_of, listed

if TYPE_CHECKING:
    from tests.results.conftest import Race, Raced

Statement = Callable[..., Awaitable[object]]


async def asked(pool: Pool, race: "Raced", ask: Ask, *races: int) -> Listed:
    async with pool.partner(race.partner) as connection:
        return await listed(connection, await field_of(connection, race.event_id, races), ask)


async def bibs(pool: Pool, race: "Raced", ask: Ask) -> list[str | None]:
    return [row.bib for row in (await asked(pool, race, ask)).rows]


async def sql(pool: Pool, race: "Raced", statement: str, *values: object) -> None:
    async with pool.partner(race.partner) as connection:
        await connection.execute(statement, *values)


async def test_the_board_has_who_is_in_front_with_time_and_place(pool: Pool, race: "Race") -> None:
    run = await race(finishers=6)
    found = await asked(pool, run, Ask("standings", limit=3))
    assert [row.bib for row in found.rows] == ["1", "2", "3"]
    assert found.more
    second = found.rows[1]
    assert (second.name, second.race, second.team) == ("First2 Last2", "10 km", "Club 2")
    assert second.result.overall == 2
    assert (second.result.gun_ms, second.result.chip_ms) == (2_550_000, 2_548_000)
    assert second.result.ranked_ms == 2_550_000
    assert second.result.distance_m == 10_000


async def test_a_board_is_narrowed_to_a_sex_and_a_division(pool: Pool, race: "Race") -> None:
    run = await race(finishers=12)
    assert await bibs(pool, run, Ask("standings", sex="M", limit=3)) == ["2", "4", "6"]
    assert await bibs(pool, run, Ask("standings", division="F 30-39")) == ["11"]
    assert await bibs(pool, run, Ask("standings", race="10 KM", limit=1)) == ["1"]
    assert await bibs(pool, run, Ask("standings", race="Marathon")) == []


async def test_a_time_is_without_its_penalty_and_the_rank_with_it(pool: Pool, race: "Race") -> None:
    run = await race(finishers=2)
    await sql(pool, run, "update normalized_results set penalty_ms = 30000 where place_overall = 1")
    first = (await asked(pool, run, Ask("standings"))).rows[0].result
    assert (first.gun_ms, first.penalty_ms, first.ranked_ms) == (2_495_000, 30_000, 2_525_000)


async def test_names_are_as_people_want_them(pool: Pool, race: "Race") -> None:
    run = await race(finishers=2)
    await sql(
        pool, run, "update normalized_participants set privacy = case bib when '1' then 'hidden' else 'short' end"
    )  # fmt: skip
    first, second = (await asked(pool, run, Ask("standings"))).rows
    assert (first.bib, first.name, first.team, first.age) == ("1", None, None, None)
    assert (second.name, second.town) == ("First2 L.", None)


async def test_the_newest_finishers_come_first(pool: Pool, race: "Race") -> None:
    run = await race(finishers=5, on_course=2)
    assert await bibs(pool, run, Ask("latest", limit=2)) == ["5", "4"]


async def test_who_is_on_course_is_told_with_the_point(pool: Pool, race: "Race") -> None:
    run = await race(finishers=1, on_course=3)
    found = await asked(pool, run, Ask("on_course"))
    assert [(row.bib, row.location, row.result.status) for row in found.rows] == [
        ("4", "5 km", "on_course"),
        ("3", "5 km", "on_course"),
        ("2", "5 km", "on_course"),
    ]
    assert found.rows[0].result.gun_ms == 1_240_000


async def test_splits_are_of_the_point_that_is_asked_for(pool: Pool, race: "Race") -> None:
    run = await race(finishers=3, on_course=1)
    last = await asked(pool, run, Ask("splits"))
    assert [(row.bib, row.location) for row in last.rows] == [(bib, "5 km") for bib in "1234"]
    assert await bibs(pool, run, Ask("splits", point="finish", sex="F")) == ["1", "3"]
    assert await bibs(pool, run, Ask("splits", point="Mars")) == []


async def test_held_places_are_told_as_they_were_held(pool: Pool, race: "Race") -> None:
    run = await race(finishers=5)
    held = [
        {"participant_id": run.people["1"], "team": "", "place": 1, "gun_ms": 2_525_000, "chip_ms": 2_524_000},
        {"participant_id": run.people["2"], "team": "", "place": 2, "gun_ms": 2_550_000, "chip_ms": 2_548_000},
    ]  # fmt: skip
    await sql(
        pool, run,
        "insert into result_holds (timing_partner_id, event_id, race_id, scope, first, rows) "
        "values ($1, $2, $3, 'overall', 2, $4::text::jsonb)",
        run.partner, run.event_id, run.race_id, msgspec.json.encode(held).decode(),
    )  # fmt: skip
    # Meanwhile the first is disqualified, and everybody moves up.
    await sql(
        pool, run,
        "update normalized_results set status = 'dq', rank_key = null, place_overall = null, gun_ms = null, "
        "chip_ms = null where participant_id = $1", run.people["1"],
    )  # fmt: skip
    await sql(pool, run, "update normalized_results set place_overall = place_overall - 1")
    board = (await asked(pool, run, Ask("standings"))).rows
    # Whoever is third by now has moved into a place that is held: not before somebody lets go of it.
    assert [(row.bib, row.result.overall) for row in board] == [
        ("1", 1),
        ("2", 2),
        ("4", 3),
        ("5", 4),
    ]
    assert (board[0].result.gun_ms, board[0].result.status) == (2_525_000, "finished")
    await sql(pool, run, "update result_holds set released_at = now()")
    assert await bibs(pool, run, Ask("standings")) == ["2", "3", "4", "5"]


async def test_teams_are_told_by_name_and_place(pool: Pool, race: "Race") -> None:
    run = await race(finishers=12)
    await sql(
        pool, run,
        "insert into race_rules (timing_partner_id, race_id, team_sum, team_scorers, team_displacers) "
        "values ($1, $2, 'places', 3, 0)", run.partner, run.race_id,
    )  # fmt: skip
    board = (await asked(pool, run, Ask("teams", limit=2))).rows
    assert [(row.name, row.result.overall) for row in board] == [("Club 1", 1), ("Club 2", 2)]
    assert board[0].result.points == 1 + 5 + 9


async def test_a_race_starts_by_the_plan_until_somebody_starts_it(pool: Pool, race: "Race") -> None:
    run = await race(finishers=1)
    [row] = (await asked(pool, run, STARTS)).rows
    plan = int(GUN.timestamp() * 1000)
    assert (row.race_id, row.result.start, row.result.gun) == (run.race_id, plan, None)
    await sql(
        pool, run,
        "insert into race_rules (timing_partner_id, race_id, manual_start_at) values ($1, $2, $3)",
        run.partner, run.race_id, GUN + timedelta(seconds=90),
    )  # fmt: skip
    [row] = (await asked(pool, run, STARTS)).rows
    assert row.result.gun == plan + 90_000


async def test_a_display_sees_only_the_races_that_it_shows(pool: Pool, race: "Race") -> None:
    run = await race(finishers=2)
    assert (await asked(pool, run, Ask("standings"), run.race_id + 1000)).rows == ()


def test_the_same_list_is_asked_for_once_as_long_as_the_longest() -> None:
    found = together(
        [Ask("standings", limit=8), Ask("standings", limit=24), Ask("standings", sex="F")]
    )
    assert [(ask.key, ask.limit) for ask in found] == [("standings", 24), ("standings|sex=F", 100)]
