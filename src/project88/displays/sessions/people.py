"""The people of display sessions: who owns one, who has left, with whom one can be shared.

Users belong to no partner, so their names come through the hub door.
"""

from datetime import datetime

from project88.accounts.people import store
from project88.accounts.people.names import names_of
from project88.accounts.people.schemas import Person
from project88.accounts.roles import MAY, Permission
from project88.db.pool import Pool

__all__ = ["names_of", "runners_of_displays"]


async def runners_of_displays(pool: Pool, partner_id: int, now: datetime) -> list[Person]:
    """Who works here now and may run displays, by name."""
    async with pool.hub("list who may run displays of a partner") as connection:
        people = await store.people(connection, partner_id, now)
    return [one for one in people if not one.disabled and Permission.DISPLAYS_RUN in MAY[one.role]]
