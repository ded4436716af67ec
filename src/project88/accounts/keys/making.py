"""Making and revoking keys: none may do more than whoever makes it, and no key makes another."""

from datetime import datetime

from project88.accounts.access import Caller
from project88.accounts.callers.keys import new_token
from project88.accounts.instants import told
from project88.accounts.keys import store
from project88.accounts.keys.schemas import Keys, MadeKey, NewKey
from project88.accounts.people.names import names_of
from project88.accounts.roles import IN_WORDS, NEVER_FOR_KEYS, Permission
from project88.db.pool import Pool
from project88.errors import Conflict, InputError, NotFound, Refused

MOST = 200
"""Keys of one partner at once; a program that makes keys by mistake is stopped here."""


def may_be_given(caller: Caller) -> list[Permission]:
    return [one for one in Permission if one in caller.permissions and one not in NEVER_FOR_KEYS]


async def listed(pool: Pool, caller: Caller) -> Keys:
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        rows = await store.keys(connection)
    makers = await names_of(pool, {row["made_by"] for row in rows})
    return Keys([store.key_of(row, makers) for row in rows], may_be_given(caller))


async def make(pool: Pool, caller: Caller, wanted: NewKey, now: datetime) -> MadeKey:
    """:raises Refused: a scope that the caller may not give.
    :raises InputError: an end that is in the past.
    :raises Conflict: there are too many keys.
    """
    for scope in wanted.scopes:
        _require_may_give(caller, scope)
    expires_at = None if wanted.expires_at is None else told(wanted.expires_at)
    if expires_at is not None and expires_at <= now:
        raise InputError("The key would have ended already; choose a later day.", code="past")
    token = new_token()
    made_by = caller.id if caller.kind == "user" else None
    new = store.NewRow(" ".join(wanted.name.split()), set(wanted.scopes), made_by, expires_at)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if await store.count_keys(connection) >= MOST:
            raise Conflict(f"There are {MOST} keys already; revoke some first.", code="too_many")
        row = await store.add_key(connection, caller.partner_id, token, new)
    makers = {} if made_by is None else {made_by: caller.name}
    return MadeKey(store.key_of(row, makers), token.text)


async def revoke(pool: Pool, caller: Caller, key_id: int) -> None:
    """:raises NotFound: no such key."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if not await store.revoke_key(connection, key_id):
            raise NotFound("There is no such key, or it was revoked already.", code="no_key")


def _require_may_give(caller: Caller, scope: Permission) -> None:
    if scope in NEVER_FOR_KEYS:
        raise Refused(f"No key may {IN_WORDS[scope]}.", code="never_for_keys")
    if not caller.may(scope):
        raise Refused(
            f"You may not {IN_WORDS[scope]} yourself, so no key of yours may.", code="more_than_own"
        )
