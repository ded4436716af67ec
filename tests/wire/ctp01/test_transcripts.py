"""Every published conversation, and the same conversation for every cut of its bytes."""

import copy
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import pytest

from project88.wire.ctp01.config import Config, GreetingMode, OwnEvent, Resume
from project88.wire.ctp01.connection import Connection
from project88.wire.ctp01.events import Event

Load = Callable[[str, bytes], list[Any]]  # Any: the transcript type lives in conftest
Play = Callable[..., None]


def config(settings: dict[str, str]) -> Config:
    """The connection's settings as the head of a transcript gives them."""
    positions: dict[str, dict[str, int]] = {}
    plain: dict[str, object] = {"connection_id": "00"}
    for name, value in settings.items():
        if name.startswith("resume."):
            _, peer, location = name.split(".")
            positions.setdefault(peer, {})[location] = int(value)
        else:
            plain[name] = int(value) if value.isdecimal() else value
    return msgspec.convert(
        {**plain, "resume": {"positions": positions} if positions else None}, Config
    )


class Shadowed:
    """A connection that is replaced by its own copy after every call."""

    def __init__(self, connection: Connection) -> None:
        self.inner = connection

    def _after(self, events: list[Event]) -> list[Event]:
        self.inner = copy.deepcopy(self.inner)
        return events

    def receive(self, data: bytes, now_ms: int) -> list[Event]:
        return self._after(self.inner.receive(data, now_ms))

    def tick(self, now_ms: int) -> list[Event]:
        return self._after(self.inner.tick(now_ms))

    def end(self, now_ms: int) -> list[Event]:
        return self._after(self.inner.end(now_ms))

    def to_send(self) -> bytes:
        return self.inner.to_send()

    @property
    def next_tick_ms(self) -> int | None:
        return self.inner.next_tick_ms


def whole(data: bytes) -> Iterable[bytes]:
    return [data] if data else []


def pieces(size: int) -> Callable[[bytes], Iterable[bytes]]:
    return lambda data: [data[at : at + size] for at in range(0, len(data), size)]


def two(at: int) -> Callable[[bytes], Iterable[bytes]]:
    return lambda data: [part for part in (data[:at], data[at:]) if part]


def test_each_conversation_goes_as_it_is_written(transcripts: Load, play: Play) -> None:
    """Sessions A to H, M01 to M19, resume, delays, silence; C02 to C05, C08, C09, C12, C13."""
    for told in transcripts("ctp01", b"\r\n"):
        play(Connection(config(told.settings)), told, whole)


@pytest.mark.parametrize("size", [1, 2, 7, 1460])
def test_the_size_of_the_pieces_changes_nothing(size: int, transcripts: Load, play: Play) -> None:
    """C07."""
    for told in transcripts("ctp01", b"\r\n"):
        play(Connection(config(told.settings)), told, pieces(size))


def test_a_cut_at_any_place_changes_nothing(transcripts: Load, play: Play) -> None:
    """C07."""
    for told in transcripts("ctp01", b"\r\n"):
        longest = sum(len(said.text) + 2 for said in told.lines if said.letter[0] == "S")
        for at in range(1, longest):
            play(Connection(config(told.settings)), told, two(at))


def test_a_copy_goes_on_as_the_original_would(transcripts: Load, play: Play) -> None:
    for told in transcripts("ctp01", b"\r\n"):
        play(Shadowed(Connection(config(told.settings))), told, pieces(7))


def test_the_settings_of_a_transcript_are_understood() -> None:
    found = config({"greeting_mode": "speak_first", "resume.b.f": "7", "line_delay_ms": "9"})
    assert found.greeting_mode is GreetingMode.SPEAK_FIRST
    assert found.resume == Resume({"b": {"f": 7}})
    assert found.line_delay_ms == 9
    assert found.event == OwnEvent()
