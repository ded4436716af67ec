"""How much one network may ask for.

What is kept ready costs next to nothing, and at an event thousands of telephones share one address:
so the brake is wide for it, narrower for what the database is asked for, and narrow for files that a
process works on for seconds. Each web process counts for itself; a count that all share would cost
more than the answers.
"""

import enum

from project88.accounts.network import network_of
from project88.errors import Refused
from project88.relay.alone import Alone


class Cost(enum.Enum):
    """(tries a minute, tries at once)"""

    READY = (60_000, 20_000)
    LOOK = (1_200, 600)
    FILE = (60, 30)


class TooMuch(Refused):
    """This network asks for more than a crowd does."""

    code = "too_many_requests"
    status = 429


class Pace:
    """What each network has left."""

    def __init__(self) -> None:
        self._alone = Alone()

    async def take(self, address: str, cost: Cost, now: int) -> None:
        """:raises TooMuch: nothing is left; `now` in ms UTC."""
        per_minute, burst = cost.value
        key = f"{cost.name} {network_of(address)}"
        if not await self._alone.take(key, per_minute, burst, now):
            raise TooMuch("This network asks for results too often. Please wait a minute.")
