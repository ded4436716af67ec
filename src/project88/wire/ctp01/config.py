"""What the collector's side of a connection is told before it begins.

All values are checked here once, because a `~` in a name or a delay of half a second would break
a sender in the field long after the start.
"""

from collections.abc import Mapping
from enum import Enum

import msgspec

from project88.wire.errors import ProtocolMisuse
from project88.wire.lines import MAX_LINE_BYTES

MAX_LINE_DELAY_MS = 150
"""Reply and settings are 7 lines: at this delay the last one leaves 0.9 s after the greeting."""
MIN_GREETING_TIMEOUT_MS = 15_000
"""Fusion needs 3.05 s, other senders more; below this we would cut off real ones."""


class GreetingMode(Enum):
    """Who speaks first. `SPEAK_FIRST` is for PointCam-like senders; Fusion fails on it."""

    WAIT = "wait"
    SPEAK_FIRST = "speak_first"


class Resume(msgspec.Struct, frozen=True):
    """What is stored already: connection id → location → next row number wanted.

    The map may hold several senders, for a port that they share: which one is calling is only
    known when it tells its connection id.
    """

    positions: Mapping[str, Mapping[str, int]]


class OwnEvent(msgspec.Struct, frozen=True):
    """What we answer when the peer asks *us* about the event and its locations."""

    name: str = ""
    id: str = ""
    description: str = ""
    locations: tuple[str, ...] = ()


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """`connection_id` is ours (a uuid in hex). `resume=None` always sends a plain `start`."""

    connection_id: str
    name: str = "Project88Hub"
    version: str = "1"
    greeting_mode: GreetingMode = GreetingMode.WAIT
    resume: Resume | None = None
    event: OwnEvent = OwnEvent()
    max_line_bytes: int = MAX_LINE_BYTES
    bad_lines: int = 3
    greeting_timeout_ms: int = 30_000
    ping_interval_ms: int = 10_000
    silence_ms: int = 45_000
    line_delay_ms: int = 0
    max_output_bytes: int = 256 * 1024

    def __post_init__(self) -> None:
        """Raises `ProtocolMisuse` with a sentence for the operator."""
        event = self.event
        for text in (self.connection_id, self.name, self.version, event.name, event.id):
            _check_text(text)
        for text in (event.description, *event.locations):
            _check_text(text)
        _check_range("line_delay_ms", self.line_delay_ms, 0, MAX_LINE_DELAY_MS)
        _check_range("greeting_timeout_ms", self.greeting_timeout_ms, MIN_GREETING_TIMEOUT_MS, None)
        _check_range("silence_ms", self.silence_ms, self.ping_interval_ms, None)
        for name in ("bad_lines", "ping_interval_ms", "max_line_bytes", "max_output_bytes"):
            _check_range(name, getattr(self, name), 1, None)


def _check_text(text: str) -> None:
    if "~" in text or not text.isprintable():
        raise ProtocolMisuse(f"A CTP01 text may hold neither ~ nor line ends: {text!r}.")


def _check_range(name: str, value: int, least: int, most: int | None) -> None:
    if value < least or (most is not None and value > most):
        limits = f"at least {least}" if most is None else f"from {least} to {most}"
        raise ProtocolMisuse(f"The CTP01 setting {name} must be {limits}, not {value}.")
