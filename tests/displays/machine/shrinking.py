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
    clones: Clones, steps: Sequence[Step], found: Difference, tries: int = 80
) -> tuple[list[Step], Difference]:
    """As few steps as so many tries find that still show a difference, and that one.

    Whole actors and kinds of action are left out first, then pieces, halves before smaller ones; a
    step whose thing is gone then does nothing.
    """
    kept = list(steps[: found.step])
    left = tries
    for fewer in _without_kinds(kept):
        if not left:
            break
        left -= 1
        common = [step for step in kept[:-1] if step in fewer] + kept[-1:]
        if len(common) < len(kept):
            other = await played(clones, common, len(common))
            if other is not None:
                kept, found = common[: other.step], other
    return await _in_pieces(clones, kept, found, left)


def _without_kinds(steps: Sequence[Step]) -> list[set[Step]]:
    """For each actor and each kind of action all steps but those."""
    actors, actions = {one.actor for one in steps}, {one.action for one in steps}
    return [
        *({one for one in steps if one.actor != actor} for actor in sorted(actors)),
        *({one for one in steps if one.action != action} for action in sorted(actions)),
    ]


async def _in_pieces(
    clones: Clones, kept: list[Step], found: Difference, tries: int
) -> tuple[list[Step], Difference]:
    piece = len(kept) // 2
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
