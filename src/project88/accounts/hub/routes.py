"""What hub administrators manage, over HTTP. Nothing here shows what is a partner's."""

from collections.abc import Callable
from typing import Annotated

from litestar import get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from project88.accounts.access import Access, Caller
from project88.accounts.hub import managing
from project88.accounts.hub.schemas import (
    AccessGiven,
    AccessRequest,
    HubPartner,
    HubPartnerChange,
    HubUserChange,
    HubUserPage,
    NewPartner,
    OwnerInvitation,
)
from project88.accounts.instants import instant
from project88.accounts.paths import Number
from project88.accounts.people import inviting
from project88.accounts.people.inviting import Desk
from project88.accounts.people.routes import DESK
from project88.accounts.people.schemas import MadeLink
from project88.accounts.problem import problems
from project88.db.pool import Pool
from project88.relay import Relay

TAGS = ["hub"]
RULE = {"access": Access.HUB_ADMINISTRATOR}


@get(
    "/api/hub/partners",
    opt=RULE,
    summary="List timing partners",
    tags=TAGS,
    responses=problems(401, 403, 503),
)
async def list_partners(
    pool: NamedDependency[Pool], now: NamedDependency[Callable[[], int]]
) -> list[HubPartner]:
    """All of them, closed ones too, with how many members and events they have."""
    return await managing.partners(pool, instant(now()))


@post(
    "/api/hub/partners",
    opt=RULE,
    summary="Add a timing partner",
    tags=TAGS,
    responses=problems(401, 403, 409, 422, 503),
)
async def add_partner(
    data: JSONBody[NewPartner],
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
) -> HubPartner:
    """It begins empty; invite its first owner next."""
    return await managing.add_partner(pool, caller, data, instant(now()))


@patch(
    "/api/hub/partners/{partner_id:int}",
    opt=RULE,
    summary="Rename, close or open a timing partner",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def change_hub_partner(
    partner_id: Number,
    data: JSONBody[HubPartnerChange],
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
) -> HubPartner:
    """Into a closed partner nobody gets, by no key either; nothing of it is deleted."""
    return await managing.change_partner(pool, caller, partner_id, data, instant(now()))


@post(
    "/api/hub/partners/{partner_id:int}/invitations",
    opt=RULE,
    dependencies=DESK,
    summary="Invite an owner",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def invite_owner(
    partner_id: Number,
    data: JSONBody[OwnerInvitation],
    caller: NamedDependency[Caller],
    desk: NamedDependency[Desk],
) -> MadeLink:
    """A link that works once within seven days, told this once."""
    return await managing.invite_owner(desk, caller, partner_id, data.email)


@post(
    "/api/hub/partners/{partner_id:int}/access",
    opt=RULE,
    dependencies=DESK,
    summary="Get into a partner for a while, with a reason",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def get_access(
    partner_id: Number,
    data: JSONBody[AccessRequest],
    caller: NamedDependency[Caller],
    desk: NamedDependency[Desk],
) -> AccessGiven:
    """A membership of four hours. The partner reads in its audit log who came, and why."""
    return await managing.let_in(desk, caller, partner_id, data)


@get(
    "/api/hub/users",
    opt=RULE,
    summary="List users",
    tags=TAGS,
    responses=problems(401, 403, 422, 503),
)
async def list_users(
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
    search: Annotated[
        str | None,
        QueryParameter(
            description="Found in name or e-mail.",
            max_length=200,
            pattern=r"^[^\x00]*$",
            schema_extra={"examples": ["ada"]},
        ),
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 100,
    after: Annotated[
        int, QueryParameter(description="Cursor: `next` of the page before.", ge=0, le=2**31 - 1)
    ] = 0,
) -> HubUserPage:
    """Everybody with an account, by number, and where they work."""
    return await managing.users(pool, instant(now()), after, search or None, limit)


@patch(
    "/api/hub/users/{user_id:int}",
    opt=RULE,
    status_code=204,
    summary="Disable a user, or let them in again",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def change_user(
    user_id: Number,
    data: JSONBody[HubUserChange],
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    relay: NamedDependency[Relay],
) -> None:
    """Disabling ends all their sign-ins at once. Memberships stay, for the day it is undone."""
    if data.state == "disabled":
        await managing.disable(pool, relay.sessions, caller, user_id)
    else:
        await managing.enable(pool, caller, user_id)


@post(
    "/api/hub/users/{user_id:int}/password-reset",
    opt=RULE,
    dependencies=DESK,
    summary="Make a link for a new password",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def reset_user_password(
    user_id: Number, caller: NamedDependency[Caller], desk: NamedDependency[Desk]
) -> MadeLink:
    """Works once within a day. A second factor stays in force."""
    return await inviting.reset_by_hub_administrator(desk, caller, user_id)


HANDLERS = [
    list_partners,
    add_partner,
    change_hub_partner,
    invite_owner,
    get_access,
    list_users,
    change_user,
    reset_user_password,
]
