"""The way from reads to a result, as it crosses the border."""

from datetime import datetime
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from project88.results.corrections.schemas import Correction
from project88.results.listing.schemas import ResultDetail

Id: TypeAlias = Annotated[int, Meta(ge=1, examples=[7])]
Clock: TypeAlias = Annotated[
    str, Meta(description="Time of day of the event, with tenths.", examples=["10:42:07.5"])
]


class Step(Struct, frozen=True):
    """One step of the way, in the order in which it happened."""

    code: Annotated[str, Meta(description="Stable name for programs.", examples=["split.main"])]
    facts: Annotated[
        dict[str, str | int],
        Meta(
            description="What belongs in the sentence; durations and instants as people read them.",
            examples=[{"point": "5 km", "at": "10:20:14.3"}],
        ),
    ]
    text: Annotated[
        str,
        Meta(
            description="To be read out.",
            examples=["10:42:07.5: Finish, heard by the main line, FINISH."],
        ),
    ]


class PassingHeard(Struct, frozen=True, kw_only=True):
    """One passing of the runner, used or not."""

    session_id: Id
    session: Annotated[str, Meta(examples=["Finish box"])]
    location_id: Id
    location: Annotated[str, Meta(examples=["FINISH"])]
    tag: Annotated[str, Meta(examples=["5A1E7229"])]
    passing_no: int
    reads: Annotated[int, Meta(ge=0, description="Raw reads that it was made from.", examples=[6])]
    at: datetime
    clock: Clock
    heard: Annotated[
        Clock | None, Meta(description="As it was heard, where its clock was put right.")
    ]
    used_as: Annotated[
        str | None, Meta(description="The point whose time it is.", examples=["Finish"])
    ]
    not_used: Annotated[Step | None, Meta(description="Why it is no time.")]
    void_id: Annotated[
        Id | None,
        Meta(description="The correction that takes it away; undo it to restore the passing."),
    ]


class CoursePoint(Struct, frozen=True):
    """A point of the race; with an id once the course was saved, so that a time can be entered."""

    id: Id | None
    name: Annotated[str, Meta(examples=["Finish"])]
    kind: Annotated[str, Meta(examples=["finish"])]
    clock: Annotated[Clock | None, Meta(description="The time of day that counts there.")]


class AsScored(Struct, frozen=True):
    """What the evidence amounts to now. An official result that is another one stays as it is."""

    status: Annotated[str, Meta(examples=["finished"])]
    gun_ms: int | None
    chip_ms: int | None
    differs: Annotated[bool, Meta(description="Whether that is not what is shown.")]


class Why(Struct, frozen=True, kw_only=True):
    """A result and everything it was made of."""

    detail: ResultDetail
    zone: Annotated[str, Meta(description="The event's zone.", examples=["Europe/Amsterdam"])]
    day: Annotated[str, Meta(description="The event's day.", examples=["2027-06-27"])]
    official: bool
    decimals: Annotated[int, Meta(description="Figures after the second that times show.")]
    gun: Annotated[datetime | None, Meta(description="The start that counts for this runner.")]
    points: list[CoursePoint]
    steps: list[Step]
    reads: Annotated[list[PassingHeard], Meta(description="Every passing, in order of time.")]
    corrections: Annotated[
        list[Correction], Meta(description="The newest first; also those that were undone.")
    ]
    scored: AsScored


class Standing(Struct, frozen=True):
    """A result without its places."""

    status: Annotated[str, Meta(examples=["finished"])]
    gun_ms: int | None
    chip_ms: int | None


NOTHING = Standing("not_started", None, None)


class PendingResult(Struct, frozen=True):
    """Somebody whose official result is not what is known by now."""

    participant_id: Id
    bib: Annotated[str, Meta(examples=["101"])]
    name: Annotated[str, Meta(description="As you may see it.", examples=["Ann Lee"])]
    shown: Annotated[Standing, Meta(description="The official result, which stays.")]
    now: Annotated[Standing, Meta(description="What it would be.")]


class Pending(Struct, frozen=True):
    """What an official race would say if it were scored now."""

    race_id: Id
    official: Annotated[bool, Meta(description="Any other race has no differences: it is scored.")]
    items: list[PendingResult]
    more: Annotated[bool, Meta(description="There are more than these.")]
