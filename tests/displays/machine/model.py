"""What there is in a run, by handles: the machine's own memory, not the hub's.

Every thing knows its `homes`: the actors in whose hub alone it exists too. A thing of one operator
has one home. A thing of a session that was shared from its beginning is at home with everybody who
shares it, because each of them may see what the others do to it.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.displays.machine.world import Stage

T = TypeVar("T")
Homes = frozenset[str]
GROUPS = ("Hall", "Gate", "")
"""The same for everybody: two operators who call a group alike do not share it."""


@dataclass
class Session:
    """A display session."""

    handle: str
    owner: str
    homes: Homes
    event: int
    people: frozenset[str]
    """Who reaches it: its owner and with whom it is shared."""
    version: int = 1
    archived: bool = False
    bound: dict[int, None] = field(default_factory=dict)


@dataclass
class Link:
    """A display url."""

    handle: str
    session: Session
    revoked: bool = False


@dataclass
class Screen:
    """A browser that opened a link. `key` is the handle of its secret."""

    handle: str
    key: str
    link: Link
    owner: str


@dataclass
class Notice:
    """Words over screens."""

    handle: str
    owner: str
    homes: Homes


class Model:
    """All things of a run."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.sessions: list[Session] = []
        self.links: list[Link] = []
        self.screens: list[Screen] = []
        self.notices: list[Notice] = []
        self._numbers = itertools.count(1)

    def handle(self, kind: str) -> str:
        return f"{kind}{next(self._numbers)}"

    def reached(self, actor: str) -> list[Session]:
        return [one for one in self.sessions if actor in one.people]

    def links_of(self, actor: str) -> list[Link]:
        """The newest of them that were not revoked; older ones are let rest."""
        return [one for one in self.links if actor in one.session.people and not one.revoked][-8:]

    def screens_of(self, actor: str) -> list[Screen]:
        return [one for one in self.screens if actor in one.link.session.people]

    def notices_of(self, actor: str) -> list[Notice]:
        return [one for one in self.notices if one.owner == actor]


class Picks:
    """Numbers that were drawn for a step; the same numbers choose the same among the same."""

    def __init__(self, drawn: Sequence[int]) -> None:
        self._drawn = itertools.cycle(drawn)

    def of(self, among: Sequence[T]) -> T | None:
        return among[next(self._drawn) % len(among)] if among else None

    def one(self, among: Sequence[T]) -> T:
        return among[next(self._drawn) % len(among)]

    def once_in(self, many: int) -> bool:
        return next(self._drawn) % many == 0

    def some(self, among: Sequence[T]) -> list[T]:
        bits = next(self._drawn)
        return [one for number, one in enumerate(among) if bits >> number & 1]
