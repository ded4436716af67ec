"""Arbitrary and damaged input: nothing is raised, nothing vanishes, no cut matters.

`receive`, `tick` and `end` must not raise at all on what a peer sends. A `ProtocolMisuse` out of
them would be a bug of ours too, so nothing is caught here.
"""

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from project88.wire.ct01 import is_row, read_row, salvage
from project88.wire.ctp01.config import Config, Resume
from project88.wire.ctp01.connection import Connection
from project88.wire.ctp01.events import Closed, Event, LocationAdded, Quarantined, Read
from project88.wire.ctp01.fastpath import plain_lines, plain_read
from project88.wire.lines import read_line

TRANSCRIPTS = Path(__file__).parents[1] / "transcripts"
LINES = [
    line[3:].encode()
    for path in sorted(TRANSCRIPTS.glob("ctp01-*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.startswith("S> ")
]
GREETING = b"SimpleClient~1.2.3~CTP01"
CONFIG = Config(connection_id="00", resume=Resume({"b617": {"f": 3}}), max_output_bytes=10_000_000)

good_lines = st.sampled_from(LINES)
ends = st.sampled_from([b"\r\n", b"\n", b"\r\r\n", b"", b"\x00\r\n"])
pieces = st.one_of(good_lines, good_lines, st.binary(max_size=40), st.just(b"CT01_33~"))
streams = st.lists(st.tuples(pieces, ends), max_size=30).map(
    lambda parts: b"".join(part for pair in parts for part in pair)
)
damaged = st.builds(
    lambda line, at, junk: line[: at % (len(line) + 1)] + junk + line[at % (len(line) + 1) :],
    good_lines,
    st.integers(0, 80),
    st.binary(min_size=1, max_size=3),
)


def heard(stream: bytes, cuts: Sequence[int]) -> tuple[list[Event], bytes]:
    peer = Connection(CONFIG)
    events: list[Event] = []
    said = b""
    bounds = [0, *sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]
    for start, stop in pairwise(bounds):
        events += peer.receive(stream[start:stop], 0)
        said += peer.to_send()
    for now_ms in range(0, 40_000, 700):
        events += peer.tick(now_ms)
    events += peer.end(40_000)
    return events, said + peer.to_send()


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=3_000))
def test_any_bytes_end_in_exactly_one_closed(stream: bytes) -> None:
    events, _ = heard(stream, [])
    assert [type(event) for event in events].count(Closed) == 1
    assert isinstance(events[-1], Closed)


@settings(max_examples=100, deadline=None)
@given(st.booleans(), streams, st.lists(st.integers(0, 5_000), max_size=6))
def test_any_mix_of_good_and_bad_is_the_same_for_any_cuts(
    greets: bool, stream: bytes, cuts: list[int]
) -> None:
    """C07, C19."""
    stream = (GREETING + b"\r\n" if greets else b"") + stream
    assert heard(stream, cuts) == heard(stream, [])


@settings(max_examples=100, deadline=None)
@given(streams)
def test_every_line_gives_exactly_one_event(stream: bytes) -> None:
    """None vanishes. A salvaged line gives its rows besides the one event for the whole line."""
    stream = GREETING + b"\r\n" + stream + b"\r\n"
    events, _ = heard(stream, [])
    assert isinstance(events.pop(), Closed)
    rows_inside = [
        len(found) - 1 for line in lines_of(stream) if (found := salvage(read_line(line)))
    ]
    assert len(events) == len(lines_of(stream)) + sum(rows_inside)


@settings(max_examples=100, deadline=None)
@given(streams)
def test_every_byte_that_is_kept_aside_is_the_line_that_came(stream: bytes) -> None:
    stream = GREETING + b"\r\n" + stream
    lines = iter([*lines_of(stream), b""])
    for event in heard(stream, [])[0]:
        if isinstance(event, Quarantined):
            assert event.line in lines


@settings(max_examples=300, deadline=None)
@given(st.one_of(damaged, good_lines))
def test_the_fast_path_reads_what_the_careful_path_reads(line: bytes) -> None:
    texts = plain_lines(line + b"\n", 4096)
    read = plain_read(texts[0]) if texts else None
    if read is not None:
        careful = read_line(line)
        assert is_row(careful.text)
        assert salvage(careful) == []
        assert read_row(careful) == read


def test_the_fast_path_takes_the_rows_that_real_senders_send() -> None:
    """Otherwise the test above could pass with a fast path that never takes anything."""
    row = "CT01_33~2000~PHASER~3132~2025-06-01T08:30:22.04~1~23H016~1"
    assert plain_read(row) == read_row(read_line(row.encode()))
    assert plain_read("CT01_33~1~start~9478~14:02:15.31~0~0F2A38~1") is not None


def test_a_damaged_byte_never_costs_another_line() -> None:
    """Each byte of one row replaced by each of several others: the rows around it are read."""
    rows = [f"CT01_33~{n}~f~{n}~10:00:00.0~0~0F2A38~1".encode() for n in range(3)]
    chosen = random.Random(88)
    for at in range(len(rows[1])):
        for junk in chosen.sample(sorted(set(range(256)) - {10}), 12):
            hit = rows[1][:at] + bytes([junk]) + rows[1][at + 1 :]
            events, _ = heard(b"\r\n".join([GREETING, rows[0], hit, rows[2], b""]), [])
            reads = [event for event in events if isinstance(event, Read)]
            assert {read.seq for read in reads} >= {0, 2}
            assert not any(isinstance(event, LocationAdded) for event in events)


def lines_of(stream: bytes) -> list[bytes]:
    return [line.removesuffix(b"\r") for line in stream.split(b"\n") if line.strip(b" \t\r")]
