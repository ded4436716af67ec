"""Proof of play and the displays' numbers over HTTP. Nothing here writes but to the audit log."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example
from litestar.params import QueryParameter
from litestar.response import Stream

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import EARLIEST, LATEST, told
from project88.accounts.paths import LARGEST
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.displays.analytics import reading as numbers
from project88.displays.analytics.schemas import DisplayAnalytics
from project88.displays.plays import reading as plays
from project88.displays.plays.reading import Form
from project88.displays.plays.schemas import PlayKind, Plays

TAGS = ["analytics"]
ACCESS = {"access": Needs(Permission.DISPLAYS_RUN)}
FILE = {**ACCESS, "also_as": ("application/json",)}
MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
REACH = f"Of the years {EARLIEST.year} to {LATEST.year - 1}; without a zone it is UTC."
SessionAsked = Annotated[
    int | None,
    QueryParameter(
        description="Only of this display session.",
        ge=1,
        le=LARGEST,
        schema_extra={"examples": [4]},
    ),
]
EventAsked = Annotated[
    int | None,
    QueryParameter(
        description="Only of this event.", ge=1, le=LARGEST, schema_extra={"examples": [12]}
    ),
]
ScreenAsked = Annotated[
    int | None,
    QueryParameter(
        description="Only of this screen.", ge=1, le=LARGEST, schema_extra={"examples": [7]}
    ),
]
From = Annotated[
    datetime | None,
    QueryParameter(
        name="from",
        description=f"From this instant on. {REACH}",
        schema_extra={"examples": ["2026-06-27T06:00:00Z"]},
    ),
]
To = Annotated[
    datetime | None,
    QueryParameter(
        name="to",
        description=f"Before this instant. {REACH}",
        schema_extra={"examples": ["2026-06-27T18:00:00Z"]},
    ),
]
KindAsked = Annotated[PlayKind | None, QueryParameter(description="Only of this kind.")]
FormAsked = Annotated[Form, QueryParameter(description="Form of the file.")]


def a_file(first: str) -> dict[int, ResponseSpec]:
    """What an export answers."""
    return {
        200: ResponseSpec(
            str, media_type="text/csv", description="CSV or JSON.", examples=[Example(value=first)]
        ),
        **problems(401, 403, 404, 422, 503),
    }


@get(
    "/api/plays",
    opt=ACCESS,
    summary="Read what screens showed",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def read_plays(  # noqa: PLR0913, PLR0917 -- one argument for each parameter of the address
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    display_session_id: SessionAsked = None,
    screen_id: ScreenAsked = None,
    event_id: EventAsked = None,
    since: From = None,
    until: To = None,
    kind: KindAsked = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 100,
    after: Annotated[
        str | None,
        QueryParameter(
            description="Cursor: `after` of the page before.",
            max_length=100,
            pattern=r"^[^\x00]*$",
            schema_extra={"examples": ["2026-06-27T10:32:05.120000+00:00_4711"]},
        ),
    ] = None,
) -> Plays:
    """Proof of play, the newest first: what each screen showed and from when until when, of display
    sessions that the caller reaches. Names are as anybody may see them today.
    """
    wanted = plays.Wanted(display_session_id, screen_id, event_id, _told(since), _told(until), kind)
    return await plays.page(pool, caller, wanted, after, limit)


@get(
    "/api/plays/export",
    opt=FILE,
    summary="Take away what screens showed as a file",
    tags=TAGS,
    responses=a_file("from,until,seconds\r\n"),
)
async def export_plays(  # noqa: PLR0913, PLR0917 -- one argument for each parameter of the address
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    display_session_id: SessionAsked = None,
    screen_id: ScreenAsked = None,
    event_id: EventAsked = None,
    since: From = None,
    until: To = None,
    kind: KindAsked = None,
    format: FormAsked = "csv",  # noqa: A002 -- the parameter's name
) -> Stream:
    """All that `GET /api/plays` would tell, however much. The export is noted in the audit log."""
    wanted = plays.Wanted(display_session_id, screen_id, event_id, _told(since), _told(until), kind)
    return _file(await plays.export(pool, caller, wanted, format), "plays", caller, format)


@get(
    "/api/analytics/displays",
    opt=ACCESS,
    summary="How displays did",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def read_display_analytics(  # noqa: PLR0913, PLR0917 -- one argument for each parameter
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    display_session_id: SessionAsked = None,
    event_id: EventAsked = None,
    since: From = None,
    until: To = None,
) -> DisplayAnalytics:
    """Displays opened, screens, uptime, runners shown, and the latency from read to screen: in all,
    by time and by screen, of display sessions that the caller reaches.
    """
    wanted = numbers.Wanted(display_session_id, event_id, _told(since), _told(until))
    return await numbers.analytics(pool, caller, wanted)


@get(
    "/api/analytics/displays/export",
    opt=FILE,
    summary="Take away how displays did as a file",
    tags=TAGS,
    responses=a_file("minute,event,display session\r\n"),
)
async def export_display_analytics(  # noqa: PLR0913, PLR0917 -- one argument for each parameter
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    display_session_id: SessionAsked = None,
    event_id: EventAsked = None,
    since: From = None,
    until: To = None,
    format: FormAsked = "csv",  # noqa: A002 -- the parameter's name
) -> Stream:
    """Every minute of every screen, by display session, the oldest first. The export is noted in the audit log."""
    wanted = numbers.Wanted(display_session_id, event_id, _told(since), _told(until))
    lines = await numbers.export(pool, caller, wanted, format)
    return _file(lines, "display-analytics", caller, format)


def _told(at: datetime | None) -> datetime | None:
    return None if at is None else told(at)


def _file(lines: AsyncIterator[bytes], name: str, caller: Caller, form: Form) -> Stream:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{caller.partner}.{form}"',
        "Cache-Control": "no-store",
    }
    return Stream(lines, media_type=MEDIA[form], headers=headers)


HANDLERS = [read_plays, export_plays, read_display_analytics, export_display_analytics]
