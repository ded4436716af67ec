"""What a password must be, and how it is kept."""

import asyncio
import threading

import pytest
from argon2 import PasswordHasher

from project88.accounts import passwords
from project88.accounts.passwords import Hasher, require_good
from project88.errors import InputError, Unavailable

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.mark.parametrize(
    "password",
    ["mats at the harbour mile", "tK9$vw-3Qz_x", "Zielgerade bei Gegenwind", "пароль для гонки"],
)
def test_a_good_password_is_taken(password: str) -> None:
    require_good(password, "ada@polder.example", "Ada de Vries")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elevenchars", "password_too_short"),
        ("x" * 201, "password_too_long"),
        ("aaaaaaaaaaaaaaaa", "password_too_common"),
        ("abababababababab", "password_too_common"),
        ("Password-2026!", "password_too_common"),
        ("1234567890123", "password_too_common"),
        ("qwertyuiop[]12", "password_too_common"),
        ("lkjhgfdsapoiu", "password_too_common"),
        ("harbourharbour", "password_too_common"),
        ("ada@polder.example", "password_too_common"),
        ("ADA@polder.example1", "password_too_common"),
        ("ada de vries 1984", "password_too_common"),
        ("correct horse battery staple", "password_too_common"),
    ],
)
def test_what_anybody_would_try_first_is_not(password: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        require_good(password, "ada@polder.example", "Ada de Vries")
    assert refused.value.code == code


async def test_only_the_right_password_fits_its_hash() -> None:
    hasher = Hasher(CHEAP)
    stored = await hasher.hash("mats at the harbour mile")
    assert stored.startswith("$argon2id$")
    assert await hasher.verify(stored, "mats at the harbour mile", known_device=False)
    assert not await hasher.verify(stored, "another one", known_device=False)
    assert not await hasher.verify("no hash at all", "another one", known_device=True)


async def test_whoever_is_unknown_costs_as_much_and_is_never_let_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hasher = Hasher(CHEAP)
    checked: list[str] = []
    real = PasswordHasher.verify

    def noting(argon: PasswordHasher, stored: str, password: str) -> bool:
        checked.append(stored)
        return real(argon, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", noting)
    assert not await hasher.verify(None, "nobody has this password", known_device=False)
    assert checked[0].startswith("$argon2id$")


def test_yesterday_s_parameters_are_noticed() -> None:
    hasher = Hasher(CHEAP)
    assert hasher.outdated(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash("x"))
    assert not hasher.outdated(CHEAP.hash("x"))


def test_a_hash_is_as_hard_as_is_advised_today() -> None:
    stored = Hasher()._argon.hash("mats at the harbour mile")
    assert "m=65536,t=3,p=4" in stored


class Held(PasswordHasher):
    """argon2 that waits until the test says go."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.go = threading.Event()
        self.running = 0
        self.most = 0
        self._lock = threading.Lock()

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        with self._lock:
            self.running += 1
            self.most = max(self.most, self.running)
        self.go.wait(10)
        with self._lock:
            self.running -= 1
        return super().hash(password, salt=salt)


async def test_a_flood_of_strangers_waits_ends_and_keeps_nobody_known_out() -> None:
    held = Held()
    hasher = Hasher(held)
    flood = [
        asyncio.create_task(hasher.verify(None, "a guess", known_device=False))
        for _ in range(passwords.MOST_WAITING)
    ]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await hasher.verify(None, "a guess", known_device=False)
    stored = CHEAP.hash("mats at the harbour mile")
    assert await hasher.verify(stored, "mats at the harbour mile", known_device=True)
    held.go.set()
    assert set(await asyncio.gather(*flood)) == {False}
    assert held.most <= passwords.AT_ONCE
