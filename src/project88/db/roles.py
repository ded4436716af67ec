"""Who may sign in as what: the checks that keep partners apart whatever a feature does.

Row-level security does nothing against a superuser, a role with BYPASSRLS, or (unless forced) the
owner of a table. So the services sign in as a plain role, and refuse to start as anything else.
``roles.sql`` makes the roles; on a server of their own, operators run it once.
"""

import asyncpg

from project88.db.queries import load
from project88.errors import Misconfigured, Unavailable, UnsafeRole

SERVICE_ROLE = "project88_service"
OWNER_ROLE = "project88_owner"
HUB_ROLE = "project88_hub"
_CONNECT_S = 10
_queries = load(__file__)
_RUN_ROLES_SQL = "run src/project88/db/roles.sql as a superuser: psql -d postgres -f roles.sql"

# What a driver raises when the server cannot be reached, is starting, or is going away.
SERVER_GONE = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    # The server has said that it is over, and the connection is not shut yet: the driver takes nothing more.
    asyncpg.InternalClientError,
)
UNREACHABLE = (
    OSError,
    *SERVER_GONE,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
)
_NOT_ADMITTED = (
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
)


async def connect(url: str) -> asyncpg.Connection:
    """A connection of its own; raises `Unavailable` or `Misconfigured` with a sentence."""
    try:
        return await asyncpg.connect(url, timeout=_CONNECT_S)
    except UNREACHABLE as error:
        raise away(error) from error
    except _NOT_ADMITTED as error:
        raise not_admitted(error) from error


def away(error: BaseException) -> Unavailable:
    """The error for a database that does not answer."""
    return Unavailable("The database does not answer.", detail=f"{type(error).__name__}: {error}")


def not_admitted(error: asyncpg.PostgresError) -> Misconfigured:
    """The error for a login or database that the server does not know."""
    return Misconfigured(
        f"The database server does not admit us: {error}. Check the user, password and name in "
        f"DATABASE_URL and DATABASE_OWNER_URL; if the roles were never made, {_RUN_ROLES_SQL}."
    )


async def require_plain(connection: asyncpg.Connection) -> None:
    """Raise `UnsafeRole` unless this login is bound by row-level security on every table."""
    login = await _login(connection)
    reasons = {
        "is a superuser": login["superuser"],
        "has BYPASSRLS": login["bypasses_policies"],
        "owns tables": login["owns_tables"],
    }
    if reason := next((text for text, holds in reasons.items() if holds), None):
        raise UnsafeRole(
            f"The database login {login['name']} {reason}, so timing partners would not be kept "
            f"apart: sign in as {SERVICE_ROLE} (DATABASE_URL); to make it, {_RUN_ROLES_SQL}."
        )


async def stand_in_the_hub(connection: asyncpg.Connection) -> None:
    """A plain login that looks across partners for as long as the connection lives."""
    await require_plain(connection)
    await connection.execute(f"set role {HUB_ROLE}")


async def require_owner(connection: asyncpg.Connection) -> None:
    """Raise unless this login may migrate: the plain owner of the database, with all roles made."""
    missing = [row["name"] for row in await connection.fetch(_queries["missing_roles"])]
    if missing:
        raise Misconfigured(f"The database lacks the role {missing[0]}: {_RUN_ROLES_SQL}.")
    login = await _login(connection)
    if login["superuser"]:
        raise UnsafeRole(
            f"Migrations do not run as the superuser {login['name']}: sign in as {OWNER_ROLE} "
            f"(DATABASE_OWNER_URL); to make it, {_RUN_ROLES_SQL}."
        )
    if not login["owns_database"]:
        raise Misconfigured(
            f"The login {login['name']} does not own the database, so it cannot migrate it: sign "
            f"in as {OWNER_ROLE} (DATABASE_OWNER_URL); to make it, {_RUN_ROLES_SQL}."
        )


async def _login(connection: asyncpg.Connection) -> asyncpg.Record:
    row = await connection.fetchrow(_queries["login"])
    if row is None:
        raise UnsafeRole("The database login is not in pg_roles.")
    return row
