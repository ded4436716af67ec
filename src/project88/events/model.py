"""What a roster is made of, between the file and the database.

Texts are clean (one line, single blanks, composed characters) and "" means *not told*: a later
import never lets a blank overwrite something known.
"""

from datetime import date
from typing import Final

import msgspec


class Entrant(msgspec.Struct, frozen=True, omit_defaults=True):
    """One participant of an event. Bib and chips belong to one person of the event each; chips are sorted."""

    bib: str = ""
    first_name: str = ""
    last_name: str = ""
    gender: str = ""
    age: int | None = None
    city: str = ""
    state: str = ""
    country: str = ""
    division: str = ""
    team: str = ""
    wave: str = ""
    race: str = ""
    chips: tuple[str, ...] = ()
    external_id: str = ""
    """Number of the entry in the registration system."""
    source_bib: str = ""
    """The bib that a file told; where it differs from the bib, somebody here has decided."""
    privacy: str = ""
    """``public``, ``short`` or ``hidden``; of a row of a file "" where it does not say."""
    born_on: date | None = None
    """Only for who may see real names; the age in divisions comes from it."""


FIELDS: Final = Entrant.__struct_fields__
NAMING: Final = ("first_name", "last_name", "age", "city", "state", "country", "team", "born_on")
"""What tells who somebody is, and is shortened or hidden for those who asked."""


class Row(msgspec.Struct, frozen=True):
    """A row of the file that makes sense by itself; ``cells`` as they were written."""

    line: int
    cells: tuple[str, ...]
    entrant: Entrant


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not taken in, and why, as a sentence for the person who sent the file."""

    line: int
    cells: tuple[str, ...]
    reason: str


class RosterFile(msgspec.Struct, frozen=True):
    """A file as it was understood. ``columns`` tells heading → meaning, in the file's order.

    ``encoding`` and ``delimiter`` are "" for a workbook, ``sheet`` is for a text.
    """

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    sheet: str = ""


class Stored(msgspec.Struct, frozen=True, omit_defaults=True):
    """A participant as the database knows it. ``local``: fields that somebody here has set."""

    id: int
    entrant: Entrant
    local: tuple[str, ...] = ()
    note: str = ""
    version: int = 1


class Target(msgspec.Struct, frozen=True):
    """The event a roster is for; made when it is missing. ``zone`` None: the timing partner's."""

    partner_id: int
    event: str
    day: date
    zone: str | None = None


class Event(msgspec.Struct, frozen=True):
    """An event as the database knows it."""

    id: int
    name: str
    zone: str


class Report(msgspec.Struct, frozen=True):
    """What an import came to; every row of the file is in exactly one of the four counts."""

    event: Event
    file: RosterFile
    new: int
    changed: int
    unchanged: int
    rejected: tuple[Rejected, ...]
