"""Names of users by number, for lists that say who made something."""

from collections.abc import Iterable

from project88.accounts.people import store
from project88.db.pool import Pool


async def names_of(pool: Pool, user_ids: Iterable[int | None]) -> dict[int, str]:
    """Numbers that are nobody's are left out; None is ignored."""
    wanted = sorted({number for number in user_ids if number is not None})
    if not wanted:
        return {}
    async with pool.hub("name the people who made something") as connection:
        return await store.names(connection, wanted)
