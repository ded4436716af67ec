"""What we say from the greeting to the running stream, and when a point joins later.

Order (timing-protocols.md 1.3): reply, settings, three questions, `start`, without waiting for
answers. Only resume waits: `start~location~next` needs to know whose stream this is, so `start`
is held for the connection id, at most 2 s. Resume is documented second-hand only; whenever it is
not certain we fall back to a plain `start`, and the full replay is de-duplicated by the store.
"""

from collections.abc import Mapping

from project88.wire.ctp01 import commands
from project88.wire.ctp01.config import Config
from project88.wire.ctp01.events import LocationAdded
from project88.wire.ctp01.outbox import Outbox

RESUME_WAIT_MS = 2_000
NEW_LOCATION_WAIT_MS = 1_000
MAX_NAMED = 1_000
"""Locations one session may be asked for by name; a peer can't make this grow for ever."""


class Opening:
    """The conversation of one session. `start_due_ms` is None once `start` has been sent."""

    def __init__(self, config: Config, outbox: Outbox) -> None:
        self._config = config
        self._outbox = outbox
        self._positions: Mapping[str, int] = {}
        self._named: set[str] = set()
        self._listed: tuple[str, ...] = ()
        self._block_end_ms = 0
        self.start_due_ms: int | None = None

    def reply(self, now_ms: int) -> None:
        """A greeting came: everything but `start`, spread by the configured delay."""
        self._outbox.forget_later()
        self._positions, self._named, self._listed = {}, set(), ()
        delay = self._config.line_delay_ms
        block = commands.reply(self._config)
        lines = (*block, *commands.QUESTIONS)
        for place, line in enumerate(lines):
            self._outbox.send_at(line, now_ms + place * delay, now_ms)
        self._outbox.hold_until(now_ms + (len(block) - 1) * delay)
        self._block_end_ms = now_ms + len(lines) * delay
        wait = RESUME_WAIT_MS if self._config.resume else 0
        self.start_due_ms = max(self._block_end_ms, now_ms + wait)

    def start(self, now_ms: int) -> None:
        """Say `start`: plain, or from where the store ends at each known location."""
        self.start_due_ms = None
        if not self._positions:
            self._outbox.send(commands.start(), now_ms)
            return
        for location, seq in self._positions.items():
            self._outbox.send(commands.start(location, seq), now_ms)
        self._named.update(self._positions)
        self.locations(self._listed, now_ms)

    def connection_id(self, told: str) -> None:
        """Only while `start` waits: the id decides whether this stream can be resumed."""
        if self.start_due_ms is None or self._config.resume is None:
            return
        stored = self._config.resume.positions.get(told, {})
        self._positions = {name: seq for name, seq in stored.items() if commands.can_name(name)}
        self.start_due_ms = self._block_end_ms

    def locations(self, names: tuple[str, ...], now_ms: int) -> None:
        """A resumed stream needs a `start` for each location that the store does not know."""
        self._listed = names
        if self.start_due_ms is not None or not self._positions:
            return
        for name in names:
            if self._may_name(name):
                self._outbox.send(commands.start(name), now_ms)

    def location_added(self, added: LocationAdded, now_ms: int) -> None:
        """Ask for the list, and one second later, once, for the new location itself."""
        if not self._may_name(added.location):
            return
        encoding = "latin-1" if "encoding" in added.flags else "utf-8"
        line = commands.start(added.location, encoding=encoding)
        self._outbox.send(commands.GET_LOCATIONS, now_ms)
        self._outbox.send_at(line, now_ms + NEW_LOCATION_WAIT_MS, now_ms)

    def start_refused(self, now_ms: int) -> None:
        """`err~start` on a resumed stream: ask for everything, once."""
        if self._positions and self.start_due_ms is None:
            self._positions = {}
            self._outbox.send(commands.start(), now_ms)

    def _may_name(self, location: str) -> bool:
        if location in self._named or len(self._named) >= MAX_NAMED:
            return False
        self._named.add(location)
        return commands.can_name(location)
