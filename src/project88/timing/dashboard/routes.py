"""The dashboard of an event over HTTP; its live stream is `web/dashboard_stream`."""

from collections.abc import Callable

from litestar import get
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.events.paths import EventId
from project88.timing.dashboard.boards import Boards
from project88.timing.dashboard.schemas import Dashboard, for_onlookers


@get(
    "/api/events/{event_id:int}/dashboard",
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="The race-day dashboard of an event",
    tags=["timing"],
    responses=problems(401, 403, 404, 422, 503),
    response_headers=[ResponseHeader(name="Cache-Control", value="no-store")],
)
async def read_dashboard(
    caller: NamedDependency[Caller],
    boards: NamedDependency[Boards],
    now: NamedDependency[Callable[[], int]],
    event_id: EventId,
) -> Dashboard:
    """What comes in, from whom, and what is wrong. At most a second old: whoever looks at the same
    event at the same time gets the same picture.
    """
    picture = await boards.picture(caller.partner_id, event_id, now())
    return picture if caller.may(Permission.TIMING_EDIT) else for_onlookers(picture)


HANDLERS = [read_dashboard]
