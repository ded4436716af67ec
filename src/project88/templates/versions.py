"""The versions of a template: looked through, named, brought back.

A version is never changed; bringing one back makes a new one that holds the same.
"""

from collections.abc import Mapping
from datetime import datetime

import asyncpg

from project88.accounts.access import Caller
from project88.db.pool import Connection, Pool
from project88.errors import NotFound
from project88.templates import store
from project88.templates.checking import checked
from project88.templates.listing import document_of, no_template, people, person
from project88.templates.ops import differences
from project88.templates.saving import add_version
from project88.templates.schemas import (
    TemplateVersion,
    TemplateVersionDocument,
    TemplateVersionPage,
)

_AS_THEY_ARE = ("number", "label", "origin", "restored", "changes", "made_at")


async def page(
    pool: Pool, caller: Caller, template_id: int, after: int | None, limit: int
) -> TemplateVersionPage:
    """The newest first. :raises NotFound: no such template."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        rows = await store.versions(connection, template_id, after, limit + 1)
        if not rows and await store.document_of(connection, template_id) is None:
            raise no_template()
    shown = rows[:limit]
    names = await people(pool, (row["made_by"] for row in shown))
    return TemplateVersionPage([_version(row, names) for row in shown], len(rows) > limit)


async def read(
    pool: Pool, caller: Caller, template_id: int, number: int
) -> TemplateVersionDocument:
    """:raises NotFound: no such template or version."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        row = await _found(connection, template_id, number)
    names = await people(pool, [row["made_by"]])
    return TemplateVersionDocument(
        **{name: row[name] for name in _AS_THEY_ARE},
        made_by=person(row["made_by"], names),
        hash=row["hash"],
        document=document_of(row),
    )


async def label(
    pool: Pool, caller: Caller, template_id: int, number: int, words: str | None
) -> TemplateVersion:
    """:raises NotFound: no such template or version."""
    told = None if words is None else " ".join(words.split())
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        # Held, so that the version is not thinned out while it gets its name.
        if await store.held(connection, template_id) is None:
            raise no_template()
        if not await store.label(connection, template_id, number, told):
            raise no_version()
        row = await _found(connection, template_id, number)
    names = await people(pool, [row["made_by"]])
    return _version(row, names)


async def restore(
    connection: Connection, caller: Caller, template_id: int, number: int, now: datetime
) -> None:
    """A new version that holds what that one did. :raises NotFound: no such template or version.

    :raises InputError: it would not be taken today (`bad_template`).
    """
    template = await store.held(connection, template_id)
    if template is None:
        raise no_template()
    old = checked(document_of(await _found(connection, template_id, number)))
    head: int = template["version"]
    before = document_of(await _found(connection, template_id, head))
    changes = len(differences(before, old.document))
    await add_version(
        connection, caller, template_id, old, head + 1, "restore", changes, now, number
    )


async def _found(connection: Connection, template_id: int, number: int) -> asyncpg.Record:
    row = await store.document_of(connection, template_id, number)
    if row is None:
        raise no_version()
    return row


def no_version() -> NotFound:
    return NotFound(
        "There is no such version of this template, or not any more.", code="no_version"
    )


def _version(row: asyncpg.Record, names: Mapping[int, str]) -> TemplateVersion:
    return TemplateVersion(
        **{name: row[name] for name in _AS_THEY_ARE}, made_by=person(row["made_by"], names)
    )
