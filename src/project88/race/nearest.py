"""Whose tag could this have been? For a tag that nobody has, those whose bib or chip is nearly it.

Bibs are typed in by hand and chips are given out from a box: two neighbouring signs get turned, one
becomes another, one is lost or typed twice (field-notes 3, row 6). Only such a single slip is looked
for, as two of them make everybody of a roster somebody's neighbour. A suggestion is for a person to
look at; nobody is ever matched by it.
"""

import enum
from collections.abc import Collection, Iterable, Iterator
from itertools import product

import msgspec


class Slip(enum.Enum):
    """What would have happened, the likeliest first."""

    AMBIGUOUS = "ambiguous"
    """The tag stands for several people, so it is nobody's."""
    TURNED = "turned"
    DIGIT = "digit"
    MISSING = "missing"
    EXTRA = "extra"


class Near(msgspec.Struct, frozen=True):
    """Somebody with a bib or chip that is nearly the tag."""

    participant_id: int
    known_as: str
    slip: Slip
    unheard: bool
    """Nothing was heard of this one, which makes it likelier."""


_RANK = {slip: rank for rank, slip in enumerate(Slip)}
_SHORTEST = 2
"""A tag of one sign is nearly every bib of one sign."""


class Nearby:
    """Bibs and chips of one event, for looking up neighbours. Zeros in front count for nothing."""

    __slots__ = ("_holders", "_signs")

    def __init__(self, known: Iterable[tuple[str, int]]) -> None:
        self._holders: dict[str, list[tuple[str, int]]] = {}
        for text, participant_id in known:
            if text:
                self._holders.setdefault(_bare(text), []).append((text, participant_id))
        self._signs = sorted({sign for text in self._holders for sign in text})

    def near(self, tag: str, unheard: Collection[int] = (), most: int = 3) -> list[Near]:
        """The likeliest; of equally likely ones first those of whom nothing was heard."""
        found: dict[int, Near] = {}
        bare = _bare(tag)
        for slip, text in self._slips(bare):
            for known_as, participant_id in self._holders.get(text, ()):
                near = Near(participant_id, known_as, slip, participant_id in unheard)
                found.setdefault(participant_id, near)
        ordered = sorted(
            found.values(),
            key=lambda one: (
                one.slip is not Slip.AMBIGUOUS,
                not one.unheard,
                _RANK[one.slip],
                _bare(one.known_as).rjust(64),
                one.participant_id,
            ),
        )
        return ordered[:most]

    def _slips(self, tag: str) -> Iterator[tuple[Slip, str]]:
        """All texts that one slip makes the tag of; the tag itself is found as such before."""
        yield Slip.AMBIGUOUS, tag
        if len(tag) < _SHORTEST:
            return
        for at in range(len(tag) - 1):
            yield Slip.TURNED, tag[:at] + tag[at + 1] + tag[at] + tag[at + 2 :]
        for at, sign in product(range(len(tag)), self._signs):
            yield Slip.DIGIT, tag[:at] + sign + tag[at + 1 :]
        for at, sign in product(range(len(tag) + 1), self._signs):
            yield Slip.MISSING, tag[:at] + sign + tag[at:]
        for at in range(len(tag)):
            yield Slip.EXTRA, tag[:at] + tag[at + 1 :]


def _bare(text: str) -> str:
    return text.lstrip("0") or "0"
