"""People of a roster as they cross the border."""

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

Bib: TypeAlias = Annotated[
    str, Meta(max_length=40, description="Empty: none. Zeros in front count.", examples=["101"])
]
Chip: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=64, pattern=r"^[^\s;,|]+$", examples=["AB12345"])
]
Chips: TypeAlias = Annotated[
    list[Chip], Meta(max_length=20, description="All that the person has.")
]
Text: TypeAlias = Annotated[str, Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
First: TypeAlias = Annotated[
    str, Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$", examples=["Ann"])
]
Last: TypeAlias = Annotated[
    str, Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$", examples=["Lee"])
]
Gender: TypeAlias = Annotated[
    str, Meta(max_length=20, description="M, F, X, or as the file told it.", examples=["F"])
]
Age: TypeAlias = Annotated[int, Meta(ge=0, le=130, description="On race day.", examples=[33])]
Born: TypeAlias = Annotated[
    date, Meta(description="Date of birth; only with `names.real`.", examples=["1987-03-29"])
]
RaceId: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1, examples=[3])]
Version: TypeAlias = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="The version that you saw.", examples=[1])
]
Note: TypeAlias = Annotated[str, Meta(max_length=2000, examples=["Starts with a guide"])]
Lacking: TypeAlias = Literal["bib", "chip"]
Privacy: TypeAlias = Annotated[
    Literal["public", "short", "hidden"],
    Meta(description="`short`: first name and initial; `hidden`: nothing that tells who it is."),
]
Entry: TypeAlias = Annotated[
    str, Meta(max_length=100, description="Number in the registration system.", examples=["E-1042"])
]


class Participant(Struct, frozen=True):
    """Somebody on the roster, as much as the caller may see."""

    id: Annotated[int, Meta(examples=[88])]
    version: Version
    bib: Bib
    first_name: First
    last_name: Last
    gender: Gender
    age: Age | None
    city: Annotated[str, Meta(examples=["Boulder"])]
    state: Annotated[str, Meta(examples=["CO"])]
    country: Annotated[str, Meta(examples=["USA"])]
    race_id: RaceId | None
    division: Annotated[str, Meta(examples=["F30-39"])]
    team: Annotated[str, Meta(examples=["Harriers"])]
    wave: Annotated[str, Meta(examples=["2"])]
    chips: Chips
    external_id: Entry
    source_bib: Annotated[
        str, Meta(description="The bib that a file told; another one was given here.")
    ]
    privacy: Privacy
    note: Note
    local_fields: Annotated[
        list[str],
        Meta(description="Fields that were set here and that imports keep.", examples=[["bib"]]),
    ]
    hidden: Annotated[bool, Meta(description="Something of it is hidden from you.")]
    updated_at: datetime
    born_on: Born | None


class ParticipantPage(Struct, frozen=True):
    """People in the order of bibs; who has none comes last."""

    items: list[Participant]
    after: Annotated[str | None, Meta(description="For the next page; null: no more.")]


class RaceSize(Struct, frozen=True):
    """How many people a race has."""

    race_id: RaceId | None
    name: Annotated[str, Meta(description="Empty: in no race.", examples=["10K"])]
    people: Annotated[int, Meta(ge=0, examples=[120])]


class RosterSummary(Struct, frozen=True):
    """What there is, and what is lacking."""

    people: Annotated[int, Meta(ge=0, examples=[312])]
    without_bib: Annotated[int, Meta(ge=0, examples=[12])]
    without_chip: Annotated[int, Meta(ge=0, examples=[30])]
    not_public: Annotated[int, Meta(ge=0, examples=[4])]
    races: list[RaceSize]


class NewParticipant(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody to be added; a first or a last name at least."""

    first_name: First = ""
    last_name: Last = ""
    bib: Bib = ""
    gender: Gender = ""
    age: Age | None = None
    city: Text = ""
    state: Text = ""
    country: Text = ""
    race_id: RaceId | None = None
    division: Text = ""
    team: Text = ""
    wave: Text = ""
    chips: Chips = []
    external_id: Entry = ""
    privacy: Privacy = "public"
    note: Note = ""
    born_on: Born | None = None


class ParticipantChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be otherwise; what is left out stays."""

    version: Version
    first_name: First | UnsetType = UNSET
    last_name: Last | UnsetType = UNSET
    bib: Bib | UnsetType = UNSET
    gender: Gender | UnsetType = UNSET
    age: Age | UnsetType | None = UNSET
    city: Text | UnsetType = UNSET
    state: Text | UnsetType = UNSET
    country: Text | UnsetType = UNSET
    race_id: RaceId | UnsetType | None = UNSET
    division: Text | UnsetType = UNSET
    team: Text | UnsetType = UNSET
    wave: Text | UnsetType = UNSET
    chips: Chips | UnsetType = UNSET
    external_id: Entry | UnsetType = UNSET
    privacy: Privacy | UnsetType = UNSET
    note: Note | UnsetType = UNSET
    born_on: Born | UnsetType | None = UNSET


class ChipChange(Struct, frozen=True, forbid_unknown_fields=True):
    """All chips that the person has from now on."""

    chips: Chips


class Undoable(Struct, frozen=True):
    """Something that can be undone."""

    undo: Annotated[int, Meta(description="For `POST …/roster-undos/{undo_id}`.", examples=[5])]


class ChangedParticipant(Participant, frozen=True, kw_only=True):
    """Somebody as changed, and how to take that back."""

    undo: Annotated[int, Meta(description="For `POST …/roster-undos/{undo_id}`.", examples=[5])]


class UndoDone(Struct, frozen=True):
    """What was put back."""

    people: Annotated[int, Meta(ge=0, description="How many are as they were.", examples=[1])]


class HistoryEntry(Struct, frozen=True):
    """One change of one participant, field by field."""

    id: Annotated[int, Meta(examples=[4711])]
    at: datetime
    actor_kind: Annotated[str, Meta(examples=["user"])]
    actor: Annotated[str, Meta(examples=["Tess de Vries"])]
    action: Annotated[str, Meta(examples=["changed"])]
    reason: Annotated[str, Meta(examples=[""])]
    old: Annotated[dict[str, str | int | list[str] | None], Meta(examples=[{"bib": "101"}])]
    new: Annotated[dict[str, str | int | list[str] | None], Meta(examples=[{"bib": "500"}])]


class History(Struct, frozen=True):
    """What happened to one participant, newest first."""

    items: list[HistoryEntry]
    after: Annotated[int | None, Meta(description="For the next page; null: no more.")]
