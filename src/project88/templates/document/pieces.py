"""What blocks and pages are made of: fills, letters, formats, conditions, animations.

An absent property is absent (``UNSET``), never null, and nothing is written that was not set: the
default of a property is what draws it, so that a change of a default reaches every template.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from project88.templates.document.texts import (
    MOST_TEXT,
    Colour,
    Family,
    Gradient,
    Hash,
    Id,
    Line,
    Mime,
    Name,
    Path,
    Shadow,
    Stroke,
    Weight,
    Words,
)

Pixels: TypeAlias = Annotated[int, Meta(ge=16, le=16_384)]
Unit: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
Millis: TypeAlias = Annotated[int, Meta(ge=0, le=5000)]
Seconds: TypeAlias = Annotated[float, Meta(ge=1, le=3600)]


class Piece(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The manner of every part: nothing unknown is taken, nothing unset is written."""


class Size(Piece, frozen=True):
    """Of the screen that the template is drawn for, in pixels."""

    w: Pixels
    h: Pixels


class Variant(Piece, frozen=True):
    """A file made from an asset: what screens fetch."""

    name: Literal["full", "half", "thumb"]
    mime: Mime
    sha256: Hash
    bytes: Annotated[int, Meta(ge=1, le=2**40)]
    w: Annotated[int, Meta(ge=1, le=100_000)] | UnsetType = UNSET
    h: Annotated[int, Meta(ge=1, le=100_000)] | UnsetType = UNSET


class Asset(Piece, frozen=True):
    """A file that the document uses; blocks name it by its id in the document."""

    kind: Literal["image", "font", "video", "audio"]
    mime: Mime
    bytes: Annotated[int, Meta(ge=1, le=2**40)]
    sha256: Hash
    w: Annotated[int, Meta(ge=1, le=100_000)] | UnsetType = UNSET
    h: Annotated[int, Meta(ge=1, le=100_000)] | UnsetType = UNSET
    name: Name | UnsetType = UNSET
    family: Family | UnsetType = UNSET
    variants: Annotated[list[Variant], Meta(max_length=6)] | UnsetType = UNSET


class Font(Piece, frozen=True):
    """A family of letters: files that were uploaded, or, without any, one that the hub brings."""

    family: Family
    src: Annotated[list[Id], Meta(max_length=8)] | UnsetType = UNSET
    weight: Weight | UnsetType = UNSET


class Fill(Piece, frozen=True):
    """What an area is filled with: a picture over a gradient over a colour."""

    color: Colour | UnsetType = UNSET
    gradient: Gradient | UnsetType = UNSET
    asset: Id | UnsetType = UNSET
    fit: Literal["cover", "contain", "stretch", "tile"] | UnsetType = UNSET


class TextFormat(Piece, frozen=True, tag="text", tag_field="as"):
    """Letters: their case, and at most so many."""

    case: Literal["upper", "lower", "title", "none"] | UnsetType = UNSET
    max: Annotated[int, Meta(ge=1, le=MOST_TEXT)] | UnsetType = UNSET


class NumberFormat(Piece, frozen=True, tag="number", tag_field="as"):
    """A number: decimals, and zeros before it."""

    digits: Annotated[int, Meta(ge=0, le=6)] | UnsetType = UNSET
    pad: Annotated[int, Meta(ge=0, le=12)] | UnsetType = UNSET


class OrdinalFormat(Piece, frozen=True, tag="ordinal", tag_field="as"):
    """1st, 2nd, 3rd in the language of the template."""


class DurationFormat(Piece, frozen=True, tag="duration", tag_field="as"):
    """How long; `auto` leaves out what is zero at the front."""

    pattern: Literal["h:mm:ss", "h:mm:ss.S", "h:mm:ss.SS", "m:ss", "auto"] | UnsetType = UNSET
    round: Literal["floor", "ceil", "nearest"] | UnsetType = UNSET


class TimeFormat(Piece, frozen=True, tag="time", tag_field="as"):
    """Time of day, without or with seconds, of the race or of the screen."""

    style: Literal["short", "medium"] | UnsetType = UNSET
    zone: Literal["race", "screen"] | UnsetType = UNSET


class PaceFormat(Piece, frozen=True, tag="pace", tag_field="as"):
    """How fast."""

    unit: Literal["min/km", "min/mi", "km/h", "mph"] | UnsetType = UNSET


class CountryFormat(Piece, frozen=True, tag="country", tag_field="as"):
    """Its name in the language of the template, its code or its flag."""

    show: Literal["name", "code", "flag"] | UnsetType = UNSET


Format: TypeAlias = (
    TextFormat
    | NumberFormat
    | OrdinalFormat
    | DurationFormat
    | TimeFormat
    | PaceFormat
    | CountryFormat
)


class Bind(Piece, frozen=True, rename={"else_": "else"}):
    """A value in a text. `before` and `after` go with it: no place, no word "Place"."""

    get: Path
    fmt: Format | UnsetType = UNSET
    else_: Line | UnsetType = UNSET
    before: Line | UnsetType = UNSET
    after: Line | UnsetType = UNSET


Parts: TypeAlias = Annotated[list[Words | Bind], Meta(max_length=32)]
Comparison: TypeAlias = Literal[
    "=", "!=", "<", "<=", ">", ">=", "in", "empty", "filled", "contains"
]
# No pattern here: msgspec 0.22 writes past its memory for a union of a list and a text with one
# (``checking`` looks for control characters in its stead).
_Compared: TypeAlias = Annotated[str, Meta(max_length=200)]
Comparable: TypeAlias = (
    _Compared | bool | float | Annotated[list[_Compared | float], Meta(max_length=100)]
)


class Condition(Piece, frozen=True, rename={"not_": "not"}):
    """Exactly one of `all`, `any`, `not`, or `get` with `op`."""

    all: Annotated[list["Condition"], Meta(max_length=20)] | UnsetType = UNSET
    any: Annotated[list["Condition"], Meta(max_length=20)] | UnsetType = UNSET
    not_: "Condition | UnsetType" = UNSET
    get: Path | UnsetType = UNSET
    op: Comparison | UnsetType = UNSET
    value: Comparable | UnsetType = UNSET


Motion: TypeAlias = Literal[
    "none", "fadeIn", "fadeInDown", "fadeInUp", "fadeInLeft", "fadeInRight", "slideInLeft", "slideInRight",
    "slideInUp", "slideInDown", "zoomIn", "zoomInUp", "zoomInDown", "bounceIn", "bounceInUp", "bounceInDown",
    "rotateIn", "flipInX", "flipInY", "fadeOut", "slideOutLeft", "slideOutRight", "zoomOut", "pulse",
    "countUp", "flip",
]  # fmt: skip


class Animation(Piece, frozen=True):
    """How something comes, goes or changes; times in ms."""

    name: Motion
    ms: Millis | UnsetType = UNSET
    delay: Millis | UnsetType = UNSET
    stagger: Annotated[int, Meta(ge=0, le=500)] | UnsetType = UNSET
    ease: Literal["linear", "out", "inOut", "spring"] | UnsetType = UNSET


class Fit(Piece, frozen=True):
    """What happens to a text that is too long; `min`: the least part of its size."""

    mode: Literal["shrink", "wrap", "ellipsis", "clip", "marquee"] | UnsetType = UNSET
    min: Annotated[float, Meta(ge=0.1, le=1)] | UnsetType = UNSET
    lines: Annotated[int, Meta(ge=1, le=20)] | UnsetType = UNSET


class Lettering(Piece, frozen=True):
    """How a text is set: `font` is an id of the document's fonts, or a family that the hub brings."""

    font: Family | UnsetType = UNSET
    size: Annotated[float, Meta(ge=1, le=4000)] | UnsetType = UNSET
    weight: Annotated[int, Meta(ge=1, le=1000)] | UnsetType = UNSET
    italic: bool | UnsetType = UNSET
    color: Colour | UnsetType = UNSET
    align: Literal["start", "center", "end"] | UnsetType = UNSET
    valign: Literal["top", "middle", "bottom"] | UnsetType = UNSET
    lh: Annotated[float, Meta(ge=0.5, le=4)] | UnsetType = UNSET
    ls: (
        Annotated[float, Meta(ge=-200, le=400, description="Space between letters, in px.")]
        | UnsetType
    ) = UNSET
    shadow: Shadow | UnsetType = UNSET
    stroke: Stroke | UnsetType = UNSET
    tabular: bool | UnsetType = UNSET
    fit: Fit | UnsetType = UNSET
    dir: Literal["auto", "ltr", "rtl"] | UnsetType = UNSET
