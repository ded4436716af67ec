"""Who asked to be hidden has no name on any screen, also on one that showed it a moment ago."""

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from project88.db.pool import Pool
from project88.live import store
from project88.timing.following import following

if TYPE_CHECKING:
    from tests.live.conftest import Race, Served

HIDE = "update normalized_participants set privacy = $1 where bib = '7'"
PERSON = ("bib", "name", "first_name", "last_name", "town", "race")


async def ask_for(race: "Race", privacy: str) -> None:
    async with race.pool.partner(race.partner_id) as connection:
        await connection.execute(HIDE, privacy)


@pytest.mark.parametrize(
    ("privacy", "person"),
    [
        ("public", ("7", "Ada Byron", "Ada", "Byron", "Boulder, CO", None)),
        ("short", ("7", "Ada B.", "Ada", "B.", None, None)),
        ("hidden", ("7", None, None, None, None, None)),
    ],
)
async def test_a_screen_is_told_no_more_than_the_person_allows(
    pool: Pool, race: "Race", privacy: str, person: tuple[str | None, ...]
) -> None:
    await ask_for(race, privacy)
    await race.passes("A1")
    async with pool.partner(race.partner_id) as connection:
        picture = await store.snapshot(connection, race.session_id)
        changed = await store.changes(connection, race.session_id, 0)
    assert picture is not None
    assert changed is not None
    for passings in (picture.passings, changed.passings):
        [passing] = passings
        assert tuple(getattr(passing, field) for field in PERSON) == person


async def test_a_running_display_takes_the_name_away_within_a_second(
    served: "Served", race: "Race"
) -> None:
    await race.passes("A1")
    async with following(race.pool):
        screen = await served.watch(await race.address())
        first = await screen.wait_for("snapshot")
        assert first.data["passings"][0]["name"] == "Ada Byron"
        async with asyncio.timeout(1):
            await ask_for(race, "hidden")
            after = await screen.wait_for("changes", "snapshot")
    [passing] = after.data["passings"]
    assert [passing[field] for field in PERSON] == ["7", None, None, None, None, None]


async def test_a_person_without_a_bib_is_known_by_name(pool: Pool, race: "Race") -> None:
    async with pool.partner(race.partner_id) as connection:
        await connection.execute("update normalized_participants set bib = null")
    await race.passes("A1")
    async with pool.partner(race.partner_id) as connection:
        picture = await store.snapshot(connection, race.session_id)
    assert picture is not None
    assert [(one.bib, one.name) for one in picture.passings] == [(None, "Ada Byron")]


@pytest.mark.parametrize(("name", "values"), [("newest", (50,)), ("changes", (0, None, 50))])
async def test_each_name_is_looked_up_by_its_number(
    pool: Pool, race: "Race", name: str, values: tuple[Any, ...]
) -> None:
    """A plain join would read the whole view for each change: 40 ms where this takes one."""
    async with pool.partner(race.partner_id) as connection:
        await connection.execute("set local enable_seqscan = off")
        rows = await connection.fetch(
            f"explain (costs off) {store._queries[name]}", race.session_id, *values
        )
    plan = "\n".join(row[0] for row in rows)
    assert "Index Cond: (id = timing_passings.participant_id)" in plan


async def test_a_display_that_is_closed_ends_on_the_screens_that_show_it(
    served: "Served", race: "Race"
) -> None:
    screen = await served.watch(address := await race.address())
    await screen.wait_for("snapshot")
    async with race.pool.partner(race.partner_id) as connection:
        await connection.execute(
            "update display_urls set revoked_at = now() where id = $1", address
        )
    async with asyncio.timeout(5):
        assert (await screen.wait_for("bye")).data == {"reason": "expired"}
