"""The live streams of announcers' screens in one process.

A name must be there the moment it is heard, so a note about reads wakes a screen as well as one
about results: the card comes with the name, and the same card again when time and place are known.
A screen gets its whole board first and then what is different: cards that say something else, the
order, who comes next. While the database is away it keeps what it has, and the heartbeat says since
when nobody could look.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager

import msgspec

from project88 import log
from project88.accounts.access import Caller
from project88.db.listen import Kind, Note
from project88.db.pool import Pool
from project88.live.dashboards import StillMay
from project88.live.rounds import AWAY, Pace, Rounds, Watcher, event_frame
from project88.relay.wakeups import Wakeups
from project88.results.announcer import store
from project88.results.announcer.boards import AnnouncerBoards, AnnouncerKey
from project88.results.announcer.cards import Viewer
from project88.results.announcer.schemas import (
    AnnouncerBoard,
    AnnouncerCard,
    AnnouncerComing,
    AnnouncerRace,
)
from project88.results.announcer.watch import Watch

CHANNELS = ("live", "results", "rosters", store.CHANNEL)
LOOK_EVERY_S = 2.0
LOOK_AT_MOST_EVERY_S = 0.15

_LIVE = msgspec.json.Decoder(list[tuple[int, int, int, int | None]])
_RESULTS = msgspec.json.Decoder(list[tuple[int, int, int]])
_MARKS = msgspec.json.Decoder(tuple[int, int])
_log = log.get("announcers")


class MissedIds(msgspec.Struct, frozen=True):
    """Whose name was not said: cards by their ids."""

    count: int
    cards: list[str]


class AnnouncerChanges(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is different from the board or changes before. `cards`: those that are new or say
    something else; `crossed` and `missed`: which ones are on the board now, in their order.
    """

    now: int
    per_minute: int
    cards: list[AnnouncerCard]
    crossed: list[str]
    missed: MissedIds
    coming: list[AnnouncerComing] | None = None
    races: list[AnnouncerRace] | None = None


class _Sent:
    """What one browser knows."""

    def __init__(self) -> None:
        self.cards: dict[str, AnnouncerCard] | None = None
        self.order: tuple[list[str], list[str], int, int] = ([], [], 0, 0)
        self.coming: list[AnnouncerComing] = []
        self.races: list[AnnouncerRace] = []

    def frame(self, board: AnnouncerBoard, now: int) -> bytes:
        """The board, or what is different; empty when nothing is."""
        cards = {card.id: card for card in (*board.missed.cards, *board.crossed)}
        known, self.cards = self.cards, cards
        crossed = [card.id for card in board.crossed]
        missed = [card.id for card in board.missed.cards]
        order = (crossed, missed, board.missed.count, board.per_minute)
        news = (order != self.order, board.coming != self.coming, board.races != self.races)
        self.order, self.coming, self.races = order, board.coming, board.races
        if known is None:
            return event_frame(b"board", board)
        changed = [card for number, card in cards.items() if known.get(number) != card]
        if not changed and not any(news):
            return b""
        return event_frame(
            b"changes",
            AnnouncerChanges(
                now,
                board.per_minute,
                changed,
                crossed,
                MissedIds(board.missed.count, missed),
                board.coming if news[1] else None,
                board.races if news[2] else None,
            ),
        )


class _Watcher(Watcher):
    """One stream."""

    def __init__(self, key: AnnouncerKey, watch: Watch, viewer: Viewer) -> None:
        super().__init__()
        self.key = key
        self.watch = watch
        self.viewer = viewer
        self.sent = _Sent()


class Announcers:
    """All announcers' screens of a process. `now` gives milliseconds UTC."""

    def __init__(self, pool: Pool, wakeups: Wakeups, now: Callable[[], int]) -> None:
        self.boards = AnnouncerBoards(pool, now)
        self._now = now
        self._wakeups = wakeups
        self._watchers: set[_Watcher] = set()
        self._listening: asyncio.Task[None] | None = None
        self._rounds = Rounds(now)

    async def close(self) -> None:
        """Every stream says bye and ends."""
        self._rounds.close()
        for watcher in self._watchers:
            watcher.wake.set()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def stream(
        self, caller: Caller, key: AnnouncerKey, watch: Watch, still_may: StillMay
    ) -> AsyncGenerator[bytes]:
        """Chunks to write as they are; close the generator when the watcher has gone."""
        with self._watcher(key, watch, Viewer(caller.kind, caller.id)) as watcher:
            pace = Pace(LOOK_EVERY_S, LOOK_AT_MOST_EVERY_S)
            chunks = self._rounds.stream(watcher, self._look, still_may, pace)
            async with aclosing(chunks):
                async for chunk in chunks:
                    yield chunk

    async def _look(self, watcher: _Watcher) -> bytes:
        """What there is to say: what is different, a heartbeat when one is due, or nothing."""
        try:
            board = await self.boards.board(watcher.key, watcher.watch, watcher.viewer)
        except AWAY as error:
            _log.warning("an announcer's board could not be read", reason=str(error))
            return b""
        watcher.checked = self._now()
        return watcher.sent.frame(board, watcher.checked)

    @contextmanager
    def _watcher(self, key: AnnouncerKey, watch: Watch, viewer: Viewer) -> Iterator[_Watcher]:
        if self._listening is None:
            self._listening = asyncio.create_task(self._listen(), name="announcers listen")
        watcher = _Watcher(key, watch, viewer)
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    async def _listen(self) -> None:
        async with aclosing(self._wakeups.listen(CHANNELS)) as notes:
            async for note in notes:
                if note.channel == "rosters" or note.kind is Kind.RECONNECTED:
                    self.boards.roster_moved()
                for watcher in self._concerned(note):
                    watcher.wake.set()

    def _concerned(self, note: Note) -> list[_Watcher]:
        """Whoever does not know whom a note concerns wakes everybody."""
        everybody = list(self._watchers)
        if note.kind is Kind.RECONNECTED or note.channel == "rosters":
            return everybody
        try:
            if note.channel == "live":
                partners = {moved[0] for moved in _LIVE.decode(note.payload)}
                return [one for one in everybody if one.key.partner_id in partners]
            moved = (
                {AnnouncerKey(*each[:2]) for each in _RESULTS.decode(note.payload)}
                if note.channel == "results"
                else {AnnouncerKey(*_MARKS.decode(note.payload))}
            )
        except msgspec.DecodeError:
            _log.warning("note not understood", payload=note.payload[:200])
            return everybody
        return [one for one in everybody if one.key in moved]
