"""One line, one decision: what a line means in the state we are in, and what we answer.

`messages.py` says what a line is; here it meets the state. Before the greeting almost everything
is a bad line, afterwards nothing is. Reads are never answered, nor is anything unknown.
"""

from collections.abc import Sequence

from project88.wire.ct01 import salvage
from project88.wire.ctp01 import commands
from project88.wire.ctp01.config import Config, GreetingMode
from project88.wire.ctp01.events import (
    Acked,
    Closed,
    CloseReason,
    Commanded,
    ConnectionId,
    Event,
    Greeted,
    GreetingRepeated,
    GunTime,
    LocationAdded,
    Locations,
    PeerError,
    Pinged,
    Quarantined,
    Read,
    Reason,
    Restarted,
    Setting,
)
from project88.wire.ctp01.messages import before_greeting, offered_settings, read_message
from project88.wire.ctp01.opening import Opening
from project88.wire.ctp01.outbox import Outbox
from project88.wire.ctp01.states import Input, State, follow
from project88.wire.lines import Line, TooLong, read_line
from project88.wire.reads import NO_HANDSHAKE

REPEAT_MS = 15_000
"""Fusion greets every 3 s until it is answered; later than this a greeting is a new session."""


class Session:
    """State and memory of the conversation; `Connection` does framing and timers around it."""

    def __init__(self, config: Config, outbox: Outbox) -> None:
        self.state = State.ACCEPTED
        self.opening = Opening(config, outbox)
        self.ping_due_ms: int | None = None
        self.pongs = 0
        self._config = config
        self._outbox = outbox
        self._bad_lines = 0
        self._replied_ms: int | None = None
        self._peer_settings: dict[str, str] = {}

    def take(self, raw: bytes | TooLong, now_ms: int) -> list[Event]:
        """The events of one line that is not blank; its answers are put into the outbox."""
        if isinstance(raw, TooLong):
            return self._noise(Quarantined(raw.start, Reason.TOO_LONG, "only its start is kept"))
        line = self._marked(read_line(raw))
        events: list[Event] = []
        for event in self._meanings(line):
            events += self._decide(event, line, now_ms)
        self.advance(now_ms)
        return events

    def advance(self, now_ms: int) -> None:
        """Let go what was delayed, and say `start` when its time has come."""
        self._outbox.release(now_ms)
        due = self.opening.start_due_ms
        if self.state is State.READY and due is not None and due <= now_ms:
            self.opening.start(now_ms)
            self._enter_stream(Input.STARTED, now_ms)

    def follow(self, given: Input) -> None:
        self.state = follow(self.state, given)

    def _marked(self, line: Line) -> Line:
        if self.state in (State.ACCEPTED, State.UNGREETED):
            return Line(line.raw, line.text, (*line.flags, NO_HANDSHAKE))
        return line

    def _meanings(self, line: Line) -> Sequence[Event]:
        return salvage(line) or (self._offer(line) or read_message(line),)

    def _offer(self, line: Line) -> Greeted | None:
        mode = self._config.greeting_mode
        if mode is GreetingMode.SPEAK_FIRST and self.state is State.ACCEPTED:
            return offered_settings(line.text)
        return None

    def _decide(self, event: Event, line: Line, now_ms: int) -> list[Event]:
        match event:
            case Greeted():
                return [self._greeted(event, line, now_ms)]
            case Pinged():
                self._outbox.send(commands.PONG, now_ms)
                self.follow(Input.PING)
            case Read() | GunTime() | Quarantined(reason=Reason.SHORT_ROW | Reason.SALVAGED):
                self.follow(Input.ROW)
            case LocationAdded():
                self.follow(Input.ROW)
                if self._replied_ms is not None:
                    self.opening.location_added(event, now_ms)
            case _ if self.state is State.ACCEPTED:
                aside = event if isinstance(event, Quarantined) else before_greeting(line)
                return self._noise(aside)
            case _:
                self.follow(Input.NOISE)
                self._hear(event, now_ms)
        return [event]

    def _greeted(self, event: Greeted, line: Line, now_ms: int) -> Event:
        if self._offer(line):
            self._enter_stream(Input.OFFER, now_ms)
            return event
        if self.state in (State.ACCEPTED, State.UNGREETED):
            self._reply(Input.GREETING, now_ms)
            return event
        if self._replied_ms is not None and now_ms - self._replied_ms < REPEAT_MS:
            self.follow(Input.REPEAT)
            return GreetingRepeated(event.program, event.version)
        self._reply(Input.RESTART, now_ms)
        return Restarted(event.program, event.version)

    def _reply(self, given: Input, now_ms: int) -> None:
        self.follow(given)
        self._replied_ms = now_ms
        self.ping_due_ms = None
        self.opening.reply(now_ms)

    def _enter_stream(self, given: Input, now_ms: int) -> None:
        self.follow(given)
        self.ping_due_ms = now_ms + self._config.ping_interval_ms

    def _hear(self, event: Event, now_ms: int) -> None:
        """After the greeting: answers to our questions, and questions to us."""
        match event:
            case Acked(command="ping"):
                self.pongs += 1
            case ConnectionId():
                self.opening.connection_id(event.id)
            case Locations():
                self.opening.locations(event.names, now_ms)
            case PeerError(command="start"):
                self.opening.start_refused(now_ms)
            case Setting():
                self._peer_settings[event.key] = event.value.strip().lower()
            case Commanded():
                if answer := commands.answer(event, self._config, self._peer_settings):
                    self._outbox.send(answer, now_ms)

    def _noise(self, event: Event) -> list[Event]:
        if self.state is not State.ACCEPTED:
            self.follow(Input.NOISE)
            return [event]
        self._bad_lines += 1
        if self._bad_lines < self._config.bad_lines:
            self.follow(Input.NOISE)
            return [event]
        self.follow(Input.BAD_LINES)
        return [event, Closed(CloseReason.BAD_LINES)]
