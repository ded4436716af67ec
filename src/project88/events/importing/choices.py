"""What a person chooses for a file, and how the file was read: kept with the import, as they are."""

import msgspec

from project88.events.headings import ALIASES
from project88.events.merge import LocalEdits, Wishes

FIELDS = tuple(ALIASES)
"""What a column may be."""
NAMES = frozenset({"first_name", "last_name", "full_name"})


class Choices(msgspec.Struct, frozen=True):
    """``columns``: for each column its field or None; no list yet: as the headings say.

    ``wishes`` nobody chooses: it says whether who had the file compared may see real names.
    """

    columns: list[str | None] | None = None
    race: str = ""
    local_edits: LocalEdits = LocalEdits.KEEP
    encoding: str | None = None
    sheet: str | None = None
    wishes: Wishes = Wishes.STAY


class Reading(msgspec.Struct, frozen=True):
    """A file as it was understood. ``samples``: a few cells of each column, as written."""

    encoding: str
    delimiter: str
    sheet: str
    sheets: list[str]
    header: list[str]
    suggested: list[str | None]
    samples: list[list[str]]
    rows: int
    key: str
    remembered: bool = False


class Counts(msgspec.Struct, frozen=True):
    """What the rows come to. ``kept``: rows where what was set here wins over the file.

    ``missing``: people of the roster whom no row means; they stay as they are.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    kept: int = 0
    missing: int = 0


def problem_with(columns: list[str | None], width: int) -> str | None:
    """A sentence when these columns can make no roster."""
    if len(columns) != width:
        return f"The file has {width} columns and {len(columns)} were told."
    unknown = next((one for one in columns if one is not None and one not in FIELDS), None)
    if unknown is not None:
        return f"A column cannot be {unknown[:40]!r}; it is one of {', '.join(FIELDS)}."
    if not NAMES & set(columns):
        return "Say which column has the names; without a name nobody can be shown."
    return None
