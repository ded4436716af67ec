"""A way back in, made on the hub's own machine for somebody who is locked out."""

import enum

from project88.accounts import audit
from project88.accounts.instants import instant
from project88.accounts.links import making
from project88.accounts.links.making import PASSWORD_RESET_LASTS, Made
from project88.accounts.links.store import NewLink
from project88.accounts.second_factor import store as second_factor
from project88.accounts.users import store as users
from project88.db.actor import COMMAND
from project88.db.pool import Pool
from project88.errors import NotFound

HUB_ITSELF = 0


class SecondFactor(enum.Enum):
    """What becomes of the authenticator."""

    STAYS = "stays"
    GOES = "goes"


async def reset_link(pool: Pool, email: str, kept: SecondFactor, now_ms: int) -> Made:
    """A link for a new password; the hub's own audit log says that it was made.

    :raises NotFound: there is no active user with this address.
    """
    now = instant(now_ms)
    async with pool.hub("the operator of the machine lets somebody back in") as connection:
        user = await users.user_by_email(connection, email)
        if user is None or not user.active:
            raise NotFound(f"Nobody signs in as {users.email_of(email)}.")
        if kept is SecondFactor.GOES:
            await second_factor.remove_totp(connection, user.id)
            await second_factor.replace_recovery_codes(connection, user.id, [], now)
        await audit.concerning(connection, HUB_ITSELF, COMMAND)
        told = {"email": user.email, "second factor": kept.value}
        await audit.note(connection, "made a reset link", "sign-in", user.id, new=told)
    new = NewLink("password_reset", now + PASSWORD_RESET_LASTS, user_id=user.id)
    return await making.make(pool, new, now_ms)
