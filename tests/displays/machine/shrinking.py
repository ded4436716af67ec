"""From a long run that showed a difference to the few steps that matter."""

from collections.abc import Sequence

from tests.displays.machine.databases import Clones
from tests.displays.machine.machine import Difference, Step, begun


async def played(clones: Clones, steps: Sequence[Step], look_every: int) -> Difference | None:
    """One run from the beginning."""
    try:
        async with begun(clones.stage, clones.clone) as run:
            return await run.play(steps, look_every)
    finally:
        await clones.drop()


async def shrunk(
    clones: Clones, steps: Sequence[Step], found: Difference, tries: int = 40
) -> tuple[list[Step], Difference]:
    """As few steps as so many tries find that still show a difference, and that one.

    Pieces are left out, halves first; a step whose thing is gone then does nothing.
    """
    kept, piece = list(steps[: found.step]), len(steps[: found.step]) // 2
    while piece and tries:
        at = 0
        while at < len(kept) - 1 and tries:
            tries -= 1
            fewer = kept[:at] + kept[at + piece :]
            other = await played(clones, fewer, len(fewer)) if fewer else None
            if other is None:
                at += piece
            else:
                kept, found = fewer[: other.step], other
        piece //= 2
    return kept, found


def retold(steps: Sequence[Step], found: Difference) -> str:
    """For whoever has to mend it."""
    lines = [f"{number:3} {step.actor}: {step.action}" for number, step in enumerate(steps, 1)]
    return "\n".join((*lines, str(found)))
