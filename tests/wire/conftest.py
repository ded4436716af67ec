"""Vectors and transcripts: the two readable forms in which the wire tests know what is right.

The vectors are the machine-readable block of the protocol study; `src` says where the bytes were
seen (S… are public implementations and logs, `constructed` marks a described behaviour). The
transcripts are conversations, see `transcripts/README.md`; `play` runs one with any cutting of the
source's bytes and checks events and answers whenever the clock moves.
"""

import ast
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import msgspec
import pytest

HERE = Path(__file__).parent
_FIELD = re.compile(r"(\w+)=(b?'[^']*'|\"[^\"]*\"|\([^)]*\)|\S+)")

Cut = Callable[[bytes], Iterable[bytes]]


class Peer(Protocol):
    """What every collector's side of a wire protocol offers to a transcript."""

    def receive(self, data: bytes, now_ms: int) -> list[Any]: ...  # Any: each has its own events
    def tick(self, now_ms: int) -> list[Any]: ...
    def end(self, now_ms: int) -> list[Any]: ...
    def to_send(self) -> bytes: ...
    @property
    def next_tick_ms(self) -> int | None: ...


class Said(msgspec.Struct, frozen=True):
    """One line of a transcript: its letter and its text."""

    letter: str
    text: str


class Transcript(msgspec.Struct, frozen=True):
    name: str
    settings: Mapping[str, str]
    lines: tuple[Said, ...]
    line_end: bytes


class Run:
    """One run of a transcript: what was heard and said so far, and what should have been."""

    def __init__(self, peer: Peer, transcript: Transcript, cut: Cut) -> None:
        self.peer = peer
        self.transcript = transcript
        self.cut = cut
        self.now_ms = 0
        self.input = b""
        self.events: list[object] = []
        self.output = b""
        self.expected_events: list[str] = []
        self.expected_output = b""

    def play(self) -> None:
        self.hear(self.peer.tick(0))
        for said in self.transcript.lines:
            self.line(said)
        self.settle()

    def line(self, said: Said) -> None:
        match said.letter:
            case "S>":
                self.input += said.text.encode() + self.transcript.line_end
            case "S|":
                self.input += unescape(said.text)
            case "C>":
                self.expected_output += said.text.encode() + self.transcript.line_end
            case "C|":
                self.expected_output += unescape(said.text)
            case "E>":
                self.expected_events.append(said.text)
            case "@":
                self.settle()
                self.move(round(float(said.text) * 1000))
            case "EOF":
                self.deliver()
                self.hear(self.peer.end(self.now_ms))

    def deliver(self) -> None:
        for part in self.cut(self.input):
            self.hear(self.peer.receive(part, self.now_ms))
        self.input = b""

    def hear(self, events: Iterable[object]) -> None:
        self.events.extend(events)
        self.output += self.peer.to_send()

    def move(self, to_ms: int) -> None:
        while (due := self.peer.next_tick_ms) is not None and due <= to_ms:
            self.now_ms = max(self.now_ms, due)
            self.hear(self.peer.tick(self.now_ms))
        self.now_ms = to_ms

    def settle(self) -> None:
        self.deliver()
        assert self.output == self.expected_output, (self.transcript.name, self.now_ms)
        found = [
            described(event, text)
            for event, text in zip(self.events, self.expected_events, strict=False)
        ]
        assert found == self.expected_events[: len(found)], (self.transcript.name, self.now_ms)
        assert len(self.events) == len(self.expected_events), (self.now_ms, self.events[-3:])


def described(event: object, text: str) -> str:
    """`text` itself when the event is what it says, else the event: a readable difference."""
    kind = text.split(" ", 1)[0]
    fields = _FIELD.findall(text)
    same = all(equal(getattr(event, name, "(no such field)"), value) for name, value in fields)
    return text if type(event).__name__ == kind and same else repr(event)


def equal(found: object, written: str) -> bool:
    if written[0] not in "'\"(" and not written.startswith("b'"):
        return str(found) == written
    value = ast.literal_eval(written)
    if isinstance(found, bytes) and isinstance(value, str):
        return found == value.encode()
    return bool(found == value)


def unescape(text: str) -> bytes:
    return re.sub(
        rb"\\(r|n|x[0-9a-f]{2})",
        lambda found: (
            {b"r": b"\r", b"n": b"\n"}.get(found[1]) or bytes.fromhex(found[1][1:].decode())
        ),
        text.encode(),
    )


def read_transcript(path: Path, line_end: bytes) -> Transcript:
    settings, lines = {}, []
    for row in path.read_text(encoding="utf-8").splitlines():
        letter, _, text = row.partition(" ")
        if letter == "=":
            name, _, value = text.partition("=")
            settings[name] = value
        elif letter and letter != "#":
            lines.append(Said(letter, text))
    return Transcript(path.stem, settings, tuple(lines), line_end)


@pytest.fixture(scope="session")
def vectors() -> Mapping[str, Any]:  # Any: JSON of several shapes, each test knows its own
    found: Mapping[str, Any] = json.loads((HERE / "vectors.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def transcripts() -> Callable[[str, bytes], list[Transcript]]:
    def load(prefix: str, line_end: bytes) -> list[Transcript]:
        found = sorted((HERE / "transcripts").glob(f"{prefix}-*.txt"))
        assert found
        return [read_transcript(path, line_end) for path in found]

    return load


@pytest.fixture(scope="session")
def play() -> Callable[[Peer, Transcript, Cut], None]:
    return lambda peer, transcript, cut: Run(peer, transcript, cut).play()
