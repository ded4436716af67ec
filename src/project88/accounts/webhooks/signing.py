"""How a receiver knows that a message is ours and of now.

``Project88-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">``, the form that most
receivers' libraries know. The key is the secret as it was shown, with its prefix.
"""

import hashlib
import hmac
from secrets import token_urlsafe

HEADER = "Project88-Signature"
PREFIX = "whsec_"


def new_secret() -> str:
    """256 random bits."""
    return PREFIX + token_urlsafe(32)


def signature(secret: str, body: bytes, at_s: int) -> str:
    """The header's value for this body at this instant (unix seconds)."""
    signed = hmac.new(secret.encode(), f"{at_s}.".encode() + body, hashlib.sha256)
    return f"t={at_s},v1={signed.hexdigest()}"


def place_of(partner_id: int) -> str:
    """What a kept secret is bound to: it cannot be read in a row of another partner."""
    return f"webhook of partner {partner_id}"
