"""Links to display sessions over HTTP."""

from datetime import datetime
from typing import Annotated, Literal

import asyncpg
from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller
from project88.accounts.instants import instant
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.displays.link import path_of
from project88.displays.links import giving, store
from project88.displays.links.qr import picture_of
from project88.displays.links.schemas import (
    DisplayUrl,
    DisplayUrlChange,
    DisplayUrls,
    NewDisplayUrl,
)
from project88.displays.links.store import Asked
from project88.displays.sessions.reach import reached
from project88.displays.sessions.routes import CHANGED, ONE, RUN, SEEN, TAGS, DisplaySessionId, Ms
from project88.settings import Settings

LINK = "/api/display-links/{link:str}"
Address = Annotated[
    str, PathParameter(description="The eight characters of the link.", max_length=20)
]


@post("/api/display/generate-url", opt=RUN, summary="Give out a link", tags=TAGS, responses=CHANGED)
async def generate_url(  # noqa: PLR0913, PLR0917 -- where it is reached, and for how long
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    now: Ms,
    data: JSONBody[NewDisplayUrl],
) -> DisplayUrl:
    """A link that makes any screen a display, for a day unless told otherwise. It does not end when
    its maker signs out. For a `timing_session_id` a display session is opened, the caller's own.
    """
    at = instant(now())
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        made = await giving.give_out(connection, caller, data, at)
    return _shown(made, _origin(visit, settings), at)


@get(ONE + "/links", opt=RUN, summary="The links to a display session", tags=TAGS, responses=SEEN)
async def list_display_urls(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    now: Ms,
    display_session_id: DisplaySessionId,
    which: Annotated[
        Literal["live", "all"],
        QueryParameter(description="`all`: expired and revoked ones too."),
    ] = "live",
    after: Annotated[
        str | None,
        QueryParameter(
            description="`after` of the page before.",
            max_length=8,
            pattern="^[0-9A-Z]*$",
            schema_extra={"examples": ["7HK2MPQ9"]},
        ),
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=100)] = 50,
) -> DisplayUrls:
    """The newest first, with how many screens are up on each and when one was heard last."""
    at = instant(now())
    asked = Asked(display_session_id, at, which == "all", after, limit + 1)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await reached(connection, caller, display_session_id)
        rows = await store.links(connection, asked)
    items = [_shown(row, _origin(visit, settings), at) for row in rows[:limit]]
    return DisplayUrls(items, items[-1].id if len(rows) > limit else None)


@patch(LINK, opt=RUN, summary="Extend or change a link", tags=TAGS, responses=CHANGED)
async def change_display_url(  # noqa: PLR0913, PLR0917 -- where it is reached, and for how long
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    now: Ms,
    link: Address,
    data: JSONBody[DisplayUrlChange],
) -> DisplayUrl:
    """A longer or shorter time, another label. An expired link works again at the same address; a
    revoked one does not (`revoked`).
    """
    at = instant(now())
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        changed = await giving.change(connection, caller, link, data, at)
    return _shown(changed, _origin(visit, settings), at)


@delete(LINK, opt=RUN, summary="Revoke a link", tags=TAGS, responses=CHANGED)
async def revoke_display_url(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], now: Ms, link: Address
) -> None:
    """It works no more, for good; screens that show it stop within a second."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await giving.revoke(connection, caller, link, instant(now()))


def _origin(visit: Visit, settings: Settings) -> str:
    return (settings.web.public_url or visit.origin).rstrip("/")


def _shown(row: asyncpg.Record, origin: str, now: datetime) -> DisplayUrl:
    url = f"{origin}{path_of(row['id'])}"
    return DisplayUrl(
        id=row["id"],
        url=url,
        qr=picture_of(url),
        label=row["label"],
        display_session_id=row["display_session_id"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        opens_at=row["opens_at"],
        state=_state(row, now),
        viewers=row["viewers"],
        last_seen_at=row["last_seen_at"],
    )


def _state(row: asyncpg.Record, now: datetime) -> Literal["waiting", "open", "expired", "revoked"]:
    if row["revoked_at"] is not None:
        return "revoked"
    if row["expires_at"] <= now:
        return "expired"
    return "waiting" if row["opens_at"] is not None and row["opens_at"] > now else "open"


HANDLERS = [generate_url, list_display_urls, change_display_url, revoke_display_url]
