"""Corrections as they cross the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

LARGEST = 2**31 - 1
DAY_MS = 86_400_000
LOCAL = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?$"

Id: TypeAlias = Annotated[int, Meta(ge=1, le=LARGEST, examples=[7])]
Reason: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=500,
        pattern=r"^[^\x00]*[^\s\x00][^\x00]*$",
        description="Why, in words; it stands in the log and in the answer to “why is this my time?”.",
        examples=["Carried the chip of a friend over the mat"],
    ),
]
Kind: TypeAlias = Literal["void", "manual_time", "status", "penalty", "clock_shift"]
Status: TypeAlias = Literal["dnf", "dns", "dq"]
Local: TypeAlias = Annotated[
    str,
    Meta(
        pattern=LOCAL,
        max_length=23,
        description="Wall clock of the event's zone, without an offset.",
        examples=["2027-06-27T10:42:07.5"],
    ),
]
Occurrence: TypeAlias = Annotated[
    Literal["earlier", "later"] | None,
    Meta(description="Which of the two, in the hour that comes twice when clocks go back."),
]
ShiftMs: TypeAlias = Annotated[
    int,
    Meta(
        ge=-DAY_MS,
        le=DAY_MS,
        description="Added to every passing in the interval: positive when the clock was slow. Not 0.",
        examples=[-3000],
    ),
]


class CorrectedPerson(Struct, frozen=True):
    """Whom a correction is about, with the name as you may see it."""

    id: Id
    bib: Annotated[str, Meta(examples=["88"])]
    name: Annotated[str, Meta(examples=["Ann Lee"])]
    race_id: Id | None


class CorrectedPassing(Struct, frozen=True):
    """Where a passing that does not count was heard, or which box had the wrong clock."""

    session_id: Id
    session: Annotated[
        str, Meta(description="Name of the timing session.", examples=["Finish box"])
    ]
    location_id: Annotated[Id | None, Meta(description="Null: every location of the session.")]
    location: Annotated[str, Meta(examples=["FINISH"])]
    tag: Annotated[str, Meta(description="Empty for a clock.", examples=["5A1E7229"])]


class Correction(Struct, frozen=True):
    """One correction. What a kind does not have is null or empty."""

    id: Id
    kind: Kind
    person: CorrectedPerson | None
    point_id: Id | None
    point: Annotated[str, Meta(description="Name of the point.", examples=["Finish"])]
    passing: CorrectedPassing | None
    at: Annotated[
        datetime | None,
        Meta(
            description="The time entered, the passing that does not count, or where the interval begins."
        ),
    ]
    until: Annotated[datetime | None, Meta(description="Where the interval of a clock ends.")]
    status: Status | None
    ms: Annotated[int | None, Meta(description="Penalty or shift, in milliseconds.")]
    reason: str
    made_by: Annotated[str, Meta(examples=["Timo"])]
    made_at: datetime
    undone_at: Annotated[datetime | None, Meta(description="Null while it stands.")]
    undone_by: str


class Oddity(Struct, frozen=True):
    """What is odd about a correction that was made all the same."""

    code: Annotated[
        Literal[
            "before_gun",
            "before_point",
            "after_point",
            "future",
            "official",
            "no_passing",
            "overlapping",
        ],
        Meta(description="Stable name for programs."),
    ]
    text: Annotated[str, Meta(description="A sentence for the timer.")]


class Made(Struct, frozen=True):
    """A correction that was made, and what is odd about it."""

    correction: Correction
    warnings: list[Oddity]


class CorrectionPage(Struct, frozen=True):
    """Corrections, the newest first."""

    items: list[Correction]
    after: Annotated[int | None, Meta(description="For the next page; null: this was the last.")]


class NewVoid(Struct, frozen=True, forbid_unknown_fields=True):
    """A passing that is not to count."""

    session_id: Id
    location_id: Id
    tag: Annotated[
        str, Meta(min_length=1, max_length=64, pattern=r"^[^\x00]+$", examples=["5A1E7229"])
    ]
    passing_no: Annotated[int, Meta(ge=1, le=LARGEST, examples=[1])]
    reason: Reason


class NewManualTime(Struct, frozen=True, forbid_unknown_fields=True):
    """A time that was written down; it counts before everything that was heard at that point."""

    participant_id: Id
    point_id: Id
    at: Local
    reason: Reason
    occurrence: Occurrence = None


class NewStatus(Struct, frozen=True, forbid_unknown_fields=True):
    """A status that stands whatever is heard. Of several the one given last counts."""

    participant_id: Id
    status: Status
    reason: Reason


class NewPenalty(Struct, frozen=True, forbid_unknown_fields=True):
    """Added to gun and chip time. Several add up."""

    participant_id: Id
    ms: Annotated[
        int,
        Meta(
            ge=-DAY_MS,
            le=DAY_MS,
            description="Milliseconds; negative is time given back. Not 0.",
            examples=[120000],
        ),
    ]
    reason: Reason


class Interval(Struct, frozen=True, forbid_unknown_fields=True):
    """What one box heard in an interval, by its own clock."""

    session_id: Id
    since: Annotated[Local, Meta(description="By the clock as it was, in the event's zone.")]
    until: Annotated[Local, Meta(description="Up to, not including.")]
    location_id: Annotated[Id | None, Meta(description="Null: every location of the session.")] = (
        None
    )


class NewClockShift(Interval, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A clock that was wrong from one moment to another."""

    ms: ShiftMs
    reason: Reason


class Touched(Struct, frozen=True):
    """What an interval holds, before anything is done."""

    passings: Annotated[int, Meta(ge=0, examples=[412])]
    people: Annotated[int, Meta(ge=0, description="Participants among them.", examples=[398])]
    unknown: Annotated[
        int, Meta(ge=0, description="Passings of tags that nobody has.", examples=[3])
    ]
    first_at: datetime | None
    last_at: datetime | None
    overlapping: Annotated[
        list[Id], Meta(description="Shifts that stand and touch the same passings; they add up.")
    ]


class Source(Struct, frozen=True):
    """A box whose clock can be put right."""

    session_id: Id
    name: str
    first_at: Annotated[datetime | None, Meta(description="Its first and last passing.")]
    last_at: datetime | None
    passings: int
    locations: list["SourceLocation"]


class SourceLocation(Struct, frozen=True):
    """A location of a box."""

    id: Id
    name: str


class Sources(Struct, frozen=True):
    """The boxes of an event."""

    items: list[Source]
    zone: Annotated[str, Meta(description="The event's zone, in which wall clocks are meant.")]
