"""What a timer should know or do something about, as plain sentences.

Each kind has a stable code, facts, and a sentence made of the two, so that it can be said in any
language. The rules are pure: what was counted goes in, what is to be said comes out. A rule that
cries wolf is worse than none, so each has a threshold and says what it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from project88.timing.dashboard.field import Delay
from project88.timing.dashboard.schemas import (
    Alarm,
    Fact,
    LocationHealth,
    Sender,
    Severity,
    Totals,
)

SENTENCES: Final[Mapping[str, str]] = {
    "no_session": "No timing session is bound to this event.",
    "screens_down": "{screens} screens are down.",
    "screen_down": "Screen {screen} has been down for {seconds}.",
    "screen_closed": "The display on screen {screen} was closed {seconds} ago.",
    "no_roster": "The roster of this event is empty, so no chip has a name.",
    "location_quiet": "{location}: no read for {seconds} while {runners} runners are due.",
    "sender_gone": "Sender {sender} has been gone for {seconds}.",
    "sender_silent": "Sender {sender} went silent {seconds} ago.",
    "sender_waiting": "Sender {sender} is connected and has sent no read yet.",
    "collector_quiet": "The collector has said nothing for {seconds}: senders may be there or not.",
    "clock_ahead": "The clock of sender {sender} is {seconds} ahead.",
    "clock_behind": "The clock of sender {sender} is {seconds} behind.",
    "reads_late": "Reads of sender {sender} arrive {seconds} late.",
    "rows_missing": "Row numbers of sender {sender} jumped {times} times: reads may be missing.",
    "rows_unreadable": "{lines} lines of sender {sender} could not be read.",
    "reads_waiting": "Reads of sender {sender} wait for the database in the collector's journal.",
    "unknown_tags": "{percent} % of the chips at {location} are unknown ({unknown} of {tags}).",
}
"""Every code there is. `seconds` is said in words."""

_ORDER: Final[Mapping[Severity, int]] = {"critical": 0, "warning": 1, "info": 2}
QUIET_S, FEW_RUNNERS, QUIET_SOON_S, MANY_RUNNERS = 120, 5, 60, 10
UNKNOWN_SHARE, UNKNOWN_TAGS = 0.05, 5
LATE_MS, AHEAD_MS = 10_000, 1_000
CLOCK_MS = 15 * 60_000
"""A steady delay of so much is no slow line; mostly it is another zone."""
RECENT_MS = 30 * 60_000
"""A sender that is gone is urgent for so long after its newest row; a screen, after its last word."""
FEW_SCREENS = 5
_STEADY_SPAN_US, _STEADY_SPREAD_US, _STEADY_SEEN = 10_000_000, 5_000_000, 4


class SenderFacts(msgspec.Struct, frozen=True):
    """A sender with what only its alarms need."""

    sender: Sender
    kind: str
    told_ms: int
    """When the collector last wrote of it."""
    behind: bool
    open_session: bool
    newest_row: int | None
    clock_ahead_ms: int | None
    """Above zero: ahead of ours. Of its passings where they tell, else as the collector measured."""


class SilentScreen(msgspec.Struct, frozen=True):
    """A screen that should show something and is not heard; `closed` when its page said good-bye."""

    words: str
    seconds: int
    closed: bool


class Situation(msgspec.Struct, frozen=True):
    """All that the rules look at. `today`: it is the event's day there."""

    now: int
    totals: Totals
    locations: Sequence[LocationHealth]
    senders: Sequence[SenderFacts]
    sessions: int
    today: bool
    screens: Sequence[SilentScreen] = ()


def judge(of: Situation) -> tuple[Alarm, ...]:
    """Everything there is to say, the worst first."""
    found = [
        *_event(of),
        *(one for location in of.locations for one in _location(of.now, location)),
        *(one for facts in of.senders for one in _sender(of.now, facts)),
        *_screens(of.screens),
    ]
    once = {(one.code, *one.facts.items()): one for one in found}
    return tuple(sorted(once.values(), key=lambda one: _ORDER[one.severity]))


def say(code: str, severity: Severity, **facts: Fact) -> Alarm:
    """One thing, with its sentence."""
    words: dict[str, object] = dict(facts)
    seconds = facts.get("seconds")
    if isinstance(seconds, int):
        words["seconds"] = duration(seconds)
    return Alarm(code, severity, SENTENCES[code].format(**words), facts)


def duration(seconds: int) -> str:
    """In the largest unit that still tells enough: 40 s, 3 min, 2 h."""
    if seconds < 120:
        return f"{seconds} s"
    if seconds < 120 * 60:
        return f"{round(seconds / 60)} min"
    hours = f"{seconds / 3600:.1f}".removesuffix(".0")
    return f"{hours} h"


def steady_offset_ms(delays: Sequence[Delay]) -> int | None:
    """How far a session's clock is ahead of ours, when its passings tell.

    Reads that come in while they are made are all late by the same, whatever their clock says; rows
    that are sent again come at once and are late by many different amounts, or were all received in
    one moment. Only the first kind tells of a clock.
    """
    if len(delays) < _STEADY_SEEN:
        return None
    received = [one.received_us for one in delays]
    late = sorted(one.late_us for one in delays)
    if max(received) - min(received) < _STEADY_SPAN_US or late[-1] - late[0] > _STEADY_SPREAD_US:
        return None
    return -late[len(late) // 2] // 1000


def _event(of: Situation) -> Iterator[Alarm]:
    if not of.sessions:
        yield say("no_session", "warning" if of.today else "info")
    if not of.totals.participants:
        yield say("no_roster", "warning" if of.sessions or of.today else "info")


def _location(now: int, location: LocationHealth) -> Iterator[Alarm]:
    quiet_s = 0 if location.newest_received is None else (now - location.newest_received) // 1000
    soon = location.due >= MANY_RUNNERS and quiet_s >= QUIET_SOON_S
    if soon or (location.due >= FEW_RUNNERS and quiet_s >= QUIET_S):
        severity: Severity = "critical" if location.due >= MANY_RUNNERS else "warning"
        yield say(
            "location_quiet", severity,
            location=location.name, seconds=quiet_s, runners=location.due,
        )  # fmt: skip
    unknown, tags = location.unknown_tags, location.tags
    if unknown >= UNKNOWN_TAGS and unknown >= tags * UNKNOWN_SHARE and unknown < tags:
        yield say(
            "unknown_tags", "warning",
            location=location.name, percent=round(100 * unknown / tags), unknown=unknown, tags=tags,
        )  # fmt: skip


def _sender(now: int, facts: SenderFacts) -> Iterator[Alarm]:
    sender = facts.sender
    yield from _presence(now, facts)
    yield from _clock(facts)
    if sender.state == "gone":
        return
    if sender.gaps:
        yield say("rows_missing", "warning", sender=sender.name, times=sender.gaps)
    if sender.unreadable:
        yield say("rows_unreadable", "info", sender=sender.name, lines=sender.unreadable)
    if facts.behind:
        yield say("reads_waiting", "warning", sender=sender.name)


def _screens(silent: Sequence[SilentScreen]) -> Iterator[Alarm]:
    """One by one while they are few. A page that was closed, mostly somebody meant to close."""
    down = [one for one in silent if not one.closed]
    closed = [one for one in silent if one.closed]
    if len(down) > FEW_SCREENS:
        fresh = any(_fresh(one) for one in down)
        yield say("screens_down", "critical" if fresh else "warning", screens=len(down))
    else:
        for one in down:
            severity: Severity = "critical" if _fresh(one) else "warning"
            yield say("screen_down", severity, screen=one.words, seconds=one.seconds)
    for one in closed[:FEW_SCREENS]:
        if _fresh(one):
            yield say("screen_closed", "info", screen=one.words, seconds=one.seconds)


def _fresh(screen: SilentScreen) -> bool:
    return screen.seconds * 1000 < RECENT_MS


def _presence(now: int, facts: SenderFacts) -> Iterator[Alarm]:
    sender = facts.sender
    seconds = max(now - sender.since, 0) // 1000
    match sender.state:
        case "gone" if facts.open_session:
            fresh = facts.newest_row is not None and now - facts.newest_row < RECENT_MS
            severity: Severity = "critical" if fresh else "info"
            yield say("sender_gone", severity, sender=sender.name, seconds=seconds)
        case "silent" if facts.kind != "jchip":
            # A reader of that protocol says nothing while nobody comes.
            yield say("sender_silent", "critical", sender=sender.name, seconds=seconds)
        case "unsure":
            quiet_s = max(now - facts.told_ms, 0) // 1000
            yield say("collector_quiet", "critical", seconds=quiet_s)
        case "connected" if sender.session_id is None:
            yield say("sender_waiting", "info", sender=sender.name)


def _clock(facts: SenderFacts) -> Iterator[Alarm]:
    ahead_ms, name = facts.clock_ahead_ms, facts.sender.name
    if ahead_ms is None or facts.sender.state == "gone":
        return
    if ahead_ms > AHEAD_MS:
        severity: Severity = "critical" if ahead_ms >= CLOCK_MS else "warning"
        yield say("clock_ahead", severity, sender=name, seconds=round(ahead_ms / 1000))
    elif -ahead_ms >= CLOCK_MS:
        yield say("clock_behind", "critical", sender=name, seconds=round(-ahead_ms / 1000))
    elif -ahead_ms > LATE_MS:
        yield say("reads_late", "warning", sender=name, seconds=round(-ahead_ms / 1000))
