"""What the process apart is told, and what it answers; light, because it is imported at each start."""

import msgspec

from project88.assets.schemas import Kind, Variant
from project88.assets.style.page import Page
from project88.assets.style.schemas import WebsiteStyle


class Task(msgspec.Struct, frozen=True):
    """What the process apart is told; both paths are of this machine."""

    do: str
    content: str
    folder: str
    max_pixels: int
    memory_bytes: int
    seconds: int


class Refusal(msgspec.Struct, frozen=True, tag="refused"):
    """It will not have the file."""

    code: str
    sentence: str


class Found(msgspec.Struct, frozen=True, tag="found"):
    """What it is. `content`: what to keep instead, when that is not the file itself."""

    kind: Kind
    mime: str
    width: int | None = None
    height: int | None = None
    family: str | None = None
    content: str | None = None
    has_variants: bool = False


class Made(msgspec.Struct, frozen=True):
    """One file that was made from a picture."""

    variant: Variant
    mime: str
    path: str
    width: int
    height: int


class AllMade(msgspec.Struct, frozen=True, tag="made"):
    """Everything that was made from a picture."""

    files: list[Made]


class PageRead(msgspec.Struct, frozen=True, tag="page"):
    """What a page says of its style."""

    page: Page


class Styled(msgspec.Struct, frozen=True, tag="styled"):
    """What was read from style sheets."""

    style: WebsiteStyle
