"""What a race is scored by: its course, how it is ranked, when its waves were started, its divisions.

Put together from the rows of the race's set-up (`setting`), or suggested where nobody has set it up.
Two of these are equal when nothing that scoring looks at differs, so a change of an event makes only
those races be scored again whose rules it changed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from project88.race.ages import age_at
from project88.race.course import Course
from project88.race.divisions import Division, division_of
from project88.race.guns import From, Started
from project88.race.ranking import By, Ranking

NOT_STARTED: Final = Started(None, From.NOTHING)
NO_WAVE: Final = ""


class RaceRules(msgspec.Struct, frozen=True):
    """All of it. `point_ids`: of each point of the course, None where the course was suggested."""

    race_id: int
    course: Course
    point_ids: tuple[int | None, ...]
    ranking: Ranking
    exclude_overall: int
    group_by: str
    divisions: tuple[Division, ...]
    age_day: date
    closed: bool
    official: bool
    waves: Mapping[str, Started]
    """By the name of the wave without case; of a race without waves the one of `NO_WAVE`."""
    decimals: int = 0

    @property
    def at_points(self) -> Ranking:
        """Places on the way: there the mixed rule is the one by gun."""
        by = By.GUN if self.ranking.by is By.MIXED else self.ranking.by
        return msgspec.structs.replace(self.ranking, by=by)

    def wave_of(self, told: str) -> str:
        """The wave in which somebody starts; whoever names none of this race starts with its first."""
        name = told.strip().casefold()
        return name if name in self.waves else next(iter(self.waves), NO_WAVE)

    def started(self, told: str) -> Started:
        return self.waves.get(self.wave_of(told), NOT_STARTED)

    def division_of(self, gender: str, age: int | None, born_on: date | None, told: str) -> str:
        """By the race's table of divisions; what the roster says where it has none."""
        if not self.divisions:
            return told
        found = division_of(age_at(born_on, age, self.age_day), gender, self.divisions)
        return found.name if found else ""
