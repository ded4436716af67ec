"""What a session knows about how it came to be.

Kept as plain JSON beside the session (PostgreSQL or Redis); this is the one place that reads it.
"""

from typing import Literal

import msgspec

from project88.relay.sessions import Scalar, SignedIn

How = Literal["password", "passkey", "link"]


class Facts(msgspec.Struct, frozen=True):
    """`proved_ms`: when the person last proved who they are; 0 before the second factor."""

    how: How = "password"
    waiting: bool = False
    """The password was right and the second factor is still to come: good for nothing else."""
    second_factor: bool = False
    proved_ms: int = 0

    @classmethod
    def of(cls, signed_in: SignedIn) -> "Facts":
        return msgspec.convert(signed_in.facts, cls)

    def as_json(self) -> dict[str, Scalar]:
        told: dict[str, Scalar] = msgspec.to_builtins(self)
        return told
