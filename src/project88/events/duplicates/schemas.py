"""Duplicates as they cross the border."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from project88.events.participants.schemas import Participant

Reason: TypeAlias = Literal[
    "same_name",
    "turned_name",
    "name_spelled",
    "same_age",
    "near_age",
    "same_gender",
    "same_city",
    "same_team",
]
MergedField: TypeAlias = Literal[
    "bib",
    "first_name",
    "last_name",
    "gender",
    "age",
    "born_on",
    "city",
    "state",
    "country",
    "race",
    "division",
    "team",
    "wave",
    "external_id",
    "privacy",
    "note",
]
Number: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1, examples=[88])]


class DuplicatePair(Struct, frozen=True):
    """Two people who are probably one."""

    first: Participant
    second: Participant
    reasons: Annotated[list[Reason], Meta(examples=[["same_name", "same_age"]])]


class Duplicates(Struct, frozen=True):
    """The surest pairs first."""

    items: list[DuplicatePair]
    total: Annotated[int, Meta(ge=0, description="How many there are in all.", examples=[3])]


class Merge(Struct, frozen=True, forbid_unknown_fields=True):
    """Make one of two: `keep` stays, `drop` goes. Chips are united."""

    keep: Number
    drop: Number
    from_dropped: Annotated[
        list[MergedField],
        Meta(
            max_length=20,
            description="Fields that are taken from `drop`. Blank ones are filled in anyway.",
            examples=[["city"]],
        ),
    ] = []


class Merged(Struct, frozen=True):
    """Who is left."""

    participant: Participant
    undo: Annotated[int, Meta(description="For `POST …/roster-undos/{undo_id}`.", examples=[5])]
