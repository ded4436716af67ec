"""The rows of people. Every connection here has come through the hub door."""

from datetime import datetime

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class User(msgspec.Struct, frozen=True):
    """A user with what signing in looks at."""

    id: int
    email: str
    name: str
    password_hash: str | None
    hub_administrator: bool
    state: str
    language: str
    totp_secret: bytes | None
    has_totp: bool

    @property
    def active(self) -> bool:
        return self.state == "active"


class NewUser(msgspec.Struct, frozen=True):
    """Somebody who is to become a user; without a password until they choose one."""

    email: str
    name: str
    password_hash: str | None = None
    hub_administrator: bool = False
    language: str = "en"


class Membership(msgspec.Struct, frozen=True):
    """What a person is at one timing partner now."""

    partner_id: int
    slug: str
    name: str
    zone: str
    language: str
    second_factor: str
    role: str
    expires_at: datetime | None


def email_of(text: str) -> str:
    """The form in which addresses are kept and compared."""
    return text.strip().lower()


async def user_by_email(connection: Connection, email: str) -> User | None:
    row = await connection.fetchrow(_QUERIES["user_by_email"], email_of(email))
    return None if row is None else User(*row)


async def user_by_id(connection: Connection, user_id: int) -> User | None:
    row = await connection.fetchrow(_QUERIES["user_by_id"], user_id)
    return None if row is None else User(*row)


async def user_by_passkey_handle(connection: Connection, handle: bytes) -> User | None:
    row = await connection.fetchrow(_QUERIES["user_by_passkey_handle"], handle)
    return None if row is None else User(*row)


async def passkey_handle(connection: Connection, user_id: int) -> bytes:
    handle: bytes = await connection.fetchval(_QUERIES["passkey_handle"], user_id)
    return handle


async def add_user(connection: Connection, new: NewUser) -> int | None:
    """The new user's number; None when the address is taken."""
    number: int | None = await connection.fetchval(
        _QUERIES["add_user"],
        email_of(new.email),
        new.name,
        new.password_hash,
        new.hub_administrator,
        new.language,
    )
    return number


async def has_user(connection: Connection) -> bool:
    return bool(await connection.fetchval(_QUERIES["has_user"]))


async def has_hub_administrator(connection: Connection) -> bool:
    return bool(await connection.fetchval(_QUERIES["has_hub_administrator"]))


async def lock_first_set_up(connection: Connection) -> None:
    await connection.execute(_QUERIES["lock_first_set_up"])


async def make_hub_administrator(connection: Connection, user_id: int) -> None:
    await connection.execute(_QUERIES["make_hub_administrator"], user_id)


async def set_password(connection: Connection, user_id: int, password_hash: str) -> None:
    await connection.execute(_QUERIES["set_password"], user_id, password_hash)


async def rehash_password(connection: Connection, user_id: int, old: str, new: str) -> None:
    await connection.execute(_QUERIES["rehash_password"], user_id, old, new)


async def note_sign_in(connection: Connection, user_id: int, now: datetime) -> None:
    await connection.execute(_QUERIES["note_sign_in"], user_id, now)


async def edit_user(
    connection: Connection, user_id: int, name: str | None, language: str | None
) -> None:
    await connection.execute(_QUERIES["edit_user"], user_id, name, language)


async def memberships(connection: Connection, user_id: int, now: datetime) -> list[Membership]:
    rows = await connection.fetch(_QUERIES["memberships_of_user"], user_id, now)
    return [Membership(*row) for row in rows]
