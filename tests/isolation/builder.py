"""How rows of the isolation suite's world are written, and the words that mark whose they are."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, LiteralString, TypeAlias

import msgspec
import psycopg
from argon2 import PasswordHasher

from project88.accounts.callers.keys import Token, new_token
from project88.accounts.roles import Permission, Role
from project88.relay.sessions import new_secret

CANARY = "Qwxa"
"""In every text of the first partner's data."""
CANARY_PERSON = "Qwxb"
"""In the names of the first partner's people, whom a hub administrator may know."""
CANARY_SESSION = "Qwxs"
"""In every text of the first partner's display session, which one of its operators owns alone."""
ZONE = "Etc/UTC"
PASSWORD = "mats at the harbour mile"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


Administrator: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"  # Any: rows of many shapes
Value: TypeAlias = int | str


class SignedInPerson(msgspec.Struct, frozen=True):
    """A user, and a session that is theirs."""

    user_id: int
    secret: str
    session_id: str = ""
    email: str = ""


class Partner(msgspec.Struct, frozen=True):
    """A timing partner, by what the paths and bodies of requests name."""

    id: int
    slug: str
    ids: Mapping[str, Value]
    people: Mapping[str, SignedInPerson]
    keys: Mapping[str, str]


class World(msgspec.Struct, frozen=True):
    """`ours` is attacked, `theirs` attacks, and the third one only stands by."""

    ours: Partner
    theirs: Partner
    third: Partner
    hub_administrator: SignedInPerson


class Builder:
    """Writes rows; `word` goes into every text."""

    def __init__(self, administrator: Administrator, word: str, now: datetime) -> None:
        self._administrator = administrator
        self.word = word
        self.now = now

    @property
    def today(self) -> date:
        return self.now.date()

    def add(self, table: LiteralString, **values: object) -> Any:  # Any: whichever type its id has
        """One row; its id."""
        columns = ", ".join(values)
        places = ", ".join(["%s"] * len(values))
        statement = f"insert into {table} ({columns}) values ({places}) returning *"
        cursor = self._administrator.execute(
            statement.encode(), [_plain(v) for v in values.values()]
        )
        row, names = cursor.fetchone(), [column.name for column in cursor.description or ()]
        assert row is not None
        return row[names.index("id")] if "id" in names else None

    def speak_for(self, partner_id: int) -> None:
        self._administrator.execute(
            "select set_config('app.partner_id', %s, true)", [str(partner_id)]
        )

    def person(self, name: str, **facts: object) -> SignedInPerson:
        """A user with a session that has a second factor, begun now."""
        email = f"{name.replace(' ', '.')}@people.test".lower()
        user_id = self.add("users", email=email, name=name, password_hash=HASH, **facts)
        return self.session(user_id, email)

    def session(self, user_id: int, email: str) -> SignedInPerson:
        """One more browser of this person."""
        secret, key = new_secret()
        told = {"how": "passkey", "second_factor": True, "proved_ms": _ms(self.now)}
        self.add(
            "user_sessions",
            id=key.id,
            secret_hash=key.hash,
            user_id=user_id,
            facts=told,
            address="203.0.113.77",
            user_agent=f"{self.word} browser",
            created_at=self.now,
            seen_at=self.now,
            expires_at=self.now + timedelta(days=1),
        )
        return SignedInPerson(user_id, secret, key.id, email)

    def member(self, partner_id: int, name: str, role: Role, **facts: object) -> SignedInPerson:
        person = self.person(name)
        self.add(
            "memberships",
            timing_partner_id=partner_id,
            user_id=person.user_id,
            role=role.value,
            **facts,
        )
        return person

    def key(
        self, partner_id: int, name: str, scopes: Iterable[Permission], **facts: object
    ) -> Token:
        token = new_token()
        number = self.add(
            "api_keys",
            timing_partner_id=partner_id,
            name=f"{self.word} {name}",
            prefix=token.prefix,
            secret_hash=token.secret_hash,
            scopes=sorted(scopes),
            **facts,
        )
        self.key_id = number
        return token


def _plain(value: object) -> object:
    of_objects = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return json.dumps(value) if isinstance(value, dict) or of_objects else value


def _ms(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp() * 1000)
