"""Events as they cross the border."""

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from project88.events.races.schemas import Id, Race, Version

Name: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=200, description="Its name.", examples=["Dike Run"])
]
Day: TypeAlias = Annotated[
    date, Meta(description="Its first day, in its own zone.", examples=["2027-06-27"])
]
Zone: TypeAlias = Annotated[
    str,
    Meta(min_length=1, max_length=64, description="IANA time zone.", examples=["Europe/Amsterdam"]),
]
Place: TypeAlias = Annotated[
    str, Meta(max_length=200, description="Where it is.", examples=["Harlingen"])
]
State: TypeAlias = Literal["active", "archived", "deleted"]
Count: TypeAlias = Annotated[int, Meta(ge=0, examples=[312])]


class EventBrief(Struct, frozen=True):
    """An event in a list."""

    id: Id
    name: Name
    day: Day
    zone: Zone
    place: Place
    state: Annotated[State, Meta(description="Archived and deleted ones stand in no usual list.")]
    state_changed_at: datetime
    version: int
    races: Count
    participants: Count
    sessions: Annotated[int, Meta(ge=0, description="Timing sessions that are bound to it.")]


class EventPage(Struct, frozen=True):
    """A page of events, the latest day first."""

    items: list[EventBrief]
    after: Annotated[
        str | None, Meta(description="Ask with this for the next page; null: no more.")
    ]


class Event(Struct, frozen=True):
    """An event with all that belongs to it but people and reads."""

    id: Id
    name: Name
    day: Day
    zone: Zone
    place: Place
    state: State
    state_changed_at: datetime
    created_at: datetime
    version: int
    participants: Count
    without_bib: Annotated[int, Meta(ge=0, description="Participants that have no bib yet.")]
    sessions: Annotated[int, Meta(ge=0, description="Timing sessions that are bound to it.")]
    races: list[Race]
    notes: Annotated[
        list[str],
        Meta(description="What the change did beside what was asked, as sentences for a person."),
    ] = []


class NewEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """An event to be made; without a zone it gets the timing partner's."""

    name: Name
    day: Day
    zone: Zone | None = None
    place: Place = ""


class EventChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays. Starts keep their wall clock when day or zone change."""

    version: Version
    name: Name | UnsetType = UNSET
    day: Day | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    place: Place | UnsetType = UNSET


class Clone(Struct, frozen=True, forbid_unknown_fields=True):
    """What the copy shall be. Its starts have the same wall clock, as many days later."""

    name: Name
    day: Day
    people: Annotated[
        Literal["none", "without_bibs"],
        Meta(
            description="`without_bibs`: the roster too, without bibs, chips and divisions; ages "
            "only within one year, because they are of race day."
        ),
    ] = "none"


class Move(Struct, frozen=True):
    """A start whose instant would be another."""

    what: Annotated[str, Meta(description="Race, or race and wave.", examples=["10K, Wave 2"])]
    before: Annotated[str, Meta(examples=["2027-06-27 09:30 +02:00"])]
    after: Annotated[str, Meta(examples=["2027-06-28 09:30 +02:00"])]
    note: Annotated[str, Meta(description="Something odd about it, else empty.")] = ""


class Moves(Struct, frozen=True):
    """What another day or zone would move."""

    items: list[Move]
    sentences: Annotated[
        list[str], Meta(description="What else to know, such as of timing sessions.")
    ]
