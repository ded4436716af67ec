"""Races, waves and divisions as they cross the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

LOCAL = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"

Name: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=100, description="Unique among its kind.", examples=["10K"])
]
Start: TypeAlias = Annotated[
    str,
    Meta(
        pattern=LOCAL,
        max_length=19,
        description="Wall clock of the event's zone, without an offset.",
        examples=["2027-06-27T09:30:00"],
    ),
]
StartAt: TypeAlias = Annotated[
    datetime | None,
    Meta(description="The same as an instant.", examples=["2027-06-27T07:30:00Z"]),
]
Occurrence: TypeAlias = Annotated[
    Literal["earlier", "later"] | None,
    Meta(description="Which of the two, in the hour that comes twice when clocks go back."),
]
Metres: TypeAlias = Annotated[
    int, Meta(ge=1, le=10_000_000, description="Metres.", examples=[10000])
]
Position: TypeAlias = Annotated[
    int, Meta(ge=0, le=10_000, description="Place in lists, lowest first.", examples=[0])
]
Gender: TypeAlias = Annotated[
    Literal["", "M", "F", "X"], Meta(description="Empty: every gender.", examples=["F"])
]
Age: TypeAlias = Annotated[int, Meta(ge=0, le=130, description="Years.", examples=[40])]
Version: TypeAlias = Annotated[
    int, Meta(ge=1, description="Version that the change was made from.", examples=[1])
]
Id: TypeAlias = Annotated[int, Meta(ge=1, examples=[7])]


class Wave(Struct, frozen=True):
    """A part of a race with a gun of its own."""

    id: Id
    race_id: Id
    name: Name
    start: Start | None
    start_at: StartAt
    position: Position
    version: int


class Division(Struct, frozen=True):
    """People of a race who are ranked together. Several may fit a person: the first counts."""

    id: Id
    race_id: Id
    name: Name
    gender: Gender
    youngest: Age | None
    oldest: Age | None
    position: Position
    version: int


class Overlap(Struct, frozen=True):
    """Two divisions that both fit some people."""

    first: Annotated[str, Meta(description="The division that these people get.", examples=["F40"])]
    second: Annotated[str, Meta(examples=["F40-49"])]
    sentence: Annotated[str, Meta(examples=["Women of 40 to 49 fit F40 and F40-49."])]


class Race(Struct, frozen=True):
    """One distance of an event. A start is the plan until a gun is heard."""

    id: Id
    event_id: Id
    name: Name
    distance_m: Metres | None
    start: Start | None
    start_at: StartAt
    position: Position
    version: int
    participants: Annotated[int, Meta(ge=0, description="People entered in it.")]
    waves: list[Wave]
    divisions: list[Division]
    overlaps: Annotated[list[Overlap], Meta(description="Divisions that share people.")]


class Races(Struct, frozen=True):
    """All races of an event, in their order."""

    zone: Annotated[str, Meta(description="Zone of the starts.", examples=["Europe/Amsterdam"])]
    items: list[Race]


class NewRace(Struct, frozen=True, forbid_unknown_fields=True):
    """A race to be made. Without a position it comes last."""

    name: Name
    distance_m: Metres | None = None
    start: Start | None = None
    occurrence: Occurrence = None
    position: Position | None = None


class RaceChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays; null takes away."""

    version: Version
    name: Name | UnsetType = UNSET
    distance_m: Metres | UnsetType | None = UNSET
    start: Start | UnsetType | None = UNSET
    occurrence: Occurrence = None
    position: Position | UnsetType = UNSET


class NewWave(Struct, frozen=True, forbid_unknown_fields=True):
    """A wave to be made. Without a position it comes last."""

    name: Name
    start: Start | None = None
    occurrence: Occurrence = None
    position: Position | None = None


class WaveChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays; null takes away."""

    version: Version
    name: Name | UnsetType = UNSET
    start: Start | UnsetType | None = UNSET
    occurrence: Occurrence = None
    position: Position | UnsetType = UNSET


class NewDivision(Struct, frozen=True, forbid_unknown_fields=True):
    """A division to be made. Without ages it is for everybody of that gender."""

    name: Name
    gender: Gender = ""
    youngest: Age | None = None
    oldest: Age | None = None
    position: Position | None = None


class DivisionChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays; null takes away."""

    version: Version
    name: Name | UnsetType = UNSET
    gender: Gender | UnsetType = UNSET
    youngest: Age | UnsetType | None = UNSET
    oldest: Age | UnsetType | None = UNSET
    position: Position | UnsetType = UNSET
