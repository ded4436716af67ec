"""The one way in which a feature tells the world: a row for each webhook, in its own transaction.

So nothing is told that was rolled back, and nothing is lost that was committed.
"""

from collections.abc import Mapping
from uuid import uuid4

import msgspec

from project88.accounts.webhooks import store
from project88.accounts.webhooks.schemas import Kind
from project88.accounts.webhooks.store import Message
from project88.db.pool import Connection

LONGEST_BYTES = 256 * 1024


async def announce(
    connection: Connection, kind: Kind, event_id: int | None, data: Mapping[str, object]
) -> int:
    """How many webhooks of the transaction's partner will hear of it when this commits.

    `data` holds numbers and names as shown: names of participants come from the view
    `participants` in a transaction that sees what is shown, or are left out. A receiver that needs
    more asks the API, with a key that says what it may see.
    """
    return await store.announce(connection, message(kind, event_id, data))


def message(kind: Kind, event_id: int | None, data: Mapping[str, object]) -> Message:
    """:raises ValueError: for more data than a message may hold; tell numbers, not things."""
    told = msgspec.json.encode(data)
    if len(told) > LONGEST_BYTES:
        raise ValueError(f"a webhook message of {len(told)} bytes")
    return Message(f"msg_{uuid4().hex}", kind.value, event_id, told.decode())
