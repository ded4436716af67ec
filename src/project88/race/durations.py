"""A duration as people read it, and back. The one place in Python; screens have the same rules in
`ui/src/binding/format.ts`, and both are held against `tests/race/durations.json`.

No leading zeros, and a begun second counts, as at every finish line: 19:51.1 is shown as 19:52. With
decimals a begun tenth counts. A pace is rounded to the nearest second.
"""

import re
from typing import Final

from project88.errors import InputError

_MS_OF = {"h": 3_600_000, "m": 60_000}
_WRITTEN: Final = re.compile(
    r"(?:(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,3}):)?(?P<s>\d{1,5})(?:[.,](?P<f>\d{1,3}))?", re.ASCII
)
MILE_M: Final = 1609.344
LONGEST_MS: Final = 1000 * 3_600_000


class UnreadableDuration(InputError):
    """A time that somebody wrote is none."""

    code = "duration.unreadable"


def duration(ms: int, decimals: int = 0) -> str:
    """``45``, ``19:52``, ``2:03:07``; with one decimal ``19:51.1``. Decimals: 0 to 3."""
    unit = 10 ** (3 - decimals)
    units = -(-abs(ms) // unit)
    per_second = 10**decimals
    minutes, left = divmod(units, 60 * per_second)
    hours, minutes = divmod(minutes, 60)
    seconds, fraction = divmod(left, per_second)
    text = f"{seconds:02}" if units >= 60 * per_second else f"{seconds}"
    if units >= 60 * per_second:
        text = f"{hours}:{minutes:02}:{text}" if hours else f"{minutes}:{text}"
    if decimals:
        text += f".{fraction:0{decimals}}"
    return f"−{text}" if ms < 0 else text


def pace(ms: int, distance_m: float, per_m: float = 1000) -> str:
    """``4:35`` for a kilometre, or with `MILE_M` for a mile; empty where there is no distance."""
    if distance_m <= 0:
        return ""
    return duration(round(ms * per_m / distance_m / 1000) * 1000)


def read_duration(text: str) -> int:
    """Milliseconds of ``45``, ``19:52``, ``2:03:07.4``; a comma is a point.

    :raises UnreadableDuration: for anything else, for 60 or more seconds or minutes below a larger
        unit, and for a thousand hours.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not _is_whole(found):
        raise UnreadableDuration(
            f"“{text[:40]}” is not a time. Write it as 19:52 or 2:03:07.4.",
        )
    ms = int(found["s"]) * 1000 + int((found["f"] or "0").ljust(3, "0"))
    ms += sum(int(found[part] or 0) * size for part, size in _MS_OF.items())
    if ms >= LONGEST_MS:
        raise UnreadableDuration("A time has less than 1000 hours. Check the colons.")
    return ms


def _is_whole(found: re.Match[str]) -> bool:
    if found["m"] is not None and int(found["s"]) >= 60:
        return False
    return found["h"] is None or int(found["m"]) < 60
