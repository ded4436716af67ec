"""What any protocol says of a line it does not take, and of the end of a connection.

Shared by all protocols, so that a collector keeps, counts and shows these in one way.
"""

from enum import StrEnum

import msgspec


class Reason(StrEnum):
    """Why a line is kept aside instead of being understood."""

    TOO_LONG = "too_long"
    SHORT_ROW = "short_row"
    BEFORE_GREETING = "before_greeting"
    UNTERMINATED = "unterminated"
    SALVAGED = "salvaged"
    CONTROLLER_ROW = "controller_row"
    BAD_TIME = "bad_time"


class CloseReason(StrEnum):
    """Why a connection ended; every one but `PEER_LEFT` is our decision."""

    PEER_LEFT = "peer_left"
    GREETING_TIMEOUT = "greeting_timeout"
    BAD_LINES = "bad_lines"
    SILENT = "silent"
    OUTPUT_FULL = "output_full"


class Quarantined(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A line to keep for a person to look at. `hint` says what may be wrong; it may be empty."""

    line: bytes
    reason: str
    hint: str = ""


class UnknownLine(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A line which no rule knows. Never answered: senders fail on unknown answers."""

    line: bytes


class Closed(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The connection is over; send what is left and close the socket."""

    reason: str
