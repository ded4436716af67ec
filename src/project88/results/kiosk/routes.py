"""The kiosk and the personal card over HTTP, for everybody who stands in front of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from litestar import get
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter

from project88.accounts.access import Access, Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.parts import Accounts
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.errors import NotFound
from project88.results.kiosk import store, tokens
from project88.results.kiosk.cards import admitted, card_of, page_of, ticket
from project88.results.kiosk.door import CARDS, FROM_THE_APP, LOOKS, brake, no_results, opened
from project88.results.kiosk.field import Fields
from project88.results.kiosk.looking import found, no_runner, wearer
from project88.results.kiosk.own import own_result
from project88.results.kiosk.schemas import (
    Card,
    Kiosk,
    KioskAddress,
    KioskRace,
    KioskResult,
    Matches,
)
from project88.results.printing import qr

KIOSK = "/api/results/{slug:str}/kiosk"
CARD = "/api/results/{slug:str}/card/{token:str}"
PUBLIC = {"access": Access.PUBLIC}
TAGS = ["results"]
PROBLEMS = problems(404, 422, 429, 503)
NO_STORE = [ResponseHeader(name="Cache-Control", value="no-store")]
Ms = NamedDependency[Callable[[], int]]
Slug = Annotated[
    str,
    PathParameter(description="Under which name the results are published.", max_length=120),
]
Bib = Annotated[
    str,
    QueryParameter(
        description="The number that the runner wears.",
        min_length=1,
        max_length=40,
        schema_extra={"examples": ["101"]},
    ),
]
Token = Annotated[
    str,
    PathParameter(description="Of the address in the QR code.", max_length=tokens.LONGEST),
]


@get(KIOSK, opt=PUBLIC, summary="What a kiosk is for", tags=TAGS, responses=PROBLEMS)
async def read_kiosk(
    pool: NamedDependency[Pool],
    accounts: NamedDependency[Accounts],
    visit: NamedDependency[Visit],
    now: Ms,
    slug: Slug,
) -> Kiosk:
    """The event whose results are published under this name, and its races."""
    at = await _asked(accounts, visit, now())
    door = await opened(pool, accounts.secrets, slug, at)
    async with pool.snapshot(door.partner_id) as connection:
        event = await store.event(connection, door.event_id)
        races = await store.races(connection, door.event_id)
    if event is None:
        raise no_results()
    return Kiosk(
        event["name"],
        event["event_date"],
        event["zone"],
        [KioskRace(race["id"], race["name"], race["distance_m"]) for race in races],
    )


@get(KIOSK + "/people", opt=PUBLIC, summary="Find a runner", tags=TAGS, responses=PROBLEMS)
async def find_people(  # noqa: PLR0913, PLR0917 -- who asks, where and what for
    pool: NamedDependency[Pool],
    accounts: NamedDependency[Accounts],
    visit: NamedDependency[Visit],
    now: Ms,
    slug: Slug,
    search: Annotated[
        str,
        QueryParameter(
            description="A bib, or parts of a name in any order; accents do not matter.",
            min_length=1,
            max_length=80,
            schema_extra={"examples": ["ann jan"]},
        ),
    ],
) -> Matches:
    """Eight at most. Whoever asked to be hidden is found by the exact bib alone, and without a name.
    `too_short`: one letter is not enough.
    """
    at = await _asked(accounts, visit, now())
    door = await opened(pool, accounts.secrets, slug, at)
    async with pool.snapshot(door.partner_id) as connection:
        return await found(connection, door.event_id, search)


@get(KIOSK + "/result", opt=PUBLIC, summary="A runner's own result", tags=TAGS, responses=PROBLEMS)
async def read_own_result(  # noqa: PLR0913, PLR0917 -- who asks, where and for whom
    pool: NamedDependency[Pool],
    accounts: NamedDependency[Accounts],
    fields: NamedDependency[Fields],
    visit: NamedDependency[Visit],
    now: Ms,
    slug: Slug,
    bib: Bib,
) -> KioskResult:
    """Times, places and splits so far, with the address of the personal live card. `no_runner`: nobody
    wears this bib.
    """
    at = await _asked(accounts, visit, now())
    door = await opened(pool, accounts.secrets, slug, at)
    async with pool.snapshot(door.partner_id) as connection:
        runner = await wearer(connection, door.event_id, bib)
        result = await own_result(connection, fields, door.event_id, runner, now())
    if result is None:
        raise no_runner(bib)
    page = page_of(accounts, visit, slug)
    return KioskResult(result, ticket(accounts, page, door, runner, at))


@get(
    CARD,
    opt=PUBLIC,
    summary="A personal live card",
    tags=TAGS,
    responses=PROBLEMS,
    response_headers=NO_STORE,
)
async def read_card(  # noqa: PLR0913, PLR0917 -- who asks, where and for whom
    pool: NamedDependency[Pool],
    accounts: NamedDependency[Accounts],
    fields: NamedDependency[Fields],
    visit: NamedDependency[Visit],
    now: Ms,
    slug: Slug,
    token: Token,
) -> Card:
    """One runner as far as the race went, for whoever scanned the code. `card_over`: a day has passed."""
    at = instant(now())
    await brake(accounts.limits, CARDS, visit.address, now())
    shown = await admitted(pool, accounts, slug, token, at)
    return await card_of(pool, fields, shown, now())


@get(
    "/api/events/{event_id:int}/kiosk",
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="Open a kiosk",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def open_kiosk(  # noqa: PLR0913, PLR0917 -- whose kiosk, and where
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    accounts: NamedDependency[Accounts],
    visit: NamedDependency[Visit],
    now: Ms,
    event_id: Annotated[int, PathParameter(description="The event.", ge=1, le=2**31 - 1)],
) -> KioskAddress:
    """The address to open on the screen of a kiosk: nobody is signed in there. Where the results are not
    published, it works for a day.
    """
    at = instant(now())
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        row = await store.name_of(connection, event_id)
    if row is None:
        raise NotFound("There is no such event.", code="no_event")
    name, until = row["results_slug"], None
    if name is None:
        opens = tokens.sealed(
            accounts.secrets, "kiosk of an event", caller.partner_id, event_id, at
        )
        name, until = FROM_THE_APP + opens, at + tokens.LASTS
    url = f"{page_of(accounts, visit, name)}/kiosk"
    return KioskAddress(url, qr.picture(url), until)


async def _asked(accounts: Accounts, visit: Visit, now_ms: int) -> datetime:
    """One look of this network is taken; when it was."""
    await brake(accounts.limits, LOOKS, visit.address, now_ms)
    return instant(now_ms)


HANDLERS = [read_kiosk, find_people, read_own_result, read_card, open_kiosk]
