"""The journal is the only proof that a read was received: it must say all or say where it is torn."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from project88.collector.journal import (
    Journal,
    Kind,
    Origins,
    Record,
    TornRecord,
    origins_of,
    read_records,
)
from project88.timing.stream import Origin

ORIGINS = Origins(Origin(1, 0xABC, "ctp01", "192.0.2.7:4000", 3, "Europe/Amsterdam"), 0)
HEARD = [b"CT01_33~1~finish~7~10:00:00.00~0~A~1\r\n", b"half a li", b"", b"ne\r\n" * 1000]


def journal_with(path: Path, payloads: list[bytes]) -> Journal:
    journal = Journal(path, ORIGINS, 1_000, 10)
    for number, payload in enumerate(payloads):
        journal.append(Kind.HEARD, 2_000 + number, 20 + number, payload)
    return journal


def readable(path: Path) -> tuple[list[Record], int | None]:
    """The records before the tear, and where the file is torn."""
    found: list[Record] = []
    try:
        for record in read_records(path):
            found.append(record)
    except TornRecord as torn:
        return found, torn.offset
    return found, None


def test_what_was_heard_is_read_back_with_its_times_and_offsets(tmp_path: Path) -> None:
    path = tmp_path / "one.jnl"
    journal = journal_with(path, HEARD)
    end = journal.append(Kind.ENDED, 9_000, 90, b"")
    journal.close()
    head, *records = read_records(path)
    assert (head.kind, head.received_us, head.monotonic_us) == (Kind.ORIGIN, 1_000, 10)
    assert [record.payload for record in records] == [*HEARD, b""]
    assert [record.received_us for record in records] == [2_000, 2_001, 2_002, 2_003, 9_000]
    assert records[-1].end == end == path.stat().st_size
    assert [*read_records(path, records[1].end)] == records[2:]
    assert (origins_of(path).origin, origins_of(path).part) == (ORIGINS.origin, 0)


def test_a_journal_cut_at_any_byte_gives_every_whole_record_and_says_where_it_is_torn(
    tmp_path: Path,
) -> None:
    path, cut = tmp_path / "one.jnl", tmp_path / "cut.jnl"
    journal_with(path, HEARD[:3]).close()
    whole = path.read_bytes()
    ends = [6, *(record.end for record in read_records(path))]
    for length in range(6, len(whole) + 1):
        cut.write_bytes(whole[:length])
        records, torn_at = readable(cut)
        kept = [end for end in ends if end <= length]
        assert len(records) == len(kept) - 1
        assert torn_at == (None if length in ends else kept[-1])


def test_a_journal_that_is_not_even_begun_is_torn_at_its_first_byte(tmp_path: Path) -> None:
    for beginning in (b"", b"P88", b"something else entirely"):
        path = tmp_path / "one.jnl"
        path.write_bytes(beginning)
        assert readable(path) == ([], 0)
        with pytest.raises(TornRecord):
            origins_of(path)


def test_one_wrong_bit_anywhere_is_noticed(tmp_path: Path) -> None:
    path, spoilt = tmp_path / "one.jnl", tmp_path / "spoilt.jnl"
    journal_with(path, [b"CT01_33~1~finish~7~10:00:00.00~0~A~1\r\n"]).close()
    whole = path.read_bytes()
    original = [*read_records(path)]
    for place in range(original[0].end, len(whole)):
        spoilt.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        records, torn_at = readable(spoilt)
        assert records == original[:1]
        assert torn_at == original[0].end


FULL_DISK = """
import json, resource, signal, sys
from pathlib import Path
from project88.collector.journal import Journal, Kind, Origins
from project88.timing.stream import Origin

path, limit, sizes = Path(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
said = []
try:
    journal = Journal(path, Origins(Origin(1, 1, "ctp01", "a:1"), 0), 1, 1)
    for size in sizes:
        before = journal.size
        try:
            journal.append(Kind.HEARD, 1, 1, bytes(size))
            said.append("written")
        except OSError:
            assert journal.size == before == path.stat().st_size
            said.append("refused")
except OSError:
    said.append("not begun")
print(json.dumps(said))
"""
"""In a process of its own: a file may not grow beyond the limit, which is how a full disk looks."""


def on_a_full_disk(path: Path, limit: int, sizes: list[int]) -> list[str]:
    arguments = [str(path), str(limit), json.dumps(sizes)]
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, *arguments], capture_output=True, text=True, check=True
    )
    said: list[str] = json.loads(done.stdout)
    return said


def test_a_full_disk_leaves_nothing_half_written_and_the_next_small_record_fits(
    tmp_path: Path,
) -> None:
    path = tmp_path / "one.jnl"
    said = on_a_full_disk(path, 4_096, [1_000, 2_000, 3_000, 100])
    assert said == ["written", "written", "refused", "written"]
    records, torn_at = readable(path)
    assert torn_at is None
    assert [len(record.payload) for record in records[1:]] == [1_000, 2_000, 100]


def test_a_journal_that_cannot_be_begun_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "one.jnl"
    assert on_a_full_disk(path, 20, []) == ["not begun"]
    assert not path.exists()
