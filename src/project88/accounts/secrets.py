"""Encrypting what is needed again in clear: second factors, secrets of webhooks.

AES-256-GCM. Each purpose has its own key, derived from one: the setting `security.secret_key`, or,
on one machine, a file that is made once and readable by the hub's user only. What is encrypted is
bound to its place (``"totp of user 7"``), so a value cannot be moved to another row.
"""

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from secrets import token_bytes, token_urlsafe

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from project88.errors import Misconfigured
from project88.settings import SecuritySettings

FILE = "secret-key"
_NONCE = 12
_VERSION = b"\x01"


class Secrets:
    """Encrypts and decrypts. The key is looked for when it is first needed."""

    def __init__(self, find: Callable[[], str]) -> None:
        self._find = find

    def encrypt(self, clear: str, place: str) -> bytes:
        """:raises Misconfigured: there is no key, and none can be made."""
        nonce = token_bytes(_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, clear.encode(), place.encode())

    def decrypt(self, kept: bytes, place: str) -> str:
        """:raises Misconfigured: it was encrypted with another key, or for another place."""
        nonce, body = kept[1 : 1 + _NONCE], kept[1 + _NONCE :]
        try:
            return self._cipher.decrypt(nonce, body, place.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise Misconfigured(
                "A secret cannot be read with this hub's key. Was PROJECT88_SECURITY__SECRET_KEY "
                "or the key file changed? Put the old one back."
            ) from error

    @cached_property
    def _cipher(self) -> AESGCM:
        kdf = HKDF(SHA256(), 32, salt=None, info=b"project88 secrets")
        return AESGCM(kdf.derive(self._find().encode()))


def secrets_of(settings: SecuritySettings) -> Secrets:
    """The setting, else the file in the folder for it, else a sentence when it is needed."""
    if settings.secret_key is not None:
        return from_setting(settings.secret_key.get_secret_value())
    return from_nowhere() if settings.key_dir is None else from_file(settings.key_dir)


def from_setting(key: str) -> Secrets:
    return Secrets(lambda: key)


def from_file(folder: Path) -> Secrets:
    """The key lies in this folder, and is made when it is first needed."""
    return Secrets(lambda: _key_in(folder / FILE))


def from_nowhere() -> Secrets:
    """For a hub whose database is elsewhere: a key on this machine would not be on the others."""

    def missing() -> str:
        raise Misconfigured(
            "Second factors and webhooks need a key to be kept with: set "
            "PROJECT88_SECURITY__SECRET_KEY to the same 32 or more random characters on every "
            "machine of this hub."
        )

    return Secrets(missing)


def _key_in(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _read(file)
    except FileNotFoundError:
        return _made(file)
    except OSError as error:
        raise Misconfigured(f"The key file {file} cannot be read: {error.strerror}.") from error


def _read(file: Path) -> str:
    key = file.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise Misconfigured(f"The key file {file} is damaged; restore it from a backup.")
    return key


def _made(file: Path) -> str:
    """Written beside and linked into place, so that of two processes one makes it, whole."""
    draft = file.with_name(f"{FILE}.{os.getpid()}.{token_urlsafe(6)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as opened:
            opened.write(token_urlsafe(48) + "\n")
            opened.flush()
            os.fsync(opened.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise Misconfigured(f"The key file {file} cannot be made: {error.strerror}.") from error
    return _read(file)
