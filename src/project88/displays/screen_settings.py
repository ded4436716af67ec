"""How one screen shows what it is given: its glass, its light, its sound, and which runners.

A screen is not a template: the same picture hangs on a television, stands on a tower turned by a
quarter, and goes into an LED processor that cuts its wall out of the top left corner. Absent in the
row means the usual, so that a new setting needs no migration.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Hour = Annotated[
    str,
    Meta(
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
        description="Local time of the race.",
        examples=["22:00"],
    ),
]
Brightness = Annotated[int, Meta(ge=10, le=100, description="Percent.", examples=[100])]
Offset = Annotated[int, Meta(ge=-16384, le=16384, description="Pixels of the glass.", examples=[0])]
Gender = Literal["M", "F", "X"]


class NightHours(Struct, frozen=True, forbid_unknown_fields=True):
    """From then until then, over midnight where `until` is earlier, it is as bright as this."""

    start: Hour = "22:00"
    until: Hour = "06:00"
    brightness: Brightness = 40


class ScreenSettings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a screen shows what it is given."""

    fit: Annotated[
        Literal["contain", "cover", "actual"],
        Meta(
            description="`contain`: all of the template; `cover`: all of the glass; `actual`: pixel by "
            "pixel from the top left corner, for LED processors."
        ),
    ] = "contain"
    x: Offset = 0
    y: Offset = 0
    rotation: Annotated[
        Literal[0, 90, 180, 270], Meta(description="Degrees clockwise.", examples=[0])
    ] = 0
    brightness: Brightness = 100
    night: Annotated[NightHours | None, Meta(description="Null: as by day.")] = None
    burn_in_guard: Annotated[
        bool, Meta(description="The picture wanders by a few pixels; never with `actual`.")
    ] = True
    sound: Annotated[bool, Meta(description="A beep when a runner comes on it.")] = False
    calm: Annotated[bool, Meta(description="Little movement, whatever the session says.")] = False
    races: Annotated[
        list[Annotated[int, Meta(ge=1, le=2**31 - 1)]],
        Meta(max_length=50, description="Only their runners; empty: all.", examples=[[4]]),
    ] = []
    genders: Annotated[
        list[Gender], Meta(max_length=3, description="Only theirs; empty: all.", examples=[["F"]])
    ] = []
    divisions: Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")]],
        Meta(max_length=50, description="Only theirs; empty: all.", examples=[["M40"]]),
    ] = []
    show_ms: Annotated[
        Annotated[int, Meta(ge=1000, le=60_000)] | None,
        Meta(description="So long stays a card; null: as the session says.", examples=[5000]),
    ] = None
