"""The timer's work list over HTTP."""

from collections.abc import Callable
from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.paths import EventId
from project88.results.worklist import dismissing, listing, readiness, schemas
from project88.results.worklist.looking import Quiet, look
from project88.timing.dashboard.boards import Boards

LOOK = {"access": Needs(Permission.TIMING_VIEW)}
EDIT = {"access": Needs(Permission.TIMING_EDIT)}
PATH = "/api/events/{event_id:int}/worklist"
TAGS = ["results"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)
RaceFilter = Annotated[
    int | None, QueryParameter(description="Only what concerns this race.", ge=1, le=2**31 - 1)
]


@get(PATH, opt=LOOK, summary="What to look at, by kind", tags=TAGS, responses=SEEN)
async def read_worklist(  # noqa: PLR0913, PLR0917 -- three of them are injected
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    boards: NamedDependency[Boards],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    race: RaceFilter = None,
) -> schemas.WorkList:
    """How many things of each kind wait for the timer, the most pressing kind first."""
    mats = await quiet(boards, caller, event_id, now())
    async with pool.snapshot(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        return await listing.counted(connection, await look(connection, event_id, race, mats))


@get(PATH + "/items", opt=LOOK, summary="What to look at, one by one", tags=TAGS, responses=SEEN)
async def list_worklist_items(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    boards: NamedDependency[Boards],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    kind: schemas.Kind,
    race: RaceFilter = None,
    dismissed: Annotated[
        bool, QueryParameter(description="Those that were dismissed, instead of the open ones.")
    ] = False,
    after: Annotated[
        str | None, QueryParameter(description="`after` of the page before.", max_length=400)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 100,
) -> schemas.WorkItems:
    """Items of one kind, each with a sentence that says what to do."""
    asked = listing.Asked(kind, dismissed, after, limit)
    mats = await quiet(boards, caller, event_id, now()) if kind == "dead_mat" else []
    async with pool.snapshot(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        return await listing.page(connection, await look(connection, event_id, race, mats), asked)


@get(PATH + "/ready", opt=LOOK, summary="Ready for official?", tags=TAGS, responses=SEEN)
async def read_readiness(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    boards: NamedDependency[Boards],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
) -> schemas.Readiness:
    """The check-list of each race: what is in order, and what to do about the rest."""
    mats = await quiet(boards, caller, event_id, now())
    async with pool.snapshot(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        return await readiness.read(connection, await look(connection, event_id, None, mats))


@post(PATH + "/dismissals", opt=EDIT, summary="Dismiss items", tags=TAGS, responses=CHANGED)
async def dismiss_items(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    data: JSONBody[schemas.NewWorkDismissal],
) -> schemas.WorkDismissed:
    """With a reason, which stands in the log. They stay on the list of what was dismissed."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await dismissing.dismiss(connection, caller, event_id, data)


@post(
    PATH + "/dismissals/undo",
    opt=EDIT,
    status_code=200,
    summary="Put items back on the list",
    tags=TAGS,
    responses=CHANGED,
)
async def restore_items(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    data: JSONBody[schemas.WorkRestore],
) -> schemas.WorkDismissed:
    """The dismissals that were taken back; those that were not there any more are left out."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await dismissing.restore(connection, caller, event_id, data.ids)


async def quiet(boards: Boards, caller: Caller, event_id: int, now: int) -> list[Quiet]:
    """Locations at which people are due who do not come, as the dashboard has it anyway."""
    picture = await boards.picture(caller.partner_id, event_id, now)
    return [
        Quiet(
            str(one.facts["location"]), _number(one.facts["runners"]), _number(one.facts["seconds"])
        )
        for one in picture.health
        if one.code == "location_quiet"
    ]


def _number(fact: object) -> int:
    return fact if isinstance(fact, int) else 0


HANDLERS = [read_worklist, list_worklist_items, read_readiness, dismiss_items, restore_items]
