"""Files of removed assets, which go after some days unless a template has them."""

from datetime import datetime, timedelta

from project88 import log
from project88.accounts.partners import partners
from project88.assets import store
from project88.assets.keeping import Key
from project88.assets.taking_in import Intake

_AT_ONCE = 10
_log = log.get(__name__)


async def forget_removed(intake: Intake, now: datetime) -> int:
    """How many assets lost their files; partner by partner."""
    before = now - timedelta(days=intake.settings.keep_removed_days)
    gone = 0
    for partner in await partners(intake.pool):
        while assets := await _forget_some(intake, partner.id, before):
            gone += assets
    if gone:
        _log.info("files of removed assets forgotten", assets=gone)
    return gone


async def _forget_some(intake: Intake, partner_id: int, before: datetime) -> int:
    """Rows first, and the contents while nobody can take the same one in: uploads wait for it."""
    async with intake.pool.partner(partner_id) as connection:
        await store.lock_room(connection, partner_id)
        assets = await store.forgettable(connection, partner_id, before, _AT_ONCE)
        contents: set[str] = set()
        for asset_id in assets:
            contents.update(await store.remove_files(connection, partner_id, asset_id))
        for sha256 in await store.unneeded(connection, partner_id, sorted(contents)):
            await intake.store.remove(Key(partner_id, sha256))
    return len(assets)
