"""Whatever is bound, cut or restarted in between: each change reaches the screen once and in order."""

import asyncio
import itertools
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.live.frames import Place, event_frame, id_text, places_of
from project88.live.hub import Hub
from project88.live.screen import Told
from project88.live.stream import stream
from project88.settings import WebSettings
from project88.web.main import now

if TYPE_CHECKING:
    from tests.live.conftest import Race

pytestmark = pytest.mark.long
MATS = 3
FOR_EVER = 10**15
_numbers = itertools.count()


class Passes(msgspec.Struct, frozen=True):
    """So many tags cross a mat, in one transaction."""

    mat: int
    tags: int


class Cut(msgspec.Struct, frozen=True):
    """The line breaks after so many bytes more; the browser comes back, or the page does."""

    after: int
    by_page: bool


class Bind(msgspec.Struct, frozen=True):
    """From now on these mats feed the display, and no others."""

    mats: tuple[int, ...]


class Restart(msgspec.Struct, frozen=True):
    """Another web process takes over."""


Step: TypeAlias = Passes | Cut | Bind | Restart
Recording: TypeAlias = "Callable[[Pool, int], Awaitable[Race]]"

MAT = st.integers(0, MATS - 1)
STEPS = st.lists(
    st.one_of(
        st.builds(Passes, MAT, st.integers(1, 3)),
        st.builds(Cut, st.integers(0, 3000), st.booleans()),
        st.builds(Bind, st.lists(MAT, unique=True).map(tuple)),
        st.just(Restart()),
    ),
    max_size=14,
)


class FedBy(msgspec.Struct, frozen=True):
    """As much of an assignment as a page needs to know whose events it may believe."""

    timing: tuple[int, ...]


class Page:
    """Keeps what the stream's own rules tell a page to keep, and finds fault with what breaks them."""

    def __init__(self) -> None:
        self.has: dict[int, Place] = {}
        self.rows: dict[int, list[tuple[int, str]]] = {}
        self.last_id = ""
        self.fed: tuple[int, ...] | None = None
        self._rest = b""

    def connected(self) -> None:
        self._rest = b""
        self.fed = None

    def read(self, data: bytes) -> None:
        *blocks, self._rest = (self._rest + data).split(b"\n\n")
        for block in blocks:
            fields = dict(line.split(": ", 1) for line in block.decode().split("\n"))
            self.last_id = fields.get("id", self.last_id)
            if "event" in fields:
                self._take(fields["event"], msgspec.json.decode(fields["data"]))

    def _take(self, event: str, data: dict[str, Any]) -> None:  # Any: JSON of the stream
        if event == "assignment":
            self.fed = tuple(data["timing"])
            self.has = {mat: place for mat, place in self.has.items() if mat in self.fed}
        elif event in {"snapshot", "changes"}:
            assert self.fed is not None, "an assignment comes first"
            assert data["session"] in self.fed, "who left is silent"
            self._lay(event, data)

    def _lay(self, event: str, data: dict[str, Any]) -> None:  # Any: JSON of the stream
        mat, version = data["session"], data["version"]
        rows = [(one["version"], one["key"]) for one in data["passings"]]
        if event == "snapshot":
            self.rows[mat] = rows
        else:
            has = self.has.get(mat)
            assert has is not None, "changes of something that was never seen"
            assert data["since"] <= has.version, "a gap"
            if version <= has.version:
                return
            self.rows[mat] += [row for row in rows if row[0] > has.version]
        self.has[mat] = Place(data["epoch"], version)


class Run:
    """One display through all steps. `versions` is what the recorder has committed."""

    def __init__(self, mats: "list[Race]", hub: Hub) -> None:
        self.mats = mats
        self.hub = hub
        self.page = Page()
        self.versions = {mat.session_id: 0 for mat in mats}
        self.committed: dict[int, list[tuple[int, str]]] = {mat.session_id: [] for mat in mats}
        self.told = self._telling((0,))
        self.chunks: AsyncGenerator[bytes] = self._open("")

    def _telling(self, mats: tuple[int, ...]) -> Told:
        fed = tuple(self.mats[mat].session_id for mat in mats)
        return Told(lambda _now: event_frame("assignment", FedBy(fed)), fed, FOR_EVER)

    async def _open(self, last: str) -> AsyncGenerator[bytes]:
        with self.hub.watching(self.mats[0].partner_id) as watcher:
            self.watcher = watcher
            async for chunk in stream(self.hub, watcher, places_of(last), lambda: self.told):
                yield chunk

    async def step(self, step: Step) -> None:
        match step:
            case Passes(mat, tags):
                await self._pass(self.mats[mat], tags)
            case Cut(after, by_page):
                await self.read(after)
                await self._again(id_text(self.page.has) if by_page else self.page.last_id)
            case Bind(mats):
                self.told = self._telling(mats)
                self.watcher.bell.set() if self.page.fed is not None else None
            case Restart():
                closing = asyncio.create_task(self.hub.close())
                async with asyncio.timeout(20):
                    with suppress(StopAsyncIteration):
                        while True:
                            self.page.read(await anext(self.chunks))
                    await closing
                self.hub = await started(self.mats[0])
                await self._again(self.page.last_id)

    async def _pass(self, mat: "Race", tags: int) -> None:
        names = [f"T{mat.count + number}" for number in range(1, tags + 1)]
        before = mat.count
        version = await mat.passes(*names)
        keys = [f"{mat.location_id}:{name}:{before + 1 + at}" for at, name in enumerate(names)]
        self.committed[mat.session_id] += [(version, key) for key in keys]
        self.versions[mat.session_id] = version

    async def _again(self, last: str) -> None:
        await self.chunks.aclose()
        self.page.connected()
        self.chunks = self._open(last)

    @property
    def settled(self) -> bool:
        return self.page.fed == self.told.sessions and all(
            mat in self.page.has and self.page.has[mat].version == self.versions[mat]
            for mat in self.told.sessions
        )

    async def read(self, most: int | None = None) -> None:
        """So many bytes, or until there is nothing left to come. What is cut off is lost."""
        async with asyncio.timeout(20):
            while not self.settled and most != 0:
                chunk = (await anext(self.chunks))[:most]
                self.page.read(chunk)
                most = None if most is None else most - len(chunk)

    def check(self) -> None:
        for mat in self.told.sessions:
            rows = self.page.rows[mat]
            assert len(rows) == len(set(rows)), "something came twice"
            assert [row[0] for row in rows] == sorted(row[0] for row in rows)
            assert sorted(rows) == sorted(self.committed[mat]), "something is missing"


async def started(race: "Race") -> Hub:
    hub = Hub(race.pool, WebSettings(ring=4, heartbeat_s=60), now)
    hub.start()
    await asyncio.wait_for(hub.listening.wait(), 10)
    return hub


async def walk(url: str, recording: Recording, steps: Sequence[Step]) -> None:
    """All steps with a hub, a partner and timing sessions of their own."""
    pool = await Pool.open(url, size=4)
    try:
        async with pool.hub("a timing partner for a test") as connection:
            partner_id = await connection.fetchval(
                "insert into timing_partners (slug, name) values ($1, 'Polder') returning id",
                f"polder-{next(_numbers)}",
            )
        race = await recording(pool, partner_id)
        mats = [await race.another(f"mat {number}") for number in range(MATS)]
        run = Run(mats, await started(race))
        try:
            for step in steps:
                await run.step(step)
            await run.read()
            run.check()
        finally:
            await run.chunks.aclose()
            await run.hub.close()
    finally:
        await pool.close()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
@example(
    steps=[
        Passes(0, 1),
        Bind((0, 1, 2)),
        Cut(9000, by_page=False),
        Restart(),
        Bind(()),
        Cut(1618, by_page=False),
        Bind((0,)),
    ]
)
@example(steps=[Passes(0, 1), Cut(9000, by_page=True), Bind(()), Restart(), Bind((0,))])
# The line breaks behind the assignment that takes a mat away, and the mat is back before the browser is.
@example(
    steps=[
        Passes(0, 1),
        Cut(9000, by_page=False),
        Bind(()),
        Cut(70, by_page=False),
        Bind((0,)),
        Passes(0, 1),
    ]
)
def test_each_change_of_each_timing_session_comes_once_and_in_order(
    database: Urls, recording: Recording, steps: list[Step]
) -> None:
    asyncio.run(walk(database.service_url, recording, steps))
