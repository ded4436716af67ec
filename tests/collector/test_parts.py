"""A journal part is retired when nothing more comes and everything heard is durable; not before."""

from pathlib import Path

import pytest

from project88.collector.journal import Journal, Kind, Origins, read_records
from project88.collector.parts import Part, Syncer
from project88.timing.stream import Origin


@pytest.fixture
def retired() -> list[Part]:
    return []


@pytest.fixture
def part(tmp_path: Path, retired: list[Part]) -> Part:
    origins = Origins(Origin(1, 1, "ctp01", "a:1"), 0)
    return Part(Journal(tmp_path / "one.jnl", origins, 1, 1), retired.append)


def test_a_part_goes_only_when_it_is_closed_and_all_heard_is_durable(
    part: Part, retired: list[Part]
) -> None:
    first = part.append(Kind.HEARD, 1, 1, b"one")
    second = part.append(Kind.HEARD, 1, 1, b"two")
    part.durable(first)
    part.close()
    assert retired == []
    part.durable(second)
    assert retired == [part]


def test_durable_first_and_closed_later(part: Part, retired: list[Part]) -> None:
    part.durable(part.append(Kind.HEARD, 1, 1, b"one"))
    assert retired == []
    part.close()
    assert retired == [part]


def test_the_end_of_the_connection_has_to_be_durable_too(part: Part, retired: list[Part]) -> None:
    """A line that was half said becomes a quarantined one by the end alone."""
    part.durable(part.append(Kind.HEARD, 1, 1, b"half a li"))
    ended = part.append(Kind.ENDED, 1, 1, b"")
    part.close()
    assert retired == []
    part.durable(ended)
    assert retired == [part]


def test_what_we_said_ourselves_need_not_be_stored(part: Part, retired: list[Part]) -> None:
    heard = part.append(Kind.HEARD, 1, 1, b"ping\r\n")
    part.append(Kind.SAID, 1, 1, b"ack~ping\r\n")
    part.durable(heard)
    part.close()
    assert retired == [part]


async def test_the_syncer_closes_the_file_of_a_closed_part_once_it_is_on_the_disk(
    part: Part,
) -> None:
    syncer = Syncer(0.001)
    syncer.watch(part)
    part.append(Kind.HEARD, 1, 1, b"one")
    await syncer.round()
    assert not part.dirty
    part.append(Kind.HEARD, 1, 1, b"two")
    part.close()
    await syncer.round()
    with pytest.raises(OSError, match="Bad file descriptor"):
        part.append(Kind.HEARD, 1, 1, b"three")
    assert [one.payload for one in read_records(part.path)][1:] == [b"one", b"two"]
