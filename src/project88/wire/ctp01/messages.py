"""One line from the peer to one event, without knowing the state (timing-protocols.md 1.5).

Keywords are compared without case, as one public collector does; the texts after them are kept as
they came. What a line *means* at this moment (a first greeting, a line before the greeting) is the
connection's decision.
"""

from collections.abc import Callable

from project88.wire.ct01 import is_row, read_row
from project88.wire.ctp01.events import (
    Acked,
    Commanded,
    ConnectionId,
    Event,
    EventInfo,
    Greeted,
    Locations,
    PeerError,
    Pinged,
    Quarantined,
    Reason,
    Setting,
    UnknownLine,
)
from project88.wire.lines import Line

PROTOCOL = "CTP01"
SETTINGS = frozenset(
    {
        "stream-mode",
        "location",
        "guntimes",
        "newlocations",
        "authentication",
        "time-format",
        "connection-id",
        "pushmode-ack",
        "tagevent-format",
    }
)
COMMANDS = frozenset({"getconnectionid", "geteventinfo", "getlocations", "start", "stop"})
_CONTROLLER_HINT = (
    "a controller's own row: send the timing software's stream here, or import the controller's"
    " file"
)
_STRANGERS = (
    (b"\x16\x03", "a TLS hello: this port speaks plain CTP01"),
    (b"GET ", "a web request: this port speaks CTP01"),
    (b"POST ", "a web request: this port speaks CTP01"),
    (b"HEAD ", "a web request: this port speaks CTP01"),
    (b"SSH-", "an SSH client: this port speaks CTP01"),
)


def read_message(line: Line) -> Event:
    """The event of any single line; `UnknownLine` when no rule knows it. Never raises."""
    if is_row(line.text):
        return read_row(line)
    head, *fields = line.text.split("~")
    keyword = head.strip(" ").lower()
    if reader := _KEYWORDS.get(keyword):
        return reader(keyword, tuple(fields), line)
    if keyword in COMMANDS:
        return Commanded(keyword, tuple(fields))
    return _greeting(head, fields) or _setting(line.text) or UnknownLine(line.raw)


def before_greeting(line: Line) -> Quarantined:
    """The same line where only a greeting was expected, with a guess at who is calling."""
    protocol = line.text.split("~")[2:]
    hint = next((hint for start, hint in _STRANGERS if line.raw.startswith(start)), "")
    if not hint and len(protocol) == 1:
        hint = f"a greeting for the protocol {protocol[0]!r}, not {PROTOCOL}"
    return Quarantined(line.raw, Reason.BEFORE_GREETING, hint)


def offered_settings(text: str) -> Greeted | None:
    """The PointCam greeting `name~version~N` (only with greeting_mode=speak_first)."""
    fields = text.split("~")
    if len(fields) != 3 or not (fields[2].isascii() and fields[2].isdecimal()):
        return None
    return Greeted(fields[0], fields[1])


def _greeting(head: str, fields: list[str]) -> Greeted | None:
    if len(fields) == 2 and fields[1].strip().upper() == PROTOCOL:
        return Greeted(head, fields[0])
    return None


def _setting(text: str) -> Setting | None:
    key, found, value = text.partition("=")
    if not found or key.lower() not in SETTINGS:
        return None
    return Setting(key.lower(), value)


def _ping(_: str, fields: tuple[str, ...], line: Line) -> Event:
    if not fields:
        return Pinged()
    if len(fields) == 1 and fields[0].strip().lower() == "ack":
        return Acked("ping")
    return UnknownLine(line.raw)


def _ack(_: str, fields: tuple[str, ...], __: Line) -> Event:
    command = fields[0].strip().lower() if fields else ""
    rest = fields[1:]
    match command:
        case "geteventinfo":
            name, event_id = (*rest[:2], "", "")[:2]
            return EventInfo(name, event_id, description="~".join(rest[2:]))
        case "getlocations":
            return Locations(rest)
        case "getconnectionid":
            return ConnectionId("~".join(rest))
    return Acked(command, rest)


def _error(_: str, fields: tuple[str, ...], __: Line) -> Event:
    command = fields[0].strip().lower() if fields else ""
    return PeerError(command, "~".join(fields[1:]))


def _controller(_: str, __: tuple[str, ...], line: Line) -> Event:
    return Quarantined(line.raw, Reason.CONTROLLER_ROW, _CONTROLLER_HINT)


_KEYWORDS: dict[str, Callable[[str, tuple[str, ...], Line], Event]] = {
    "ping": _ping,
    "ack": _ack,
    "err": _error,
    "to": _controller,
}
