"""Which event an address is about, and how often a network may ask.

An event is found by the name under which its results are published. The kiosk of an event that is not
published yet is opened from the app, by an address that is void after a day.
"""

from datetime import datetime
from typing import Final, NamedTuple

from project88.accounts.network import network_of
from project88.accounts.secrets import Secrets
from project88.db.pool import Pool
from project88.errors import NotFound, Refused
from project88.relay.limits import Limits
from project88.results.kiosk import tokens
from project88.results.public.publishing import LONGEST, find

FROM_THE_APP: Final = "~"
"""Begins an address that is no name: no name has this letter."""


class Opened(NamedTuple):
    """The event behind an address."""

    partner_id: int
    event_id: int
    published: bool


class Brake(NamedTuple):
    """Tries of one network; it begins full. A hall of kiosks and phones may be one network."""

    name: str
    per_minute: int
    burst: int


LOOKS: Final = Brake("kiosk looks", 600, 300)
PRINTS: Final = Brake("kiosk prints", 60, 60)
CARDS: Final = Brake("live cards", 1_200, 1_200)


class TooManyLooks(Refused):
    """This network asked for too much; others are not concerned."""

    code = "too_many_looks"
    status = 429


async def opened(pool: Pool, secrets: Secrets, address: str, now: datetime) -> Opened:
    """:raises NotFound: nothing is published there, or the address is void."""
    if address.startswith(FROM_THE_APP):
        token = address.removeprefix(FROM_THE_APP)
        found = tokens.unsealed(secrets, "kiosk of an event", token, now)
        if found is not None:
            return Opened(found.whose, found.which, published=False)
        raise NotFound(
            "This address of a kiosk is over. Open the kiosk from the app again.", code="kiosk_over"
        )
    if len(address) <= LONGEST:
        event = await find(pool, address)
        if event is not None:
            return Opened(event.partner_id, event.event_id, published=True)
    raise no_results()


async def brake(limits: Limits, brake_: Brake, address: str, now_ms: int) -> None:
    """Take one try for this network. :raises TooManyLooks: none is left."""
    if not await limits.take(
        f"{brake_.name} {network_of(address)}", brake_.per_minute, brake_.burst, now_ms
    ):
        raise TooManyLooks("Too much was asked from this network. Please wait a few seconds.")


def no_results() -> NotFound:
    return NotFound("No results are published here.", code="no_results")
