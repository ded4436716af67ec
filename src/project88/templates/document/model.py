"""The document itself: pages by role, one flat map of blocks, and what they share.

The map is flat so that two people's changes meet property by property; who is in whom says `parent`,
who is over whom says `z`.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from project88.templates.document.blocks import Block
from project88.templates.document.pieces import (
    Animation,
    Asset,
    Condition,
    Fill,
    Font,
    Piece,
    Seconds,
    Size,
)
from project88.templates.document.texts import Colour, Id, Locale, Name, Place, Title, Token

MOST_BYTES = 1024 * 1024
MOST_PAGES = 60
MOST_BLOCKS = 500
MOST_ASSETS = 500
MOST_FONTS = 40
MOST_TOKENS = 64
VERSION = 1

Role: TypeAlias = Literal["solo", "group", "compact", "rest", "message", "offline"]


class Page(Piece, frozen=True):
    """What is shown at one time; a display chooses by `role`, and turns through rest pages.

    Pages stand by `z`; those without one come first, by role and name.
    """

    role: Role
    z: Place | UnsetType = UNSET
    name: Name | UnsetType = UNSET
    bg: Fill | UnsetType = UNSET
    seconds: Seconds | UnsetType = UNSET
    when: Condition | UnsetType = UNSET
    enter: Animation | UnsetType = UNSET
    exit: Animation | UnsetType = UNSET


class Play(Piece, frozen=True):
    """How runners follow each other, in ms; an absent one is the display's own."""

    show: Annotated[int, Meta(ge=1000, le=60_000)] | UnsetType = UNSET
    min: Annotated[int, Meta(ge=200, le=60_000)] | UnsetType = UNSET
    floor: Annotated[int, Meta(ge=200, le=60_000)] | UnsetType = UNSET
    idleAfter: Annotated[int, Meta(ge=1000, le=3_600_000)] | UnsetType = UNSET  # noqa: N815
    fresh: Annotated[int, Meta(ge=1000, le=3_600_000)] | UnsetType = UNSET
    cooldown: Annotated[int, Meta(ge=0, le=3_600_000)] | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=1000)] | UnsetType = UNSET
    most: Annotated[int, Meta(ge=1, le=40, description="Runners at once.")] | UnsetType = UNSET
    pick: Literal["fifo", "latest"] | UnsetType = UNSET
    beep: bool | UnsetType = UNSET


class TemplateDocument(Piece, frozen=True):
    """A template of version 1."""

    v: Literal[1]
    name: Title
    size: Size
    pages: Annotated[dict[Id, Page], Meta(min_length=1, max_length=MOST_PAGES)]
    blocks: Annotated[dict[Id, Block], Meta(max_length=MOST_BLOCKS)]
    locale: Locale | UnsetType = UNSET
    safe: Annotated[float, Meta(ge=0, le=0.2)] | UnsetType = UNSET
    theme: Annotated[dict[Token, Colour], Meta(max_length=MOST_TOKENS)] | UnsetType = UNSET
    fonts: Annotated[dict[Id, Font], Meta(max_length=MOST_FONTS)] | UnsetType = UNSET
    assets: Annotated[dict[Id, Asset], Meta(max_length=MOST_ASSETS)] | UnsetType = UNSET
    play: Play | UnsetType = UNSET
