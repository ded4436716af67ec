"""What a roster is made of, between the file and the database.

Texts are clean (one line, single blanks, composed characters) and "" means *not told*: a later
import never lets a blank overwrite something known.
"""

from datetime import date

import msgspec


class Entrant(msgspec.Struct, frozen=True):
    """One participant of an event. The bib is the key within the event; chips are sorted."""

    bib: str
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
    """A file as it was understood. ``columns`` tells heading → meaning, in the file's order."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]


class Stored(msgspec.Struct, frozen=True):
    """A participant as the database knows it."""

    id: int
    entrant: Entrant


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
