"""The JChip protocol: published lines, conversations for every cut, and garbage."""

import copy
import datetime
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project88.wire.errors import ProtocolMisuse
from project88.wire.jchip.clock import compare, reader_date
from project88.wire.jchip.connection import Config, Connection
from project88.wire.jchip.events import Closed, JChipRead, Named, Quarantined
from project88.wire.jchip.rows import Fault, Name, ReaderClock, Row, read_line
from project88.wire.jchip.states import TABLE, Input, State, follow
from project88.wire.reads import Read

WALL = datetime.datetime.fromisoformat("2024-01-01T10:24:29.570")
KINDS = {Name: "name", ReaderClock: "clock", Row: "read", Fault: "error", type(None): "unknown"}


def connection(wall: datetime.datetime = WALL) -> Connection:
    return Connection(Config(wall=wall, wall_at_ms=0))


def pieces(size: int) -> Callable[[bytes], Iterable[bytes]]:
    return lambda data: [data[at : at + size] for at in range(0, len(data), size)]


def two(at: int) -> Callable[[bytes], Iterable[bytes]]:
    return lambda data: [part for part in (data[:at], data[at:]) if part]


def found_in(part: object) -> dict[str, object]:
    """The parts of a line under the names of the published vectors."""
    match part:
        case Name():
            return {"name": part.name}
        case ReaderClock():
            clock = part.time.isoformat(timespec="microseconds")
            return {"clock": f"{part.date}T{clock}", "clock_time": clock}
        case Row():
            return {
                "tag": part.tag,
                "tag_key": part.tag_key,
                "time": part.time.isoformat(timespec="microseconds"),
                "date": str(part.date),
                "day": part.day,
            }
    return {}


def test_every_published_line_has_the_published_parts(vectors: Mapping[str, Any]) -> None:
    assert len(vectors["jchip"]) == 10
    for vector in vectors["jchip"]:
        part = read_line(vector["line"])
        assert KINDS[type(part)] == vector["kind"], vector
        expect = {key: vector[key] for key in vector.keys() - {"line", "kind", "note"}}
        found = found_in(part)
        assert {key: found[key] for key in expect} == expect


def test_the_published_correction_comes_out(vectors: Mapping[str, Any]) -> None:
    vector = vectors["jchip_correction"]
    told = datetime.datetime.fromisoformat(vector["reader_clock"])
    now = datetime.datetime.fromisoformat(vector["collector_now"])
    diff = compare(ReaderClock(told.time(), told.date(), 0), now).diff
    read = datetime.datetime.fromisoformat(vector["read_time"])
    assert read + diff == datetime.datetime.fromisoformat(vector["corrected"])


def test_conversations_go_as_written_for_every_cut(
    transcripts: Callable[[str, bytes], list[Any]], play: Callable[..., None]
) -> None:
    for told in transcripts("jchip", b"\r"):
        wall = datetime.datetime.fromisoformat(told.settings["wall"])
        longest = sum(len(said.text) + 2 for said in told.lines if said.letter[0] == "S")
        for cut in (*map(pieces, (1, 2, 7, 1460)), *map(two, range(1, longest))):
            play(connection(wall), told, cut)


@pytest.mark.parametrize(
    ("reader", "days", "row_day", "expected"),
    [
        ("10:00:00", 0, 0, "2024-01-01"),
        ("10:00:00", 0, 2, "2024-01-03"),
        ("10:00:00", 1, 1, "2024-01-01"),
        ("10:00:00", 1, 0, "2023-12-31"),
    ],
)
def test_a_row_without_a_date_is_counted_from_the_day_of_the_clock(
    reader: str, days: int, row_day: int, expected: str
) -> None:
    clock = ReaderClock(datetime.time.fromisoformat(reader), None, days)
    row = Row("1", "10:00:01.0", datetime.time(10, 0, 1), None, row_day, 1)
    assert str(reader_date(row, compare(clock, WALL))) == expected


@pytest.mark.parametrize(
    ("wall", "reader", "diff_s"),
    [
        ("2024-01-01T00:05:00", "23:55:00", 600),
        ("2024-01-01T23:55:00", "00:05:00", -600),
        ("2024-01-01T12:00:00", "11:59:59", 1),
    ],
)
def test_a_reader_without_a_date_is_on_the_day_nearest_to_us(
    wall: str, reader: str, diff_s: int
) -> None:
    clock = ReaderClock(datetime.time.fromisoformat(reader), None, 0)
    found = compare(clock, datetime.datetime.fromisoformat(wall))
    assert found.diff == datetime.timedelta(seconds=diff_s)


def test_a_read_is_a_read_to_whoever_knows_no_jchip() -> None:
    (event,) = connection().receive(b"DJ1 10:00:00.5 10  00001 C7\r", 0)
    assert isinstance(event, Read)


def test_a_year_beyond_all_dates_raises_nothing() -> None:
    peer = connection()
    peer.receive(b"N0000x\rGT010000000 date=00010101\r", 0)
    (event,) = peer.receive(b"DJ1 10:00:00.5 10  00001 C7 date=99991231\r", 0)
    assert isinstance(event, JChipRead)
    assert event.flags == ("bad_time",)


def test_a_copy_does_not_share_anything_with_the_original() -> None:
    peer = connection()
    shadow = copy.deepcopy(peer)
    shadow.receive(b"N0000x\r", 0)
    assert (peer.to_send(), shadow.to_send()) == (b"", b"GT\r")


def test_a_reader_that_never_reads_is_closed_before_our_memory_is_full() -> None:
    peer = Connection(Config(wall=WALL, wall_at_ms=0, max_output_bytes=5))
    events = peer.receive(b"N0000x\r" * 9, 0)
    assert events == [Named("x", 0), Named("x", 0), Closed("output_full")]
    assert peer.receive(b"N0000x\r", 0) == []


def test_a_giant_line_is_kept_by_its_start_and_the_next_is_read() -> None:
    first, second = connection().receive(b"x" * 9_000 + b"\rN0000x\r", 0)
    assert isinstance(first, Quarantined)
    assert (len(first.line), second) == (4096, Named("x", 0))


@pytest.mark.parametrize(("state", "given"), list(product(State, Input)))
def test_only_a_closed_connection_can_be_misused(state: State, given: Input) -> None:
    if state is not State.CLOSED:
        assert follow(state, given) is TABLE[state][given]
        return
    with pytest.raises(ProtocolMisuse):
        follow(state, given)


parts = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(
        [
            b"N0000finish-box",
            b"GT010111644 date=20240101",
            b"GT999999999 date=99999999",
            b"GT023595999",
            b"DJ413A35 10:11:16.4433 10  10000      C7 date=20240101",
            b"DJ000123 10:11:18.00 19  00002      C7",
            b"DJ",
            b"D :",
        ]
    ),
)
streams = st.lists(st.tuples(parts, st.sampled_from([b"\r", b"\n", b"\r\n", b""])), max_size=20)


@settings(max_examples=200, deadline=None)
@given(streams, st.integers(1, 9))
def test_any_bytes_give_one_event_a_line_for_any_cuts(
    pairs: list[tuple[bytes, bytes]], size: int
) -> None:
    stream = b"".join(part for pair in pairs for part in pair) + b"\r"
    whole, cut = connection(), connection()
    events = whole.receive(stream, 0)
    assert [event for part in pieces(size)(stream) for event in cut.receive(part, 0)] == events
    assert whole.to_send() == cut.to_send()
    lines = [line for line in stream.replace(b"\r", b"\n").split(b"\n") if line.strip(b" \t")]
    assert len(events) == len(lines)
    assert [type(event) for event in whole.end(0)] == [Closed]
