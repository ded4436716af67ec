"""Pages of results by place and by any other order, with who is still on the way."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.db.pool import Pool
from project88.errors import InputError, NotFound
from project88.results.listing import listing, store
from project88.results.listing.listing import Query
from project88.results.listing.store import Filter, Group

# Any: the fixture's own class, which lives in a conftest.
Race = Callable[..., Awaitable[Any]]


async def bibs(pool: Pool, raced: Any, **asked: Any) -> list[str]:
    chosen = {name: asked.pop(name) for name in list(asked) if name in Filter.__struct_fields__}
    query = Query(event_id=raced.event_id, filter=Filter(race_id=raced.race_id, **chosen), **asked)
    async with pool.partner(raced.partner) as connection:
        return [one.bib for one in (await listing.page(connection, query)).results]


async def test_finishers_come_by_place_and_then_who_is_on_the_way(pool: Pool, race: Race) -> None:
    raced = await race(12, on_course=3)
    assert await bibs(pool, raced) == [str(bib) for bib in range(1, 16)]
    assert await bibs(pool, raced, status="finished") == [str(bib) for bib in range(1, 13)]
    assert await bibs(pool, raced, status="on_course") == ["13", "14", "15"]


@pytest.mark.parametrize("limit", [1, 4, 5, 12, 15, 100])
async def test_pages_by_place_follow_one_another_without_a_gap(
    pool: Pool, race: Race, limit: int
) -> None:
    raced = await race(12, on_course=3)
    seen: list[str] = []
    after = None
    async with pool.partner(raced.partner) as connection:
        while True:
            asked = Query(
                event_id=raced.event_id,
                filter=Filter(race_id=raced.race_id),
                limit=limit,
                after=after,
            )
            page = await listing.page(connection, asked)
            seen += [one.bib for one in page.results]
            assert page.total == (15 if after is None else None)
            after = page.more
            if after is None:
                break
    assert seen == [str(bib) for bib in range(1, 16)]


async def test_who_is_disqualified_while_a_page_is_read_is_on_it_once(
    pool: Pool, race: Race, monkeypatch: pytest.MonkeyPatch
) -> None:
    raced = await race(12)
    ranked = store.ranked

    async def and_then_disqualified(*asked: Any) -> Any:
        rows = await ranked(*asked)
        async with pool.partner(raced.partner) as other:
            changed = await other.execute(
                "update normalized_results set status = 'dq', rank_key = null, place_overall = null, "
                "place_sex = null, place_division = null, place_wave = null "
                "where participant_id = $1", raced.people["3"],
            )  # fmt: skip
        assert changed == "UPDATE 1"
        return rows

    monkeypatch.setattr(store, "ranked", and_then_disqualified)
    query = Query(event_id=raced.event_id, filter=Filter(race_id=raced.race_id))
    async with pool.snapshot(raced.partner) as connection:
        page = await listing.page(connection, query)
    assert [one.bib for one in page.results] == [str(bib) for bib in range(1, 13)]
    assert page.results[2].status == "finished"


@pytest.mark.parametrize("offset", [0, 3, 11, 12, 13, 15, 99])
async def test_a_page_may_begin_anywhere(pool: Pool, race: Race, offset: int) -> None:
    raced = await race(12, on_course=3)
    everybody = [str(bib) for bib in range(1, 16)]
    assert await bibs(pool, raced, offset=offset, limit=4) == everybody[offset : offset + 4]


async def test_one_sex_or_division_has_its_own_list(pool: Pool, race: Race) -> None:
    raced = await race(12, on_course=2)
    assert await bibs(pool, raced, sex="F") == ["1", "3", "5", "7", "9", "11", "13"]
    assert await bibs(pool, raced, division="M 20-29") == ["2", "4", "6", "8"]
    assert await bibs(pool, raced, division="M 20-29", sex="F") == []


async def test_other_orders_and_searches(pool: Pool, race: Race) -> None:
    raced = await race(12, on_course=1)
    assert await bibs(pool, raced, sort="gun", order="down", limit=2) == ["12", "11"]
    assert (await bibs(pool, raced, sort="bib"))[:3] == ["1", "2", "3"]
    assert (await bibs(pool, raced, sort="bib", order="down"))[:2] == ["13", "12"]
    assert await bibs(pool, raced, search="last12") == ["12"]
    assert await bibs(pool, raced, search="1") == ["1", "10", "11", "12", "13"]
    assert await bibs(pool, raced, search="club 3", sort="name") == ["11", "3", "7"]


async def test_who_was_never_heard_is_told_when_asked_for(pool: Pool, race: Race) -> None:
    raced = await race(3)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, race_id, bib) "
            "values ($1, $2, $3, '88')",
            raced.partner, raced.event_id, raced.race_id,
        )  # fmt: skip
    assert await bibs(pool, raced) == ["1", "2", "3"]
    assert await bibs(pool, raced, everybody=True) == ["1", "2", "3", "88"]


async def test_a_result_tells_times_places_and_pace(pool: Pool, race: Race) -> None:
    raced = await race(12)
    async with pool.partner(raced.partner) as connection:
        told = await listing.of_bib(connection, raced.event_id, "4")
    assert (told.name, told.town, told.team) == ("First4 Last4", "Utrecht", "Club 0")
    assert (told.gun_ms, told.chip_ms) == (2_600_000, 2_596_000)
    assert (told.places.overall, told.places.sex, told.places.division) == (4, 2, 2)
    assert (told.pace.km, told.pace.mile) == ("4:20", "6:58")
    assert (told.status, told.last_point, told.division) == ("finished", "Finish", "M 20-29")


async def test_one_result_has_its_interval_times(pool: Pool, race: Race) -> None:
    raced = await race(12)
    async with pool.partner(raced.partner) as connection:
        told = await listing.one(connection, raced.event_id, raced.people["2"])
        with pytest.raises(NotFound):
            await listing.one(connection, raced.event_id, 2**31 - 1)
    assert [split.point for split in told.splits] == ["Start", "5 km", "Finish"]
    assert (told.race, told.finishers) == ("10 km", 12)
    assert told.splits[1].leg_pace.km == "4:04"


async def test_a_hidden_runner_has_a_bib_and_no_name(pool: Pool, race: Race) -> None:
    raced = await race(3)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'hidden' where id = $1", raced.people["2"]
        )
        told = await listing.of_bib(connection, raced.event_id, "2")
    assert (told.bib, told.name, told.town, told.age) == ("2", "", "", None)
    assert await bibs(pool, raced, search="last2") == []
    assert await bibs(pool, raced, search="2") == ["2"]


async def test_the_summary_counts_every_status(pool: Pool, race: Race) -> None:
    raced = await race(12, on_course=3)
    async with pool.partner(raced.partner) as connection:
        told = await listing.summary(connection, raced.event_id)
    (counts,) = told.races
    assert (counts.entered, counts.finished, counts.on_course, counts.not_started) == (15, 12, 3, 0)
    assert counts.last_finisher is not None
    assert counts.last_finisher.bib == "12"


async def test_all_rows_of_a_race_can_be_read(pool: Pool, race: Race) -> None:
    raced = await race(12, on_course=3)
    async with pool.partner(raced.partner) as connection:
        rows = listing.every(connection, raced.event_id, raced.race_id)
        assert [one.bib async for one in rows] == [str(bib) for bib in range(1, 16)]
        women = await listing.top(connection, raced.event_id, raced.race_id, Group("sex", "F"), 2)
    assert [one.bib for one in women] == ["1", "3"]


@pytest.mark.parametrize("after", ["?", "bm9uZQ", "WyJ4IiwxLDFd", "WyJyIiwtMSwxXQ"])
async def test_an_after_that_is_none_of_ours_is_refused(pool: Pool, race: Race, after: str) -> None:
    raced = await race(1)
    with pytest.raises(InputError):
        await bibs(pool, raced, after=after)


async def test_another_partners_event_is_not_there(pool: Pool, race: Race) -> None:
    raced = await race(2)
    async with pool.hub("another partner") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('other', 'Other') returning id"
        )
    async with pool.partner(other) as connection:
        with pytest.raises(NotFound):
            await listing.page(connection, Query(event_id=raced.event_id))


async def test_races_of_an_event_follow_one_another(pool: Pool, race: Race) -> None:
    raced = await race(3)
    async with pool.partner(raced.partner) as connection:
        short = await connection.fetchval(
            "insert into normalized_races (timing_partner_id, event_id, name, position) "
            "values ($1, $2, '5 km', -1) returning id",
            raced.partner, raced.event_id,
        )  # fmt: skip
        for bib in ("3", "2"):
            await connection.execute(
                "update normalized_results set race_id = $2 where participant_id = $1",
                raced.people[bib], short,
            )  # fmt: skip
        seen: list[str] = []
        after = None
        while True:
            page = await listing.page(
                connection, Query(event_id=raced.event_id, limit=2, after=after)
            )
            seen += [one.bib for one in page.results]
            assert page.total == 3
            after = page.more
            if after is None:
                break
    assert seen == ["2", "3", "1"]


async def test_a_race_of_another_event_is_not_there(pool: Pool, race: Race) -> None:
    raced, other = await race(2), await race(2, name="Dike Run")
    query = Query(event_id=raced.event_id, filter=Filter(race_id=other.race_id))
    async with pool.partner(raced.partner) as connection:
        with pytest.raises(NotFound):
            await listing.page(connection, query)
