"""Operators never disturb each other: random work of three, held against the work of each alone.

The long runs are a bench (`./project88 bench isolation`); these are short ones of the same machine.
That a leak would be found is shown by making some.
"""

import pytest
from tests.displays.machine.databases import Clones
from tests.displays.machine.machine import begun, steps_of
from tests.displays.machine.shrinking import retold, shrunk

pytestmark = pytest.mark.long

STEPS = 100
LOOK_EVERY = 10


@pytest.mark.parametrize("seed", [1, 2])
async def test_nobody_notices_anybody(clones: Clones, seed: int) -> None:
    steps = steps_of(seed, STEPS)
    async with begun(clones.stage, clones.clone) as run:
        found = await run.play(steps, LOOK_EVERY)
    if found is not None:
        pytest.fail(retold(*await shrunk(clones, steps, found)))
