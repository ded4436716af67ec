"""Timing sessions as they are chosen from. Instants are milliseconds UTC by the hub's clock."""

from typing import Annotated, Literal

import msgspec

from project88.timing.choosing.guessing import LocationRole
from project88.timing.dashboard.schemas import Minutes
from project88.timing.sessions.schemas import Live, SessionEvent

Meta = msgspec.Meta
Ms = Annotated[int, Meta(description="Milliseconds UTC since 1970.", examples=[1782561605000])]
Age = Annotated[int, Meta(description="Milliseconds, by the hub's own clock.", ge=0)]
Count = Annotated[int, Meta(ge=0)]
ChoiceState = Literal["active", "past", "all"]


class ChoiceLocation(msgspec.Struct, frozen=True):
    """A location of a timing session, and what it seems to be."""

    id: int
    name: Annotated[str, Meta(examples=["Finish"])]
    reads: Count
    newest_received: Annotated[
        Ms | None, Meta(description="When the hub received the newest read of this location.")
    ]
    age: Annotated[Age | None, Meta(description="How old that is now; null: no read yet.")]
    guessed_role: Annotated[
        LocationRole | None,
        Meta(description="What its name suggests, for somebody to confirm; null: nothing."),
    ]


class BoundTo(msgspec.Struct, frozen=True):
    """A display session of the caller's that this timing session feeds."""

    id: int
    name: Annotated[str, Meta(examples=["Finish line left"])]


class TimingChoice(msgspec.Struct, frozen=True):
    """A recording run of one sender on one day, as it is chosen for a display."""

    id: int
    name: str
    day: Annotated[str, Meta(description="Day of its reads.", examples=["2026-06-27"])]
    zone: Annotated[str, Meta(description="IANA zone of the sender's clock.")]
    state: Annotated[Literal["open", "closed"], Meta(description="Closed after hours of silence.")]
    sender: Annotated[str, Meta(description="What the sender calls itself.")]
    told_event: Annotated[str, Meta(description="The event that the sender says it is timing.")]
    live: Annotated[
        Live,
        Meta(description="Its sender now; `never`: no connection is remembered, as of a log file."),
    ]
    event: SessionEvent | None
    locations: tuple[ChoiceLocation, ...]
    reads: Count
    tags: Annotated[Count, Meta(description="Different chips heard.")]
    unknown_tags: Annotated[Count, Meta(description="Of them, chips that match no participant.")]
    first_read: Ms | None
    last_read: Ms | None
    newest_received: Ms | None
    age: Annotated[Age | None, Meta(description="Age of the newest read of any location.")]
    bound_to: Annotated[
        tuple[BoundTo, ...],
        Meta(description="Open display sessions that it feeds, of those that the caller reaches."),
    ] = ()


class PreviewPassing(msgspec.Struct, frozen=True, gc=False):
    """A passing as a display would show it. Of a person who is hidden only bib and race are told."""

    key: Annotated[str, Meta(description="Of this passing for good.", examples=["3:A107:1"])]
    location_id: Annotated[int, Meta(description="Number of the location.", examples=[3])]
    location: str
    at: Annotated[Ms, Meta(description="Instant of the passing, by the sender's clock.")]
    time: Annotated[str, Meta(description="The same, local.", examples=["14:02:15"])]
    received: Annotated[Ms, Meta(description="When the hub received its first read.")]
    tag: str
    bib: Annotated[str | None, Meta(description="Null: the chip matches nobody.")]
    name: str | None
    race: str | None
    corrected: Annotated[bool, Meta(description="A late read changed it.")]


class TimingPreview(msgspec.Struct, frozen=True):
    """One timing session as it is now, to see before binding it."""

    now: Annotated[Ms, Meta(description="When the hub looked.")]
    id: int
    name: str
    zone: str
    state: Annotated[Literal["open", "closed"], Meta(description="Closed after hours of silence.")]
    live: Annotated[Live, Meta(description="Its sender now.")]
    event: SessionEvent | None
    reads: Count
    reads_last_minute: Annotated[Count, Meta(description="Reads of the sixty seconds until now.")]
    minutes: Minutes
    locations: tuple[ChoiceLocation, ...]
    passings: Annotated[
        tuple[PreviewPassing, ...], Meta(description="The newest twenty, the newest first.")
    ]
