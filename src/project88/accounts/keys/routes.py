"""API keys over HTTP. A key cannot call these: `keys.edit` is never given to one."""

from collections.abc import Callable

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.keys import making
from project88.accounts.keys.schemas import Keys, MadeKey, NewKey
from project88.accounts.paths import Number
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool

TAGS = ["keys"]
RULE = {"access": Needs(Permission.KEYS_EDIT)}


@get(
    "/api/keys",
    opt=RULE,
    summary="List API keys",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def list_keys(caller: NamedDependency[Caller], pool: NamedDependency[Pool]) -> Keys:
    """Every key that was not revoked, and which scopes the caller may give to a new one."""
    return await making.listed(pool, caller)


@post(
    "/api/keys",
    opt=RULE,
    summary="Make an API key",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def make_key(
    data: JSONBody[NewKey],
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: NamedDependency[Callable[[], int]],
) -> MadeKey:
    """The answer holds the secret, this once: the hub keeps only its hash."""
    return await making.make(pool, caller, data, instant(now()))


@delete(
    "/api/keys/{key_id:int}",
    opt=RULE,
    summary="Revoke an API key",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def revoke_key(
    key_id: Number,
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
) -> None:
    """From the next request on it opens nothing. It stays in the audit log."""
    await making.revoke(pool, caller, key_id)


HANDLERS = [list_keys, make_key, revoke_key]
