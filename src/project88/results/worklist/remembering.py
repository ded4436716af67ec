"""What takes long to make is not made again for everybody who looks.

Of a field of thirty thousand some kinds take seconds, as every passing of everybody is looked at, and the
page asks every ten seconds. So what took long stands for a while, the longer the longer it took; of a
usual race nothing takes long, and everything is as new as the last read. Items name nobody, and who asks
for an event has passed its policy before (``looking.look``).
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING, Final

from project88.results.worklist.looking import Look
from project88.results.worklist.model import Found

if TYPE_CHECKING:
    from project88.db.pool import Connection

LONG_S: Final = 0.2
STANDS: Final = 30
"""So many times as long as it took."""
_MOST_KEPT: Final = 256
_Key = tuple[int, int | None, str]
_kept: OrderedDict[_Key, tuple[float, list[Found]]] = OrderedDict()


async def made(
    connection: "Connection",
    look: Look,
    kind: str,
    make: "Callable[[Connection, Look], Awaitable[list[Found]]]",
) -> list[Found]:
    """The items of a kind, new or as they were a moment ago."""
    key = (look.event_id, look.race, kind)
    begun = monotonic()
    until, items = _kept.get(key, (0.0, []))
    if begun < until:
        return items
    items = await make(connection, look)
    took = monotonic() - begun
    _kept.pop(key, None)
    if took >= LONG_S:
        _kept[key] = (begun + took * (1 + STANDS), items)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return items
