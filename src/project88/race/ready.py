"""Ready for official? What is asked of a race before somebody signs its results.

Each check is in order, or says how many stand in the way and what to do. Whatever the timer has
looked at and dismissed stands in nobody's way. Nothing here changes a result.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from project88.race.guns import From


class WaveStart(msgspec.Struct, frozen=True):
    """A wave, or a race without waves (no name), and where its start comes from."""

    name: str
    by: From


class Facts(msgspec.Struct, frozen=True):
    """What is known of a race."""

    points: int
    """How many its course has."""
    faults: Sequence[str]
    waves: Sequence[WaveStart]
    on_course: int
    unheard: int
    """On the roster, with neither a time nor a status."""
    open: Mapping[str, int]
    """Items of the work list that nobody has dismissed, by kind."""


class Checked(msgspec.Struct, frozen=True):
    """One line of the list. `kinds`: which items of the work list it is about."""

    check: str
    count: int
    sentence: str
    kinds: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return self.count == 0


class _Rule(NamedTuple):
    """A check that counts items."""

    check: str
    kinds: tuple[str, ...]
    fine: str
    one: str
    many: str


_RULES: Final = (
    _Rule(
        "unknown_tags",
        ("unknown_tag",),
        "Every tag that was heard belongs to somebody.",
        "One tag that was heard belongs to nobody. Find out whose it is, or dismiss it.",
        "{} tags that were heard belong to nobody. Find out whose they are, or dismiss them.",
    ),
    _Rule(
        "splits",
        ("missing_split", "no_start_read"),
        "Nobody misses a time on the way.",
        "One time is missing. Look whether a mat was dead, or enter it.",
        "{} times are missing. Look whether a mat was dead, or enter them.",
    ),
    _Rule(
        "duplicates",
        ("two_chips", "at_once"),
        "Nobody was in two places at once.",
        "One number was in two places. Look who wears it.",
        "{} numbers were in two places. Look who wears them.",
    ),
    _Rule(
        "times",
        (
            *("impossible_pace", "wrong_order", "finish_before_gun", "chip_over_gun"),
            *("past_cutoff", "seen_after_end", "no_gun"),
        ),
        "Every time is possible.",
        "One time cannot be right as it is. Put it right, or dismiss it.",
        "{} times cannot be right as they are. Put them right, or dismiss them.",
    ),
    _Rule(
        "backups",
        ("backup_finish",),
        "Every finish was heard by the main line.",
        "One finish comes from the backup alone. Compare it with the finish sheet.",
        "{} finishes come from the backup alone. Compare them with the finish sheet.",
    ),
    _Rule(
        "mats",
        ("dead_mat",),
        "No mat was silent while people went by.",
        "A mat was silent while people went by. Look what it missed.",
        "Mats were silent {} times while people went by. Look what they missed.",
    ),
    _Rule(
        "corrections",
        ("correction",),
        "Everything that was put right by hand has been looked at again.",
        "One correction waits for a second look.",
        "{} corrections wait for a second look.",
    ),
    _Rule(
        "holds",
        ("held_differs",),
        "What is held for the ceremony is what the results say.",
        "A held podium differs from the results. Release it, or put the results right.",
        "{} held podiums differ from the results. Release them, or put the results right.",
    ),
)


def checked(of: Facts) -> tuple[Checked, ...]:
    """All checks in the order in which they are worked off."""
    return (_course(of), _guns(of), _all_in(of), _dns(of), *_counted(of))


def _course(of: Facts) -> Checked:
    if not of.points:
        sentence = "The race has no course. Say which points its runners pass."
        return Checked("course", 1, sentence)
    told = of.faults[0] if of.faults else f"The course is whole: {_points(of.points)}."
    return Checked("course", len(of.faults), told)


def _guns(of: Facts) -> Checked:
    """A start that comes from the plan is nobody's gun."""
    without = [one for one in of.waves if one.by in (From.PLAN, From.NOTHING)]
    if not without:
        fine = "Every start is that of a gun, or was entered."
        return Checked("guns", 0 if of.waves else 1, fine if of.waves else _NO_START)
    named = ", ".join(one.name for one in without if one.name)
    whose = f"Of wave {named}" if named else "Of the race"
    known = "only the plan is known" if without[0].by is From.PLAN else "no start is known"
    return Checked(
        "guns", len(without), f"{whose} {known}. Choose its gun, or enter when it was started."
    )


def _all_in(of: Facts) -> Checked:
    sentence = _say(
        of.on_course,
        "Nobody is on the course.",
        "One runner is still on the course. Wait, give a DNF, or close the race.",
        "{} runners are still on the course. Wait, give them a DNF, or close the race.",
    )
    return Checked("all_in", of.on_course, sentence)


def _dns(of: Facts) -> Checked:
    sentence = _say(
        of.unheard,
        "Everybody on the roster has a time or a status.",
        "One person on the roster was heard nowhere. Give a DNS, or close the race.",
        "{} people on the roster were heard nowhere. Give them a DNS, or close the race.",
    )
    return Checked("dns", of.unheard, sentence, ("dns_candidate",))


def _counted(of: Facts) -> Iterator[Checked]:
    for rule in _RULES:
        count = sum(of.open.get(kind, 0) for kind in rule.kinds)
        yield Checked(rule.check, count, _say(count, rule.fine, rule.one, rule.many), rule.kinds)


def _say(count: int, none: str, one: str, many: str) -> str:
    return {0: none, 1: one}.get(count, many.format(count))


def _points(count: int) -> str:
    return "one point" if count == 1 else f"{count} points"


_NO_START: Final = "No start is known. Choose a gun, or enter when the race was started."
