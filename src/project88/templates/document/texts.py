"""The small texts of a document, each with the form that makes it safe to draw.

A colour, a shadow or a gradient ends in a style of the page. So each is a pattern of what it may be,
not a list of what it must not be: there is no place in them for an address or an expression.
``END`` closes a pattern: in Python ``$`` alone would let a line break through.
"""

from typing import Annotated, TypeAlias

from msgspec import Meta

from project88.templates.document.paths import pattern

END = r"$(?!\n)"
_PLAIN = r"^[^\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]*" + END
_LINES = r"^[^\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]*" + END
_FUNCTION = r"(?:rgb|hsl)a?\([0-9., %/]{3,40}\)"
_COLOUR = (
    r"(?:#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
    rf"|{_FUNCTION}|transparent|black|white|\$[a-z][a-z0-9-]{{0,31}})"
)
_LENGTH = r"-?[0-9]{1,4}(?:\.[0-9]{1,3})?(?:px)?"
_SHADOW = rf"{_LENGTH} {_LENGTH}(?: {_LENGTH}){{0,2}} {_COLOUR}"

MOST_TEXT = 500

Path: TypeAlias = Annotated[
    str, Meta(max_length=60, pattern=pattern(), title="Path", description="What is shown.")
]
Id: TypeAlias = Annotated[
    str, Meta(max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*" + END, description="An id.")
]
Hash: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}" + END, description="A sha256.")]
Name: TypeAlias = Annotated[str, Meta(max_length=120, pattern=_PLAIN)]
Title: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1, max_length=120,
        pattern=r"^[^\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]*[^\s\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]"
        r"[^\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]*" + END,
    ),
]  # fmt: skip
Line: TypeAlias = Annotated[str, Meta(max_length=MOST_TEXT, pattern=_PLAIN)]
Words: TypeAlias = Annotated[
    str, Meta(max_length=MOST_TEXT, pattern=_LINES, description="May have line breaks.")
]
Locale: TypeAlias = Annotated[
    str, Meta(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}" + END, description="BCP 47.")
]
Colour: TypeAlias = Annotated[
    str,
    Meta(
        pattern=rf"^{_COLOUR}{END}",
        title="Colour",
        description="A colour, or `$` and a token of the theme.",
    ),
]
Token: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,31}" + END)]
Gradient: TypeAlias = Annotated[
    str,
    Meta(
        max_length=800,
        pattern=r"^(?:repeating-)?(?:linear|radial|conic)-gradient\("
        rf"(?:[A-Za-z0-9#%., $-]|{_FUNCTION}){{3,780}}\){END}",
        description="A gradient of colours.",
    ),
]
Border: TypeAlias = Annotated[
    str,
    Meta(
        pattern=rf"^[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?px (?:solid|dashed|dotted|double) {_COLOUR}{END}",
        description="Such as `4px solid $accent`.",
    ),
]
Shadow: TypeAlias = Annotated[
    str,
    Meta(
        max_length=400, pattern=rf"^(?:none|{_SHADOW}(?:, ?{_SHADOW}){{0,3}}){END}",
        description="Such as `0 2px 8px rgba(0, 0, 0, .5)`.",
    ),
]  # fmt: skip
Stroke: TypeAlias = Annotated[
    str,
    Meta(
        pattern=rf"^[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?px {_COLOUR}{END}",
        description="Such as `2px black`.",
    ),
]
Place: TypeAlias = Annotated[
    str,
    Meta(max_length=80, pattern=r"^[0-9A-Za-z]+" + END, description="A fractional index."),
]
Mime: TypeAlias = Annotated[str, Meta(max_length=60, pattern=r"^[a-z]+/[a-z0-9][a-z0-9.+-]*" + END)]
Weight: TypeAlias = Annotated[
    str,
    Meta(pattern=r"^[1-9][0-9]{1,2}(?: [1-9][0-9]{2,3})?" + END, description="One, or a range."),
]
Family: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=80,
        pattern=r"^[^\x00-\x1f\x7f\"\\;{}<>\u2028\u2029\ud800-\udfff]+" + END,
        description="A family of letters.",
    ),
]
