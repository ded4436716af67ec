"""Starts that a person saw, and guns that a person gives to a wave."""

from datetime import datetime

import msgspec

from project88.accounts.audit import note
from project88.db.pool import Connection
from project88.errors import Conflict, InputError, NotFound
from project88.events.races.editing import require_fresh
from project88.events.races.starts import instant_of
from project88.results.setting import schemas, store
from project88.results.setting.editing import race_to_change


async def start_race(
    connection: Connection, event_id: int, race_id: int, told: schemas.ManualStart
) -> None:
    """:raises Conflict: stale, official, or the race starts in waves."""
    race = await race_to_change(connection, event_id, race_id, told.version)
    if any(wave["race_id"] == race_id for wave in await store.waves(connection, event_id)):
        raise Conflict(
            f"{race['name']} starts in waves. Enter the start of each wave.", code="has_waves"
        )
    at = await _instant(connection, event_id, told)
    kept = msgspec.structs.replace(store.kept_of(race), manual_start_at=at)
    await store.keep(connection, race_id, kept)


async def start_wave(
    connection: Connection, event_id: int, race_id: int, wave_id: int, told: schemas.ManualStart
) -> None:
    """The version is the wave's. :raises Conflict: stale, or official."""
    await race_to_change(connection, event_id, race_id, None)
    wave = await store.wave(connection, race_id, wave_id)
    if wave is None:
        raise NotFound("There is no such wave.")
    require_fresh(wave["version"], told.version, f"The wave {wave['name']}")
    await store.start_wave(connection, wave_id, await _instant(connection, event_id, told))


async def give_gun(
    connection: Connection, event_id: int, gun_id: int, told: schemas.GunGiven
) -> None:
    """:raises Conflict: somebody else gave it meanwhile, or one of the races is official."""
    for touched in sorted({owner.race_id for owner in (told.to, told.was) if owner is not None}):
        await race_to_change(connection, event_id, touched, None)
    gun = await store.gun(connection, event_id, gun_id)
    if gun is None:
        raise NotFound("There is no such gun.")
    if (gun["race_id"], gun["wave_id"]) != _columns(told.was):
        raise Conflict(
            "Somebody else has said meanwhile whose gun this is. Look at it again.", code="stale"
        )
    if told.to is not None:
        await _require_wave(connection, event_id, told.to)
    race_id, wave_id = _columns(told.to)
    await store.give_gun(connection, gun_id, race_id, wave_id)
    action = "gave" if told.to is not None else "took back"
    now = {"race_id": race_id, "wave_id": wave_id}
    await note(connection, action, "gun", gun_id, event_id, now)


async def _require_wave(connection: Connection, event_id: int, owner: schemas.GunOwner) -> None:
    waves = await store.waves(connection, event_id)
    of_race = {wave["id"] for wave in waves if wave["race_id"] == owner.race_id}
    if owner.wave_id is None and of_race:
        raise InputError(
            "This race starts in waves. Say to which of them the gun belongs.", code="has_waves"
        )
    if owner.wave_id is not None and owner.wave_id not in of_race:
        raise NotFound("There is no such wave.")


async def _instant(
    connection: Connection, event_id: int, told: schemas.ManualStart
) -> datetime | None:
    if told.start is None:
        return None
    event = await store.event(connection, event_id)
    assert event is not None, "the event is locked"
    return instant_of(told.start, event["zone"], told.occurrence)


def _columns(owner: schemas.GunOwner | None) -> tuple[int | None, int | None]:
    return (None, None) if owner is None else (owner.race_id, owner.wave_id)
