"""Tries that one process counts for itself.

For where a count that all processes share costs more than what it guards, and for while nobody can
say what that count is.
"""

from collections import OrderedDict

from project88.relay.limits import MINUTE_MS

REMEMBERED = 10_000


class Alone:
    """`Limits` of this process only. Bounded: who was here longest ago is forgotten."""

    def __init__(self) -> None:
        self._left: OrderedDict[str, tuple[float, int]] = OrderedDict()

    async def take(self, key: str, per_minute: float, burst: int, now_ms: int) -> bool:
        left, at = self._left.get(key, (float(burst), now_ms))
        left = min(burst, left + (now_ms - at) / MINUTE_MS * per_minute)
        self._left[key] = (left - 1 if left >= 1 else left, now_ms)
        self._left.move_to_end(key)
        while len(self._left) > REMEMBERED:
            self._left.popitem(last=False)
        return left >= 1
