"""Every line that our side may send, as bytes. There are no others (timing-protocols.md 1.5).

Real senders fail on a line they do not know: Fusion gave up ten sessions because its peer said
`OK`. So there is no general "send text": a line exists because a function or constant here makes
it, and each ends with CR LF, whose absence after `ack~ping` dropped connections elsewhere.
"""

from collections.abc import Mapping

from project88.wire.ctp01.config import Config
from project88.wire.ctp01.events import Commanded
from project88.wire.ctp01.messages import PROTOCOL

PING = b"ping\r\n"
PONG = b"ack~ping\r\n"
GET_LOCATIONS = b"getlocations\r\n"
QUESTIONS = (b"getconnectionid\r\n", b"geteventinfo\r\n", GET_LOCATIONS)
SETTINGS = (
    b"location=multi\r\n",
    b"guntimes=true\r\n",
    b"newlocations=true\r\n",
    b"authentication=none\r\n",
    b"stream-mode=push\r\n",
    b"time-format=iso\r\n",
)


def reply(config: Config) -> tuple[bytes, ...]:
    """The answer to a greeting: our name with the number of settings, then the settings."""
    return (_line(config.name, config.version, str(len(SETTINGS))), *SETTINGS)


def greeting(config: Config) -> bytes:
    """The one line with `CTP01` as its third field; greeting_mode=speak_first only."""
    return _line(config.name, config.version, PROTOCOL)


def start(location: str | None = None, seq: int | None = None, encoding: str = "utf-8") -> bytes:
    """All locations, one location, or one from row `seq` inclusive."""
    fields = [field for field in (location, None if seq is None else str(seq)) if field is not None]
    return _line("start", *fields, encoding=encoding)


def can_name(location: str) -> bool:
    """Whether a command can carry this location: `~` has no escape, and blanks would be lost."""
    return bool(location.strip()) and location == location.strip() and "~" not in location


def answer(asked: Commanded, config: Config, peer_settings: Mapping[str, str]) -> bytes | None:
    """The polite answer to a command of the peer. `start` and `stop` are acknowledged only to a
    peer that announced `pushmode-ack=true`."""
    event = config.event
    match asked.command:
        case "getconnectionid":
            return _line("ack", asked.command, config.connection_id)
        case "geteventinfo":
            return _line("ack", asked.command, event.name, event.id, event.description)
        case "getlocations":
            return _line("ack", asked.command, *event.locations)
    if peer_settings.get("pushmode-ack") != "true":
        return None
    return _line("ack", asked.command, *asked.fields[:1])


def _line(*fields: str, encoding: str = "utf-8") -> bytes:
    return "~".join(fields).encode(encoding) + b"\r\n"
