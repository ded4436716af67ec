"""Whose tag is this? From the text that hardware reports to a participant of the event.

Hardware reports a chip or a bib, as text, sometimes padded with zeros (timing-protocols 5.5). The
order of trust: exact text of a chip, exact text of a bib, then the same two without leading zeros.
The first step at which the tag is known decides; when it is known there for more than one person
the answer is *unknown*, and no weaker step is tried. Nobody is ever guessed or invented.
"""

from collections.abc import Iterable

import msgspec

_MEMO_KEPT = 50_000


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One row of the roster, as far as tags are concerned. A blank bib or chip matches nothing."""

    participant_id: int
    bib: str
    chips: tuple[str, ...] = ()


class Roster:
    """The index of one event. Never changed: a changed roster is a new Roster."""

    __slots__ = ("_exact", "_stripped", "_zeros")

    def __init__(self, entries: Iterable[Entry]) -> None:
        listed = tuple(entries)
        chips = [(chip, entry.participant_id) for entry in listed for chip in entry.chips]
        bibs = [(entry.bib, entry.participant_id) for entry in listed]
        self._exact = _index(bibs) | _index(chips)
        self._stripped = _index(map(_without_zeros, bibs)) | _index(map(_without_zeros, chips))
        self._zeros: dict[str, int | None] = {}

    def match(self, tag: str) -> int | None:
        """The participant's id, or None: unknown, or more than one."""
        try:
            return self._exact[tag]
        except KeyError:
            return self._match_without_zeros(tag)

    def _match_without_zeros(self, tag: str) -> int | None:
        if tag in self._zeros:
            return self._zeros[tag]
        if len(self._zeros) >= _MEMO_KEPT:
            self._zeros.clear()
        self._zeros[tag] = found = self._stripped.get(_strip(tag)) if tag else None
        return found


def _index(pairs: Iterable[tuple[str, int]]) -> dict[str, int | None]:
    """Text to participant; None where the text stands for several."""
    found: dict[str, int | None] = {}
    for text, participant_id in pairs:
        if text:
            known = found.setdefault(text, participant_id)
            found[text] = participant_id if known == participant_id else None
    return found


def _without_zeros(pair: tuple[str, int]) -> tuple[str, int]:
    text, participant_id = pair
    return (_strip(text) if text else text), participant_id


def _strip(text: str) -> str:
    """Leading zeros carry no meaning; a tag of nothing but zeros is the tag ``0``."""
    return text.lstrip("0") or "0"
