"""The live stream of a personal card: one runner's splits as they come, for a day."""

from litestar import get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ASGIApp

from project88.accounts.access import Access
from project88.accounts.instants import instant
from project88.accounts.problem import problems
from project88.accounts.visit import Visit
from project88.results.kiosk.cards import admitted
from project88.results.kiosk.door import CARDS, brake
from project88.results.kiosk.routes import CARD, Slug, Token
from project88.web.event_stream import event_stream
from project88.web.services import Services


@get(
    CARD + "/stream",
    opt={"access": Access.PUBLIC},
    summary="The live stream of a personal card",
    tags=["results"],
    responses={
        200: ResponseSpec(
            str,
            media_type="text/event-stream",
            description="Server-sent events.",
            generate_examples=False,
        ),
        **problems(404, 422, 429, 503),
    },
)
async def watch_card(
    services: NamedDependency[Services], visit: NamedDependency[Visit], slug: Slug, token: Token
) -> ASGIApp:
    """Server-sent events. `card` has the whole card, first and whenever it says something else: a split
    comes within a second of its passing. `hb` comes every quarter of a minute without news. `bye` ends
    the stream: `restart` (come again), `over` (a day has passed), `gone` (nothing is published there
    any more). `too_many_follow`: no room for another stream; ask for the card itself now and then.
    """
    accounts, now_ms = services.accounts, services.now()
    await brake(accounts.limits, CARDS, visit.address, now_ms)
    services.cards.require_room()
    shown = await admitted(services.pool, accounts, slug, token, instant(now_ms))
    return event_stream(services.cards.stream(shown))


HANDLERS = [watch_card]
