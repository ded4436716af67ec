"""The personal live card: an address for a day, and what is behind it."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from project88.accounts.parts import Accounts
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.errors import Misconfigured, NotFound
from project88.results.kiosk import store, tokens
from project88.results.kiosk.door import Opened, no_results, opened
from project88.results.kiosk.field import Fields
from project88.results.kiosk.own import own_result
from project88.results.kiosk.schemas import Card, Ticket
from project88.results.printing import qr
from project88.results.public.publishing import path_of

KIND: Final = "live card of a runner"


class Admitted(Struct, frozen=True):
    """Whose card it is, and until when."""

    partner_id: int
    event_id: int
    participant_id: int
    until: datetime


def ticket(
    accounts: Accounts, page: str, door: Opened, participant_id: int, now: datetime
) -> Ticket | None:
    """A new address of this runner's card; `page` is that of the event's results.

    None while they are not published, since the card is of what everybody may see, and on a hub that
    has no key to seal it with.
    """
    if not door.published:
        return None
    try:
        token = tokens.sealed(accounts.secrets, KIND, door.event_id, participant_id, now)
    except Misconfigured:
        return None
    url = f"{page}/card/{token}"
    return Ticket(url, token, qr.picture(url), now + tokens.LASTS)


async def admitted(
    pool: Pool, accounts: Accounts, slug: str, token: str, now: datetime
) -> Admitted:
    """:raises NotFound: the day is over, or the results are not published any more."""
    found = tokens.unsealed(accounts.secrets, KIND, token, now)
    if found is None:
        raise card_over()
    door = await opened(pool, accounts.secrets, slug, now)
    if not door.published or door.event_id != found.whose:
        raise card_over()
    return Admitted(door.partner_id, door.event_id, found.which, found.until)


async def card_of(pool: Pool, fields: Fields, shown: Admitted, now_ms: int) -> Card:
    """The card as it is now. :raises NotFound: the event or the runner is gone."""
    async with pool.snapshot(shown.partner_id) as connection:
        event = await store.event(connection, shown.event_id)
        result = await own_result(connection, fields, shown.event_id, shown.participant_id, now_ms)
    if event is None or result is None:
        raise no_results()
    return Card(event["name"], event["event_date"], event["zone"], shown.until, result)


def page_of(accounts: Accounts, visit: Visit, name: str) -> str:
    """Where the results of an event are, as others reach it."""
    origin = accounts.settings.web.public_url or visit.origin
    return f"{origin.rstrip('/')}{path_of(name)}"


def card_over() -> NotFound:
    return NotFound(
        "This card is over: it works for a day. Scan the code at a kiosk again.", code="card_over"
    )
