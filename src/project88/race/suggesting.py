"""A course for a race that nobody has set up yet, from the names of the places where it is heard.

Timers name their locations after what they are: START, 10K, Finish Backup. With a finish among them
people get times and places at once, and the set-up page shows the course to be corrected. Nothing
is guessed of a name that says none of this: it is left to a person.
"""

import re
from collections.abc import Iterable
from typing import Final

from project88.race.course import Course, Kind, Point

_START: Final = re.compile(r"\bstart|^st\d*$", re.IGNORECASE)
_FINISH: Final = re.compile(r"\b(finish|finisher|end|ziel|arrivee|meta)|^fin\d*$", re.IGNORECASE)
_BACKUP: Final = re.compile(r"\b(backup|bkup|bu|spare|reserve)\b|[ _-]b$|backup", re.IGNORECASE)
_FAR: Final = re.compile(
    r"(?<![\d.,])(?P<far>\d{1,3}(?:[.,]\d{1,2})?)[\s_-]*(?P<unit>km|k|mi|mile|miles|m)?\b",
    re.IGNORECASE,
)
_METRES: Final = {"km": 1000.0, "k": 1000.0, "mi": 1609.344, "mile": 1609.344, "miles": 1609.344}


def suggested(locations: Iterable[str], distance_m: int | None) -> Course | None:
    """The course that the names tell; None when there is no finish among them."""
    names = sorted(set(locations))
    finishes = [name for name in names if _FINISH.search(name)]
    starts = [name for name in names if _START.search(name) and name not in finishes]
    if not finishes:
        return None
    ways = _splits([name for name in names if name not in finishes and name not in starts])
    points = [
        *([_point("Start", Kind.START, 0, starts)] if starts else []),
        *(
            _point(_called(metres), Kind.SPLIT, metres, heard)
            for metres, heard in sorted(ways.items())
            if distance_m is None or metres < distance_m
        ),
        _point("Finish", Kind.FINISH, distance_m, finishes),
    ]
    return Course(tuple(points))


def _point(name: str, kind: Kind, distance_m: int | None, heard: list[str]) -> Point:
    backup = tuple(one for one in heard if _BACKUP.search(one))
    main = tuple(one for one in heard if one not in backup)
    # A backup alone is all that there is.
    return Point(name, kind, distance_m, main or backup, backup if main else ())


def _splits(names: Iterable[str]) -> dict[int, list[str]]:
    ways: dict[int, list[str]] = {}
    for name in names:
        found = _FAR.search(name)
        unit = (found["unit"] or "").lower() if found else ""
        if found is None or unit not in _METRES:
            continue
        metres = round(float(found["far"].replace(",", ".")) * _METRES[unit])
        if metres > 0:
            ways.setdefault(metres, []).append(name)
    return ways


def _called(metres: int) -> str:
    return f"{metres / 1000:g} km"
