"""Records of a course, and who has just broken one.

A record belongs to a group: the course itself, a sex, an age group. A time that is equal to the
record shares it and is no new one. Of several in one race that beat it the quickest holds it in the
end; while they come in, each is a new record at its moment, so the cue is computed against the best
so far. Times are milliseconds, compared in begun units of `tie_ms` as they are shown.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

Group: TypeAlias = Hashable


class Record(msgspec.Struct, frozen=True):
    """The best time of a group, and whose and when it was."""

    group: Group
    ms: int
    holder: str = ""
    year: int | None = None


class Run(msgspec.Struct, frozen=True):
    """A finisher's time and the groups in which it can be a record, the widest first."""

    who: Hashable
    ms: int
    groups: tuple[Group, ...]


class Broken(msgspec.Struct, frozen=True):
    """A record that is no more; `before`: what it was, None where a group had none."""

    who: Hashable
    group: Group
    ms: int
    before: Record | None


def broken(run: Run, records: Mapping[Group, int], tie_ms: int = 1) -> list[Group]:
    """The groups whose best time this one beats; a group without a record has none to beat."""
    return [
        group
        for group in run.groups
        if group in records and _begun(run.ms, tie_ms) < _begun(records[group], tie_ms)
    ]


def standing(runs: Iterable[Run], records: Sequence[Record], tie_ms: int = 1) -> list[Broken]:
    """What a whole race has broken: one for each group, by its quickest; of equals the first in `runs`."""
    known = {record.group: record for record in records}
    best: dict[Group, Run] = {}
    for run in runs:
        for group in run.groups:
            quickest = best.get(group)
            if quickest is None or _begun(run.ms, tie_ms) < _begun(quickest.ms, tie_ms):
                best[group] = run
    return [
        Broken(run.who, group, run.ms, known[group])
        for group, run in best.items()
        if group in broken(run, {group: known[group].ms} if group in known else {}, tie_ms)
    ]


def _begun(ms: int, tie_ms: int) -> int:
    return -(-ms // tie_ms)
