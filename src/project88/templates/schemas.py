"""Templates as they cross the border.

A document is plain JSON here: what it may hold is said, and checked, by `document`. Everything else
about a template, who changed what and when, is said in this file.
"""

from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

LARGEST = 2**31 - 1
MOST_OPS = 500
MOST_AT_ONCE = 200

# Any: JSON of every shape, before it was looked at and after.
Json: TypeAlias = Any
JsonDocument: TypeAlias = dict[str, Any]

Id: TypeAlias = Annotated[int, Meta(ge=1, le=LARGEST, examples=[17])]
VersionNumber: TypeAlias = Annotated[
    int, Meta(ge=1, le=LARGEST, description="Number of a version; the first is 1.", examples=[4])
]
TemplateName: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=120,
        pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$",
        description="For operators; runners never see it.",
        examples=["Finish, big wall"],
    ),
]
Label: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=120,
        pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$",
        description="A name that somebody gave: such a version is kept for ever.",
        examples=["As shown in Sneek"],
    ),
]
A_DOCUMENT: JsonDocument = {
    "v": 1,
    "name": "Finish",
    "size": {"w": 1920, "h": 1080},
    "pages": {"solo": {"role": "solo"}},
    "blocks": {},
}
TheDocument: TypeAlias = Annotated[
    JsonDocument,
    Meta(description="The template's document; see /schema/template.json.", examples=[A_DOCUMENT]),
]
TemplateState: TypeAlias = Literal["open", "archived"]
Origin: TypeAlias = Literal["start", "edit", "restore", "import", "clone"]


class TemplatePerson(Struct, frozen=True):
    """Somebody who worked on a template."""

    id: Annotated[int, Meta(description="Number of the user.", examples=[7])]
    name: Annotated[str, Meta(description="As colleagues say it.", examples=["Ada de Vries"])]


class TemplateRow(Struct, frozen=True, kw_only=True):
    """A template as a list shows it."""

    id: Id
    name: Annotated[str, Meta(description="As in its newest version.", examples=["Finish"])]
    width: Annotated[int, Meta(description="Of the drawing, in pixels.", examples=[1920])]
    height: Annotated[int, Meta(description="Of the drawing, in pixels.", examples=[1080])]
    state: Annotated[
        TemplateState,
        Meta(description="An archived one can't be chosen; screens that show it go on."),
    ]
    version: Annotated[int, Meta(description="The newest one.", examples=[4])]
    published: Annotated[
        int | None, Meta(description="The version that screens show; null: none yet.")
    ]
    published_hash: Annotated[
        str | None, Meta(description="By which screens fetch it: sha256 of that document.")
    ]
    published_at: datetime | None
    updated_at: Annotated[datetime, Meta(description="When the newest version was made.")]
    updated_by: Annotated[
        TemplatePerson | None, Meta(description="Null: an API key, or somebody who is gone.")
    ]
    used_by: Annotated[
        int,
        Meta(
            ge=0, description="Display sessions and screens within the caller's reach that name it."
        ),
    ]


class Template(TemplateRow, frozen=True, kw_only=True):
    """A template with its newest document."""

    hash: Annotated[str, Meta(description="sha256 of the document.")]
    document: TheDocument


class TemplatePage(Struct, frozen=True):
    """Templates, the last changed first."""

    templates: list[TemplateRow]
    more: Annotated[
        bool, Meta(description="Whether there are more; ask with `after` = the last one's number.")
    ]


class Starter(Struct, frozen=True):
    """A template that comes with the product."""

    name: Annotated[str, Meta(description="By which screens name it.", examples=["standard"])]
    title: Annotated[str, Meta(examples=["Standard"])]
    width: Annotated[int, Meta(examples=[1920])]
    height: Annotated[int, Meta(examples=[1080])]
    document: TheDocument


class NewTemplate(Struct, frozen=True, forbid_unknown_fields=True):
    """A template to be made, from exactly one of: a document, a starter, another template."""

    document: TheDocument | UnsetType = UNSET
    starter: Annotated[str, Meta(max_length=60, examples=["standard"])] | UnsetType = UNSET
    clone_of: Id | UnsetType = UNSET
    name: TemplateName | UnsetType = UNSET


class TemplateIds(Struct, frozen=True, forbid_unknown_fields=True):
    """Several templates at once: all of them, or none when one is not there."""

    ids: Annotated[list[Id], Meta(min_length=1, max_length=MOST_AT_ONCE, examples=[[17, 18]])]


class TemplatesTouched(Struct, frozen=True):
    """How many are in another state now."""

    templates: Annotated[int, Meta(ge=0, examples=[2])]


# Changes -----------------------------------------------------------------------------------------

PathPart: TypeAlias = Annotated[str, Meta(min_length=1, max_length=120)]


class Op(Struct, frozen=True, forbid_unknown_fields=True):
    """One property's change. `old` is what the builder saw, `val` what it wants; null is absent."""

    path: Annotated[
        list[PathPart],
        Meta(min_length=1, max_length=4, examples=[["blocks", "b3", "font", "size"]]),
    ]
    old: Annotated[Json, Meta(description="As the builder saw it.", examples=[96])] = None
    val: Annotated[Json, Meta(description="As it shall be.", examples=[120])] = None


class Batch(Struct, frozen=True, forbid_unknown_fields=True):
    """Changes that belong together. The same batch sent again changes nothing and gets the same
    answer.
    """

    batch: Annotated[
        str,
        Meta(
            pattern="^[0-9a-f]{32}$",
            description="A random number of the builder's, in hexadecimal digits.",
            examples=["0f6c1b0a9d8e4f7fa1b2c3d4e5f60718"],
        ),
    ]
    base: VersionNumber
    ops: Annotated[list[Op], Meta(min_length=1, max_length=MOST_OPS)]


class EditConflict(Struct, frozen=True):
    """A change that was not made, because somebody else had changed the same property."""

    path: list[str]
    old: Annotated[Json, Meta(description="What the builder saw.", examples=[96])]
    val: Annotated[Json, Meta(description="What it wanted.", examples=[120])]
    now: Annotated[
        Json, Meta(description="What it is; null: it is not there (any more).", examples=[110])
    ]
    by: Annotated[
        TemplatePerson | None, Meta(description="Who changed it; null: not known, or an API key.")
    ]
    at: Annotated[
        int | None,
        Meta(description="When that was, in ms UTC; null: not known.", examples=[1795417200000]),
    ]


class BatchAnswer(Struct, frozen=True):
    """What came of a batch."""

    version: Annotated[int, Meta(description="The newest version after it.", examples=[5])]
    applied: Annotated[
        int, Meta(ge=0, description="Changes that are in; those that were in already count.")
    ]
    conflicts: list[EditConflict]
    document: Annotated[
        JsonDocument | None,
        Meta(
            description="Whole, when the newest version was not `base`; else null.",
            examples=[A_DOCUMENT],
        ),
    ]


# Versions ----------------------------------------------------------------------------------------


class TemplateVersion(Struct, frozen=True, kw_only=True):
    """A version of a template: it is never changed, only named."""

    number: VersionNumber
    label: Annotated[str | None, Meta(description="Kept for ever when it has one.")]
    origin: Annotated[Origin, Meta(description="How it came to be.")]
    restored: Annotated[
        int | None, Meta(description="The version that this one brought back, if it did.")
    ]
    changes: Annotated[int, Meta(ge=0, description="Properties unlike those of the one before.")]
    made_at: datetime
    made_by: Annotated[
        TemplatePerson | None, Meta(description="Null: an API key, or somebody who is gone.")
    ]


class TemplateVersionDocument(TemplateVersion, frozen=True, kw_only=True):
    """A version with what it holds."""

    hash: Annotated[str, Meta(description="sha256 of the document.")]
    document: TheDocument


class TemplateVersionPage(Struct, frozen=True):
    """Versions, the newest first."""

    versions: list[TemplateVersion]
    more: Annotated[
        bool, Meta(description="Whether there are older; ask with `after` = the last one's number.")
    ]


class VersionLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """A version's name; null takes it away."""

    label: Label | None


class Publication(Struct, frozen=True, forbid_unknown_fields=True):
    """Which version screens shall show."""

    version: VersionNumber


# Who works on it ---------------------------------------------------------------------------------


class EditingWindow(Struct, frozen=True, forbid_unknown_fields=True):
    """A builder's window; one person may have several."""

    window: Annotated[
        str,
        Meta(
            min_length=4,
            max_length=64,
            pattern=r"^[A-Za-z0-9_-]+$",
            description="Chosen by the builder at random.",
            examples=["w-3f9a2c"],
        ),
    ]


class TemplateEditor(Struct, frozen=True):
    """Somebody who has the template open in a builder."""

    name: Annotated[str, Meta(description="As colleagues say it.", examples=["Kim Bakker"])]
    until: Annotated[datetime, Meta(description="Unless the builder says so again before.")]
    id: Annotated[int, Meta(description="Number of the user.", examples=[7])]
    window: Annotated[str, Meta(description="Which of their windows.", examples=["w-3f9a2c"])]


class TemplateHead(Struct, frozen=True):
    """What the newest version is, as the stream tells it."""

    version: int
    hash: str
    by: TemplatePerson | None
    published: int | None
    state: TemplateState
