"""The caller's own selection over HTTP."""

from litestar import get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Connection, Pool
from project88.errors import NotFound, Refused
from project88.events.selection import store
from project88.events.selection.schemas import NewSelection, Selection

ACCESS = {"access": Needs(Permission.DISPLAYS_RUN)}
PROBLEMS = problems(400, 401, 403, 404, 422, 503)


@get(
    "/api/selection",
    opt=ACCESS,
    summary="What the caller works on",
    tags=["events"],
    responses=PROBLEMS,
)
async def read_selection(caller: NamedDependency[Caller], pool: NamedDependency[Pool]) -> Selection:
    """Mode and events as they were chosen last, on whichever machine. Events that were deleted
    meanwhile are left out.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await _selection(connection, _person(caller))


@put(
    "/api/selection",
    opt=ACCESS,
    summary="Choose mode and events",
    tags=["events"],
    responses=PROBLEMS,
)
async def choose(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], data: JSONBody[NewSelection]
) -> Selection:
    """Replaces the selection; the first event is the primary one."""
    chosen = list(dict.fromkeys(data.event_ids))
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if set(chosen) - await store.known_events(connection, chosen):
            raise NotFound("One of these events is not there any more; choose again.")
        await store.put_selection(connection, caller.partner_id, _person(caller), data.mode, chosen)
        return await _selection(connection, caller.id)


async def _selection(connection: Connection, user_id: int) -> Selection:
    row = await store.selection(connection, user_id)
    if row is None:
        return Selection(None, [], None)
    return Selection(row["mode"], row["event_ids"], row["updated_at"])


def _person(caller: Caller) -> int:
    if caller.kind != "user":
        raise Refused("A selection is a person's; API keys have none.", code="not_allowed")
    return caller.id


HANDLERS = [read_selection, choose]
