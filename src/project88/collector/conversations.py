"""Which protocol a listener speaks, configured from the settings and the listener's own row."""

from collections.abc import Mapping
from typing import Protocol

from project88 import __version__
from project88.collector.jchip import Readers
from project88.collector.store import Listener
from project88.settings import CollectorSettings
from project88.timing.stream import Origin
from project88.wire.ctp01.config import Config, GreetingMode, Resume
from project88.wire.ctp01.connection import Connection
from project88.wire.ctp01.events import Event

Positions = Mapping[str, Mapping[str, int]]


class Conversation(Protocol):
    """The collector's side of a wire protocol: bytes and a clock in, events and bytes out."""

    def receive(self, data: bytes, now_ms: int) -> list[Event]:
        """What these bytes say."""
        ...

    def tick(self, now_ms: int) -> list[Event]:
        """What the clock alone brings."""
        ...

    def end(self, now_ms: int) -> list[Event]:
        """The peer has gone; what was half said."""
        ...

    def to_send(self) -> bytes:
        """What the peer should be sent now."""
        ...

    @property
    def next_tick_ms(self) -> int | None:
        """When `tick` has something to do."""
        ...


def conversation_for(
    origin: Origin, settings: CollectorSettings, listener: Listener | None, positions: Positions
) -> Conversation:
    """The collector's side for a new connection, or (without a listener) for reading a journal
    again.
    """
    if origin.beginning is not None:
        return Readers(origin.beginning, settings.max_line_bytes)
    delay_ms = settings.handshake_line_delay_ms
    resume = settings.resume
    mode = GreetingMode.WAIT
    if listener is not None:
        mode = GreetingMode(listener.greeting_mode)
        resume = resume or listener.resume
        delay_ms = listener.handshake_line_delay_ms or delay_ms
    return Connection(
        Config(
            connection_id=f"{origin.connection_id:032x}",
            name=settings.name,
            version=__version__,
            greeting_mode=mode,
            resume=Resume(positions) if resume else None,
            max_line_bytes=settings.max_line_bytes,
            bad_lines=settings.bad_lines,
            greeting_timeout_ms=int(settings.greeting_timeout_s * 1000),
            ping_interval_ms=int(settings.ping_interval_s * 1000),
            silence_ms=int(settings.silence_s * 1000),
            line_delay_ms=delay_ms,
        )
    )
