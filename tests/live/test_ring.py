"""The ring of recent frames: who misses nothing, who must start anew, and that it stays small."""

import pytest

from project88.live.ring import CHUNK_BYTES, Kept, Ring


def ring_of(*versions: int, size: int = 8, head: int = 0) -> Ring:
    ring = Ring(size, head)
    for version in versions:
        ring.append(Kept(ring.head, version, b"<%d>" % version))
    return ring


def rest(ring: Ring, version: int) -> bytes | None:
    place = ring.after(version)
    found = None if place is None else ring.read(place)
    return None if found is None else found[0]


@pytest.mark.parametrize(
    ("version", "gets"),
    [
        (0, b"<2><3><7>"),
        (2, b"<3><7>"),
        (3, b"<7>"),
        (7, b""),
        # In the middle of a frame: the whole frame, passings the screen has carry their version.
        (5, b"<7>"),
        # Ahead of us: another copy of the database.
        (8, None),
    ],
)
def test_a_returning_screen_gets_what_came_after_its_version(
    version: int, gets: bytes | None
) -> None:
    assert rest(ring_of(2, 3, 7), version) == gets


def test_a_gap_older_than_the_ring_has_no_place() -> None:
    ring = ring_of(1, 2, 3, 4, 5, size=3)
    assert rest(ring, 1) is None
    assert rest(ring, 2) == b"<3><4><5>"


def test_a_ring_that_begins_late_serves_nobody_from_before() -> None:
    assert rest(ring_of(head=40), 39) is None
    assert rest(ring_of(head=40), 40) == b""


def test_a_snapshot_in_the_ring_may_follow_any_version() -> None:
    ring = ring_of(1, size=1)
    ring.append(Kept(0, 900, b"<picture>"))
    assert rest(ring, 1) == b"<picture>"


def test_a_screen_that_fell_off_is_told_so() -> None:
    ring = ring_of(1, 2, size=2)
    place = ring.first_place
    ring.append(Kept(2, 3, b"<3>"))
    assert ring.read(place) is None


def test_every_screen_notices_a_restart_even_one_that_had_everything() -> None:
    ring = ring_of(1, 2)
    place = ring.next_place
    ring.restart(2)
    assert ring.read(place) is None
    assert ring.read(ring.next_place) == (b"", ring.next_place, 2)


def test_many_waiting_frames_go_out_in_bounded_chunks() -> None:
    ring = Ring(100)
    for version in range(1, 11):
        ring.append(Kept(version - 1, version, b"x" * (CHUNK_BYTES // 3)))
    data, place, version = ring.read(ring.first_place) or (b"", 0, 0)
    assert CHUNK_BYTES <= len(data) < 2 * CHUNK_BYTES
    assert place == ring.first_place + 3 or place == ring.first_place + 4
    assert version == place


def test_heavy_frames_are_forgotten_before_they_are_many() -> None:
    ring = Ring(1000, max_bytes=100)
    for version in range(1, 50):
        ring.append(Kept(version - 1, version, b"x" * 40))
    assert ring.next_place - ring.first_place == 2
    assert ring.after(46) is None
    assert ring.after(47) == ring.first_place
