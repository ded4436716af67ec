"""Runner messages over HTTP."""

import asyncpg
from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from project88.accounts.access import Caller, Needs
from project88.accounts.people.names import names_of
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.assets.messages import store
from project88.assets.messages.schemas import RunnerMessages, RunnerMessagesChange
from project88.db.pool import Pool
from project88.errors import Conflict

TAGS = ["templates"]


@get(
    "/api/messages",
    opt={"access": Needs(Permission.DISPLAYS_RUN)},
    summary="Lines for runners",
    tags=TAGS,
    responses=problems(400, 401, 403, 404, 503),
)
async def read_messages(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool]
) -> RunnerMessages:
    """What message blocks show when the display session has no lines of its own."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        row = await store.read(connection, caller.partner_id)
    return await _shown(pool, row)


@put(
    "/api/messages",
    opt={"access": Needs(Permission.TEMPLATES_EDIT)},
    summary="Write lines for runners",
    tags=TAGS,
    responses=problems(400, 401, 403, 404, 409, 413, 422, 503),
)
async def write_messages(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    data: JSONBody[RunnerMessagesChange],
) -> RunnerMessages:
    """All of them at once; displays show them within a second. `stale`: somebody else wrote
    meanwhile, read again.
    """
    by = caller.id if caller.kind == "user" else None
    lines = cleaned(data.lines)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        row = await store.write(connection, caller.partner_id, lines, by, data.version)
    if row is None:
        raise Conflict(
            "Somebody else changed the lines meanwhile. Look at them, and then change them again.",
            code="stale",
        )
    return await _shown(pool, row)


def cleaned(lines: list[str]) -> list[str]:
    """Without spaces at the ends, empty lines, and lines that were there before."""
    return list(dict.fromkeys(stripped for line in lines if (stripped := line.strip())))


async def _shown(pool: Pool, row: asyncpg.Record | None) -> RunnerMessages:
    if row is None:
        return RunnerMessages([], 0, None, "")
    names = await names_of(pool, [row["updated_by"]])
    who = names.get(row["updated_by"] or 0, "")
    return RunnerMessages(row["lines"], row["version"], row["updated_at"], who)


HANDLERS = [read_messages, write_messages]
