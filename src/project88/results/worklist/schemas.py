"""The work list as it crosses the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Kind: TypeAlias = Annotated[
    Literal[
        "unknown_tag",
        "two_chips",
        "at_once",
        "dead_mat",
        "no_gun",
        "unused_gun",
        "finish_before_gun",
        "chip_over_gun",
        "impossible_pace",
        "wrong_order",
        "missing_split",
        "no_start_read",
        "backup_finish",
        "past_cutoff",
        "seen_after_end",
        "dns_candidate",
        "held_differs",
        "correction",
    ],
    Meta(description="What it is; the sentence of an item says what to do about it."),
]
Check: TypeAlias = Annotated[
    Literal[
        "course",
        "guns",
        "all_in",
        "dns",
        "unknown_tags",
        "splits",
        "duplicates",
        "times",
        "backups",
        "mats",
        "corrections",
        "holds",
    ],
    Meta(description="What is asked before a race is official."),
]
Id: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1, examples=[7])]
Key: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=400,
        pattern=r"^[^\x00]+$",
        description="Names what an item is about.",
        examples=["missing_split:88:5 km"],
    ),
]
Reason: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=500,
        pattern=r"^[^\x00]*[^\s\x00][^\x00]*$",
        description="Why nothing has to be done about it.",
        examples=["A test tag of ours"],
    ),
]
Count: TypeAlias = Annotated[int, Meta(ge=0, examples=[3])]


class WorkPerson(Struct, frozen=True):
    """Whom it is about, with the name as you may see it."""

    id: Id
    bib: Annotated[str, Meta(examples=["88"])]
    name: Annotated[str, Meta(description="Empty: hidden.", examples=["Ann Lee"])]


class WorkSuggestion(Struct, frozen=True):
    """Somebody on the roster whose bib or chip is nearly the unknown tag."""

    person: WorkPerson
    known_as: Annotated[str, Meta(description="The bib or chip it resembles.", examples=["1243"])]
    why: Annotated[
        Literal["ambiguous", "turned", "digit", "missing", "extra"],
        Meta(
            description="The tag stands for several; two neighbours turned; one sign another; one missing; "
            "one too many."
        ),
    ]
    unheard: Annotated[bool, Meta(description="Nothing was heard of this one in the event.")]


class WorkDismissal(Struct, frozen=True):
    """Somebody has looked at it: nothing has to be done."""

    id: Id
    reason: str
    by: Annotated[str, Meta(examples=["Timo"])]
    at: datetime


class WorkTarget(Struct, frozen=True):
    """Where to go from here."""

    to: Literal["participant", "tag", "location", "gun", "race", "hold", "correction"]
    id: Annotated[Id | None, Meta(description="Its number, where it has one.")] = None
    text: Annotated[str, Meta(description="The tag, or the name of the location.")] = ""


class WorkItem(Struct, frozen=True):
    """One thing to look at. What it has nothing to say of is null, 0 or empty."""

    key: Key
    kind: Kind
    sentence: Annotated[str, Meta(description="What it is and what to do, for a person.")]
    target: WorkTarget
    race_id: Id | None
    race: Annotated[str, Meta(examples=["10 km"])]
    person: WorkPerson | None
    tag: Annotated[str, Meta(examples=["5A1E7229"])]
    point: Annotated[str, Meta(description="A point of the course.", examples=["5 km"])]
    other: Annotated[str, Meta(description="The point it is compared with.", examples=["Start"])]
    locations: Annotated[list[str], Meta(examples=[["FINISH"]])]
    first_at: datetime | None
    last_at: datetime | None
    count: Annotated[
        int, Meta(ge=0, description="Passings, runners or differences, by kind.", examples=[4])
    ]
    reads: Annotated[int, Meta(ge=0, description="Raw reads of an unknown tag.", examples=[31])]
    ms: Annotated[int | None, Meta(description="How far apart two times are.")]
    detail: Annotated[str, Meta(description="Why a correction was made, or what differs.")]
    suggestions: list[WorkSuggestion]
    dismissed: WorkDismissal | None


class WorkItems(Struct, frozen=True):
    """A page of one kind."""

    items: list[WorkItem]
    after: Annotated[str | None, Meta(description="For the next page; null: no more.")]


class WorkCount(Struct, frozen=True):
    """How many there are of a kind."""

    kind: Kind
    open: Annotated[int, Meta(ge=0, description="To be looked at.", examples=[3])]
    dismissed: Annotated[int, Meta(ge=0, description="Looked at.", examples=[1])]
    serious: Annotated[bool, Meta(description="It stands between the race and its official state.")]


class WorkList(Struct, frozen=True):
    """What there is to look at, the most pressing kind first; kinds without anything are left out."""

    kinds: list[WorkCount]
    open: Count
    dismissed: Count


class ReadyCheck(Struct, frozen=True):
    """One line of the check-list."""

    check: Check
    ok: bool
    count: Annotated[int, Meta(ge=0, description="How many stand in the way.", examples=[0])]
    sentence: Annotated[str, Meta(description="What is in order, or what to do.")]
    kinds: Annotated[list[Kind], Meta(description="Where to look.")]


class RaceReady(Struct, frozen=True):
    """Whether a race can be made official."""

    race_id: Id
    race: Annotated[str, Meta(examples=["10 km"])]
    state: Literal["live", "provisional", "official"]
    closed: Annotated[bool, Meta(description="Nobody comes any more.")]
    ok: Annotated[bool, Meta(description="Every check is.")]
    finished: Annotated[int, Meta(ge=0, examples=[480])]
    checks: list[ReadyCheck]


class Readiness(Struct, frozen=True):
    """Each race of the event."""

    races: list[RaceReady]


class NewWorkDismissal(Struct, frozen=True, forbid_unknown_fields=True):
    """WorkItems that need nothing more."""

    kind: Kind
    keys: Annotated[list[Key], Meta(min_length=1, max_length=500)]
    reason: Reason


class WorkDismissed(Struct, frozen=True):
    """The dismissals that were made, for the undo; items that were dismissed already are left out."""

    ids: list[Id]


class WorkRestore(Struct, frozen=True, forbid_unknown_fields=True):
    """Dismissals to be taken back."""

    ids: Annotated[list[Id], Meta(min_length=1, max_length=500)]
