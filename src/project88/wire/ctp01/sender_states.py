"""What may follow what on the timing box's side, as data; see `states.py` for the other side.

The theory is Fusion's behaviour in a real log (timing-protocols.md 1.6 and session H). It greets
until it is answered (`GREETING`), counts the settings that the reply announced (`SETTINGS`), then
obeys commands (`READY`) and sends reads after `start` (`STREAMING`). Any line that it does not
know, and any answer that does not come in time, is a `FAILURE`: it closes the socket, comes again
after 10 s, and stops for good (`GAVE_UP`) after 31 failures in a row.
"""

from enum import Enum

from project88.wire.errors import ProtocolMisuse


class Box(Enum):
    """Where a sender is."""

    AWAY = "away"
    GREETING = "greeting"
    SETTINGS = "settings"
    READY = "ready"
    STREAMING = "streaming"
    GAVE_UP = "gave up"


class Turn(Enum):
    """What moves a sender on."""

    CONNECTED = "connected"
    REFUSED = "refused"
    REPLY = "reply"
    SETTINGS_DONE = "settings done"
    START = "start"
    STOP = "stop"
    FAILURE = "failure"
    LAST_FAILURE = "last failure"


_FAILS = {Turn.FAILURE: Box.AWAY, Turn.LAST_FAILURE: Box.GAVE_UP}

TABLE: dict[Box, dict[Turn, Box]] = {
    Box.AWAY: {
        Turn.CONNECTED: Box.GREETING,
        Turn.REFUSED: Box.AWAY,
        Turn.LAST_FAILURE: Box.GAVE_UP,
    },
    Box.GREETING: {Turn.REPLY: Box.SETTINGS, **_FAILS},
    Box.SETTINGS: {Turn.SETTINGS_DONE: Box.READY, **_FAILS},
    Box.READY: {Turn.START: Box.STREAMING, Turn.STOP: Box.READY, **_FAILS},
    # A stream that has begun was a success, so its end is never the last failure.
    Box.STREAMING: {
        Turn.START: Box.STREAMING,
        Turn.STOP: Box.READY,
        Turn.FAILURE: Box.AWAY,
    },
    # The operator starts the stream again by hand, which is a new Sender.
    Box.GAVE_UP: {},
}


def follow(box: Box, turn: Turn) -> Box:
    """The next state. Raises `ProtocolMisuse` for a pair that the table does not have: the driver
    called `connected` twice, say, or after the sender gave up."""
    following = TABLE[box].get(turn)
    if following is None:
        raise ProtocolMisuse(f"A CTP01 sender that is {box.value} was told {turn.value}.")
    return following
