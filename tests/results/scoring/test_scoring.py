"""From passings to results in a real database: live, late, corrected, and anew."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from tests.results.conftest import GUN, Race, Raced, cross, moment

from project88.db.pool import Pool
from project88.results.scoring.scoring import Scoring, score_all, score_anew


async def rows(pool: Pool, race: Raced, sql: str, *values: object) -> list[tuple[Any, ...]]:
    async with pool.partner(race.partner) as connection:
        return [tuple(row) for row in await connection.fetch(sql, *values)]


async def do(pool: Pool, race: Raced, sql: str, *values: object) -> None:
    async with pool.partner(race.partner) as connection:
        await connection.execute(sql, *values)


PLACES = (
    "select bib, status, gun_ms, chip_ms, place_overall, place_sex, place_division from normalized_results "
    "join participants on id = participant_id order by place_overall nulls last, bib_order"
)
SPLITS = (
    "select participant_id, position, point, kind, at, how, gun_ms, chip_ms, leg_ms, leg_m, place_overall, place_sex, "
    "tag, passing_no from result_splits order by participant_id, position"
)


async def test_a_race_gets_its_times_and_places(pool: Pool, race: Race) -> None:
    run = await race(finishers=6, on_course=2)

    await score_anew(pool, run.partner, run.event_id)

    found = await rows(pool, run, PLACES)
    assert found[0] == ("1", "finished", 2_525_000, 2_524_000, 1, 1, 1)
    assert found[1] == ("2", "finished", 2_550_000, 2_548_000, 2, 1, 1)
    assert [row[4] for row in found] == [1, 2, 3, 4, 5, 6, None, None]
    assert [row[1] for row in found[6:]] == ["on_course", "on_course"]
    _, halfway, finish, *_ = await rows(pool, run, SPLITS)
    assert (halfway[1:4], halfway[10:12]) == ((1, "5 km", "split"), (1, 1))
    assert finish[1:4] == (2, "Finish", "finish")
    # At the finish the places are those of the result.
    assert finish[6:12] == (2_525_000, 2_524_000, 1_315_000, 5000, None, None)


async def test_whoever_comes_in_moves_those_behind(pool: Pool, race: Race) -> None:
    run = await race(finishers=3, on_course=1)
    await score_all(pool)

    await cross(pool, run, "4", "FINISH", 42.3)
    await score_all(pool)

    assert [(row[0], row[4]) for row in await rows(pool, run, PLACES)] == [
        ("1", 1), ("4", 2), ("2", 3), ("3", 4)
    ]  # fmt: skip


async def test_a_passing_whose_result_is_known_is_published_again(pool: Pool, race: Race) -> None:
    run = await race(finishers=2, on_course=1)
    await score_all(pool)
    [[before]] = await rows(pool, run, "select version from timing_sessions")

    await cross(pool, run, "3", "FINISH", 50)
    await score_all(pool)

    [[session, passing]] = await rows(
        pool, run,
        "select session.version, passing.version from timing_passings passing "
        "join timing_sessions session on session.id = passing.session_id where tag = '3' and location_id = $1",
        run.locations["FINISH"],
    )  # fmt: skip
    assert (session, passing) == (before + 2, before + 2)
    assert await score_all(pool) == 0


async def test_a_correction_is_scored_without_anybody_calling(pool: Pool, race: Race) -> None:
    run = await race(finishers=3)
    await score_all(pool)

    await do(
        pool, run,
        "insert into result_corrections (timing_partner_id, event_id, kind, participant_id, status, reason) "
        "values ($1, $2, 'status', $3, 'dq', 'Cut the course')", run.partner, run.event_id, run.people["1"],
    )  # fmt: skip
    await score_all(pool)
    assert [(row[0], row[1], row[4]) for row in await rows(pool, run, PLACES)] == [
        ("2", "finished", 1), ("3", "finished", 2), ("1", "dq", None)
    ]  # fmt: skip

    await do(pool, run, "update result_corrections set undone_at = now()")
    await score_all(pool)
    assert [row[0] for row in await rows(pool, run, PLACES)] == ["1", "2", "3"]


async def test_a_void_read_is_no_time_and_comes_back(pool: Pool, race: Race) -> None:
    run = await race(finishers=2)
    await score_all(pool)

    await do(
        pool, run,
        "insert into result_corrections (timing_partner_id, event_id, kind, participant_id, session_id, location_id, "
        "tag, at, reason) values ($1, $2, 'void', $3, $4, $5, '1', $6, 'A bike with the chip')",
        run.partner, run.event_id, run.people["1"], run.session_id, run.locations["FINISH"],
        moment(1, "FINISH") + timedelta(seconds=2),
    )  # fmt: skip
    await score_all(pool)
    assert [(row[0], row[1]) for row in await rows(pool, run, PLACES)] == [
        ("2", "finished"), ("1", "on_course")
    ]  # fmt: skip
    assert (
        len(
            await rows(
                pool, run, "select from result_splits where participant_id = $1", run.people["1"]
            )
        )
        == 2
    )

    await do(pool, run, "update result_corrections set undone_at = now()")
    await score_all(pool)
    assert [row[4] for row in await rows(pool, run, PLACES)] == [1, 2]


async def test_a_gun_starts_the_race_anew_for_everybody(pool: Pool, race: Race) -> None:
    run = await race(finishers=2)
    await score_all(pool)

    await do(
        pool, run,
        "insert into timing_gun_times (timing_partner_id, session_id, location_id, gun_at, time_raw, reader, "
        "received_at, connection_id) values ($1, $2, $3, $4, '', '', $4, 1)",
        run.partner, run.session_id, run.locations["START"], GUN - timedelta(seconds=10),
    )  # fmt: skip
    await score_all(pool)

    assert [row[2] for row in await rows(pool, run, PLACES)] == [2_535_000, 2_560_000]


async def test_a_clock_that_was_wrong_is_shifted_for_a_while(pool: Pool, race: Race) -> None:
    run = await race(finishers=2)
    await score_all(pool)

    await do(
        pool, run,
        "insert into result_corrections (timing_partner_id, event_id, kind, session_id, location_id, at, until, ms, "
        "reason) values ($1, $2, 'clock_shift', $3, $4, $5, $6, -60000, 'The box was a minute fast')",
        run.partner, run.event_id, run.session_id, run.locations["FINISH"], GUN, GUN + timedelta(minutes=42.2),
    )  # fmt: skip
    scoring = Scoring(pool)
    await scoring.score(run.partner, run.event_id)
    assert [row[2] for row in await rows(pool, run, PLACES)] == [2_465_000, 2_550_000]

    await do(pool, run, "update result_corrections set undone_at = now()")
    await scoring.score(run.partner, run.event_id)
    assert [row[2] for row in await rows(pool, run, PLACES)] == [2_525_000, 2_550_000]


async def test_somebody_moved_to_another_race_has_the_place_there(pool: Pool, race: Race) -> None:
    run = await race(finishers=3)
    await score_all(pool)
    [[other]] = await rows(
        pool, run,
        "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
        "values ($1, $2, '10 km wheelchair', 10000, $3) returning id", run.partner, run.event_id, GUN,
    )  # fmt: skip

    await do(pool, run, "update normalized_participants set race_id = $1 where bib = '1'", other)
    await score_all(pool)

    found = await rows(
        pool, run,
        "select bib, result.race_id, place_overall from normalized_results result "
        "join participants on id = participant_id order by bib",
    )  # fmt: skip
    assert found == [("1", other, 1), ("2", run.race_id, 1), ("3", run.race_id, 2)]


async def test_a_tag_that_is_somebody_else_s_takes_its_result_along(pool: Pool, race: Race) -> None:
    run = await race(finishers=2)
    await score_all(pool)
    await do(
        pool, run,
        "with raised as (update timing_sessions set version = version + 1 returning id, version) "
        "update timing_passings set participant_id = $1, version = raised.version from raised where tag = '1'",
        run.people["2"],
    )  # fmt: skip
    await do(pool, run, "update timing_passings set state = 'withdrawn' where tag = '2'")
    await score_all(pool)

    assert [(row[0], row[2]) for row in await rows(pool, run, PLACES)] == [("2", 2_525_000)]


async def test_an_official_result_does_not_move(pool: Pool, race: Race) -> None:
    run = await race(finishers=2, on_course=1)
    await score_all(pool)
    await do(
        pool, run,
        "insert into race_rules (timing_partner_id, race_id, state) values ($1, $2, 'official')",
        run.partner, run.race_id,
    )  # fmt: skip
    await score_all(pool)

    await cross(pool, run, "3", "FINISH", 41)
    await score_all(pool)
    assert [(row[0], row[4]) for row in await rows(pool, run, PLACES)] == [
        ("1", 1), ("2", 2), ("3", None)
    ]  # fmt: skip

    await do(pool, run, "update race_rules set state = 'provisional'")
    await score_all(pool)
    assert [row[0] for row in await rows(pool, run, PLACES)] == ["3", "1", "2"]


async def test_when_a_race_is_closed_those_on_the_course_have_not_finished(
    pool: Pool, race: Race
) -> None:
    run = await race(finishers=1, on_course=1)
    await do(
        pool, run,
        "insert into normalized_participants (timing_partner_id, event_id, race_id, bib) values ($1, $2, $3, '99')",
        run.partner, run.event_id, run.race_id,
    )  # fmt: skip
    await do(
        pool, run,
        "insert into race_rules (timing_partner_id, race_id, closed_at) values ($1, $2, now())",
        run.partner, run.race_id,
    )  # fmt: skip
    await score_all(pool)

    assert [(row[0], row[1]) for row in await rows(pool, run, PLACES)] == [
        ("1", "finished"), ("2", "dnf"), ("99", "dns")
    ]  # fmt: skip


async def test_a_race_without_a_set_up_course_is_scored_by_the_names_of_its_mats(
    pool: Pool, race: Race
) -> None:
    run = await race(finishers=2)
    await do(pool, run, "delete from race_points")
    await score_all(pool)

    assert [row[4] for row in await rows(pool, run, PLACES)] == [1, 2]
    assert [row[2] for row in (await rows(pool, run, SPLITS))[:3]] == ["Start", "5 km", "Finish"]


async def test_who_is_taken_off_the_roster_leaves_no_gap(pool: Pool, race: Race) -> None:
    run = await race(finishers=3)
    await score_all(pool)

    await do(pool, run, "delete from normalized_participants where bib = '1'")
    await score_all(pool)

    assert [(row[0], row[4]) for row in await rows(pool, run, PLACES)] == [("2", 1), ("3", 2)]


async def test_whom_a_scorer_that_ended_has_not_settled_the_next_one_settles(
    pool: Pool, race: Race
) -> None:
    run = await race(finishers=60, on_course=1)
    scoring = Scoring(pool)
    await scoring.score(run.partner, run.event_id, settle=None)
    await cross(pool, run, "61", "FINISH", 40)
    assert (await scoring.score(run.partner, run.event_id)).unsettled
    assert (await rows(pool, run, PLACES))[-1][4] == 60

    await cross(pool, run, "1", "FINISH", 95)
    await Scoring(pool).score(run.partner, run.event_id, settle=10)

    assert [row[4] for row in await rows(pool, run, PLACES)] == list(range(1, 62))


ORDERS: Sequence[Sequence[int]] = (
    [0, 1, 2, 3, 4, 5, 6, 7],
    [7, 2, 5, 0, 3, 6, 1, 4],
    [7, 6, 5, 4, 3, 2, 1, 0],
)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("rank_by", ["gun", "chip", "mixed"])
async def test_any_order_of_arrival_gives_what_a_whole_recomputation_gives(
    pool: Pool, race: Race, order: Sequence[int], rank_by: str
) -> None:
    run = await race(finishers=0, on_course=5)
    await do(
        pool, run,
        "insert into race_rules (timing_partner_id, race_id, rank_by, first_by_gun, exclude_overall) "
        "values ($1, $2, $3, 1, 1)", run.partner, run.race_id, rank_by,
    )  # fmt: skip
    told = [
        ("1", "FINISH", 41.0, 1), ("2", "FINISH", 40.0, 1), ("3", "FINISH", 41.0, 1), ("4", "FINISH", 39.5, 1),
        ("5", "FINISH", 38.0, 1), ("5", "FINISH", 43.0, 2), ("2", "FINISH", 44.0, 1), ("1", "5K", 19.0, 2),
    ]  # fmt: skip
    scoring = Scoring(pool)
    for number in order:
        await cross(pool, run, *told[number])
        await scoring.score(run.partner, run.event_id, settle=number % 2)
    await scoring.score(run.partner, run.event_id, settle=None)
    live = await rows(pool, run, PLACES), await rows(pool, run, SPLITS)

    await score_anew(pool, run.partner, run.event_id)

    assert (await rows(pool, run, PLACES), await rows(pool, run, SPLITS)) == live
