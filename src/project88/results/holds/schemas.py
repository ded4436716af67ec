"""Held places as they cross the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Id: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1, examples=[7])]
Scope: TypeAlias = Literal["overall", "sex", "division", "team"]


class HeldRow(Struct, frozen=True):
    """Somebody with a place, with the name as you may see it; or a team."""

    participant_id: Annotated[Id | None, Meta(description="Null: a team.")]
    team: Annotated[str, Meta(description="Name of a team; empty for a runner.")]
    bib: Annotated[str, Meta(examples=["101"])]
    name: Annotated[str, Meta(examples=["Ann Lee"])]
    place: int | None
    gun_ms: int | None
    chip_ms: int | None
    score: Annotated[int | None, Meta(description="Of a team: its places or times, added up.")]


class HeldChange(Struct, frozen=True):
    """One row that is not as it was held."""

    what: Annotated[
        Literal["new", "gone", "moved", "time"],
        Meta(description="`time`: the same place with another time."),
    ]
    before: Annotated[HeldRow | None, Meta(description="As it was held.")]
    now: Annotated[HeldRow | None, Meta(description="As it is; null: no place at all.")]


class Hold(Struct, frozen=True):
    """Places that are kept as they were when they were held."""

    id: Id
    race_id: Id
    race: Annotated[str, Meta(examples=["10 km"])]
    scope: Scope
    scope_value: Annotated[str, Meta(description="The sex or division.", examples=["F"])]
    first: int
    made_by: str
    made_at: datetime
    released_by: str
    released_at: Annotated[datetime | None, Meta(description="Null while it stands.")]
    rows: Annotated[list[HeldRow], Meta(description="As they were held.")]
    changes: Annotated[
        list[HeldChange],
        Meta(description="What is otherwise by now; empty when nothing is, or it was released."),
    ]


class Holds(Struct, frozen=True):
    """Held places, the newest first."""

    items: list[Hold]


class NewHold(Struct, frozen=True, forbid_unknown_fields=True):
    """Which places to keep."""

    race_id: Id
    scope: Scope
    scope_value: Annotated[
        str,
        Meta(
            max_length=200,
            pattern=r"^[^\x00]*$",
            description="The sex or the name of the division; empty for the others.",
            examples=["F"],
        ),
    ] = ""
    first: Annotated[int, Meta(ge=1, le=1000, description="How many places.", examples=[3])] = 3
