"""What a password must be, and how it is kept: argon2id, off the event loop.

A hash takes some forty milliseconds and 64 MiB by design, so only a few run at once, and whoever
comes from a device that signed in before does not queue behind strangers: a flood of tries makes
strangers wait, not the crew. An unknown account costs the same as a known one.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from importlib import resources

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from project88.errors import InputError, Unavailable

SHORTEST = 12
LONGEST = 200
AT_ONCE = 2
MOST_WAITING = 40
_FEWEST_DIFFERENT = 5
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz" * 2,
    "01234567890123456789",
    "12345678901234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)


class Hasher:
    """argon2id with a bound on how many hashes run and wait."""

    def __init__(self, argon: PasswordHasher | None = None) -> None:
        self._argon = argon or PasswordHasher()
        self._threads = ThreadPoolExecutor(2 * AT_ONCE, "argon2")
        self._lanes = {True: _Lane(), False: _Lane()}

    async def hash(self, password: str) -> str:
        async with self._lanes[True].turn():
            return await asyncio.get_running_loop().run_in_executor(
                self._threads, self._argon.hash, password
            )

    async def verify(self, stored: str | None, password: str, *, known_device: bool) -> bool:
        """Whether it is the password. Without a stored hash: never, after the same time.

        Raises `Unavailable` when too many are waiting already.
        """
        async with self._lanes[known_device].turn():
            return await asyncio.get_running_loop().run_in_executor(
                self._threads, self._verify, stored, password
            )

    def outdated(self, stored: str) -> bool:
        """Whether it was made with weaker parameters than today's."""
        return self._argon.check_needs_rehash(stored)

    def _verify(self, stored: str | None, password: str) -> bool:
        try:
            self._argon.verify(stored or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    @cached_property
    def _nobodys(self) -> str:
        """The hash that an unknown account is checked against."""
        return self._argon.hash("nobody has this password")


class _Lane:
    """A queue with an end."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        if self._waiting >= MOST_WAITING:
            raise Unavailable("Too many people are signing in at this moment; try again.")
        self._waiting += 1
        try:
            async with self._free:
                yield
        finally:
            self._waiting -= 1


def require_good(password: str, email: str, name: str = "") -> None:
    """Raises `InputError` with what is wrong with a new password."""
    if len(password) < SHORTEST:
        raise InputError(
            f"A password has at least {SHORTEST} characters; a short sentence is a good one.",
            code="password_too_short",
        )
    if len(password) > LONGEST:
        raise InputError(f"A password has at most {LONGEST} characters.", code="password_too_long")
    plain = password.casefold().strip()
    own = {_letters(text) for text in (email, email.partition("@")[0], name)} - {""}
    first_tried = {plain, _letters(plain)} & (common() | own)
    if first_tried or len(set(plain)) < _FEWEST_DIFFERENT or _is_a_row(plain):
        raise InputError(
            "That is one of the first passwords that anybody would try; choose another one.",
            code="password_too_common",
        )


def _letters(text: str) -> str:
    """What is left of `Password-2026!`: whoever guesses adds digits and marks as well."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def _is_a_row(plain: str) -> bool:
    """Whether it walks along a row of keys or the alphabet, or says one thing again and again."""
    doubled = plain + plain
    return doubled.find(plain, 1) < len(plain) or any(
        plain in row or plain in row[::-1] for row in _ROWS
    )


@cache
def common() -> frozenset[str]:
    """Words that are no password, with whatever digits and marks, and the most usual long ones."""
    text = (resources.files(__package__) / "common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
