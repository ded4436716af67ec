"""The rules of codes, without I/O: what an authenticator shows now, and what a recovery code is."""

import hashlib
import secrets

import pyotp

STEP_S = 30
WINDOW = 1
"""Steps before and after now that are accepted: a phone's clock may be half a minute off."""
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUP = 5
_GROUPS = 3


def new_secret() -> str:
    """160 random bits, in base32 as authenticators take it."""
    return pyotp.random_base32()


def accepted_step(secret: str, code: str, now_ms: int, last_step: int) -> int | None:
    """The time step that the code belongs to; None when it is wrong, or was used already."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    totp = pyotp.TOTP(secret, interval=STEP_S)
    now = now_ms // 1000 // STEP_S
    fitting = [
        step
        for step in range(now - WINDOW, now + WINDOW + 1)
        if secrets.compare_digest(totp.generate_otp(step), digits)
    ]
    return next((step for step in fitting if step > last_step), None)


def address_for_authenticator(secret: str, email: str, issuer: str) -> str:
    """The ``otpauth://`` address that a QR code carries."""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=email, issuer_name=issuer)


def new_recovery_codes() -> list[str]:
    """Ten codes of some 74 random bits each, such as ``k3m9x-…``."""
    return [
        "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))
        for _ in range(RECOVERY_CODES)
    ]


def recovery_hash(user_id: int, code: str) -> str:
    """What is kept. With that many random bits a plain hash cannot be guessed back."""
    plain = "".join(letter for letter in code.lower() if letter in _ALPHABET)
    return hashlib.sha256(f"{user_id}:{plain}".encode()).hexdigest()
