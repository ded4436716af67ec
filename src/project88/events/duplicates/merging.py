"""Two people become one: chosen fields, filled blanks, all chips. Pure.

The stricter wish for privacy wins, because a name that was shown cannot be taken back; unless one
is chosen by somebody who may see real names.
"""

from collections.abc import Collection

import msgspec

from project88.db.actor import Names
from project88.events.model import FIELDS, Stored
from project88.events.privacy import stricter


def merged(
    keep: Stored, drop: Stored, from_dropped: Collection[str], names: Names = Names.SHOWN
) -> Stored:
    """``keep`` as it is afterwards; what is another than before counts as set here."""
    fields: dict[str, object] = {}
    for field in FIELDS:
        here, there = getattr(keep.entrant, field), getattr(drop.entrant, field)
        if there in {"", None}:
            continue
        if field in from_dropped or here in {"", None}:
            fields[field] = there
    fields["chips"] = tuple(sorted({*keep.entrant.chips, *drop.entrant.chips}))
    if "privacy" not in from_dropped or names is not Names.REAL:
        fields["privacy"] = stricter(keep.entrant.privacy, drop.entrant.privacy)
    entrant = msgspec.structs.replace(keep.entrant, **fields)
    changed = {name for name in FIELDS if getattr(entrant, name) != getattr(keep.entrant, name)}
    # Where the bib, the entry or the source's bib came from a file, files may go on telling it.
    local = {*keep.local, *(changed - {"source_bib", "external_id"} - _of_files(drop, changed))}
    return msgspec.structs.replace(
        keep, entrant=entrant, local=tuple(sorted(local)), note=_note(keep, drop, from_dropped)
    )


def _of_files(drop: Stored, changed: Collection[str]) -> frozenset[str]:
    """A bib that a file told for the dropped one stays the file's."""
    told = "bib" in changed and drop.entrant.bib == drop.entrant.source_bib
    return frozenset({"bib"}) if told and "bib" not in drop.local else frozenset()


def _note(keep: Stored, drop: Stored, from_dropped: Collection[str]) -> str:
    if "note" in from_dropped:
        return drop.note
    return keep.note or drop.note
