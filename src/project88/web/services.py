"""What the routes work with, made once per process and handed in."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import msgspec

from project88.accounts.parts import Accounts
from project88.accounts.passwords import Hasher
from project88.accounts.secrets import secrets_of
from project88.assets.keeping.choosing import store_of
from project88.assets.taking_in import Intake, intake_of
from project88.db.pool import Pool
from project88.displays.following import Following
from project88.displays.screens.gathering import Gathering
from project88.live.announcers import Announcers
from project88.live.dashboards import Dashboards
from project88.live.hub import Hub
from project88.live.lists import Lists
from project88.live.previews import PreviewStreams
from project88.relay import Relay
from project88.results.kiosk.field import Fields
from project88.results.public.watching import ResultsPages
from project88.settings import Settings
from project88.templates.starters import starters
from project88.timing.choosing.counting import TagCounts
from project88.web.card_watching import CardWatching
from project88.web.display_lists import Tables
from project88.web.misses import Misses
from project88.web.template_watching import TemplateWatching

DIST = Path(__file__).resolve().parents[3] / "ui" / "dist"
"""Where the front end is after its build."""


class Services(msgspec.Struct, frozen=True):
    """The parts of one web process. `now` gives milliseconds UTC."""

    pool: Pool
    hub: Hub
    misses: Misses
    now: Callable[[], int]
    settings: Settings
    relay: Relay
    accounts: Accounts
    dashboards: Dashboards
    announcers: Announcers
    previews: PreviewStreams
    following: Following
    lists: Lists
    tables: Tables
    gathering: Gathering
    watching: TemplateWatching
    fields: Fields
    cards: CardWatching
    intake: Intake
    tag_counts: TagCounts = msgspec.field(default_factory=TagCounts)
    results_pages: ResultsPages = msgspec.field(default_factory=ResultsPages)
    closing: asyncio.Event = msgspec.field(default_factory=asyncio.Event)
    """Set when the process ends: streams say bye."""
    dist: Path = DIST


def services_of(  # noqa: PLR0913 -- the parts of a process
    pool: Pool,
    hub: Hub,
    relay: Relay,
    settings: Settings,
    now: Callable[[], int],
    *,
    hasher: Hasher | None = None,
    dist: Path = DIST,
) -> Services:
    """The parts, joined."""
    accounts = Accounts(
        pool=pool,
        sessions=relay.sessions,
        limits=relay.limits,
        hasher=hasher or Hasher(),
        secrets=secrets_of(settings.security),
        settings=settings,
        now=now,
    )
    fields = Fields()
    return Services(
        pool=pool,
        hub=hub,
        misses=Misses(relay.limits),
        now=now,
        settings=settings,
        relay=relay,
        accounts=accounts,
        dashboards=Dashboards(pool, relay.wakeups, now),
        announcers=Announcers(pool, relay.wakeups, now),
        previews=PreviewStreams(pool, relay.wakeups, now),
        following=Following(pool, now, {name: one.hash for name, one in starters().items()}),
        lists=Lists(pool, relay.wakeups),
        tables=Tables(pool),
        gathering=Gathering(pool, now),
        watching=TemplateWatching(pool, relay.wakeups, now),
        fields=fields,
        cards=CardWatching(pool, relay.wakeups, fields, now),
        intake=intake_of(pool, store_of(settings.assets), settings.assets),
        dist=dist,
    )
