"""Who is told when a person has changed something about timing sessions.

`live` wakes the screens, as after every recording transaction. `timing` makes the collector forget
what it holds in memory of sessions and rules; `listeners` makes it look at ports and claims as
well. Corrections are rare, so the note is a part of their transaction and nobody hears of a change
that was rolled back.
"""

from collections.abc import Sequence

import msgspec

from project88.db.pool import Connection
from project88.timing.corrections import store

_AT_A_TIME = 100
"""Sessions in one note: a payload ends at 8,000 bytes."""


class Raised(msgspec.Struct, frozen=True, array_like=True):
    """A session that has something new for its displays, as the note says it."""

    partner_id: int
    session_id: int
    version: int
    newest_received_ms: int | None


async def raise_versions(connection: Connection, session_ids: Sequence[int]) -> dict[int, int]:
    """The next version of each session, of which screens hear at commit."""
    rows = await store.raise_versions(connection, session_ids)
    raised = [
        Raised(row["timing_partner_id"], row["id"], row["version"], row["newest_received_ms"])
        for row in rows
    ]
    await store.notify(connection, "live", [_text(part) for part in _parts(raised)])
    return {one.session_id: one.version for one in raised}


async def tell_collector(connection: Connection, session_ids: Sequence[int]) -> None:
    """What it holds of these sessions is out of date when this commits."""
    await store.notify(connection, "timing", [_text(part) for part in _parts(session_ids)])


async def tell_of_listeners(connection: Connection) -> None:
    """Ports, or who is behind them, are others when this commits."""
    await store.notify(connection, "listeners", [""])


def _parts(items: Sequence[object]) -> list[Sequence[object]]:
    return [items[start : start + _AT_A_TIME] for start in range(0, len(items), _AT_A_TIME)]


def _text(part: Sequence[object]) -> str:
    return msgspec.json.encode(part).decode()
