"""On whose behalf a transaction runs, and which names it may see.

Both are told to PostgreSQL as the transaction begins: the audit log's triggers read the one, the
view `participants` the other. So no feature has to remember either.
"""

import enum
from typing import Literal

import msgspec


class Names(enum.Enum):
    """How much of a participant's name leaves the database."""

    SHOWN = "shown"
    """As the participant asked: whole, shortened or not at all."""
    REAL = "real"
    """For those who correct the roster."""


class Actor(msgspec.Struct, frozen=True):
    """Who acts. `id` is of the user or key; `address` is where from, '' when on the machine."""

    kind: Literal["user", "key", "command", "process"]
    name: str
    id: int | None = None
    address: str = ""


HUB = Actor("process", "hub")
COMMAND = Actor("command", "command line")


def settings_of(partner_id: int | None, actor: Actor, names: Names, begin: str = "begin") -> str:
    """The statement that opens a transaction with these; one message, one round trip."""
    told = msgspec.json.encode(actor).decode().replace("'", "''")
    partner = "" if partner_id is None else str(int(partner_id))
    return (
        f"{begin}; select set_config('app.partner_id', '{partner}', true), "
        f"set_config('app.actor', '{told}', true), set_config('app.names', '{names.value}', true)"
    )
