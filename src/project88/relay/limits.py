"""How often something may be tried: buckets of tries that fill up again.

A bucket holds `burst` tries and gains `per_minute` tries each minute. Buckets are counted for all
web processes together, and a try is taken or refused in one step, so that fifty requests of one
moment get no more than the bucket holds. What a bucket is named after (an address, a mail address)
is kept as a hash.
"""

import hashlib
from typing import Protocol

MINUTE_MS = 60_000


class Limits(Protocol):
    """Counts tries for every web process."""

    async def take(self, key: str, per_minute: float, burst: int, now_ms: int) -> bool:
        """Take one try; False when none is left. Raises `Unavailable` while nobody can count.

        `burst` is at least 1 and `per_minute` more than 0; a bucket that is new is full.
        """


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()


def require_sensible(per_minute: float, burst: int) -> None:
    """Raises `ValueError` for a bucket that could never hold a try."""
    if burst < 1 or per_minute <= 0:
        raise ValueError("a bucket holds at least one try and fills up again")
