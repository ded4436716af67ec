"""One hub of the machine: a clone of the stage, and the whole application on it.

The routes are joined once per place (joining takes longer than a run's first hundred steps); the
parts behind them are exchanged. Requests go straight into the application.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import asyncpg
from argon2 import PasswordHasher
from litestar import Litestar
from tests.displays.machine.databases import Administrator
from tests.displays.machine.happenings import Arrival, Time
from tests.displays.machine.streams import enough
from tests.displays.machine.world import START, Actor
from tests.isolation.asking import ORIGIN, Answer, Asked, ask
from tests.isolation.callers import person

from project88 import relay
from project88.accounts.passwords import Hasher
from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.displays.screens.silence import notice_silence
from project88.live.hub import Hub as Live
from project88.settings import Settings, load_settings
from project88.web import misses
from project88.web.app import routes_of
from project88.web.services import Services, services_of

HASHER = Hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
SHORT_S = 0.000_1
"""In place of the tenth of a second that a refusal takes: time is not what is compared here."""
NO_FRONT_END = Path("no front end")
_READ = """
    update timing_sessions set version = version + 1, reads = reads + 1,
        newest_received_at = simulated.now(), last_read_at = simulated.now(),
        first_read_at = coalesce(first_read_at, simulated.now())
    where id = $1 returning version
"""
_PASSED = """
    insert into timing_passings (timing_partner_id, session_id, location_id, tag, passing_no,
        participant_id, passing_at, first_read_at, received_at, version)
    select $1, $2, $3, $4::text, 1 + coalesce(max(passing_no), 0), $5, simulated.now(), simulated.now(),
        simulated.now(), $6
    from timing_passings where session_id = $2 and location_id = $3 and tag = $4::text
"""
_joined: dict[str, Litestar] = {}


def settings() -> Settings:
    return load_settings(
        {
            "PROJECT88_SECURITY__SECRET_KEY": "a-key-for-tests-only-0123456789abcdef",
            "PROJECT88_SECURITY__IDLE_HOURS": "1000000",
            "PROJECT88_WEB__PUBLIC_URL": ORIGIN,
        }
    )


class Hub:
    """A running hub, its simulated time, and what things are called there."""

    def __init__(
        self, name: str, routes: Litestar, services: Services, administrator: Administrator
    ) -> None:
        self.name = name
        self.services = services
        self.administrator = administrator
        self.known: dict[str, int | str] = {}
        """The id, address or key of each handle of the model."""
        self._routes = routes
        self._told = START

    async def ask(self, actor: Actor | None, asked: Asked, network: str) -> Answer:
        """By this person, or by a screen when None. Each actor's screens stand in a network of
        their own: who guesses is braked by network.
        """
        self._routes.state.services = self.services
        headers = {"origin": ORIGIN} if actor is None else person(actor.person, actor.slug)
        with patch.object(misses, "STEP_S", SHORT_S):
            answer = await ask(self._routes, asked, headers, address=network, enough=enough)
        await self.services.gathering.write()
        return answer

    async def arrive(self, one: Arrival) -> None:
        """A passing, as the collector leaves it, and the session's next version."""
        async with self.administrator.transaction():
            await self.administrator.execute(
                "select set_config('app.partner_id', $1, true)", str(one.partner)
            )
            version = await self.administrator.fetchval(_READ, one.mat.session)
            await self.administrator.execute(
                _PASSED,
                one.partner,
                one.mat.session,
                one.mat.location,
                one.chip,
                one.participant,
                version,
            )

    async def worker_looks(self) -> None:
        """What the worker does every few seconds: screens that are silent are down."""
        await notice_silence(self.services.pool, self.services.now())

    async def set_time(self, now_ms: int) -> None:
        """Also in the database."""
        at = datetime.fromtimestamp(now_ms / 1000, UTC)
        if at != self._told:
            self._told = at
            await self.administrator.execute("update simulated.clock set at = $1", at)


@asynccontextmanager
async def running(name: str, urls: Urls, time: Time) -> AsyncIterator[Hub]:
    """A hub on this database."""
    made = settings()
    pool = await Pool.open(urls.service_url, size=4)
    administrator = await asyncpg.connect(urls.superuser_url)
    try:
        async with relay.open(made, pool) as shared:
            live = Live(pool, made.web, time)
            services = services_of(pool, live, shared, made, time, hasher=HASHER, dist=NO_FRONT_END)
            if name not in _joined:
                _joined[name] = routes_of(services)
            try:
                yield Hub(name, _joined[name], services, administrator)
            finally:
                await live.close()
                await services.following.close()
                await services.dashboards.close()
                await services.announcers.close()
                await services.previews.close()
    finally:
        await administrator.close()
        await pool.close()
