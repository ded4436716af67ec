"""Operators never disturb each other: random work of three, held against the work of each alone.

The long runs are a bench (`./project88 bench isolation`); these are short ones of the same machine.
That a leak would be found is shown by making some.
"""

from collections.abc import Callable, Sequence
from typing import Any

import asyncpg
import msgspec
import pytest
from tests.displays.machine.databases import Clones
from tests.displays.machine.machine import steps_of
from tests.displays.machine.shrinking import played, retold, shrunk

from project88.db.pool import Connection
from project88.displays.assignments import choosing
from project88.displays.screens import ordering
from project88.displays.sessions import listing, reach, store

pytestmark = pytest.mark.long

STEPS = 100
LOOK_EVERY = 20
SEEDS = (1, 2)

Leak = Callable[[pytest.MonkeyPatch], None]


@pytest.mark.parametrize("seed", SEEDS)
async def test_nobody_notices_anybody(clones: Clones, seed: int) -> None:
    steps = steps_of(seed, STEPS)
    found = await played(clones, steps, LOOK_EVERY)
    if found is not None:
        pytest.fail(retold(*await shrunk(clones, steps, found)))


def lists_are_of_everybody(patch: pytest.MonkeyPatch) -> None:
    """The list of display sessions forgets whose it is."""
    right = store.reached

    async def wrong(connection: Connection, wanted: store.Wanted) -> list[asyncpg.Record]:
        one = wanted.id is not None
        return await right(connection, msgspec.structs.replace(wanted, everyone=not one))

    patch.setattr(store, "reached", wrong)


def everybody_manages(patch: pytest.MonkeyPatch) -> None:
    """Who asks for another one's session by its number gets it."""
    patch.setattr(reach, "manages", lambda _: True)


def orders_reach_every_screen(patch: pytest.MonkeyPatch) -> None:
    """What is for "all" or for a group is for those of everybody."""

    async def wrong(*_: object, **__: object) -> None:
        return None

    patch.setattr(ordering, "reach_of", wrong)


def queues_are_cleared_together(patch: pytest.MonkeyPatch) -> None:
    """Whoever clears one queue clears the one of the session that is next by number, too."""
    right = store.clear_queue

    async def wrong(connection: Connection, session_id: int, now: Any) -> None:  # Any: an instant
        await right(connection, session_id, now)
        await right(connection, session_id + 1, now)

    patch.setattr(store, "clear_queue", wrong)


def words_stand_over_everybody(patch: pytest.MonkeyPatch) -> None:
    """A screen shows notices whoever's session they are for."""
    patch.setattr(choosing, "_concerns", lambda *_: True)


def counts_are_of_everybody(patch: pytest.MonkeyPatch) -> None:
    """A list says how many there are in all, which tells of others no more than a number."""
    right = listing.page

    async def wrong(pool: Any, caller: Any, asked: Any, now: Any) -> Any:  # Any: as `page`
        page = await right(pool, caller, asked, now)
        async with pool.partner(caller.partner_id, by=caller.actor) as connection:
            count = len(await store.reached(connection, store.Wanted(everyone=True, user_id=None)))
        return msgspec.structs.replace(page, after=count)

    patch.setattr(listing, "page", wrong)


@pytest.mark.parametrize(
    "leak",
    [
        lists_are_of_everybody,
        everybody_manages,
        orders_reach_every_screen,
        queues_are_cleared_together,
        words_stand_over_everybody,
        counts_are_of_everybody,
    ],
)
async def test_a_leak_is_found_in_a_short_run(
    clones: Clones, monkeypatch: pytest.MonkeyPatch, leak: Leak
) -> None:
    leak(monkeypatch)
    assert await found_within(clones, range(1, 7)), leak.__doc__


async def found_within(clones: Clones, seeds: Sequence[int]) -> bool:
    for seed in seeds:
        if await played(clones, steps_of(seed, STEPS), LOOK_EVERY) is not None:
            return True
    return False


async def test_what_is_found_is_told_in_a_few_steps(
    clones: Clones, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists_are_of_everybody(monkeypatch)
    steps = steps_of(SEEDS[0], STEPS)
    found = await played(clones, steps, LOOK_EVERY)
    assert found is not None
    kept, least = await shrunk(clones, steps, found, tries=60)
    assert len(kept) <= 3, retold(kept, least)
