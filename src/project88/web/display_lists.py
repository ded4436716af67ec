"""Which live lists a display draws: what the tables of its template ask for.

Joined here, because templates, displays and results do not know each other. What a document says is
known by its hash for ever, so it is looked at once; until then a display has no lists but one.
"""

import asyncio
from collections.abc import Callable

import asyncpg
import msgspec

from project88 import log
from project88.db.pool import Pool
from project88.displays.assignments.schemas import AssignedSession
from project88.errors import Unavailable
from project88.live.lists import Wanted
from project88.results.feeds.asking import MOST, STARTS, Ask, Kind, together
from project88.templates import store
from project88.templates.starters import starters

_MOST_KNOWN = 2_000
_AWAY = (Unavailable, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
_KINDS: dict[str, Kind] = {
    "standings": "standings",
    "teams": "teams",
    "splits": "splits",
    "latest": "latest",
    "on_course": "on_course",
}
"""Lists of a table that come from results; the others a display knows by itself."""
_log = log.get("displays")


class _Source(msgspec.Struct):
    list: str
    race: str = ""
    sex: str = ""
    division: str = ""
    wave: str = ""
    point: str = ""
    filter: dict[str, object] | None = None
    limit: int = MOST
    page_seconds: float | None = None


class _Block(msgspec.Struct):
    source: _Source | None = None
    rows: int = MOST


class _Document(msgspec.Struct):
    blocks: dict[str, _Block]


_decode = msgspec.json.Decoder(_Document).decode


def asks_of(document: str) -> tuple[Ask, ...]:
    """The lists of a template's document, each as long as it is seen."""
    blocks = _decode(document).blocks.values()
    return together(
        [ask for block in blocks if block.source and (ask := _ask(block.source, block.rows))]
    )


def _ask(source: _Source, rows: int) -> Ask | None:
    kind = _KINDS.get(source.list)
    if kind is None:
        return None
    limit = source.limit if source.page_seconds else min(source.limit, rows)
    return Ask(
        kind, source.race, source.sex, source.division, source.wave,
        source.point if kind == "splits" else "",
        MOST if source.filter is not None else limit,
    )  # fmt: skip


class Tables:
    """What documents ask for, as far as this process has met them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._known = {one.hash: asks_of(one.text) for one in starters().values()}
        self._learning: dict[tuple[int, str], asyncio.Task[None]] = {}
        self._waiting: dict[tuple[int, str], list[Callable[[], None]]] = {}

    def wanted(
        self, partner_id: int, session: AssignedSession, ring: Callable[[], None]
    ) -> tuple[Wanted | None, bool]:
        """The lists of a display session, and whether that is all; if not, it rings when more is known."""
        if session.event is None:
            return None, True
        hashes = {session.template_hash, session.template_hash_portrait} - {None}
        if session.mode != "results":
            hashes = set()
        asks, whole = [STARTS], True
        for one in hashes:
            known = self._known.get(one or "")
            if known is None:
                whole = False
                self._learn(partner_id, one or "", ring)
            asks += known or ()
        return Wanted(session.event.id, session.race_ids, together(asks)), whole

    async def close(self) -> None:
        tasks = list(self._learning.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _learn(self, partner_id: int, document_hash: str, ring: Callable[[], None]) -> None:
        key = partner_id, document_hash
        self._waiting.setdefault(key, []).append(ring)
        if key not in self._learning:
            task = asyncio.create_task(self._look(partner_id, document_hash), name="tables")
            self._learning[key] = task
            task.add_done_callback(lambda _: self._learned(key))

    def _learned(self, key: tuple[int, str]) -> None:
        self._learning.pop(key, None)
        for ring in self._waiting.pop(key, []):
            ring()

    async def _look(self, partner_id: int, document_hash: str) -> None:
        try:
            async with self._pool.partner(partner_id) as connection:
                text = await store.shown_document(connection, document_hash)
        except _AWAY as error:
            _log.warning("template not read", partner=partner_id, error=str(error))
            await asyncio.sleep(1)
            return
        if len(self._known) > _MOST_KNOWN:
            self._known = dict(list(self._known.items())[_MOST_KNOWN // 2 :])
        # One that was taken back meanwhile is drawn by nobody for long.
        self._known[document_hash] = () if text is None else asks_of(text)
