"""Assets as they are read and changed over HTTP."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import UNSET, Meta, Struct, UnsetType

Kind: TypeAlias = Literal["image", "font", "video", "audio"]
Category: TypeAlias = Literal["logo", "background", "wide", "tall", "square", "other"]
Variant: TypeAlias = Literal["original", "full", "half", "thumb"]
State: TypeAlias = Annotated[
    Literal["pending", "ready", "failed"],
    Meta(
        description="`pending`: the smaller files are being made; `failed`: see `failure`, the "
        "original is there all the same."
    ),
]
CATEGORIES: tuple[str, ...] = get_args(Category)
NOT_BLANK = r"^[^\x00-\x1f]*[^\s\x00-\x1f][^\x00-\x1f]*$"
Name: TypeAlias = Annotated[
    str,
    Meta(min_length=1, max_length=120, pattern=NOT_BLANK, description="What people call it.",
         examples=["Logo of the harbour"]),
]  # fmt: skip
Licence: TypeAlias = Annotated[
    str,
    Meta(max_length=300, pattern=r"^[^\x00]*$",
         description="Who made it and what it may be used for. A font needs one.",
         examples=["SIL Open Font License 1.1"]),
]  # fmt: skip
Sha256: TypeAlias = Annotated[
    str,
    Meta(pattern="^[0-9a-f]{64}$", min_length=64, max_length=64,
         description="sha256 of the bytes, in hexadecimal."),
]  # fmt: skip


class AssetFile(Struct, frozen=True):
    """One file of an asset. `full` is at most 4096 pixels, `half` half of that, `thumb` at most 160
    on its longer side; each as WebP and as AVIF.
    """

    variant: Variant
    sha256: Sha256
    mime: Annotated[str, Meta(examples=["image/webp"])]
    bytes: Annotated[int, Meta(examples=[48_213])]
    width: int | None
    height: int | None


class Asset(Struct, frozen=True):
    """A picture, font, film or sound of a timing partner."""

    id: int
    sha256: Annotated[Sha256, Meta(description="Of the original.")]
    kind: Kind
    mime: Annotated[str, Meta(description="By content, not by name.", examples=["image/jpeg"])]
    bytes: Annotated[int, Meta(description="Of the original.", examples=[2_482_113])]
    width: Annotated[int | None, Meta(description="As it is seen, after its orientation.")]
    height: int | None
    name: Name
    category: Category
    licence: Licence
    family: Annotated[str | None, Meta(description="Of a font.", examples=["Barlow Condensed"])]
    state: State
    failure: Annotated[str | None, Meta(description="Why it failed, in a sentence.")]
    files: list[AssetFile]
    made_at: datetime
    removed: Annotated[
        bool, Meta(description="Not in the list any more; templates that have it still show it.")
    ]


class AssetPage(Struct, frozen=True):
    """Assets, the newest first."""

    assets: list[Asset]
    after: Annotated[int | None, Meta(description="For the next page; null: this was the last.")]


class AssetChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is absent stays."""

    name: Name | UnsetType = UNSET
    category: Category | UnsetType = UNSET
    licence: Licence | UnsetType = UNSET


class AssetUsage(Struct, frozen=True):
    """How much room a timing partner takes, with what was made from its uploads."""

    bytes: int
    quota_bytes: int
    files: Annotated[int, Meta(description="Different files; each content counts once.")]
    max_bytes: Annotated[int, Meta(description="Size of one upload at most.")]
    max_pixels: Annotated[int, Meta(description="Width times height of a picture at most.")]


class FontFamily(Struct, frozen=True):
    """A font that comes with the product: a template names it by its family alone."""

    family: Annotated[str, Meta(examples=["Barlow Condensed"])]
    weights: Annotated[
        list[int], Meta(description="Weights that there are.", examples=[[400, 700]])
    ]
    scripts: Annotated[list[str], Meta(description="Scripts it has.", examples=[["latin"]])]
    licence: Annotated[str, Meta(examples=["OFL-1.1"])]


class FontFamilies(Struct, frozen=True):
    """What comes with the product, and the fonts of this timing partner."""

    vendored: list[FontFamily]
    own: Annotated[list[Asset], Meta(description="Uploaded fonts, by family.")]
