"""The blocks: one struct a kind, tagged by `type`; x, y, w and h are pixels of the document.

A new kind of block is a struct here, in ``Block``, and a renderer in the front end, whose registry does
not compile without it.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType

from project88.templates.document.pieces import (
    Animation,
    Bind,
    Condition,
    Fill,
    Format,
    Lettering,
    Parts,
    Piece,
    Seconds,
    Unit,
)
from project88.templates.document.texts import Border, Colour, Id, Line, Name, Path, Place

Coordinate: TypeAlias = Annotated[float, Meta(ge=-32_768, le=32_768)]
Length: TypeAlias = Annotated[float, Meta(ge=1, le=32_768)]


class Base(
    Piece,
    frozen=True,
    kw_only=True,
    tag_field="type",
    rename={"in_": "in", "from_": "from", "list_": "list"},
):
    """What every block has."""

    page: Id
    parent: Id | UnsetType = UNSET
    name: Name | UnsetType = UNSET
    z: Place
    x: Coordinate
    y: Coordinate
    w: Length
    h: Length
    rot: Annotated[float, Meta(ge=-360, le=360)] | UnsetType = UNSET
    opacity: Unit | UnsetType = UNSET
    radius: Annotated[float, Meta(ge=0, le=16_384)] | UnsetType = UNSET
    fill: Fill | UnsetType = UNSET
    border: Border | UnsetType = UNSET
    hidden: bool | UnsetType = UNSET
    locked: bool | UnsetType = UNSET
    alt: Line | UnsetType = UNSET
    when: Condition | UnsetType = UNSET
    in_: Animation | UnsetType = UNSET
    out: Animation | UnsetType = UNSET
    change: Animation | UnsetType = UNSET


class TextBlock(Base, frozen=True, kw_only=True, tag="text"):
    """Words and values."""

    text: Parts
    font: Lettering | UnsetType = UNSET


class ImageBlock(Base, frozen=True, kw_only=True, tag="image"):
    """A picture; `crop` is x, y, width and height, `focus` the point that stays in sight, of 0 to 1."""

    asset: Id | UnsetType = UNSET
    src: Bind | UnsetType = UNSET
    fit: Literal["cover", "contain", "stretch"] | UnsetType = UNSET
    focus: tuple[Unit, Unit] | UnsetType = UNSET
    crop: tuple[Unit, Unit, Unit, Unit] | UnsetType = UNSET


class PhotoBlock(Base, frozen=True, kw_only=True, tag="photo"):
    """The picture of a runner; `fallback` is the asset for who has none."""

    src: Bind | UnsetType = UNSET
    fallback: Id | UnsetType = UNSET
    fit: Literal["cover", "contain"] | UnsetType = UNSET


class ShapeBlock(Base, frozen=True, kw_only=True, tag="shape"):
    """A rectangle, an ellipse or a line."""

    shape: Literal["rect", "ellipse", "line"] | UnsetType = UNSET


class ClockBlock(Base, frozen=True, kw_only=True, tag="clock"):
    """Time of day, time since the gun, or time until `to`."""

    mode: Literal["time", "gun", "countdown"]
    fmt: Format | UnsetType = UNSET
    font: Lettering | UnsetType = UNSET
    to: Path | UnsetType = UNSET


class MessageBlock(Base, frozen=True, kw_only=True, tag="message"):
    """A line for the runner: of all displays, of this block, or the runner's own."""

    from_: Literal["global", "own", "runner"] | UnsetType = UNSET
    list_: Annotated[list[Line], Meta(max_length=500)] | UnsetType = UNSET
    pick: Literal["random", "cycle"] | UnsetType = UNSET
    font: Lettering | UnsetType = UNSET


class Source(Piece, frozen=True):
    """Which list a table shows; `page_seconds` turns its pages.

    Lists of results are of one race, by its name: without one, of the first that is shown and has
    finishers. They can be narrowed to a sex, a division or a wave, `splits` also to a point.
    """

    list: Literal["standings", "recent", "queue", "teams", "splits", "latest", "on_course"]
    race: Name | UnsetType = UNSET
    sex: Name | UnsetType = UNSET
    division: Name | UnsetType = UNSET
    wave: Name | UnsetType = UNSET
    point: Name | UnsetType = UNSET
    filter: Condition | UnsetType = UNSET
    limit: Annotated[int, Meta(ge=1, le=100)] | UnsetType = UNSET
    page_seconds: Seconds | UnsetType = UNSET


class Column(Piece, frozen=True):
    """One column of a table; `w` is its share of the width."""

    parts: Parts
    w: Annotated[float, Meta(ge=0.01, le=32_768)]
    head: Line | UnsetType = UNSET
    font: Lettering | UnsetType = UNSET


class TableBlock(Base, frozen=True, kw_only=True, tag="table"):
    """A leader-board, or the last who came."""

    source: Source
    columns: Annotated[list[Column], Meta(min_length=1, max_length=20)]
    rows: Annotated[int, Meta(ge=1, le=100)]
    gap: Annotated[float, Meta(ge=0, le=1000)] | UnsetType = UNSET
    zebra: Annotated[list[Colour], Meta(max_length=4)] | UnsetType = UNSET
    font: Lettering | UnsetType = UNSET
    move: Animation | UnsetType = UNSET


class Cell(Piece, frozen=True):
    """The place of one runner, in pixels."""

    w: Length
    h: Length


class RunnersBlock(Base, frozen=True, kw_only=True, tag="runners"):
    """A group that is drawn once a runner; `group` is its id."""

    slots: Annotated[int, Meta(ge=1, le=40)]
    flow: Literal["down", "right", "grid"] | UnsetType = UNSET
    cell: Cell | UnsetType = UNSET
    group: Id


class GroupBlock(Base, frozen=True, kw_only=True, tag="group"):
    """Blocks that belong together: their `parent` is this one, and their x and y count from it."""


class Slide(Piece, frozen=True):
    """One picture of a carousel."""

    asset: Id
    seconds: Seconds | UnsetType = UNSET
    weight: Annotated[int, Meta(ge=1, le=100)] | UnsetType = UNSET


class CarouselBlock(Base, frozen=True, kw_only=True, tag="carousel"):
    """Pictures in turn."""

    items: Annotated[list[Slide], Meta(max_length=100)]
    effect: Literal["cut", "fade", "slide"] | UnsetType = UNSET


class TickerBlock(Base, frozen=True, kw_only=True, tag="ticker"):
    """Words that run; pixels a second."""

    parts: Parts | UnsetType = UNSET
    speed: Annotated[float, Meta(ge=1, le=4000)] | UnsetType = UNSET
    font: Lettering | UnsetType = UNSET


class QrBlock(Base, frozen=True, kw_only=True, tag="qr"):
    """A code for phones."""

    text: Parts | UnsetType = UNSET


class VideoBlock(Base, frozen=True, kw_only=True, tag="video"):
    """A film, without sound."""

    asset: Id | UnsetType = UNSET
    loop: bool | UnsetType = UNSET


class MoreBlock(Base, frozen=True, kw_only=True, tag="more"):
    """How many wait and have no place; nothing when nobody does."""

    text: Parts | UnsetType = UNSET
    font: Lettering | UnsetType = UNSET


Block: TypeAlias = (
    TextBlock
    | ImageBlock
    | PhotoBlock
    | ShapeBlock
    | ClockBlock
    | MessageBlock
    | TableBlock
    | RunnersBlock
    | GroupBlock
    | CarouselBlock
    | TickerBlock
    | QrBlock
    | VideoBlock
    | MoreBlock
)
