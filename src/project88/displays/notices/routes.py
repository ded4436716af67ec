"""Notices over HTTP."""

from collections.abc import Callable, Sequence
from typing import Annotated

import msgspec
from litestar import delete, get, post
from litestar.datastructures import ResponseHeader
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.people.names import names_of
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.displays.notices import saying
from project88.displays.notices.schemas import NewNotice, Notice, Notices

ACCESS = {"access": Needs(Permission.DISPLAYS_RUN)}
TAGS = ["screens"]
PROBLEMS = problems(400, 401, 403, 404, 422, 503)
NoticeId = Annotated[int, PathParameter(description="Number of the notice.", ge=1, le=2**31 - 1)]


@post(
    "/api/screens/notices",
    opt=ACCESS,
    summary="Put words over screens",
    tags=TAGS,
    responses=PROBLEMS,
)
async def say_notice(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    data: JSONBody[NewNotice],
) -> Notice:
    """A message stands beside what is shown; an emergency covers it, until it is taken back or its
    time is over. Screens that come later show it too. `all` means all that you reach; for who may
    see everyone's displays that is the whole timing partner.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        here = instant(now())
        act = await saying.say(connection, caller, data, here)
        made = await saying.standing(connection, caller, here, act)
    return (await _named(pool, made))[0]


@get(
    "/api/screens/notices",
    opt=ACCESS,
    summary="What stands over screens",
    tags=TAGS,
    responses=PROBLEMS,
    response_headers=[ResponseHeader(name="Cache-Control", value="no-store")],
)
async def list_notices(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
) -> Notices:
    """Messages and emergencies over the screens that you reach, the newest first. The newest
    emergency is shown, else the newest message.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        found = await saying.standing(connection, caller, instant(now()))
    return Notices(await _named(pool, found))


@delete(
    "/api/screens/notices/{notice_id:int}",
    opt=ACCESS,
    summary="Take words back",
    tags=TAGS,
    responses=PROBLEMS,
)
async def take_back_notice(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    notice_id: NoticeId,
) -> None:
    """Screens show what they showed before, or what has come meanwhile, within a second."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await saying.take_back(connection, caller, notice_id, instant(now()))


async def _named(pool: Pool, found: Sequence[tuple[Notice, int | None]]) -> list[Notice]:
    names = await names_of(pool, (maker for _, maker in found))
    return [
        msgspec.structs.replace(notice, made_by=names.get(maker or 0, ""))
        for notice, maker in found
    ]


HANDLERS = [say_notice, list_notices, take_back_notice]
