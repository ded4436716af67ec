"""Imports as they cross the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

Field: TypeAlias = Literal[
    "bib",
    "chips",
    "first_name",
    "last_name",
    "full_name",
    "gender",
    "age",
    "dob",
    "city",
    "state",
    "country",
    "race",
    "division",
    "team",
    "external_id",
    "privacy",
    "wave",
]
State: TypeAlias = Literal["read", "previewed", "committed", "undone", "replaced"]
RowOutcome: TypeAlias = Literal["new", "changed", "unchanged", "rejected"]
RowFilter: TypeAlias = Literal["all", "new", "changed", "unchanged", "rejected", "kept"]
Value: TypeAlias = str | int | list[str] | None
Number: TypeAlias = Annotated[int, Meta(ge=0, examples=[12])]


class ImportCounts(Struct, frozen=True):
    """What the rows come to; each row is in one of the first four."""

    new: Number
    changed: Number
    unchanged: Number
    rejected: Number
    kept: Annotated[
        int, Meta(ge=0, description="Rows in which something that was set here wins.", examples=[3])
    ]
    missing: Annotated[
        int,
        Meta(
            ge=0,
            description="People of the roster whom no row means. They are never deleted.",
            examples=[0],
        ),
    ]


class ImportProgress(Struct, frozen=True):
    """Where the work is, while it lasts."""

    stage: Annotated[
        Literal["reading", "comparing", "writing", "undoing"], Meta(examples=["comparing"])
    ]
    done: Annotated[int, Meta(ge=0, description="Rows that are done.", examples=[5000])]
    total: Annotated[int, Meta(ge=0, description="Rows in all; 0: not known.", examples=[30000])]


class ImportColumn(Struct, frozen=True):
    """A column of the file."""

    heading: Annotated[str, Meta(description="As written.", examples=["Startnr."])]
    field: Annotated[
        Field | None, Meta(description="What it is; null: not used.", examples=["bib"])
    ]
    samples: Annotated[
        list[str],
        Meta(description="Some of its cells; none without `names.real`.", examples=[["0101"]]),
    ]


class LeftAlone(Struct, frozen=True):
    """Somebody whom undo left alone, because it was edited since."""

    participant_id: Annotated[int, Meta(examples=[88])]
    bib: Annotated[str, Meta(examples=["101"])]
    fields: Annotated[list[str], Meta(examples=[["team"]])]


class UndoReport(Struct, frozen=True):
    """What undo did."""

    restored: Annotated[int, Meta(description="People who are as they were.", examples=[4])]
    removed: Annotated[int, Meta(description="People whom the import had added.", examples=[120])]
    left_alone: Annotated[int, Meta(description="People edited since.", examples=[1])]
    left: Annotated[list[LeftAlone], Meta(description="The first hundred of them.")]


class ImportBrief(Struct, frozen=True):
    """An import in a list."""

    id: Annotated[int, Meta(examples=[7])]
    state: Annotated[State, Meta(description="`replaced`: a newer file took its place.")]
    file_name: Annotated[str, Meta(examples=["start list.csv"])]
    made_by: Annotated[str, Meta(examples=["Tess de Vries"])]
    made_at: datetime
    committed_at: datetime | None
    undone_at: datetime | None
    counts: ImportCounts
    undoable: Annotated[bool, Meta(description="Only the last one that was committed is.")]


class ImportPage(Struct, frozen=True):
    """Imports of an event, newest first."""

    items: list[ImportBrief]
    after: Annotated[int | None, Meta(description="For the next page; null: no more.")]


class RosterImport(Struct, frozen=True):
    """A file that somebody brought, and what it would do to the roster, or did."""

    id: Annotated[int, Meta(examples=[7])]
    state: State
    file_name: Annotated[str, Meta(examples=["start list.csv"])]
    rows: Annotated[int, Meta(description="Rows below the header.", examples=[312])]
    encoding: Annotated[str, Meta(description="Empty for a workbook.", examples=["utf-8"])]
    delimiter: Annotated[str, Meta(description="Empty for a workbook.", examples=[";"])]
    sheet: Annotated[str, Meta(description="Empty for a text.", examples=[""])]
    sheets: Annotated[list[str], Meta(description="All sheets of a workbook.")]
    columns: list[ImportColumn]
    remembered: Annotated[
        bool, Meta(description="The columns are as the partner said for the same header before.")
    ]
    race: Annotated[str, Meta(description="Race of rows that name none.", examples=["10K"])]
    local_edits: Annotated[
        Literal["keep", "overwrite"],
        Meta(description="Who wins where a field was set here. A bib that was given here stays."),
    ]
    counts: ImportCounts
    progress: ImportProgress | None
    made_by: Annotated[str, Meta(examples=["Tess de Vries"])]
    made_at: datetime
    committed_at: datetime | None
    undone_at: datetime | None
    undoable: bool
    undone: UndoReport | None


class ImportChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What to read otherwise, and how to merge. What is left out stays.

    Another sheet or encoding alone has the header read again (state `read`); anything else has
    the file compared with the roster (state `previewed`).
    """

    columns: (
        Annotated[
            list[Field | None],
            Meta(
                max_length=400,
                description="For each column what it is; null: not used.",
                examples=[["bib", "full_name", None]],
            ),
        ]
        | UnsetType
    ) = UNSET
    race: Annotated[str, Meta(max_length=200, examples=["10K"])] | UnsetType = UNSET
    local_edits: Literal["keep", "overwrite"] | UnsetType = UNSET
    encoding: (
        Annotated[str, Meta(max_length=40, pattern=r"^[A-Za-z0-9._-]*$", examples=["cp1252"])]
        | UnsetType
    ) = UNSET
    sheet: Annotated[str, Meta(max_length=200, examples=["Start list"])] | UnsetType = UNSET


class FieldDiff(Struct, frozen=True):
    """One field, old and new."""

    field: Annotated[str, Meta(examples=["city"])]
    old: Annotated[Value, Meta(examples=["Bolder"])]
    new: Annotated[Value, Meta(examples=["Boulder"])]


class KeptField(Struct, frozen=True):
    """A field that was set here and stays, whatever the file says."""

    field: Annotated[str, Meta(examples=["bib"])]
    here: Annotated[Value, Meta(examples=["500"])]
    file: Annotated[Value, Meta(examples=["101"])]


class RosterImportRow(Struct, frozen=True):
    """A row of the file and what it comes to."""

    line: Annotated[int, Meta(description="Line of the file.", examples=[2])]
    outcome: RowOutcome
    participant_id: Annotated[int | None, Meta(description="Whom it means.", examples=[88])]
    bib: Annotated[str, Meta(examples=["101"])]
    name: Annotated[str, Meta(description="Empty when hidden from you.", examples=["Ann Lee"])]
    hidden: Annotated[
        bool, Meta(description="The rest is hidden: the person asked for it, or nobody knows.")
    ]
    changes: Annotated[list[FieldDiff], Meta(description="What changes; of somebody new, all.")]
    kept: list[KeptField]
    reasons: Annotated[
        list[str],
        Meta(
            description="Why it was rejected, or what to look at.", examples=[["It has no name."]]
        ),
    ]
    cells: Annotated[
        list[str] | None, Meta(description="A rejected row as written.", examples=[None])
    ]


class ImportRowPage(Struct, frozen=True):
    """Rows of an import in the order of the file."""

    items: list[RosterImportRow]
    after: Annotated[int | None, Meta(description="For the next page; null: no more.")]


class MissingPerson(Struct, frozen=True):
    """Somebody on the roster whom the file does not name."""

    participant_id: Annotated[int, Meta(examples=[88])]
    bib: Annotated[str, Meta(examples=["101"])]
    name: Annotated[str, Meta(examples=["Ann Lee"])]


class MissingPage(Struct, frozen=True):
    """People whom no row means."""

    items: list[MissingPerson]
    after: Annotated[int | None, Meta(description="For the next page; null: no more.")]
