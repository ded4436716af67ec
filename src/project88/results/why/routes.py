"""“Why is this my time?” over HTTP."""

from litestar import get
from litestar.di import NamedDependency

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.paths import EventId
from project88.results.listing.routes import ParticipantId, RaceId
from project88.results.why import asking, pending, schemas

VIEW = {"access": Needs(Permission.TIMING_VIEW)}
SEEN = problems(400, 401, 403, 404, 422, 503)


@get(
    "/api/events/{event_id:int}/results/{participant_id:int}/why",
    opt=VIEW,
    summary="Why is this my time?",
    tags=["results"],
    responses=SEEN,
)
async def explain_result(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    participant_id: ParticipantId,
) -> schemas.Why:
    """The reads behind a result and the rules that were applied, in sentences to be read out; and
    every read that was not used, with the reason.
    """
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await asking.why(connection, event_id, participant_id)


@get(
    "/api/events/{event_id:int}/results/pending",
    opt=VIEW,
    summary="What an official race would say now",
    tags=["results"],
    responses=SEEN,
)
async def read_pending(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId, race: RaceId
) -> schemas.Pending:
    """Official results stay as they are; this is what would change if they did not. Reads the whole
    race: ask when there is a reason, not every second.
    """
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await pending.pending(connection, event_id, race)


HANDLERS = [explain_result, read_pending]
