"""A name leads to results of all events of the partner, and never past what its owner shows."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.db.pool import Pool
from project88.results.listing.searching import search

# Any: the fixture's own class, which lives in a conftest.
Race = Callable[..., Awaitable[Any]]


async def named(pool: Pool, raced: Any, bib: str, first: str, last: str, privacy: str) -> None:
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set first_name = $2, last_name = $3, privacy = $4 where id = $1",
            raced.people[bib], first, last, privacy,
        )  # fmt: skip


@pytest.fixture
async def raced(pool: Pool, race: Race) -> Any:
    made = await race(8)
    people = (
        ("1", "Jörg", "Müller", "public"),
        ("2", "Ann-Marie", "van den Berg", "public"),
        ("3", "Xaviera", "Quill", "hidden"),
        ("4", "Wilma", "Waldegrave", "short"),
        ("5", "Mulan", "Okoye", "public"),
        ("6", "Ines", "O'Hara_100%", "public"),
    )
    for bib, first, last, privacy in people:
        await named(pool, made, bib, first, last, privacy)
    return made


@pytest.mark.parametrize(
    ("asked", "bibs"),
    [
        ("mul", ["1", "5"]),
        ("MÜL", ["1", "5"]),
        ("jorg m", ["1"]),
        ("Müller, Jö", ["1"]),
        ("ulle", ["1"]),
        ("van den b", ["2"]),
        ("den b", ["2"]),
        ("ann-marie van", ["2"]),
        ("xaviera", []),
        ("quill", []),
        ("uil", []),
        ("wilma w", ["4"]),
        ("wilma wa", []),
        ("waldegrave", []),
        ("aldegra", []),
        ("hara_1", ["6"]),
        ("ara%1", []),
        ("100%", ["6"]),
        ("   ", []),
        ("zz", []),
    ],
)
async def test_a_name_is_found_as_it_is_shown(
    pool: Pool, raced: Any, asked: str, bibs: list[str]
) -> None:
    async with pool.partner(raced.partner) as connection:
        found = await search(connection, asked, 20)
    assert sorted(one.result.bib for one in found.found) == bibs


async def test_the_better_fit_comes_first_and_of_one_name_the_newest_event(
    pool: Pool, race: Race, raced: Any
) -> None:
    second = await race(2, name="Dike Run")
    await named(pool, second, "2", "Jörg", "Müller", "public")
    await named(pool, second, "1", "Anna", "Schmuller", "public")
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_events set event_date = '2026-07-01' where id = $1", second.event_id
        )
        found = await search(connection, "muller", 20)
        assert [(one.event, one.result.bib) for one in found.found] == [
            ("Dike Run", "2"), ("Canal Run", "1"), ("Dike Run", "1"),
        ]  # fmt: skip
        assert (await search(connection, "muller", 2)).more
        await connection.execute(
            "update normalized_events set state = 'deleted' where id = $1", second.event_id
        )
        assert len((await search(connection, "muller", 20)).found) == 1


async def test_nobody_finds_another_partners_people(pool: Pool, race: Race, raced: Any) -> None:
    async with pool.hub("another partner") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('other', 'Other') returning id"
        )
    theirs = await race(1, of=other)
    await named(pool, theirs, "1", "Zaphod", "Beeble", "public")
    async with pool.partner(raced.partner) as connection:
        assert not (await search(connection, "beeble", 20)).found
        assert not (await search(connection, "eeble", 20)).found
    async with pool.partner(other) as connection:
        assert len((await search(connection, "eeble", 20)).found) == 1
        assert not (await search(connection, "muller", 20)).found


async def test_whoever_has_no_result_is_not_found(pool: Pool, raced: Any) -> None:
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, last_name) "
            "values ($1, $2, $3, '88', 'Mullerson')",
            raced.partner, raced.event_id, raced.race_id,
        )  # fmt: skip
        found = await search(connection, "mullerson", 20)
    assert not found.found
