"""One thing to look at, as it was found and before anybody's name is put to it."""

from datetime import datetime
from typing import Final

import msgspec

from project88.race.nearest import Near

DOUBTS: Final = (
    *("finish_before_gun", "chip_over_gun", "impossible_pace", "wrong_order", "missing_split"),
    *("no_start_read", "past_cutoff", "seen_after_end"),
)
"""Kinds that are doubts of results (``race.outcome.Doubt``). One gun that is missing is one item."""

ORDER: Final = (
    *("no_gun", "dead_mat", "held_differs", "unknown_tag", "two_chips", "at_once"),
    *("finish_before_gun", "chip_over_gun", "impossible_pace", "wrong_order", "seen_after_end"),
    *("backup_finish", "past_cutoff", "missing_split", "no_start_read", "dns_candidate"),
    *("unused_gun", "correction"),
)
"""All kinds, the most pressing first."""

SERIOUS: Final = frozenset(ORDER) - {"unused_gun", "dns_candidate"}
"""Kinds that the check-list asks for."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended."""

    order: str = ""
    key: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """`order` sorts the items of a kind, `key` names what it is about (see 0019_worklist.sql)."""

    kind: str
    key: str
    to: str
    to_id: int | None = None
    to_text: str = ""
    order: str = ""
    race_id: int | None = None
    participant_id: int | None = None
    tag: str = ""
    point: str = ""
    other: str = ""
    locations: tuple[str, ...] = ()
    first_at: datetime | None = None
    last_at: datetime | None = None
    count: int = 0
    reads: int = 0
    ms: int | None = None
    detail: str = ""
    near: tuple[Near, ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.order, self.key)


class Gone(msgspec.Struct, frozen=True):
    """A dismissal that stands."""

    id: int
    kind: str
    key: str
    reason: str
    by: str
    at: datetime


class Tally(msgspec.Struct, frozen=True):
    """How many of a kind a race has."""

    race_id: int | None
    kind: str
    open: int
    dismissed: int


class Known(msgspec.Struct, frozen=True):
    """A person as this transaction may see it."""

    id: int
    bib: str
    name: str
