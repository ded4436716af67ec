"""What the demo's race needs in the database, before it and once it runs."""

import asyncio
from datetime import datetime, timedelta

from project88.db.pool import Pool
from project88.demo import store
from project88.displays.link import give_out, path_of
from project88.displays.store import latest_session
from project88.errors import NotFound
from project88.events.roster import Rejects, read_roster, take_in, target_of
from project88.replay import invented

SLUG = "demo"
PARTNER = "Saltmere Timing"
VALID = timedelta(hours=24)
_LOOK_EVERY_S = 0.05


async def set_up(pool: Pool, port: int) -> int:
    """A partner with one port for its hardware; returns its id. Before the collector starts."""
    async with pool.hub("the demo's own timing partner") as connection:
        partner_id = await store.put_partner(connection, SLUG, PARTNER, invented.course().zone)
    async with pool.partner(partner_id) as connection:
        await store.put_listener(connection, partner_id, port)
    return partner_id


async def enter_runners(pool: Pool, gun: datetime) -> int:
    """The roster of the race whose gun goes off then; returns how many are on it."""
    course = invented.course()
    roster = read_roster((invented.HARBOUR_MILE / invented.ROSTER).read_bytes(), gun.date())
    target = await target_of(pool, SLUG, course.name, gun.date(), course.zone)
    async with pool.partner(target.partner_id) as connection:
        await take_in(connection, target, roster, Rejects.REFUSE)
    return len(roster.rows)


async def newest_session(pool: Pool, partner_id: int) -> int | None:
    """The session that was read from last, None before the first read of all."""
    async with pool.partner(partner_id) as connection:
        try:
            return await latest_session(connection)
        except NotFound:
            return None


async def display_path(pool: Pool, partner_id: int, former: int | None) -> str:
    """The path of a new display, as soon as there is another session than the former one."""
    while True:
        session = await newest_session(pool, partner_id)
        if session not in {None, former}:
            break
        await asyncio.sleep(_LOOK_EVERY_S)
    made = await give_out(pool, SLUG, session, VALID)
    return path_of(made.id)
