"""A file meets the roster that is known: what is new, what changes, what cannot be.

A blank in the file leaves what is known alone; anything else replaces it, chips as a whole. A bib
that was given, changed or taken away here stays, whatever the file says, and so does every other
field that was set here, unless the person asks for the file's. Nobody is ever deleted.

A bib or a chip may move from one person to another, as long as the file also says what its former
holder has now; else the row that claims it is rejected, and nobody loses one unsaid.
"""

import enum
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import msgspec

from project88.events.model import FIELDS, Entrant, Rejected, Row, Stored
from project88.events.pairing import AMBIGUOUS, OTHER_NAME, Pairing, pair
from project88.events.privacy import shows_more

Value: TypeAlias = "str | int | date | tuple[str, ...] | None"
_BLANK: tuple[Value, ...] = ("", None, ())
_ALWAYS_KEPT = "bib"
WISH_STAYS = "Less of the name is shown than the file says, because the person asked for it."


class LocalEdits(enum.Enum):
    """Who wins where a field was set here and the file says something else. A bib always stays."""

    KEEP = "keep"
    OVERWRITE = "overwrite"


class Wishes(enum.Enum):
    """Whether a file may show more of the name of somebody known than he or she asked for."""

    STAY = "stay"
    AS_TOLD = "as_told"
    """For files of those who may see real names."""


class Outcome(enum.Enum):
    """What a row of the file comes to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Decision(msgspec.Struct, frozen=True):
    """One row. ``result`` is whole: file and database together, None when rejected.

    ``before``: the fields that change, as they were. ``kept``: what the file says where it loses.
    """

    row: Row
    outcome: Outcome
    participant_id: int | None = None
    result: Entrant | None = None
    before: dict[str, Value] = {}
    kept: dict[str, Value] = {}
    reasons: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """Every row in exactly one outcome, in the order of the file."""

    decisions: tuple[Decision, ...]

    def of(self, outcome: Outcome) -> list[Decision]:
        return [one for one in self.decisions if one.outcome is outcome]

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        return tuple(
            Rejected(one.row.line, one.row.cells, one.reasons[0])
            for one in self.of(Outcome.REJECTED)
        )


def plan(
    stored: Sequence[Stored],
    rows: Sequence[Row],
    edits: LocalEdits = LocalEdits.KEEP,
    wishes: Wishes = Wishes.AS_TOLD,
) -> Plan:
    """Decide about every row; nothing is written."""
    pairing = pair(stored, rows)
    decided = {row.line: _decide(row, pairing, edits, wishes) for row in rows}
    for row, reason in _refused(stored, decided, pairing):
        known = pairing.known.get(row.line)
        decided[row.line] = Decision(
            row, Outcome.REJECTED, known.id if known else None, reasons=(reason,)
        )
    return Plan(tuple(decided.values()))


def merge(
    known: Entrant, told: Entrant, protected: frozenset[str] = frozenset()
) -> tuple[Entrant, dict[str, Value], dict[str, Value]]:
    """What is told wins unless it is blank or protected: the result, what changes, what loses."""
    news: dict[str, Value] = {}
    kept: dict[str, Value] = {}
    for field in FIELDS:
        value = getattr(told, field)
        if value not in _BLANK and value != getattr(known, field):
            (kept if field in protected else news)[field] = value
    if not news:
        return known, {}, kept
    before = {field: getattr(known, field) for field in news}
    return msgspec.structs.replace(known, **news), before, kept


def _decide(row: Row, pairing: Pairing, edits: LocalEdits, wishes: Wishes) -> Decision:
    known = pairing.known.get(row.line)
    if row.line in pairing.ambiguous:
        return Decision(row, Outcome.REJECTED, reasons=(AMBIGUOUS,))
    if known is None:
        return Decision(row, Outcome.NEW, result=_public(row.entrant))
    protected, reasons = _protected(known, edits), []
    if row.line in pairing.renamed:
        reasons.append(OTHER_NAME)
    told = row.entrant.privacy
    if told and wishes is Wishes.STAY and shows_more(known.entrant.privacy, told):
        protected |= {"privacy"}
        reasons.append(WISH_STAYS)
    result, before, kept = merge(known.entrant, row.entrant, protected)
    return Decision(
        row,
        Outcome.CHANGED if before else Outcome.UNCHANGED,
        known.id,
        result,
        before,
        kept,
        tuple(reasons),
    )


def _public(told: Entrant) -> Entrant:
    """Somebody new of whom the file does not say how much of the name is shown."""
    return told if told.privacy else msgspec.structs.replace(told, privacy="public")


def _protected(known: Stored, edits: LocalEdits) -> frozenset[str]:
    if edits is LocalEdits.KEEP:
        return frozenset(known.local)
    return frozenset({_ALWAYS_KEPT}) & frozenset(known.local)


Thing: TypeAlias = tuple[str, str]
"""A bib or a chip: what only one person of an event has."""


def _refused(
    stored: Sequence[Stored], decided: Mapping[int, Decision], pairing: Pairing
) -> list[tuple[Row, str]]:
    """Rows that claim what somebody else keeps. A rejected row keeps its own, so look until all agree."""
    good = {line: one for line, one in decided.items() if one.result is not None}
    refused: list[tuple[Row, str]] = []
    while True:
        meant = {one.participant_id for one in good.values()}
        holders = {
            thing: one.entrant
            for one in stored
            if one.id not in meant
            for thing in _things(one.entrant)
        }
        losers = list(_losers(good, pairing, holders))
        if not losers:
            return refused
        refused += losers
        for row, _ in losers:
            del good[row.line]


def _losers(
    good: Mapping[int, Decision], pairing: Pairing, holders: dict[Thing, Entrant]
) -> Iterator[tuple[Row, str]]:
    """Who has something already goes before who wants it; then the order of the file."""
    wanting: list[tuple[Decision, list[Thing]]] = []
    for line, one in good.items():
        known = pairing.known.get(line)
        had = set(_things(known.entrant)) if known else set()
        wanted = []
        for thing in _things(_result(one)):
            if thing in had:
                holders[thing] = _result(one)
            else:
                wanted.append(thing)
        if wanted:
            wanting.append((one, wanted))
    for one, wanted in wanting:
        taken = next((thing for thing in wanted if thing in holders), None)
        if taken:
            yield one.row, _refusal(taken, holders[taken])
        else:
            holders.update((thing, _result(one)) for thing in wanted)


def _things(entrant: Entrant) -> Iterator[Thing]:
    if entrant.bib:
        yield "Bib", entrant.bib
    for chip in entrant.chips:
        yield "Chip", chip


def _result(decision: Decision) -> Entrant:
    assert decision.result is not None, "only rows that are not rejected"
    return decision.result


def _refusal(thing: Thing, holder: Entrant) -> str:
    kind, text = thing
    if kind == "Bib":
        return f"Bib {text} already belongs to somebody else."
    if holder.bib:
        return f"Chip {text} already belongs to bib {holder.bib}."
    return f"Chip {text} already belongs to somebody without a bib."
