"""The API of a display: what its address opens, and its live stream."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from litestar import get
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter
from litestar.types import ASGIApp

from project88.accounts.access import Access
from project88.accounts.problem import Problem
from project88.displays.store import Display
from project88.live.frames import Place, place_of
from project88.live.stream import stream
from project88.web.event_stream import event_stream
from project88.web.problems import AnyRequest
from project88.web.services import Services

Meta = msgspec.Meta


class DisplayedSession(msgspec.Struct, frozen=True):
    """The timing session that is shown."""

    id: Annotated[int, Meta(description="Number of the timing session.", examples=[17])]
    name: Annotated[str, Meta(description="As the timer named it.", examples=["Harbour Mile"])]
    state: Annotated[
        str, Meta(description="`open` while reads are taken, else `closed`.", examples=["open"])
    ]


class DisplayFacts(msgspec.Struct, frozen=True):
    """What a display's address opens."""

    id: Annotated[str, Meta(description="The address, in capitals.", examples=["7HK2MPQ9"])]
    title: Annotated[str, Meta(description="Chosen by whoever made the address.", examples=[""])]
    zone: Annotated[
        str, Meta(description="IANA zone of the session.", examples=["Europe/Amsterdam"])
    ]
    session: DisplayedSession
    stream: Annotated[
        str, Meta(description="Path of the stream.", examples=["/api/display/7HK2MPQ9/stream"])
    ]
    expires_at: Annotated[datetime, Meta(description="From then on there is nothing here.")]
    mode: Annotated[
        Literal["pre_race", "results"],
        Meta(description="What it is for: who is coming, or who has finished."),
    ] = "results"


PROBLEMS = {
    404: ResponseSpec(Problem, description="No such display: never made, or expired."),
    429: ResponseSpec(Problem, description="Too many addresses that do not exist."),
    503: ResponseSpec(Problem, description="The database is away; try again."),
}


@get(
    "/api/display/{address:str}",
    opt={"access": Access.DISPLAY_URL},
    summary="What a display shows",
    tags=["displays"],
    responses=PROBLEMS,
    response_headers=[ResponseHeader(name="Cache-Control", value="no-store")],
)
async def read_display(display: NamedDependency[Display]) -> DisplayFacts:
    """The session behind a display's address. Knowing the address is all the permission needed."""
    return DisplayFacts(
        id=display.id,
        title=display.label,
        zone=display.zone,
        session=DisplayedSession(display.session_id, display.session_name, display.session_state),
        stream=f"/api/display/{display.id}/stream",
        expires_at=display.expires_at,
        mode=display.mode,
    )


@get(
    "/api/display/{address:str}/stream",
    opt={"access": Access.DISPLAY_URL},
    summary="The live stream of a display",
    tags=["displays"],
    responses={
        200: ResponseSpec(str, media_type="text/event-stream", description="Server-sent events."),
        **PROBLEMS,
    },
)
async def read_stream(
    display: NamedDependency[Display],
    request: AnyRequest,
    services: NamedDependency[Services],
    last: Annotated[
        str | None,
        QueryParameter(
            description="Place to go on from, `epoch:version`, where the browser can't send it.",
            max_length=200,
        ),
    ] = None,
) -> ASGIApp:
    """Server-sent events, resumed exactly after the `Last-Event-ID` that the browser sends.

    `snapshot` replaces what is shown, `changes` is laid upon it, `hb` comes every two seconds with
    the age of the newest read, `bye` ends the stream politely. Data events have the id
    `epoch:version`. A gap that is too old, or a place of another database, gets a snapshot.
    """
    place = place_of(request.headers.get("last-event-id")) or place_of(last)
    return event_stream(_frames(services, display, place))


async def _frames(
    services: Services, display: Display, place: Place | None
) -> AsyncGenerator[bytes]:
    with services.revoked.serving(display) as until:
        frames = stream(services.hub, display.partner_id, display.session_id, place, until)
        async with aclosing(frames):
            async for chunk in frames:
                yield chunk
