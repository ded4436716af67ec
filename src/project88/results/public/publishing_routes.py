"""Publishing the results of an event, for those who time it."""

from collections.abc import Callable

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.events.paths import EventId
from project88.results.public import publishing
from project88.results.public.schemas import Publish, Publishing
from project88.settings import Settings

PATH = "/api/events/{event_id:int}/publishing"
TAGS = ["public results"]
EDIT = {"access": Needs(Permission.TIMING_EDIT)}
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 422, 503)


@get(
    PATH,
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="Whether results are published",
    tags=TAGS,
    responses=SEEN,
)
async def read_publishing(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    event_id: EventId,
) -> Publishing:
    """And at which address, with its QR code and the lines that show the page in another one."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        told = await publishing.standing(connection, event_id)
    return publishing.shown(told, _origin(visit, settings))


@put(PATH, opt=EDIT, summary="Publish results", tags=TAGS, responses=CHANGED)
async def publish_results(  # noqa: PLR0913, PLR0917 -- who, what, and where it is then
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
    data: JSONBody[Publish],
) -> Publishing:
    """Everybody may see them then, as they are and as they change. An address that another event
    has is 409 `slug_taken`; under the address before there is nothing any more.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        told = await publishing.publish(connection, event_id, data.slug, instant(now()))
    return publishing.shown(told, _origin(visit, settings))


@delete(PATH, opt=EDIT, summary="Take results from the public", tags=TAGS, responses=CHANGED)
async def unpublish_results(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> None:
    """Within two seconds there is nothing at their address; what somebody saved, they have."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await publishing.unpublish(connection, event_id)


def _origin(visit: Visit, settings: Settings) -> str:
    return (settings.web.public_url or visit.origin).rstrip("/")


HANDLERS = [read_publishing, publish_results, unpublish_results]
