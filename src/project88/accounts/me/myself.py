"""Reading and changing oneself."""

from project88.accounts.access import Caller
from project88.accounts.instants import instant
from project88.accounts.me.schemas import EditMe, Me, MyMembership, MySecondFactor, MySession
from project88.accounts.parts import Accounts
from project88.accounts.passkeys import store as passkeys
from project88.accounts.roles import MAY, TODAY_ONLY, Role
from project88.accounts.second_factor import store as second_factor
from project88.accounts.sign_in.facts import Facts
from project88.accounts.users import store as users
from project88.errors import NotFound
from project88.relay.sessions import SignedIn


async def me(accounts: Accounts, caller: Caller, signed_in: SignedIn, csrf: str) -> Me:
    now = instant(accounts.now())
    async with accounts.pool.hub("a person reads about themselves") as connection:
        user = await users.user_by_id(connection, caller.id)
        memberships = await users.memberships(connection, caller.id, now)
        codes_left = await second_factor.recovery_codes_left(connection, caller.id)
        keys = await passkeys.passkeys(connection, caller.id)
    if user is None:
        raise NotFound("There is no such user.")
    facts = Facts.of(signed_in)
    return Me(
        id=user.id,
        email=user.email,
        name=user.name,
        language=user.language,
        csrf=csrf,
        session=signed_in.id,
        hub_administrator=user.hub_administrator,
        has_password=user.password_hash is not None,
        proved_at=instant(facts.proved_ms),
        second_factor=MySecondFactor(user.has_totp, codes_left, len(keys), facts.second_factor),
        memberships=[_membership(membership) for membership in memberships],
    )


async def edit(accounts: Accounts, caller: Caller, changes: EditMe) -> None:
    name = None if changes.name is None else " ".join(changes.name.split())
    async with accounts.pool.hub("a person changes their own name or language") as connection:
        await users.edit_user(connection, caller.id, name, changes.language)


async def sessions(accounts: Accounts, caller: Caller) -> list[MySession]:
    """Where the person is signed in, newest use first; what waits for a second factor is not."""
    found = await accounts.sessions.of_user(caller.id, accounts.now())
    whole = [one for one in found if not Facts.of(one).waiting]
    return [_session(one, caller) for one in sorted(whole, key=lambda one: -one.seen_ms)]


def _membership(found: users.Membership) -> MyMembership:
    role = Role(found.role)
    return MyMembership(
        slug=found.slug,
        name=found.name,
        role=role,
        permissions=sorted(MAY[role]),
        zone=found.zone,
        language=found.language,
        second_factor_required=found.second_factor == "required",
        today_only=role in TODAY_ONLY,
        expires_at=found.expires_at,
    )


def _session(one: SignedIn, caller: Caller) -> MySession:
    facts = Facts.of(one)
    return MySession(
        id=one.id,
        this=one.id == caller.session_id,
        how=facts.how,
        second_factor=facts.second_factor,
        address=one.address,
        user_agent=one.user_agent,
        created_at=instant(one.created_ms),
        seen_at=instant(one.seen_ms),
        expires_at=instant(one.expires_ms),
    )
