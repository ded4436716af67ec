"""What may follow what on the collector's side of a CTP01 connection, as data.

Two rules keep this file small. Everything that decides the *state* is here; nothing here knows
bytes, clocks or texts. `connection.py` turns lines and timers into an `Input`, asks `follow`, and
does what the new state wants.

The theory (timing-protocols.md 1.3, 1.6, 1.11):

- The peer speaks first. Fusion is silent for 3.05 s and then greets every 3 s, so silence means
  nothing, and a second greeting soon after our reply crossed it on the way (`REPEAT`). A greeting
  much later is a sender that began again without closing the socket (`RESTART`).
- `READY` lasts while our reply is on its way: line by line if a delay is set, and with resume
  until the peer has told its connection id. It ends when `start` is sent (`STARTED`). With neither
  it is passed through at once.
- `UNGREETED` is a stream that began with data. Somebody tests by hand, or a sender goes on after
  we restarted. Its reads count, marked `no_handshake`, and it is told nothing it did not ask for.
- Before a greeting every line but a ping or a row is a bad line: the port is on the internet.
  Afterwards no line is bad enough to lose a sender for, so `NOISE` keeps every later state.
- Only a peer that answered our pings can be called dead for silence, and we ping after `STARTED`.
- `CLOSED` is the end. The connection does not ask the table any more.
"""

from enum import Enum

from project88.wire.errors import ProtocolMisuse


class State(Enum):
    """Where a connection is."""

    ACCEPTED = "accepted"
    READY = "ready"
    STREAMING = "streaming"
    UNGREETED = "ungreeted"
    CLOSED = "closed"


class Input(Enum):
    """What a state can be told: a kind of line, a timer, or the end."""

    GREETING = "greeting"
    OFFER = "offer"
    REPEAT = "repeat"
    RESTART = "restart"
    ROW = "row"
    PING = "ping"
    NOISE = "noise"
    STARTED = "started"
    BAD_LINES = "bad_lines"
    GREETING_TIMEOUT = "greeting_timeout"
    SILENCE = "silence"
    OUTPUT_FULL = "output_full"
    EOF = "eof"


_ENDS = {Input.OUTPUT_FULL: State.CLOSED, Input.EOF: State.CLOSED}

TABLE: dict[State, dict[Input, State]] = {
    State.ACCEPTED: {
        Input.GREETING: State.READY,
        # PointCam style, only heard with greeting_mode=speak_first: it starts us, we reply nothing.
        Input.OFFER: State.STREAMING,
        Input.ROW: State.UNGREETED,
        Input.PING: State.ACCEPTED,
        Input.NOISE: State.ACCEPTED,
        Input.BAD_LINES: State.CLOSED,
        Input.GREETING_TIMEOUT: State.CLOSED,
        **_ENDS,
    },
    State.READY: {
        Input.REPEAT: State.READY,
        # A reply takes under 2.5 s, but a caller may tick late.
        Input.RESTART: State.READY,
        Input.ROW: State.READY,
        Input.PING: State.READY,
        Input.NOISE: State.READY,
        Input.STARTED: State.STREAMING,
        Input.SILENCE: State.CLOSED,
        **_ENDS,
    },
    State.STREAMING: {
        Input.REPEAT: State.STREAMING,
        Input.RESTART: State.READY,
        Input.ROW: State.STREAMING,
        Input.PING: State.STREAMING,
        Input.NOISE: State.STREAMING,
        Input.SILENCE: State.CLOSED,
        **_ENDS,
    },
    State.UNGREETED: {
        Input.GREETING: State.READY,
        Input.ROW: State.UNGREETED,
        Input.PING: State.UNGREETED,
        Input.NOISE: State.UNGREETED,
        **_ENDS,
    },
    State.CLOSED: {},
}

IMPOSSIBLE: dict[State, dict[Input, str]] = {
    State.ACCEPTED: {
        Input.REPEAT: "the first greeting can't be a repeated one",
        Input.RESTART: "nothing was started yet",
        Input.STARTED: "start is sent after a greeting only",
        Input.SILENCE: "we did not ping yet; the greeting time-out is the limit",
    },
    State.READY: {
        Input.GREETING: "a greeting after the first is a repeat or a restart",
        Input.OFFER: "an offer is heard in place of the first greeting only",
        Input.BAD_LINES: "lines are counted as bad before the greeting only",
        Input.GREETING_TIMEOUT: "the greeting has come",
    },
    State.STREAMING: {
        Input.GREETING: "a greeting after the first is a repeat or a restart",
        Input.OFFER: "an offer is heard in place of the first greeting only",
        Input.STARTED: "start was sent already",
        Input.BAD_LINES: "lines are counted as bad before the greeting only",
        Input.GREETING_TIMEOUT: "the greeting has come",
    },
    State.UNGREETED: {
        Input.OFFER: "an offer is heard in place of the first greeting only",
        Input.REPEAT: "the first greeting can't be a repeated one",
        Input.RESTART: "nothing was started yet",
        Input.STARTED: "start is sent after a greeting only",
        Input.BAD_LINES: "data came, so this is no stranger",
        Input.GREETING_TIMEOUT: "data came, so no greeting is waited for",
        Input.SILENCE: "we send no pings without a handshake",
    },
    State.CLOSED: dict.fromkeys(Input, "the connection is over"),
}
"""The rest of states × inputs, each with the reason why it can't be."""


def follow(state: State, given: Input) -> State:
    """The next state. Raises `ProtocolMisuse` for a pair that is listed as impossible."""
    following = TABLE[state].get(given)
    if following is None:
        raise ProtocolMisuse(
            f"A CTP01 connection that is {state.value} was told {given.value}.",
            detail=IMPOSSIBLE[state][given],
        )
    return following
