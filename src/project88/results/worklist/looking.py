"""What every kind of item is made from: the event's courses and guns, and what the mats say now."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from project88.results.setting.reading import course_of_event
from project88.results.setting.schemas import EventCourse, RaceCourse, RacePoint

if TYPE_CHECKING:
    from project88.db.pool import Connection

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Quiet(msgspec.Struct, frozen=True):
    """A location that hears nobody now while people are due there (``timing.dashboard``)."""

    location: str
    runners: int
    seconds: int


class Look(msgspec.Struct, frozen=True):
    """One look at the list of an event, or of one of its races."""

    event_id: int
    race: int | None
    course: EventCourse
    quiet: tuple[Quiet, ...] = ()

    @property
    def races(self) -> Sequence[RaceCourse]:
        return [one for one in self.course.races if self.race in (None, one.id)]

    @property
    def places(self) -> Mapping[str, int]:
        """Locations that hear one point together have one number."""
        found: dict[str, int] = {}
        for number, point in enumerate(one for race in self.races for one in points_of(race)):
            for location in (*point.main, *point.backup):
                found.setdefault(location, number)
        return found


async def look(
    connection: "Connection",
    event_id: int,
    race: int | None = None,
    quiet: Sequence[Quiet] = (),
) -> Look:
    """Raises NotFound for the event."""
    return Look(event_id, race, await course_of_event(connection, event_id), tuple(quiet))


def points_of(race: RaceCourse) -> Sequence[RacePoint]:
    """By which it is scored."""
    return race.points or race.suggested


def us(at: datetime) -> int:
    """An instant as UTC µs."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def of_us(at_us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at_us)
