"""A file meets the roster that is known: what is new, what changes, what cannot be.

The key is the bib. A blank in the file leaves what is known alone; anything else replaces it, chips
as a whole. So a chip may move from one person to another, as long as the file also says what its
former holder has now; else the row that claims it is rejected, and nobody loses a chip unsaid.
"""

from collections.abc import Mapping, Sequence

import msgspec

from project88.events.model import Entrant, Rejected, Row, Stored


class Plan(msgspec.Struct, frozen=True):
    """What to write. Entrants in ``changed`` are whole: file and database together."""

    new: tuple[Entrant, ...]
    changed: tuple[Entrant, ...]
    unchanged: int
    rejected: tuple[Rejected, ...]


def plan(stored: Mapping[str, Stored], rows: Sequence[Row]) -> Plan:
    """``stored`` by bib. Every row ends up in exactly one of the four."""
    good, rejected = _chips_free(stored, rows)
    new: list[Entrant] = []
    changed: list[Entrant] = []
    for row in good:
        known = stored.get(row.entrant.bib)
        if known is None:
            new.append(row.entrant)
        elif (merged := merge(known.entrant, row.entrant)) != known.entrant:
            changed.append(merged)
    unchanged = len(good) - len(new) - len(changed)
    return Plan(tuple(new), tuple(changed), unchanged, tuple(rejected))


def merge(known: Entrant, told: Entrant) -> Entrant:
    """What is told wins, unless it is blank."""
    # Any: the fields differ in type, and each keeps its own.
    news = {
        field: value
        for field in Entrant.__struct_fields__
        if (value := getattr(told, field)) not in ("", None, ())
    }
    return msgspec.structs.replace(known, **news)


def _chips_free(
    stored: Mapping[str, Stored], rows: Sequence[Row]
) -> tuple[list[Row], list[Rejected]]:
    """Rows whose chips nobody else keeps. A rejected row keeps its own, so look until all agree."""
    good, rejected = list(rows), list[Rejected]()
    while True:
        giving_up = {row.entrant.bib for row in good if row.entrant.chips}
        holders = {
            chip: bib
            for bib, known in stored.items()
            if bib not in giving_up
            for chip in known.entrant.chips
        }
        refused = [row for row in good if any(chip in holders for chip in row.entrant.chips)]
        if not refused:
            return good, rejected
        rejected += [_refusal(row, holders) for row in refused]
        lines = {row.line for row in refused}
        good = [row for row in good if row.line not in lines]


def _refusal(row: Row, holders: Mapping[str, str]) -> Rejected:
    chip = next(chip for chip in row.entrant.chips if chip in holders)
    return Rejected(row.line, row.cells, f"Chip {chip} already belongs to bib {holders[chip]}.")
