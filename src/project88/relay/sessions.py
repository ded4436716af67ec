"""Who is signed in: what a session is, and what every keeper of sessions promises.

A browser holds a secret of 256 bits; the hub holds its hash only, so that whoever reads the table
(or a copy of it) can sign in as nobody. The id of a session is no secret: it follows from the
secret, one way, so a look-up by secret needs no second index and the list of a person's sessions
can be shown. A session ends by being ended, at its time, or when it was idle for too long; which
of these it was, nobody is told.
"""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Protocol, TypeAlias

import msgspec

Scalar: TypeAlias = str | int | float | bool | None
Facts: TypeAlias = Mapping[str, Scalar]
"""What the sign-in wants to remember of itself; flat, so that a part of it can be changed alone."""

SEEN_EVERY_MS = 60_000
"""A session's `seen_ms` moves once a minute at most: a page of many requests writes once."""

LONGEST_AGENT = 400
"""Characters kept of what a browser says it is."""

_SECRET_BYTES = 32
_LONGEST_SECRET = 128


class SignedIn(msgspec.Struct, frozen=True):
    """A session that has not ended. All times are milliseconds UTC."""

    id: str
    user_id: int
    facts: Facts
    address: str
    user_agent: str
    created_ms: int
    seen_ms: int
    expires_ms: int


class Sessions(Protocol):
    """Keeps sessions for every web process. Each raises `Unavailable` while the keeper is away."""

    async def begin(  # noqa: PLR0913, PLR0917 -- each is a column
        self,
        user_id: int,
        facts: Facts,
        address: str,
        user_agent: str,
        now_ms: int,
        lasts_ms: int,
    ) -> tuple[str, SignedIn]:
        """A new session, and the secret that leads to it, told this once."""

    async def find(self, secret: str, now_ms: int) -> SignedIn | None:
        """The session of this secret, seen now; None when it has ended or never was."""

    async def change(self, session_id: str, facts: Facts) -> bool:
        """Give these facts their new values and keep the others; False when it has ended."""

    async def of_user(self, user_id: int, now_ms: int) -> list[SignedIn]:
        """The sessions of a person, last seen first."""

    async def end(self, user_id: int, session_id: str) -> bool:
        """End one session; False when this person has no such session."""

    async def end_all(self, user_id: int, except_id: str | None = None) -> int:
        """End every session of a person, but perhaps one; how many."""


class Key(msgspec.Struct, frozen=True):
    """What the hub knows of a secret: the session it would lead to, and the proof of it."""

    id: str
    hash: bytes

    @classmethod
    def of(cls, secret: str) -> "Key | None":
        """None for what can't be one of our secrets."""
        if not secret or len(secret) > _LONGEST_SECRET:
            return None
        told = secret.encode(errors="surrogatepass")
        return cls(hashlib.sha256(b"id of " + told).hexdigest()[:32], hashlib.sha256(told).digest())


def new_secret() -> tuple[str, Key]:
    """A secret that nobody can guess, fit for a cookie, and its key."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    key = Key.of(secret)
    assert key is not None
    return secret, key
