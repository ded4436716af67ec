"""What a display's address opens, for the gate: the one answer that a stranger gets without signing in.

Whoever brings the key of a screen that came by this very address guesses nothing, and gets in even
where the network has used up its tries, and after a restart that made us forget what it had found.
"""

from project88.db.pool import Pool
from project88.displays.address import address_of
from project88.displays.link import Entered, entered, lookup
from project88.displays.store import Display
from project88.errors import NotFound
from project88.web.misses import Misses, TooManyMisses, held


async def open_display(
    pool: Pool, misses: Misses, caller: str, asked: tuple[str, str | None], now: int
) -> Display:
    """`asked`: what was typed as address, and the key of the screen that asks, if it is one.

    :raises NotFound: never made, expired, taken back, or of a session that is over; held back.
    :raises TooManyMisses: nobody looks for this network now.
    """
    text, key = asked
    address = address_of(text)
    async with held():
        may = await misses.may_ask(caller, address or "", now)
        if not may and key is None:
            raise TooManyMisses
        display = None if address is None else await lookup(pool, address, now)
        screen = None
        if display is not None and key and not (may and display.state == "open"):
            screen = await entered(pool, display, key)
        if not may and screen is None:
            raise TooManyMisses
        if display is None or (display.state == "archived" and screen is not Entered.ELSEWHERE):
            misses.missed(caller, now)
            raise NotFound("There is no display at this address.", code="no_display")
    misses.found(caller, display.id, now)
    return display
