"""Timing partners: the companies that the hub serves, each blind to the others.

Only the operator of the machine makes them, on the command line, so these functions go through the
hub door.
"""

import re

import msgspec

from project88.accounts import store
from project88.db.pool import Pool
from project88.errors import Conflict, InputError, NotFound
from project88.race.zones import zone_of

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_LONGEST_NAME = 200


class Partner(msgspec.Struct, frozen=True):
    """A timing partner. `slug` is the short name for command lines and addresses."""

    id: int
    slug: str
    name: str
    zone: str


async def partners(pool: Pool) -> list[Partner]:
    """All of them, without the Unclaimed pool."""
    async with pool.hub("list the timing partners") as connection:
        return [Partner(*row) for row in await store.partners(connection)]


async def partner_of(pool: Pool, slug: str) -> Partner:
    """:raises NotFound: nobody has this short name."""
    async with pool.hub("find a timing partner by its short name") as connection:
        row = await store.partner_of_slug(connection, slug)
    if row is None:
        raise NotFound(f"There is no timing partner with the short name {slug}.")
    return Partner(*row)


async def add_partner(pool: Pool, slug: str, name: str, zone: str) -> Partner:
    """:raises InputError: for what is no short name, name or zone.
    :raises Conflict: when the short name is taken.
    """
    name = " ".join(name.split())
    require_sensible(slug, name, zone)
    async with pool.hub("add a timing partner") as connection:
        row = await store.add_partner(connection, slug, name, zone)
    if row is None:
        raise Conflict(f"There is a timing partner with the short name {slug} already.")
    return Partner(*row)


def require_sensible(slug: str, name: str, zone: str) -> None:
    """Raises `InputError` for what is no short name, name or zone."""
    if not _SLUG.fullmatch(slug):
        raise InputError(
            f"“{slug}” cannot be a short name: use a to z, 0 to 9 and hyphens, such as polder-timing."
        )
    if not 0 < len(name) <= _LONGEST_NAME:
        raise InputError(f"The name of a partner must have 1 to {_LONGEST_NAME} characters.")
    zone_of(zone)
