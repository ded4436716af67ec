"""The live stream of an announcer's screen. It ends when its watcher may look no longer."""

from litestar import get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ASGIApp

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.events.paths import EventId
from project88.results.announcer.boards import AnnouncerKey
from project88.results.announcer.routes import MissedAfter, OfPoints, OfRaces, watch_of
from project88.results.announcer.writing import viewer_of
from project88.web.asking_again import asking_again
from project88.web.event_stream import event_stream
from project88.web.problems import AnyRequest
from project88.web.services import Services


@get(
    "/api/events/{event_id:int}/announcer/stream",
    opt={"access": Needs(Permission.ANNOUNCE)},
    summary="The live stream of an announcer's screen",
    tags=["announcer"],
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
async def watch_announcer(  # noqa: PLR0913, PLR0917 -- what a screen looks at
    caller: NamedDependency[Caller],
    services: NamedDependency[Services],
    request: AnyRequest,
    event_id: EventId,
    race: OfRaces = None,
    point: OfPoints = None,
    missed_after: MissedAfter = 20,
) -> ASGIApp:
    """Server-sent events. `board` has the screen as `GET …/announcer` gives it, once. `changes` has
    cards that are new or say something else (`cards`), which ones are on the board now (`crossed`
    and `missed`, by id), and `coming` and `races` whole when they differ. A card comes when a runner
    is heard, and again when time and place are known. `hb` comes after five seconds without news
    and says when the hub last looked (`checked`). `bye` ends the stream: `restart` (come again),
    `access` (signed out, or not allowed any more), `gone` (the event was deleted).
    """
    announcers = services.announcers
    key, watch = AnnouncerKey(caller.partner_id, event_id), watch_of(race, point, missed_after)
    # Refused like the GET, before anything is streamed.
    await announcers.boards.board(key, watch, viewer_of(caller))
    return event_stream(announcers.stream(caller, key, watch, asking_again(request, caller)))


HANDLERS = [watch_announcer]
