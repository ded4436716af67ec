"""The one decision: may everybody see the results of this event, and at which address."""

import re
import unicodedata
from datetime import date, datetime
from html import escape

import asyncpg
import msgspec

from project88.db.pool import Connection, Pool, savepoint
from project88.errors import Conflict, NotFound
from project88.results.printing import qr
from project88.results.public import store
from project88.results.public.schemas import Publishing

LONGEST = 80
RESERVED = frozenset({"search"})
"""Beside the addresses of events, the API has others."""
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "þ": "th"})
_OTHER = re.compile(r"[^a-z0-9]+")


class Standing(msgspec.Struct, frozen=True):
    """Whether an event is published, and at what address."""

    name: str
    slug: str | None
    suggestion: str
    published_at: datetime | None


async def find(pool: Pool, slug: str) -> store.Found | None:
    """Whose event has this slug; None: nobody's, or not any more."""
    async with pool.hub_look("find the event of a results page") as connection:
        return await store.published(connection, slug)


async def standing(connection: Connection, event_id: int) -> Standing:
    """:raises NotFound: no such event."""
    row = await store.publishing(connection, event_id)
    if row is None:
        raise NotFound("There is no such event.")
    return Standing(
        row["name"], row["slug"], suggested(row["name"], row["day"]), row["published_at"]
    )


async def publish(connection: Connection, event_id: int, slug: str, now: datetime) -> Standing:
    """:raises NotFound: no such event. :raises Conflict: it was deleted, or the slug is taken."""
    if slug in RESERVED:
        raise _taken()
    row = await store.publishing(connection, event_id)
    if row is None:
        raise NotFound("There is no such event.")
    if row["state"] == "deleted":
        raise Conflict(
            "This event was deleted; bring it back before you publish it.", code="event_deleted"
        )
    try:
        async with savepoint(connection):
            await store.publish(connection, event_id, slug, now)
    except asyncpg.UniqueViolationError as error:
        raise _taken() from error
    return await standing(connection, event_id)


def _taken() -> Conflict:
    return Conflict("This address is taken; choose another one.", code="slug_taken")


async def unpublish(connection: Connection, event_id: int) -> None:
    """To what is not published nothing happens. :raises NotFound: no such event."""
    await standing(connection, event_id)
    await store.unpublish(connection, event_id)


def suggested(name: str, day: date) -> str:
    """From name and year: "Zürich Läuft!" of 2026 is ``zurich-lauft-2026``."""
    year = str(day.year)
    words = _plain(name)[: LONGEST - len(year) - 1].strip("-") or "results"
    return words if words.endswith(year) else f"{words}-{year}"


def file_name(slug: str, race: str, form: str) -> str:
    return f"{slug}-{_plain(race)}".rstrip("-") + f".{form}"


def _plain(text: str) -> str:
    """Small letters, digits and single hyphens."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return _OTHER.sub("-", letters.encode("ascii", "ignore").decode()).strip("-")


def path_of(slug: str) -> str:
    return f"/results/{slug}"


def shown(told: Standing, origin: str) -> Publishing:
    """With all that somebody needs who wants it on a poster or in a page."""
    url = None if told.slug is None else origin + path_of(told.slug)
    return Publishing(
        slug=told.slug,
        suggestion=told.suggestion,
        url=url,
        qr=None if url is None else qr.picture(url),
        embed=None if url is None else snippet(url, told.name),
        published_at=told.published_at,
    )


def snippet(url: str, name: str) -> str:
    """For the page of an event: it stands there and is as wide as its place."""
    return (
        f'<iframe src="{escape(url)}?embed=1" title="{escape(name)}" loading="lazy" '
        'style="width:100%;height:800px;border:0"></iframe>'
    )
