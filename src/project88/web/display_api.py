"""The API of a display: what its address opens, and its live stream."""

from collections.abc import AsyncGenerator, Callable
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
from project88.displays.assignments.choosing import Assigned
from project88.displays.following import Followed
from project88.displays.link import hash_of
from project88.displays.store import Display
from project88.live.frames import Places, event_frame, places_of
from project88.live.screen import Told
from project88.live.stream import stream
from project88.web.display_lists import Tables
from project88.web.event_stream import event_stream
from project88.web.problems import AnyRequest
from project88.web.services import Services

Meta = msgspec.Meta


class DisplayFacts(msgspec.Struct, frozen=True):
    """What a display's address opens."""

    id: Annotated[str, Meta(description="The address, in capitals.", examples=["7HK2MPQ9"])]
    label: Annotated[str, Meta(description="Chosen by whoever made the link.", examples=["Finish"])]
    state: Annotated[
        Literal["open", "waiting"],
        Meta(description="`waiting`: nothing is shown before `opens_at`."),
    ]
    opens_at: Annotated[datetime | None, Meta(description="Null: the link works at once.")]
    expires_at: Annotated[datetime, Meta(description="From then on there is nothing here.")]
    mode: Annotated[
        Literal["pre_race", "results"],
        Meta(description="What it is for: who is coming, or who has finished."),
    ]
    name: Annotated[str, Meta(description="Of the display session.", examples=["Finish line"])]
    zone: Annotated[
        str,
        Meta(description="IANA zone, until the stream says more.", examples=["Europe/Amsterdam"]),
    ]
    stream: Annotated[
        str, Meta(description="Path of the stream.", examples=["/api/display/7HK2MPQ9/stream"])
    ]


ScreenKey = Annotated[
    str | None,
    QueryParameter(
        description="Of the screen that asks, if it is one.",
        max_length=200,
        schema_extra={"examples": ["Qm9lLWtleS1vZi1hLXNjcmVlbg"]},
    ),
]
PROBLEMS = {
    404: ResponseSpec(Problem, description="No such display: never made, expired or taken back."),
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
async def read_display(
    display: NamedDependency[Display],
    services: NamedDependency[Services],
    screen: ScreenKey = None,
) -> DisplayFacts:
    """What is behind a display's address. Knowing the address is all the permission needed.

    `screen` matters only where an operator pointed that screen away from a session that is over.
    """
    del screen  # the gate has looked at it
    waiting = display.opens_at is not None and _ms(display.opens_at) > services.now()
    return DisplayFacts(
        id=display.id,
        label=display.label,
        state="waiting" if waiting else "open",
        opens_at=display.opens_at,
        expires_at=display.expires_at,
        mode=display.mode,
        name=display.name,
        zone=display.zone,
        stream=f"/api/display/{display.id}/stream",
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
    screen: ScreenKey = None,
    last: Annotated[
        str | None,
        QueryParameter(
            description="Place to go on from, as the last id block said, where the browser can't "
            "send it: `epoch:session.version,session.version`.",
            max_length=1000,
        ),
    ] = None,
) -> ASGIApp:
    """Server-sent events, resumed exactly after the `Last-Event-ID` that the browser sends.

    `assignment` says what to show and is sent whole, first and whenever it changes. For each timing
    session: `snapshot` replaces what is shown of it, `changes` is laid upon it, `hb` comes every two
    seconds with the age of the newest read, in all and per location. `feed` replaces a list of
    results that the template draws, whenever it says something else. `bye` ends the stream politely:
    `restart` (come again), `expired` (of the link), `gone` (what it shows is over). A block without
    data behind each chunk carries the id to go on from. Of a gap that is too old, or a place of
    another database, there is a snapshot.
    """
    places = places_of(request.headers.get("last-event-id")) or places_of(last)
    key_hash = hash_of(screen) if screen else None
    return event_stream(_chunks(services, display, key_hash, places))


async def _chunks(
    services: Services, display: Display, key_hash: bytes | None, last: Places
) -> AsyncGenerator[bytes]:
    partner_id = display.partner_id
    with (
        services.hub.watching(partner_id) as watcher,
        services.following.follow(display, key_hash, watcher.bell.set) as followed,
        services.lists.watching(partner_id, watcher.bell) as lists,
    ):
        telling = Telling(followed, services.tables, partner_id, watcher.bell.set)
        frames = stream(services.hub, watcher, last, telling, lists)
        async with aclosing(frames):
            async for chunk in frames:
                yield chunk


class Telling:
    """What a stream is told of what it shows: made once per assignment, and when its lists are known."""

    def __init__(
        self, followed: Followed, tables: Tables, partner_id: int, ring: Callable[[], None]
    ) -> None:
        self._followed = followed
        self._tables = tables
        self._partner_id = partner_id
        self._ring = ring
        self._made: tuple[Assigned, Told] | None = None
        self._whole = False

    def __call__(self) -> Told | None:
        shows = self._followed.now_shows
        if shows is None:
            return None
        if self._made is None or self._made[0] is not shows:
            self._made, self._whole = (shows, _told(shows)), False
        if not self._whole:
            self._made = shows, self._listed(shows, self._made[1])
        return self._made[1]

    def _listed(self, shows: Assigned, told: Told) -> Told:
        session = shows.assignment.session
        if session is None:
            self._whole = True
            return told
        wanted, self._whole = self._tables.wanted(self._partner_id, session, self._ring)
        return told if wanted == told.lists else msgspec.structs.replace(told, lists=wanted)


def _told(shows: Assigned) -> Told:
    def frame(now: int) -> bytes:
        return event_frame("assignment", msgspec.structs.replace(shows.assignment, now=now))

    return Told(frame, shows.timing, shows.until, shows.over)


def _ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
