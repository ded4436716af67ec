"""The live stream of an event's dashboard. It ends when its watcher may look no longer."""

from litestar import get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ASGIApp

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.events.paths import EventId
from project88.timing.dashboard.boards import FRESH_MS
from project88.web.asking_again import asking_again
from project88.web.event_stream import event_stream
from project88.web.problems import AnyRequest
from project88.web.services import Services


@get(
    "/api/events/{event_id:int}/dashboard/stream",
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="The live stream of a dashboard",
    tags=["timing"],
    responses={
        200: ResponseSpec(
            str,
            media_type="text/event-stream",
            description="Server-sent events.",
            generate_examples=False,
        ),
        **problems(401, 403, 404, 422, 503),
    },
)
async def watch_dashboard(
    caller: NamedDependency[Caller],
    services: NamedDependency[Services],
    request: AnyRequest,
    event_id: EventId,
) -> ASGIApp:
    """Server-sent events. `snapshot` has the dashboard as `GET …/dashboard` gives it, each time it
    says something new, at most once a second. `hb` comes after five seconds without news and says
    when the hub last looked (`checked`). `bye` ends the stream: `restart` (come again), `access`
    (signed out, or not allowed any more), `gone` (the event was deleted).
    """
    dashboards = services.dashboards
    # Refused like the GET, before anything is streamed.
    await dashboards.boards.picture(caller.partner_id, event_id, services.now(), FRESH_MS)
    return event_stream(
        dashboards.stream(caller.partner_id, event_id, caller, asking_again(request, caller))
    )


HANDLERS = [watch_dashboard]
