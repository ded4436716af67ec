"""Addresses that open one thing for a day: a runner's live card, or the kiosk of one event.

Nothing is kept for them. What may be looked at, and until when, stands in the address itself, sealed
with the hub's key, so it can be neither read nor altered, and there is nothing to forget. The
address of the card is in a QR code, so it is short: numbers, not words.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from project88.accounts.secrets import Secrets
from project88.errors import Misconfigured

LASTS: Final = timedelta(hours=24)
LONGEST: Final = 100
Opens: TypeAlias = Literal["live card of a runner", "kiosk of an event"]
_CLEAR: Final = re.compile(r"([0-9a-f]{1,8})\.([0-9a-f]{1,8})\.([0-9a-f]{1,9})")


class Pass(NamedTuple):
    """A card: event and participant. A kiosk: timing partner and event."""

    whose: int
    which: int
    until: datetime


def sealed(secrets: Secrets, opens: Opens, whose: int, which: int, now: datetime) -> str:
    """The last part of an address. :raises Misconfigured: this hub has no key to seal with."""
    ends_s = int((now + LASTS).timestamp())
    kept = secrets.encrypt(f"{whose:x}.{which:x}.{ends_s:x}", opens)
    return urlsafe_b64encode(kept).decode().rstrip("=")


def unsealed(secrets: Secrets, opens: Opens, token: str, now: datetime) -> Pass | None:
    """None for what is no such address, was altered, opens something else, or is over."""
    if len(token) > LONGEST or not token.isascii():
        return None
    try:
        kept = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        found = _CLEAR.fullmatch(secrets.decrypt(kept, opens))
    except (Misconfigured, Error):
        return None
    if found is None:
        return None
    whose, which, ends_s = (int(part, 16) for part in found.groups())
    until = datetime.fromtimestamp(ends_s, UTC)
    return Pass(whose, which, until) if now < until else None
