"""Timing sessions as they leave the hub. Instants are milliseconds UTC."""

from typing import Annotated, Literal

import msgspec

Meta = msgspec.Meta
Ms = Annotated[int, Meta(description="Milliseconds UTC since 1970.", examples=[1782561605000])]
Count = Annotated[int, Meta(ge=0)]
Live = Literal["connected", "silent", "gone", "unsure", "never"]


class SessionEvent(msgspec.Struct, frozen=True):
    """The event to which a session belongs."""

    id: int
    name: Annotated[str, Meta(examples=["Dike Run"])]


class SessionLocation(msgspec.Struct, frozen=True):
    """A location of a session."""

    id: int
    name: Annotated[str, Meta(examples=["Finish"])]
    reads: Count
    newest_received: Ms | None


class TimingSession(msgspec.Struct, frozen=True):
    """A recording run of one sender on one day."""

    id: int
    name: str
    day: Annotated[str, Meta(description="Day of its reads.", examples=["2026-06-27"])]
    zone: Annotated[str, Meta(description="IANA zone of the sender's clock.")]
    state: Annotated[Literal["open", "closed"], Meta(description="Closed after hours of silence.")]
    sender: Annotated[str, Meta(description="What the sender calls itself.")]
    told_event: Annotated[str, Meta(description="The event that the sender says it is timing.")]
    live: Annotated[
        Live,
        Meta(
            description="Its sender now; `never`: no connection of it is remembered, as of a log file."
        ),
    ]
    event: SessionEvent | None
    locations: tuple[SessionLocation, ...]
    reads: Count
    tags: Annotated[Count, Meta(description="Different chips heard.")]
    unknown_tags: Annotated[Count, Meta(description="Of them, chips that match no participant.")]
    first_read: Ms | None
    last_read: Ms | None
    newest_received: Ms | None


class SessionPage(msgspec.Struct, frozen=True):
    """Timing sessions, the newest first."""

    items: list[TimingSession]
    after: Annotated[
        int | None, Meta(description="Ask again with `after` = this for older ones; null: no more.")
    ]


class Binding(msgspec.Struct, frozen=True):
    """What a change of event did."""

    session_id: int
    event: SessionEvent | None
    tags: Annotated[Count, Meta(description="Chips that match somebody else than before.")]
    passings: Annotated[Count, Meta(description="Passings that were matched anew.")]
    zones_differ: Annotated[
        bool, Meta(description="The session's clock hangs in another zone than the event.")
    ]
