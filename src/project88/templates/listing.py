"""Templates as the caller sees them: a page of them, or one with its document.

Users belong to no partner, so their names are asked for when the partner's transaction is over.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import asyncpg
import msgspec

from project88.accounts.access import Caller
from project88.accounts.people.names import names_of
from project88.accounts.roles import Permission
from project88.db.pool import Connection, Pool
from project88.errors import NotFound
from project88.templates import store, upgrade
from project88.templates.schemas import (
    JsonDocument,
    Template,
    TemplatePage,
    TemplatePerson,
    TemplateRow,
)
from project88.templates.store import Wanted

_AS_THEY_ARE = (
    "id", "name", "width", "height", "state", "version", "published", "published_hash",
    "published_at", "updated_at", "used_by",
)  # fmt: skip

_document = msgspec.json.Decoder(JsonDocument).decode


class Whole(msgspec.Struct, frozen=True):
    """A template with all that its partner's transaction knows of it; names are still missing."""

    row: asyncpg.Record
    version: asyncpg.Record


def user_of(caller: Caller) -> int | None:
    """The person who works; None for a key."""
    return caller.id if caller.kind == "user" else None


def document_of(row: asyncpg.Record) -> JsonDocument:
    """In today's form, whenever it was stored."""
    return upgrade.forward(_document(row["document"]))


def person(number: int | None, names: Mapping[int, str]) -> TemplatePerson | None:
    """None for a key, and for somebody who is gone."""
    if number is None or number not in names:
        return None
    return TemplatePerson(number, names[number])


async def people(pool: Pool, numbers: Iterable[int | None]) -> dict[int, str]:
    """Names of users by number. In no transaction."""
    return await names_of(pool, numbers)


async def page(  # noqa: PLR0913, PLR0917 -- a list has its filters
    pool: Pool,
    caller: Caller,
    state: Literal["open", "archived"] | None,
    search: str,
    after: int | None,
    limit: int,
) -> TemplatePage:  # fmt: skip
    """The last changed first."""
    wanted = _wanted(caller, state, search, after, limit + 1)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        rows = await store.listed(connection, wanted)
    shown = rows[:limit]
    names = await people(pool, (row["updated_by"] for row in shown))
    return TemplatePage([_row(row, names) for row in shown], len(rows) > limit)


async def rows_of(pool: Pool, caller: Caller, ids: Iterable[int]) -> dict[int, TemplateRow]:
    """These templates by number, as a list shows them; those that are not there are left out."""
    found = []
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        for number in ids:
            found += await store.listed(connection, _wanted(caller, None, "", None, 1, number))
    names = await people(pool, (row["updated_by"] for row in found))
    return {row["id"]: _row(row, names) for row in found}


async def look(connection: Connection, caller: Caller, template_id: int) -> Whole:
    """One template, for `one` to show. :raises NotFound: there is none of that number."""
    rows = await store.listed(connection, _wanted(caller, None, "", None, 1, template_id))
    version = await store.document_of(connection, template_id)
    if not rows or version is None:
        raise no_template()
    return Whole(rows[0], version)


async def one(pool: Pool, known: Whole) -> Template:
    """With the name of who changed it last. In no transaction."""
    names = await people(pool, [known.row["updated_by"]])
    return Template(
        **{name: known.row[name] for name in _AS_THEY_ARE},
        updated_by=person(known.row["updated_by"], names),
        hash=known.version["hash"],
        document=document_of(known.version),
    )


def no_template() -> NotFound:
    return NotFound("There is no such template.", code="no_template")


def _wanted(  # noqa: PLR0913, PLR0917 -- the filters of a list
    caller: Caller,
    state: str | None,
    search: str,
    after: int | None,
    limit: int,
    template_id: int | None = None,
) -> Wanted:
    everyone = caller.may(Permission.DISPLAYS_MANAGE)
    return Wanted(state, search.strip(), after, limit, everyone, user_of(caller), template_id)


def _row(row: asyncpg.Record, names: Mapping[int, str]) -> TemplateRow:
    return TemplateRow(
        **{name: row[name] for name in _AS_THEY_ARE}, updated_by=person(row["updated_by"], names)
    )
