"""Two people become one: chosen fields, filled blanks, all chips. Pure.

The stricter wish for privacy wins unless one is chosen, because a name that was shown cannot be
taken back.
"""

from collections.abc import Collection
from typing import Final

import msgspec

from project88.events.model import FIELDS, Stored

_STRICTNESS: Final = {"": 0, "public": 0, "short": 1, "hidden": 2}


def merged(keep: Stored, drop: Stored, from_dropped: Collection[str]) -> Stored:
    """``keep`` as it is afterwards; what is another than before counts as set here."""
    fields: dict[str, object] = {}
    for field in FIELDS:
        here, there = getattr(keep.entrant, field), getattr(drop.entrant, field)
        if there in {"", None}:
            continue
        if field in from_dropped or here in {"", None}:
            fields[field] = there
    fields["chips"] = tuple(sorted({*keep.entrant.chips, *drop.entrant.chips}))
    if "privacy" not in from_dropped:
        wishes = (keep.entrant.privacy, drop.entrant.privacy)
        fields["privacy"] = max(wishes, key=lambda wish: _STRICTNESS[wish])
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
