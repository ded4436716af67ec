"""The settings of a partner: its name, zone, language, and whether a second factor is a must."""

from project88.accounts.access import Caller
from project88.accounts.people import store
from project88.accounts.people.schemas import PartnerChange, PartnerSettings
from project88.db.pool import Pool
from project88.errors import Conflict
from project88.race.zones import zone_of


async def read(pool: Pool, caller: Caller) -> PartnerSettings:
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await store.partner(connection, caller.partner_id)


async def change(pool: Pool, caller: Caller, wanted: PartnerChange) -> PartnerSettings:
    """Writes what is told; the rest stays.

    :raises InputError: for what is no zone.
    :raises Conflict: who decides on second factors must be signed in with one; a key never is.
    """
    if wanted.zone is not None:
        zone_of(wanted.zone)
    if wanted.second_factor is not None and not caller.second_factor:
        raise Conflict(
            "Set up your own second factor and sign in with it first; then decide for the others.",
            code="no_second_factor",
        )
    tidy = PartnerChange(
        name=None if wanted.name is None else " ".join(wanted.name.split()),
        zone=wanted.zone,
        language=wanted.language,
        second_factor=wanted.second_factor,
    )
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await store.edit_partner(connection, caller.partner_id, tidy)
