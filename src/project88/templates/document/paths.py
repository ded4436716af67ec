"""What a block may show of a runner, a race, a place, the clock, a list or its screen.

The list is closed, so that a document cannot reach for anything that nobody decided to show, and so
that the builder can offer all of it. ``var.<name>`` is free: whoever drives a screen names them.
The kind says what the value is before a format makes it text: durations, paces and times are
milliseconds (a pace: per kilometre; a time: of UTC), a country is a code or a name.
"""

from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal[
    "text", "number", "time", "duration", "pace", "country", "image", "list", "bool"
]
KINDS: tuple[str, ...] = get_args(Kind)

_TEXTS = (
    "name first_name last_name bib gender city state town division team race wave choice message "
    "status tag"
)
_DURATIONS = (
    "net_time gun_time chip_time gross_time finish_time penalties time_with_penalty "
    "gun_time_with_penalty"
)

PATHS: dict[str, Kind] = {
    **{f"runner.{name}": "text" for name in _TEXTS.split()},
    "runner.age": "number",
    "runner.country": "country",
    "runner.photo": "image",
    "runner.start_time": "time",
    **{f"runner.{name}": "duration" for name in _DURATIONS.split()},
    **{f"runner.{name}": "pace" for name in ("pace", "gun_pace", "pace_mile", "gun_pace_mile")},
    **{f"runner.rank.{name}": "number" for name in ("overall", "division", "gender")},
    "runner.time": "time",
    "runner.lap": "number",
    "race.name": "text",
    "race.event": "text",
    "race.date": "text",
    "race.gun_time": "time",
    "race.start_time": "time",
    "race.distance": "text",
    "location.name": "text",
    "location.age": "duration",
    "clock.time": "time",
    "clock.gun": "duration",
    "clock.countdown": "duration",
    "list.waiting": "number",
    "list.more": "number",
    "list.count": "number",
    "screen.name": "text",
    "screen.number": "number",
    "screen.group": "text",
}

VARIABLE = r"var\.[a-z][a-z0-9_]{0,39}"


def pattern() -> str:
    """Of the text of a path: one of the list, or a variable; longer ones first, as regexes need."""
    known = "|".join(path.replace(".", r"\.") for path in sorted(PATHS, reverse=True))
    return rf"^({known}|{VARIABLE})$(?!\n)"


def kind_of(path: str) -> Kind | None:
    """Null for a variable: whoever fills it decides."""
    return PATHS.get(path)
