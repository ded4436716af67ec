"""What the worker makes from pictures: the smaller files that screens get.

A picture waits as `pending` until all its files are in the store and noted, in one transaction, so
whatever breaks off in between is simply done again. What cannot be made is `failed` with a sentence
and is not tried again; a store or a database that is away is nobody's failure.
"""

import hashlib
import tempfile
from datetime import timedelta
from pathlib import Path

import anyio.to_thread
import msgspec

from project88 import log
from project88.accounts.instants import instant
from project88.assets import looking, store
from project88.assets.answers import Made
from project88.assets.keeping import Key
from project88.assets.refusing import RefusedFile
from project88.assets.schemas import AssetFile
from project88.assets.taking_in import Intake
from project88.errors import NotFound

ARRIVING = timedelta(minutes=10)
"""The row of an upload is there before its bytes are."""
_log = log.get(__name__)


class Waiting(msgspec.Struct, frozen=True):
    """A picture whose smaller files are to be made."""

    id: int
    partner_id: int
    sha256: str
    made_ms: int


async def next_waiting(intake: Intake, skipped: set[int]) -> Waiting | None:
    """The one that waits longest, of whichever partner; those that were skipped come later."""
    async with intake.pool.hub("find pictures whose smaller files are to be made") as connection:
        row = await store.next_waiting(connection, skipped)
    return None if row is None else Waiting(*row)


async def make(intake: Intake, waiting: Waiting, now_ms: int) -> bool:
    """Whether it is settled; False: its bytes are on their way.

    :raises Unavailable: the store or the database is away; later is soon enough.
    """
    with tempfile.TemporaryDirectory(prefix="project88-variants-") as name:
        folder = Path(name)
        try:
            original = await _fetch(intake, waiting, folder / "original")
            made = await looking.variants(original, folder, intake.bench)
        except NotFound:
            if instant(now_ms) - instant(waiting.made_ms) < ARRIVING:
                return False
            await _fail(intake, waiting, "The file did not arrive whole. Bring it again.")
            return True
        except RefusedFile as error:
            await _fail(intake, waiting, error.sentence)
            return True
        await _keep(intake, waiting, made)
    return True


async def _fetch(intake: Intake, waiting: Waiting, place: Path) -> Path:
    with place.open("wb") as file:
        async for piece in intake.store.get(Key(waiting.partner_id, waiting.sha256)):
            await anyio.to_thread.run_sync(file.write, piece)
    return place


async def _keep(intake: Intake, waiting: Waiting, made: list[Made]) -> None:
    """Bytes first here: a row must never lead a screen to nothing."""
    files: list[AssetFile] = []
    for one in made:
        place = Path(one.path)
        content = await anyio.to_thread.run_sync(place.read_bytes)
        sha256 = hashlib.sha256(content).hexdigest()
        await intake.store.put(Key(waiting.partner_id, sha256), place)
        files.append(AssetFile(one.variant, sha256, one.mime, len(content), one.width, one.height))
    async with intake.pool.partner(waiting.partner_id) as connection:
        await store.lock_room(connection, waiting.partner_id)
        for file in files:
            await store.insert_file(connection, waiting.partner_id, waiting.id, file)
        await store.settle(connection, waiting.partner_id, waiting.id, None)
    _log.info("files of a picture made", asset=waiting.id, files=len(files))


async def _fail(intake: Intake, waiting: Waiting, sentence: str) -> None:
    async with intake.pool.partner(waiting.partner_id) as connection:
        await store.settle(connection, waiting.partner_id, waiting.id, sentence[:300])
    _log.warning("files of a picture cannot be made", asset=waiting.id, reason=sentence)
