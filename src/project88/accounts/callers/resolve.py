"""From a session or a key to a `Caller`, or to the refusal that the caller deserves."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from project88.accounts.access import Caller
from project88.accounts.callers import store
from project88.accounts.callers.keys import Token
from project88.accounts.instants import instant
from project88.accounts.roles import MAY, NEVER_FOR_KEYS, TODAY_ONLY, Permission, Role
from project88.accounts.sign_in.facts import Facts
from project88.db.pool import Pool
from project88.errors import InputError, NotFound, Refused
from project88.relay.sessions import SignedIn

HIGHEST_NUMBER = 2**31 - 1
"""Of an id in the database. The gate looks before the route's own limits are held."""
NOTED_EVERY = timedelta(minutes=1)


class NobodySignedIn(Refused):
    """Nobody, or a session that ended, or a user who was disabled."""

    code = "sign_in"
    status = 401


def nobody() -> NobodySignedIn:
    return NobodySignedIn("Sign in first.")


def no_partner_here() -> NotFound:
    """One answer for a partner that is not there, is closed, or is not the caller's."""
    return NotFound("There is no timing partner of that name here.", code="no_partner_here")


async def person(pool: Pool, signed_in: SignedIn, address: str, now_ms: int) -> Caller:
    """A person for what is their own, without any partner; raises `NobodySignedIn`."""
    found = await _person(pool, signed_in, "", now_ms)
    return _caller(found, signed_in, address)


async def member(pool: Pool, signed_in: SignedIn, slug: str, address: str, now_ms: int) -> Caller:
    """A person at the partner that they named.

    :raises NobodySignedIn: the user was disabled.
    :raises InputError: no partner was named.
    :raises NotFound: there is no such partner for them.
    :raises Refused: the partner wants a second factor and this sign-in had none.
    """
    found = await _person(pool, signed_in, slug, now_ms)
    if not slug:
        raise InputError("Say for which timing partner, by X-Timing-Partner.", code="no_partner")
    if found.role is None or found.partner_id is None:
        raise no_partner_here()
    caller = _caller(found, signed_in, address)
    if found.partner_second_factor == "required" and not caller.second_factor:
        raise Refused(
            "This timing partner asks for a second factor. Set one up under your account, "
            "or sign in again with it.",
            code="second_factor_required",
        )
    return caller


async def key(pool: Pool, token: Token, slug: str, address: str, now_ms: int) -> Caller:
    """A program with an API key; `slug`, if given, must be the key's own partner.

    :raises NobodySignedIn: the key is wrong, was revoked or has expired.
    """
    now = instant(now_ms)
    async with pool.hub("find the partner of an API key") as connection:
        found = await store.key(connection, token.prefix, now)
        if found is None or not token.proves(found.secret_hash):
            raise NobodySignedIn("This API key is not valid, or not any more.")
        if slug and slug != found.slug:
            raise no_partner_here()
        if found.last_used_at is None or now - found.last_used_at > NOTED_EVERY:
            await store.note_use(connection, found.id, now)
    return Caller(
        kind="key",
        id=found.id,
        name=found.name,
        address=address,
        permissions=permissions_of_scopes(found.scopes),
        partner_id=found.partner_id,
        partner=found.slug,
    )


def permissions_of_scopes(scopes: list[str]) -> frozenset[Permission]:
    known = {permission.value: permission for permission in Permission}
    return frozenset(known[scope] for scope in scopes if scope in known) - NEVER_FOR_KEYS


async def require_today(pool: Pool, caller: Caller, event_id: int, now_ms: int) -> None:
    """Raises `NotFound` unless it is the event's day in the event's own zone."""
    found = None
    if event_id <= HIGHEST_NUMBER:
        async with pool.partner(caller.partner_id, by=caller.actor) as connection:
            found = await store.day_of_event(connection, event_id)
    if found is not None:
        day, zone = found
        if day == instant(now_ms).astimezone(ZoneInfo(zone)).date():
            return
    raise NotFound(
        "There is no such event today. Your role sees an event on its day only.",
        code="not_today",
    )


async def _person(pool: Pool, signed_in: SignedIn, slug: str, now_ms: int) -> store.Person:
    async with pool.hub_look("find who is signed in") as connection:
        found = await store.person(connection, signed_in.user_id, slug, instant(now_ms))
    if found is None:
        raise nobody()
    return found


def _caller(found: store.Person, signed_in: SignedIn, address: str) -> Caller:
    role = Role(found.role) if found.role is not None else None
    return Caller(
        kind="user",
        id=found.id,
        name=found.name,
        address=address,
        permissions=MAY[role] if role else frozenset(),
        partner_id=(found.partner_id or 0) if role else 0,
        partner=(found.slug or "") if role else "",
        role=role,
        today_only=role in TODAY_ONLY,
        hub_administrator=found.hub_administrator,
        session_id=signed_in.id,
        second_factor=Facts.of(signed_in).second_factor,
    )
