"""The dashboard of an event as it leaves the hub. Instants are milliseconds UTC.

One picture is made per event and process and shown to everybody who looks, so it holds nothing that
only some may see, but for the addresses of senders and what is said of screens, which `for_onlookers` takes out.
"""

from typing import Annotated, Literal

import msgspec

Meta = msgspec.Meta
Ms = Annotated[int, Meta(description="Milliseconds UTC since 1970.", examples=[1782561605000])]
Count = Annotated[int, Meta(ge=0)]
Severity = Literal["critical", "warning", "info"]
Fact = str | int | float | None


class Totals(msgspec.Struct, frozen=True):
    """The event in big numbers."""

    reads: Annotated[Count, Meta(description="Raw reads of all its timing sessions.")]
    tags: Annotated[Count, Meta(description="Different chips heard.")]
    unknown_tags: Annotated[Count, Meta(description="Different chips that are not on the roster.")]
    passings: Annotated[Count, Meta(description="Passings that stand.")]
    seen: Annotated[Count, Meta(description="Participants who were heard anywhere.")]
    participants: Annotated[Count, Meta(description="Participants on the roster.")]
    reads_last_minute: Annotated[Count, Meta(description="Reads of the sixty seconds until now.")]
    newest_received: Annotated[
        Ms | None, Meta(description="When the hub received the newest read.")
    ]


class Minutes(msgspec.Struct, frozen=True):
    """Reads per minute, for a small chart. The last number is of the minute that is under way."""

    first: Annotated[Ms, Meta(description="Start of the first minute.")]
    reads: Annotated[tuple[int, ...], Meta(description="One number a minute.")]


class LocationHealth(msgspec.Struct, frozen=True):
    """One timing location of one timing session."""

    id: int
    session_id: int
    name: Annotated[str, Meta(examples=["Finish"])]
    reads: Count
    tags: Annotated[Count, Meta(description="Different chips heard here.")]
    unknown_tags: Count
    reads_last_minute: Count
    minutes: Annotated[tuple[int, ...], Meta(description="Reads per minute, as in the totals.")]
    newest_read: Annotated[Ms | None, Meta(description="Newest read, by the sender's clock.")]
    newest_received: Annotated[
        Ms | None, Meta(description="When the hub received the newest read.")
    ]
    due: Annotated[
        Count, Meta(description="Runners who should have been heard here by now and were not.")
    ]
    state: Annotated[
        Literal["live", "quiet", "never"],
        Meta(description="`live`: a read within two minutes; `never`: none at all."),
    ]


class UnknownTag(msgspec.Struct, frozen=True):
    """A chip that was heard and is not on the roster."""

    tag: Annotated[str, Meta(examples=["4021"])]
    passings: Count
    reads: Annotated[Count, Meta(description="Its raw reads, as far as they are kept.")]
    location: Annotated[str, Meta(description="Where it was heard last.")]
    newest_read: Ms


class GunTime(msgspec.Struct, frozen=True):
    """An official start signal."""

    location: str
    session_id: int
    at: Annotated[Ms | None, Meta(description="Null when its time could not be read.")]
    time_raw: Annotated[str, Meta(description="What the sender wrote.")]


class Sender(msgspec.Struct, frozen=True):
    """A sender of this event, or one that is connected and has sent no read yet."""

    id: Annotated[str, Meta(description="Number of the connection.", examples=["1868410880513228"])]
    name: Annotated[str, Meta(description="What it calls itself.", examples=["MiniTrack 12"])]
    session_id: Annotated[int | None, Meta(description="Null until its first read.")]
    state: Annotated[
        Literal["connected", "silent", "gone", "unsure"],
        Meta(description="`unsure`: the collector itself has not reported for a while."),
    ]
    since: Annotated[Ms, Meta(description="When this state began.")]
    heard: Annotated[Ms, Meta(description="The newest byte from it.")]
    connected: Ms
    rows: Annotated[Count, Meta(description="Rows heard on this connection.")]
    gaps: Annotated[Count, Meta(description="How often row numbers jumped.")]
    unreadable: Annotated[Count, Meta(description="Lines that were no rows.")]
    clock_ahead_ms: Annotated[
        int | None, Meta(description="Above zero: ahead of ours. Below: reads come late.")
    ]
    reason: Annotated[str, Meta(description="Why it ended, when it is gone.")]
    address: Annotated[str, Meta(description="Only for those who may correct timing.")] = ""


class BoundSession(msgspec.Struct, frozen=True):
    """A timing session of this event."""

    id: int
    name: str
    zone: str
    state: Literal["open", "closed"]
    reads: Count
    newest_received: Ms | None


class Alarm(msgspec.Struct, frozen=True):
    """One thing to know or to do something about. `sentence` is `code` and `facts` in English."""

    code: Annotated[str, Meta(examples=["location_quiet"])]
    severity: Severity
    sentence: Annotated[str, Meta(examples=["Finish: no read for 3 min while 20 runners are due."])]
    facts: Annotated[
        dict[str, Fact], Meta(examples=[{"location": "Finish", "seconds": 180, "runners": 20}])
    ]


class EventFacts(msgspec.Struct, frozen=True):
    """Which event this is."""

    id: int
    name: str
    day: Annotated[str, Meta(examples=["2026-06-27"])]
    zone: Annotated[str, Meta(examples=["Europe/Amsterdam"])]


class Dashboard(msgspec.Struct, frozen=True):
    """An event at one moment."""

    now: Annotated[Ms, Meta(description="When this was put together.")]
    event: EventFacts
    health: Annotated[
        tuple[Alarm, ...], Meta(description="The worst first; empty when nothing is to be said.")
    ]
    totals: Totals
    minutes: Minutes
    locations: tuple[LocationHealth, ...]
    unknown: Annotated[
        tuple[UnknownTag, ...], Meta(description="The newest fifty chips that nobody knows.")
    ]
    guns: tuple[GunTime, ...]
    senders: tuple[Sender, ...]
    sessions: tuple[BoundSession, ...]


OF_SCREENS = frozenset({"screen_down", "screen_closed", "screens_down"})
"""Alarms of screens. Operators never learn of each other's: each sees the own on the page of screens."""


def for_onlookers(dashboard: Dashboard) -> Dashboard:
    """The same for somebody who may look and not correct."""
    bare = tuple(msgspec.structs.replace(one, address="") for one in dashboard.senders)
    health = tuple(one for one in dashboard.health if one.code not in OF_SCREENS)
    return msgspec.structs.replace(dashboard, senders=bare, health=health)
