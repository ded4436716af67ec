"""People and the settings of a timing partner over HTTP."""

from collections.abc import Callable

from litestar import delete, get, patch, post
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.paths import Number
from project88.accounts.people import inviting, members
from project88.accounts.people import settings as partner_settings
from project88.accounts.people.inviting import Desk
from project88.accounts.people.schemas import (
    MadeLink,
    MembershipChange,
    NewInvitation,
    PartnerChange,
    PartnerSettings,
    People,
)
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.settings import Settings

TAGS = ["people"]
EDIT = {"access": Needs(Permission.PEOPLE_EDIT)}


def desk_of(
    pool: NamedDependency[Pool],
    settings: NamedDependency[Settings],
    visit: NamedDependency[Visit],
    now: NamedDependency[Callable[[], int]],
) -> Desk:
    """Links lead to the address that the operator has set, else to the one that was asked."""
    origin = settings.web.public_url or visit.origin
    return Desk(pool, settings.mail, origin, now())


DESK = {"desk": Provide(desk_of, sync_to_thread=False)}


@get(
    "/api/people",
    opt={"access": Needs(Permission.PEOPLE_VIEW)},
    summary="List people",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def list_people(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
) -> People:
    """Who may work here now, who is invited, and what each role may do."""
    return await members.everybody(pool, caller, instant(now()))


@post(
    "/api/people/invitations",
    opt=EDIT,
    dependencies=DESK,
    summary="Invite somebody",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def invite_person(
    data: JSONBody[NewInvitation],
    caller: NamedDependency[Caller],
    desk: NamedDependency[Desk],
) -> MadeLink:
    """A link that works once within seven days. It is told this once, and mailed if mail is set up.

    An earlier open invitation of the same address stops working.
    """
    return await inviting.invite(desk, caller, data)


@delete(
    "/api/people/invitations/{invitation_id:int}",
    opt=EDIT,
    summary="Take an invitation back",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def revoke_invitation(
    invitation_id: Number, caller: NamedDependency[Caller], pool: NamedDependency[Pool]
) -> None:
    """Its link works no more."""
    await inviting.take_back(pool, caller, invitation_id)


@patch(
    "/api/people/{user_id:int}",
    opt=EDIT,
    summary="Give somebody another role",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def change_person(
    user_id: Number,
    data: JSONBody[MembershipChange],
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
) -> People:
    """From the person's next request on. The last owner stays an owner."""
    await members.change_role(pool, caller, user_id, data.role, instant(now()))
    return await members.everybody(pool, caller, instant(now()))


@delete(
    "/api/people/{user_id:int}",
    opt=EDIT,
    summary="End somebody's membership",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def end_membership(
    user_id: Number,
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
) -> None:
    """The person is out with the next request. What they made stays, API keys too; the last owner
    stays.
    """
    await members.send_away(pool, caller, user_id, instant(now()))


@post(
    "/api/people/{user_id:int}/password-reset",
    opt=EDIT,
    dependencies=DESK,
    summary="Make a link for a new password",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def reset_password(
    user_id: Number, caller: NamedDependency[Caller], desk: NamedDependency[Desk]
) -> MadeLink:
    """Works once within a day. Only for who works for no other timing partner: of others the hub
    administrator makes it.
    """
    return await inviting.reset_by_owner(desk, caller, user_id)


@get(
    "/api/partner",
    opt={"access": Needs(Permission.EVENTS_VIEW, filters_events=True)},
    summary="The settings of the timing partner",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def read_partner(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool]
) -> PartnerSettings:
    """Name, zone, language, and whether a second factor is a must."""
    return await partner_settings.read(pool, caller)


@patch(
    "/api/partner",
    opt={"access": Needs(Permission.PARTNER_EDIT)},
    summary="Change the settings of the timing partner",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def change_partner(
    data: JSONBody[PartnerChange],
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
) -> PartnerSettings:
    """What is left out stays as it is. Asking for second factors takes one of your own."""
    return await partner_settings.change(pool, caller, data)


HANDLERS = [
    list_people,
    invite_person,
    revoke_invitation,
    change_person,
    end_membership,
    reset_password,
    read_partner,
    change_partner,
]
