"""The eight characters of a display address: easy to read aloud, hopeless to guess.

31 characters without the ones that look alike (0 O, 1 I L): 31 ** 8 = 850 thousand million
addresses, of which a hub has some hundreds at a time.
"""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8

_ADDRESS = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def new_address() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def address_of(text: str) -> str | None:
    """The address somebody typed, in whatever case; None when it can't be one."""
    address = text.upper() if text.isascii() else ""
    return address if _ADDRESS.fullmatch(address) else None
