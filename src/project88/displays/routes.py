"""Opening displays of an event, and closing them again."""

import io
from datetime import timedelta
from typing import Annotated

import segno
from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.audit.store import note
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.displays import store
from project88.displays.address import address_of
from project88.displays.link import path_of
from project88.displays.schemas import Link, Links, NewLink
from project88.errors import NotFound
from project88.events.participants.store import event
from project88.events.paths import EventId
from project88.settings import Settings

Address = Annotated[str, PathParameter(description="Eight characters.", max_length=20)]
ACCESS = {"access": Needs(Permission.DISPLAYS_RUN)}
PATH = "/api/events/{event_id:int}/displays"
TAGS = ["displays"]
PROBLEMS = problems(400, 401, 403, 404, 409, 422, 503)


@get(PATH, opt=ACCESS, summary="The displays of an event", tags=TAGS, responses=PROBLEMS)
async def list_links(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    event_id: EventId,
) -> Links:
    """Links that work now, whoever made them."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await event(connection, event_id)
        found = await store.links(connection, event_id)
    return Links([_link(one, _origin(visit, settings)) for one in found])


@post(PATH, opt=ACCESS, summary="Open a display", tags=TAGS, responses=PROBLEMS)
async def open_display(  # noqa: PLR0913, PLR0917 -- where it is reached, and for how long
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    settings: NamedDependency[Settings],
    event_id: EventId,
    data: JSONBody[NewLink],
) -> Link:
    """A link for any screen, for a day at most. The timing session must be bound to the event."""
    wanted = store.Wanted(
        session_id=data.session_id,
        label=" ".join(data.title.split()),
        mode=data.mode,
        ttl=timedelta(hours=data.hours),
        made_by=caller.id if caller.kind == "user" else None,
        event_id=event_id,
    )
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        address = await store.create(connection, caller.partner_id, wanted)
        made = await store.live_link(connection, event_id, address.id)
        told = {"title": made.label, "mode": made.mode, "session": made.session_id}
        await note(connection, "opened", "display", event_id=event_id, new=told)
    return _link(made, _origin(visit, settings))


@delete(PATH + "/{link:str}", opt=ACCESS, summary="Close a display", tags=TAGS, responses=PROBLEMS)
async def close_display(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    link: Address,
) -> None:
    """The link works no more; screens that show it stop within seconds."""
    known = address_of(link)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if known is None or not await store.revoke(connection, event_id, known):
            raise NotFound("There is no such display, or it was closed already.")
        await note(connection, "closed", "display", event_id=event_id)


def _origin(visit: Visit, settings: Settings) -> str:
    return (settings.web.public_url or visit.origin).rstrip("/")


def _link(link: store.LiveLink, origin: str) -> Link:
    url = f"{origin}{path_of(link.address)}"
    return Link(
        address=link.address,
        url=url,
        qr=_picture(url),
        title=link.label,
        mode=link.mode,
        session_id=link.session_id,
        session=link.session,
        created_at=link.created_at,
        expires_at=link.expires_at,
    )


def _picture(url: str) -> str:
    picture = io.BytesIO()
    segno.make(url, error="m").save(
        picture, kind="svg", scale=4, border=2, xmldecl=False, omitsize=True
    )
    return picture.getvalue().decode()


HANDLERS = [list_links, open_display, close_display]
