"""What the collector told a sender on this connection, and what the sender answers.

One line in, one `Order` out; None means "a line that this sender does not know", on which Fusion
ends the connection.
"""

from collections.abc import Callable

import msgspec

from project88.wire.ctp01.sender_events import (
    SenderConfig,
    SenderEvent,
    StartWanted,
    StopWanted,
    Welcomed,
)
from project88.wire.ctp01.sender_states import Box, Turn


class Order(msgspec.Struct, frozen=True):
    """The consequences of one line."""

    answer: bytes = b""
    turns: tuple[Turn, ...] = ()
    events: tuple[SenderEvent, ...] = ()
    pong: bool = False


class Orders:
    """The collector's name, settings and wishes. `started` stays true once `start` has come."""

    def __init__(self, config: SenderConfig) -> None:
        self._config = config
        self._locations = list(config.locations)
        self._peer = ("", "")
        self._settings_left = 0
        self._stopped: set[str] = set()
        self._everything = False
        self.settings: dict[str, str] = {}
        self.resume_from: dict[str, int] = {}
        self.started = False

    def hear(self, text: str, state: Box) -> Order | None:
        """What this line of the collector means while the sender is in `state`."""
        match state:
            case Box.GREETING:
                return self._reply(text)
            case Box.SETTINGS:
                return self._setting(text)
        name, *fields = text.split("~")
        handler = _COMMANDS.get(name)
        return handler(self, fields) if handler else None

    def wants(self, location: str, seq: int) -> bool:
        """Whether the collector asked for this row."""
        if location in self._stopped:
            return False
        if self._everything:
            return True
        first = self.resume_from.get(location)
        return first is not None and seq >= first

    def add_location(self, location: str) -> None:
        if location not in self._locations:
            self._locations.append(location)

    def _reply(self, text: str) -> Order | None:
        fields = text.split("~")
        if len(fields) != 3 or not (fields[2].isascii() and fields[2].isdecimal()):
            return None
        self._peer = (fields[0], fields[1])
        self._settings_left = int(fields[2][:6])
        return self._counted((Turn.REPLY,))

    def _setting(self, text: str) -> Order | None:
        key, found, value = text.partition("=")
        if not found:
            return None
        self.settings[key] = value
        self._settings_left -= 1
        return self._counted(())

    def _counted(self, turns: tuple[Turn, ...]) -> Order:
        if self._settings_left > 0:
            return Order(turns=turns)
        welcomed = Welcomed(*self._peer, tuple(self.settings.items()))
        return Order(turns=(*turns, Turn.SETTINGS_DONE), events=(welcomed,))

    def _ping(self, fields: list[str]) -> Order | None:
        if fields == ["ack"]:
            return Order(pong=True)
        return None if fields else Order(answer=b"ack~ping\r\n")

    def _ack(self, fields: list[str]) -> Order | None:
        return Order(pong=True) if fields == ["ping"] else None

    def _event_info(self, _: list[str]) -> Order:
        told = self._config
        return _answer("geteventinfo", told.event_name, told.event_id, told.event_description)

    def _list(self, _: list[str]) -> Order:
        return _answer("getlocations", *self._locations)

    def _id(self, _: list[str]) -> Order:
        told = self._config.connection_id
        return Order() if told is None else _answer("getconnectionid", told)

    def _authorize(self, _: list[str]) -> Order:
        return Order()

    def _start(self, fields: list[str]) -> Order | None:
        location = fields[0] if fields else None
        seq = int(fields[1]) if fields[1:] and _is_seq(fields[1]) else None
        if location is not None and self._locations and location not in self._locations:
            return Order(answer=b"err~start~invalid location\r\n")
        self._want(location, seq or 0)
        wanted = StartWanted(location, seq)
        return Order(self._receipt("start", location), (Turn.START,), (wanted,))

    def _want(self, location: str | None, seq: int) -> None:
        self.started = True
        if location is None:
            self._everything, self.resume_from, self._stopped = True, {}, set()
            return
        self._stopped.discard(location)
        if not self._everything:
            self.resume_from[location] = seq

    def _stop(self, fields: list[str]) -> Order:
        location = fields[0] if fields else None
        if location is None:
            self._everything, self.resume_from = False, {}
            turns: tuple[Turn, ...] = (Turn.STOP,)
        else:
            self._stopped.add(location)
            turns = ()
        return Order(self._receipt("stop", location), turns, (StopWanted(location),))

    def _receipt(self, command: str, location: str | None) -> bytes:
        if self.settings.get("pushmode-ack") != "true":
            return b""
        return _answer(command, *([] if location is None else [location])).answer


def _answer(*fields: str) -> Order:
    return Order(answer="~".join(("ack", *fields)).encode() + b"\r\n")


def _is_seq(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


_COMMANDS: dict[str, Callable[[Orders, list[str]], Order | None]] = {
    "ping": Orders._ping,
    "ack": Orders._ack,
    "geteventinfo": Orders._event_info,
    "getlocations": Orders._list,
    "getconnectionid": Orders._id,
    "authorize": Orders._authorize,
    "start": Orders._start,
    "stop": Orders._stop,
}
