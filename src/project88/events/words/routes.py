"""Every name and club of an event, for who draws a screen and asks whether all of them fit.

A drawing is tried with what will really stand on it. So these are words as screens show them, without
whom they belong to: whoever asked to be hidden is not among them, whatever the caller may see
elsewhere.
"""

import base64
import binascii
from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.errors import InputError
from project88.events.participants import store as people
from project88.events.paths import EventId
from project88.events.words import store
from project88.events.words.schemas import EventWords, Place

MOST = 5_000
"""Words of one page."""


@get(
    "/api/events/{event_id:int}/words",
    opt={"access": Needs(Permission.ROSTER_VIEW)},
    summary="Words that a screen of an event may show",
    tags=["roster"],
    responses=problems(400, 401, 403, 404, 422, 503),
)
async def list_words(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    after: Annotated[
        str | None, QueryParameter(description="`after` of the page before.", max_length=4_000)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=MOST)] = MOST,
) -> EventWords:
    """Names, towns, clubs, divisions and races, each once, as displays show them: shortened or left
    out where somebody asked for it. Divisions and races also when nobody is in them yet.
    """
    place = Place() if after is None else _place(after)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await people.event(connection, event_id)
        words = await store.page(connection, event_id, place, limit)
    last = words[-1] if len(words) == limit else None
    return EventWords(words, None if last is None else _text(Place(last.kind, last.one, last.two)))


def _text(place: Place) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def _place(after: str) -> Place:
    try:
        told = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4))
        place = msgspec.json.decode(told, type=Place)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise InputError("This is no `after` of a page of words.", code="after") from error
    if any("\0" in part for part in msgspec.structs.astuple(place)):
        raise InputError("This is no `after` of a page of words.", code="after")
    return place


HANDLERS = [list_words]
