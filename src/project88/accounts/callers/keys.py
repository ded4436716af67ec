"""What an API key looks like, and whether one is right.

``p88_<prefix>_<secret>``: the prefix finds the row and may be shown, the secret is kept as a hash
only. It has 256 random bits, so a plain hash is enough: there is nothing to guess.
"""

import hashlib
import hmac
import re
import secrets

import msgspec

_TOKEN = re.compile(r"p88_(?P<prefix>[a-z0-9]{8,24})_(?P<secret>[A-Za-z0-9_-]{20,100})")
_PREFIX_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class Token(msgspec.Struct, frozen=True):
    """A key's text, cut into what finds it and what proves it."""

    prefix: str
    secret: str

    @property
    def text(self) -> str:
        return f"p88_{self.prefix}_{self.secret}"

    @property
    def secret_hash(self) -> bytes:
        return hashlib.sha256(self.secret.encode()).digest()

    def proves(self, secret_hash: bytes) -> bool:
        return hmac.compare_digest(self.secret_hash, secret_hash)


def new_token() -> Token:
    """A key that nobody has yet; its text is shown once."""
    prefix = "".join(secrets.choice(_PREFIX_ALPHABET) for _ in range(10))
    return Token(prefix, secrets.token_urlsafe(32))


def token_of(authorization: str) -> Token | None:
    """The key in an ``Authorization`` header; None when there is none that could be ours."""
    scheme, _, given = authorization.partition(" ")
    found = _TOKEN.fullmatch(given.strip()) if scheme.lower() == "bearer" else None
    return None if found is None else Token(found["prefix"], found["secret"])
