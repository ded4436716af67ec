"""What the mats report of people who cross them.

One crossing is not one row. A runner is seen several times, by two readers and up to four
antennas each; reads wait in a controller until the best one is known, so that a third of the
rows step back in time by up to 6 s; some tags are nobody's. These are measures of real files
(timing-protocols.md 5.1), given here to crossings that were computed.
"""

import random
from collections.abc import Iterable

import msgspec

from project88.replay.rows import GUN, SECOND, Row, numbered

_ANTENNAS = (1, 2, 4, 8)
_TIMES_SEEN = (1, 1, 1, 2, 2, 2, 3, 3, 4)
_TEST_TAGS = ("99995", "99997", "99998")


class Crossing(msgspec.Struct, frozen=True, gc=False):
    """Somebody, or a gun, at a location by the wall clock of the place."""

    at_us: int
    location: str
    tag: str


class Manners(msgspec.Struct, frozen=True):
    """How untidy the mats are. `late_share` 0.42 makes a third of a busy line's rows step back."""

    jitter_us: int = 200_000
    late_share: float = 0.42
    latest_s: float = 6.0
    unknown_share: float = 0.003


def reported(crossings: Iterable[Crossing], manners: Manners, rng: random.Random) -> list[Row]:
    """The rows of all locations in the order they are sent, each location counted from 1."""
    readers: dict[str, tuple[str, str]] = {}
    sent: list[tuple[float, Row]] = []
    for crossing in crossings:
        if crossing.location not in readers:
            readers[crossing.location] = (_reader(rng), _reader(rng))
        _see(crossing, readers[crossing.location], manners, rng, sent)
    sent.sort(key=lambda item: item[0])
    return numbered(row for _, row in sent)


def _reader(rng: random.Random) -> str:
    return f"{rng.randrange(0x100000, 0x12FFFF):06X}"


def _see(
    crossing: Crossing,
    readers: tuple[str, str],
    manners: Manners,
    rng: random.Random,
    sent: list[tuple[float, Row]],
) -> None:
    """Append the reads of one crossing with the instants at which they leave the controller."""
    if crossing.tag == GUN:
        row = Row(0, crossing.location, GUN, crossing.at_us, readers[0])
        sent.append((row.at_us, row))
        return
    draw = rng.random
    if draw() < manners.unknown_share:
        sent.append(_read(crossing.at_us, crossing.location, _stranger(rng), readers, manners, rng))
    at_us = crossing.at_us + int(draw() * manners.jitter_us)
    for _ in range(_TIMES_SEEN[int(draw() * len(_TIMES_SEEN))]):
        sent.append(_read(at_us, crossing.location, crossing.tag, readers, manners, rng))
        at_us += 50_000 + int(draw() * 700_000)


def _read(  # noqa: PLR0913, PLR0917 - the hot line of 600,000 reads; a struct for it costs a third
    at_us: int,
    location: str,
    tag: str,
    readers: tuple[str, str],
    manners: Manners,
    rng: random.Random,
) -> tuple[float, Row]:
    draw = rng.random
    late_s = manners.latest_s * (1 - draw() ** 0.5) if draw() < manners.late_share else 0.0
    at_us -= at_us % 10_000
    reader, antenna = readers[draw() < 0.5], _ANTENNAS[int(draw() * 4)]
    return at_us + late_s * SECOND, Row(0, location, tag, at_us, reader, antenna, 1)


def _stranger(rng: random.Random) -> str:
    """A test tag of the crew, or a chip that someone kept from another race."""
    return rng.choice(_TEST_TAGS) if rng.random() < 0.5 else f"{rng.randrange(16**8):08X}"
