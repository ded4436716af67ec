"""How old somebody is on the day that a race counts by.

Age groups go by race day in most places, by the first day of the event where several races share a
table, and by 31 December where a federation wants one group a year. A date of birth gives the age
on any of these; an age that somebody wrote on a form stays what it is.
"""

import enum
from datetime import date
from typing import Final

OLDEST: Final = 130


class AgeOn(enum.Enum):
    """The day by which a race counts ages."""

    RACE_DAY = "race_day"
    EVENT_DAY = "event_day"
    DEC_31 = "dec_31"


def counting_day(rule: AgeOn, race_day: date, event_day: date) -> date:
    """The day itself; 31 December is that of the race's year."""
    match rule:
        case AgeOn.RACE_DAY:
            return race_day
        case AgeOn.EVENT_DAY:
            return event_day
        case AgeOn.DEC_31:
            return date(race_day.year, 12, 31)


def age_at(born_on: date | None, told_age: int | None, on: date) -> int | None:
    """Whole years on that day; who was born on 29 February is a year older on 1 March.

    A date of birth that nobody of this field can have says nothing, and the told age counts.
    """
    if born_on is None:
        return told_age
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return years if 0 <= years <= OLDEST else told_age
