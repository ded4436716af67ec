"""What tests of a race share: a ten-kilometre course, who was heard on it, and where the real marathon lies."""

from pathlib import Path

from project88.race.course import Course, Kind, Point
from project88.race.crossings import Heard

MARATHON = Path(__file__).parents[2].parent / "shared" / "data" / "marathon.csv"
SECOND = 1_000_000
MINUTE = 60 * SECOND
GUN = 1_800_000_000 * SECOND
START = Point("Start", Kind.START, 0, ("START",))
HALF = Point("5 km", Kind.SPLIT, 5000, ("5K",))
FINISH = Point("Finish", Kind.FINISH, 10_000, ("FINISH",), ("SPARE",))
TEN = Course((START, HALF, FINISH))


def heard(*said: tuple[str, float]) -> list[Heard]:
    """Location and minutes after the gun; called by their place in this list."""
    return [Heard(location, GUN + int(at * MINUTE), no) for no, (location, at) in enumerate(said)]
