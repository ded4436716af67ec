"""The owner of the schema at work on whole tables: what no service may do, and no migration is.

The owner is bound by the forced policies like everybody else, until a transaction of its own opens
its tables and closes them again. A service never gets here: it has no password of the owner.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import asyncpg

from project88.db import roles
from project88.errors import Unavailable

Owner: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@asynccontextmanager
async def owner(url: str) -> AsyncIterator[Owner]:
    """The owner's connection, without a transaction.

    :raises Misconfigured: this login is not the plain owner. :raises Unavailable: nobody answers.
    """
    connection = await roles.connect(url)
    try:
        await roles.require_owner(connection)
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def all_or_nothing(connection: Owner) -> AsyncIterator[None]:
    """One transaction. :raises Unavailable: others hold the tables that it wants."""
    try:
        async with connection.transaction():
            yield
    except asyncpg.LockNotAvailableError as error:
        raise Unavailable(
            "The hub's processes are at work on its tables: stop them, then try again."
        ) from error
