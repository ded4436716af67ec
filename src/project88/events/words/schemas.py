"""Words of an event as they cross the border."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Kind = Literal["division", "name", "race", "team", "town"]


class Place(Struct, frozen=True, array_like=True):
    """Where a page ended."""

    kind: str = ""
    one: str = ""
    two: str = ""


class Word(Struct, frozen=True):
    """What a screen of this event may have to show."""

    kind: Kind
    one: Annotated[
        str,
        Meta(
            description="First name, town, or the whole of what it is.",
            examples=["Bartholomew-Alexander"],
        ),
    ]
    two: Annotated[
        str,
        Meta(
            description="Last name or state; empty otherwise.",
            examples=["Featherstonehaugh-Cholmondeley"],
        ),
    ] = ""


class EventWords(Struct, frozen=True):
    """Each word once; `after` asks for the next page, null: there is none."""

    words: list[Word]
    after: str | None
