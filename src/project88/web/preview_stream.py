"""The preview of a timing session and its live stream, which ends when its watcher may look no longer."""

from litestar import get
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ASGIApp

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.timing.choosing.schemas import TimingPreview
from project88.timing.sessions.routes import SessionId
from project88.web.asking_again import asking_again
from project88.web.event_stream import event_stream
from project88.web.problems import AnyRequest
from project88.web.services import Services


@get(
    "/api/chronotrack/sessions/{session_id:int}/preview",
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="See a timing session before binding it",
    tags=["timing"],
    responses=problems(401, 403, 404, 422, 503),
    response_headers=[ResponseHeader(name="Cache-Control", value="no-store")],
)
async def read_preview(
    caller: NamedDependency[Caller],
    services: NamedDependency[Services],
    session_id: SessionId,
) -> TimingPreview:
    """Its newest passings with the names that a display would show, how much comes in, and how old
    the data of each location is. At most a second old.
    """
    previews = services.previews.previews
    return await previews.picture(caller.partner_id, session_id, services.now())


@get(
    "/api/chronotrack/sessions/{session_id:int}/preview/stream",
    opt={"access": Needs(Permission.TIMING_VIEW)},
    summary="The live stream of a timing session's preview",
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
async def watch_preview(
    caller: NamedDependency[Caller],
    services: NamedDependency[Services],
    request: AnyRequest,
    session_id: SessionId,
) -> ASGIApp:
    """Server-sent events. `preview` is what `GET …/preview` gives, whole, each time it says something
    else, at most twice a second; ages are those of its `now`. `hb` comes after five seconds without
    news and says when the hub last looked (`checked`). `bye` ends the stream: `restart` (come again),
    `access` (signed out, or not allowed any more), `gone` (there is no such session any more).
    """
    streams = services.previews
    # Refused like the GET, before anything is streamed.
    await streams.previews.picture(caller.partner_id, session_id, services.now())
    return event_stream(
        streams.stream(caller.partner_id, session_id, asking_again(request, caller))
    )


HANDLERS = [read_preview, watch_preview]
