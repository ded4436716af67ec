"""The brakes on guessing passwords and codes, made so that nobody can lock a victim out.

A lock on the *account* would let anybody who knows an e-mail address keep its owner away on race
morning. So nothing here is counted by account alone. A stranger has a bucket for their network
and one for this account from their network. A device that signed in to this account before has a
bucket of its own, which no stranger can empty; and a passkey has nothing to guess, so it is only
braked by network. The second factor is asked for after the right password: who gets there and
guesses is braked by account as well, unless the device is known.

A try is taken before it is judged, so that many at once are not judged for free.
"""

import hashlib
from typing import Final

import msgspec

from project88.accounts.network import network_of
from project88.accounts.users.store import email_of
from project88.errors import Refused
from project88.relay.limits import Limits


class TooManyTries(Refused):
    """From this network or device, for now; the account itself is open."""

    code = "too_many_tries"
    status = 429


class Bucket(msgspec.Struct, frozen=True):
    """So many tries at once, and so many more each minute."""

    burst: int
    per_minute: float


NETWORK: Final = Bucket(60, 30)
ACCOUNT_FROM_NETWORK: Final = Bucket(10, 1)
KNOWN_DEVICE: Final = Bucket(10, 2)
CODES_OF_STRANGERS: Final = Bucket(20, 1)
LINKS: Final = Bucket(30, 15)


async def take_password_try(
    limits: Limits, email: str, address: str, device: bytes | None, now_ms: int
) -> None:
    """`device` is the hash of a device that is known to this account, else None."""
    account = _short(email_of(email).encode())
    if device is not None:
        await _take(limits, f"sign-in:device:{_short(device)}:{account}", KNOWN_DEVICE, now_ms)
        return
    network = network_of(address)
    await _take(limits, f"sign-in:network:{network}", NETWORK, now_ms)
    await _take(limits, f"sign-in:account:{account}:{network}", ACCOUNT_FROM_NETWORK, now_ms)


async def take_code_try(
    limits: Limits, user_id: int, address: str, device: bytes | None, now_ms: int
) -> None:
    """For the second factor of a person whose password was right."""
    if device is not None:
        await _take(limits, f"code:device:{_short(device)}:{user_id}", KNOWN_DEVICE, now_ms)
        return
    network = network_of(address)
    await _take(limits, f"code:account:{user_id}:{network}", ACCOUNT_FROM_NETWORK, now_ms)
    await _take(limits, f"code:strangers:{user_id}", CODES_OF_STRANGERS, now_ms)


async def take_passkey_try(limits: Limits, address: str, now_ms: int) -> None:
    await _take(limits, f"passkey:network:{network_of(address)}", NETWORK, now_ms)


async def take_link_try(limits: Limits, address: str, now_ms: int) -> None:
    await _take(limits, f"link:network:{network_of(address)}", LINKS, now_ms)


async def take_own_password_try(limits: Limits, user_id: int, session_id: str, now_ms: int) -> None:
    """For somebody who is signed in and proves it again, so a borrowed browser cannot guess."""
    await _take(limits, f"again:{user_id}:{_short(session_id.encode())}", KNOWN_DEVICE, now_ms)


async def _take(limits: Limits, key: str, bucket: Bucket, now_ms: int) -> None:
    if not await limits.take(key, bucket.per_minute, bucket.burst, now_ms):
        raise TooManyTries(
            "Too many tries from here. Wait a few minutes, or sign in with a passkey or on a "
            "device where you signed in before."
        )


def _short(data: bytes) -> str:
    """Names in buckets are hashed: an e-mail address has no business in Redis."""
    return hashlib.sha256(data).hexdigest()[:24]
