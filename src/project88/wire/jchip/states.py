"""What may follow what on a JChip connection, as data.

A reader gives up when `GT` or `S0000` does not come within 2 s, so both are said at once. It may
begin again on the same socket with another name line, and tell its clock again at any time; both
are answered as the first time. Reads are kept in every state: before the clock is known they can't
be corrected, and are marked. Nothing a reader sends ends a connection.
"""

from enum import Enum

from project88.wire.errors import ProtocolMisuse


class State(Enum):
    """Where a reader's connection is."""

    CONNECTED = "connected"
    NAMED = "named"
    STREAMING = "streaming"
    CLOSED = "closed"


class Input(Enum):
    """The kinds of lines, and the end."""

    NAME = "name"
    CLOCK = "clock"
    READ = "read"
    NOISE = "noise"
    EOF = "eof"


TABLE: dict[State, dict[Input, State]] = {
    State.CONNECTED: {
        Input.NAME: State.NAMED,
        Input.CLOCK: State.STREAMING,
        Input.READ: State.CONNECTED,
        Input.NOISE: State.CONNECTED,
        Input.EOF: State.CLOSED,
    },
    State.NAMED: {
        Input.NAME: State.NAMED,
        Input.CLOCK: State.STREAMING,
        Input.READ: State.NAMED,
        Input.NOISE: State.NAMED,
        Input.EOF: State.CLOSED,
    },
    State.STREAMING: {
        Input.NAME: State.NAMED,
        Input.CLOCK: State.STREAMING,
        Input.READ: State.STREAMING,
        Input.NOISE: State.STREAMING,
        Input.EOF: State.CLOSED,
    },
    State.CLOSED: {},
}


def follow(state: State, given: Input) -> State:
    """The next state. Raises `ProtocolMisuse` in `CLOSED`, the one state that hears nothing."""
    following = TABLE[state].get(given)
    if following is None:
        raise ProtocolMisuse(f"A JChip connection that is {state.value} was told {given.value}.")
    return following
