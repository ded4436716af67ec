"""Bib ranges, giving bibs out, and the swap, as they cross the border."""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from project88.events.participants.schemas import Bib, RaceId

ParticipantNumber: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1, examples=[88])]
First: TypeAlias = Annotated[
    int, Meta(ge=0, le=999_999, description="The lowest number.", examples=[100])
]
Last: TypeAlias = Annotated[
    int, Meta(ge=0, le=999_999, description="The highest number.", examples=[199])
]
Prefix: TypeAlias = Annotated[
    str,
    Meta(
        max_length=10,
        pattern=r"^[^\s\x00-\x1f]*$",
        description="Before the number; zeros count.",
        examples=["W"],
    ),
]
NewBib: TypeAlias = Annotated[
    str, Meta(max_length=40, description="Empty takes the bib away.", examples=["500"])
]
RangeGender: TypeAlias = Annotated[
    Literal["", "M", "F", "X"], Meta(description="Only for these; empty: for all.")
]


class BibRange(Struct, frozen=True):
    """Bibs that are given out by themselves, lowest first."""

    id: Annotated[int, Meta(examples=[2])]
    first_bib: First
    last_bib: Last
    prefix: Prefix
    race_id: Annotated[RaceId | None, Meta(description="Only for this race; null: for all.")]
    gender: RangeGender
    free: Annotated[int, Meta(ge=0, description="How many nobody has.", examples=[87])]


class BibRanges(Struct, frozen=True):
    """The ranges of an event, in the order in which they are used."""

    items: list[BibRange]


class NewBibRange(Struct, frozen=True, forbid_unknown_fields=True):
    """A range to be added at the end."""

    first_bib: First
    last_bib: Last
    prefix: Prefix = ""
    race_id: RaceId | None = None
    gender: RangeGender = ""


class BibRangeChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be otherwise; what is left out stays."""

    first_bib: First | UnsetType = UNSET
    last_bib: Last | UnsetType = UNSET
    prefix: Prefix | UnsetType = UNSET
    race_id: RaceId | UnsetType | None = UNSET
    gender: RangeGender | UnsetType = UNSET


class FreeBibs(Struct, frozen=True):
    """Bibs that nobody has, lowest first."""

    bibs: Annotated[list[str], Meta(examples=[["112", "113"]])]


class Assignment(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is to get bibs, and in which order. People who have one keep it."""

    order: Annotated[
        Literal["registration", "name", "race"],
        Meta(description="`race`: race by race, by name in each."),
    ] = "registration"
    race_id: Annotated[RaceId | None, Meta(description="Only people of this race.")] = None
    dry_run: Annotated[bool, Meta(description="Only say what would be.")] = False


class GivenBib(Struct, frozen=True):
    """Who gets which bib."""

    participant_id: ParticipantNumber
    name: Annotated[str, Meta(description="As you may see it.", examples=["Ann Lee"])]
    race_id: RaceId | None
    bib: Bib


class AssignmentReport(Struct, frozen=True):
    """What was given, or would be."""

    given: Annotated[int, Meta(ge=0, examples=[12])]
    without_range: Annotated[
        int, Meta(ge=0, description="People for whom no range has a free bib.", examples=[0])
    ]
    people: Annotated[list[GivenBib], Meta(description="The first two hundred.")]
    undo: Annotated[
        int | None, Meta(description="For `POST …/bibs/undos/{undo_id}`; null: nothing was given.")
    ]


class Swap(Struct, frozen=True, forbid_unknown_fields=True):
    """Give somebody another bib: one that is told, or the one that somebody else has."""

    participant_id: ParticipantNumber
    with_participant_id: Annotated[
        ParticipantNumber | None, Meta(description="These two exchange their bibs.")
    ] = None
    new_bib: NewBib | None = None
    if_taken: Annotated[
        Literal["refuse", "swap", "take"],
        Meta(description="When somebody has the new bib: exchange, or leave that one without."),
    ] = "refuse"
    although_read: Annotated[
        bool, Meta(description="Do it though one of the bibs was read already.")
    ] = False


class SwappedPerson(Struct, frozen=True):
    """Somebody whose bib is another one now."""

    participant_id: ParticipantNumber
    name: Annotated[str, Meta(description="As you may see it.", examples=["Ann Lee"])]
    old_bib: Bib
    bib: Bib


class Swapped(Struct, frozen=True):
    """Who has which bib now."""

    people: list[SwappedPerson]
    undo: Annotated[int, Meta(description="For `POST …/bibs/undos/{undo_id}`.", examples=[5])]
