"""Taking a file in: look at it, note it, keep it.

The row is written before the bytes are: so room is counted before it is taken, two uploads at once
can't take more than there is, and no file lies in the store that nobody knows of. Bytes that did
not arrive are found out by the worker, and by bringing the file again.
"""

import hashlib
import tempfile
from pathlib import Path

import anyio.to_thread
import msgspec

from project88.accounts.access import Caller
from project88.assets import looking, store
from project88.assets.keeping import CHUNK_BYTES, Key, Store
from project88.assets.looking import Seen, Workbench
from project88.assets.refusing import RefusedFile
from project88.assets.schemas import Asset, AssetFile, Category
from project88.assets.store import NewAsset
from project88.db.pool import Connection, Pool
from project88.errors import Project88Error
from project88.settings import AssetSettings

MIB = 1024 * 1024


class Intake(msgspec.Struct, frozen=True):
    """What taking in works with, made once per process; handed in under the name `intake`."""

    pool: Pool
    store: Store
    settings: AssetSettings
    bench: Workbench


def intake_of(pool: Pool, files: Store, settings: AssetSettings) -> Intake:
    return Intake(pool, files, settings, Workbench(settings))


class Upload(msgspec.Struct, frozen=True):
    """A file and what was said of it. `category` None: by its shape."""

    content: Path
    name: str
    licence: str = ""
    category: Category | None = None


class Taken(msgspec.Struct, frozen=True):
    """The asset, and whether the partner had it already."""

    asset: Asset
    is_new: bool


async def take_in(intake: Intake, caller: Caller, upload: Upload) -> Taken:
    """Into the caller's partner; opens its own transactions.

    The same content is one asset of a partner: what is there already is answered as it is, and what
    was removed comes back.

    :raises RefusedFile: not a kind we know, broken, too large, or no room for it.
    :raises Unavailable: the store is away; nothing was taken.
    """
    with tempfile.TemporaryDirectory(prefix="project88-upload-") as folder:
        seen = await looking.look(upload.content, Path(folder), intake.bench)
        if seen.kind == "font" and not upload.licence.strip():
            raise RefusedFile(
                "A font needs a licence note: who made it, and that it may be shown on screens.",
                code="no_licence",
            )
        sha256 = await anyio.to_thread.run_sync(_hash, seen.content)
        new = _new(upload, seen, sha256)
        asset_id, is_new = await _note(intake, caller, new)
        try:
            await intake.store.put(Key(caller.partner_id, sha256), seen.content)
        except Project88Error:
            await _take_back(intake, caller, asset_id, is_new)
            raise
    async with intake.pool.partner(caller.partner_id, by=caller.actor) as connection:
        row = await store.asset(connection, caller.partner_id, asset_id)
        assert row is not None
        return Taken((await store.whole(connection, caller.partner_id, [row]))[0], is_new)


def require_size(size: int, settings: AssetSettings) -> None:
    """Raises `RefusedFile` for an empty file and for one that is too large."""
    if not size:
        raise RefusedFile("The file is empty.", code="empty_file")
    if size > settings.max_bytes:
        most = settings.max_bytes / MIB
        raise RefusedFile(
            f"The file has {size / MIB:.1f} MiB; {most:.0f} MiB are allowed.", code="file_too_large"
        )


async def _note(intake: Intake, caller: Caller, new: NewAsset) -> tuple[int, bool]:
    """Number of the asset, and whether it is new; the room is taken."""
    partner_id = caller.partner_id
    async with intake.pool.partner(partner_id, by=caller.actor) as connection:
        await store.lock_room(connection, partner_id)
        known = await store.find_content(connection, partner_id, new.sha256)
        if known is not None and known["removed_at"] is None and known["state"] != "failed":
            return known["id"], False
        await _require_room(connection, intake.settings, partner_id, new)
        if known is None:
            made_by = caller.id if caller.kind == "user" else None
            row = await store.insert(connection, partner_id, new, made_by)
        else:
            row = await store.bring_back(connection, partner_id, known["id"], new)
        original = AssetFile("original", new.sha256, new.mime, new.bytes, new.width, new.height)
        await store.insert_file(connection, partner_id, row["id"], original)
        return row["id"], known is None


async def _require_room(
    connection: Connection, settings: AssetSettings, partner_id: int, new: NewAsset
) -> None:
    if await store.file_of(connection, new.sha256) is not None:
        return
    taken = (await store.room(connection, partner_id)).bytes
    if taken + new.bytes > settings.quota_bytes:
        raise RefusedFile(
            f"There is no room for it: {taken / MIB:.0f} of {settings.quota_bytes / MIB:.0f} MiB are "
            "taken. Remove what no template needs.",
            code="quota",
        )


async def _take_back(intake: Intake, caller: Caller, asset_id: int, is_new: bool) -> None:
    """The bytes did not arrive: what was noted for them goes, unless it was there before."""
    if not is_new:
        return
    partner_id = caller.partner_id
    async with intake.pool.partner(partner_id, by=caller.actor) as connection:
        await store.lock_room(connection, partner_id)
        await store.remove_files(connection, partner_id, asset_id)
        await store.remove(connection, partner_id, asset_id)


def _new(upload: Upload, seen: Seen, sha256: str) -> NewAsset:
    return NewAsset(
        sha256=sha256,
        kind=seen.kind,
        mime=seen.mime,
        bytes=seen.content.stat().st_size,
        width=seen.width,
        height=seen.height,
        name=name_of(upload.name, seen),
        category=upload.category or category_of(seen.width, seen.height),
        licence=upload.licence.strip()[:300],
        family=seen.family,
        state="pending" if seen.has_variants else "ready",
    )


def name_of(told: str, seen: Seen) -> str:
    """A name for people: without folders, its ending and signs that nobody can read."""
    plain = told.replace("\\", "/").rsplit("/", 1)[-1]
    stem = plain.rsplit(".", 1)[0] if "." in plain.strip(".") else plain
    readable = "".join(sign if sign.isprintable() else " " for sign in stem)
    return " ".join(readable.split())[:120].strip() or seen.family or seen.kind.capitalize()


def category_of(width: int | None, height: int | None) -> Category:
    """By shape, as a first guess that a person can change."""
    if not width or not height:
        return "other"
    shape = width / height
    if max(width, height) >= 1600 and 1.2 <= shape <= 2.4:
        return "background"
    if 0.8 <= shape <= 1.25:
        return "square"
    return "wide" if shape > 1 else "tall"


def _hash(content: Path) -> str:
    digest = hashlib.sha256()
    with content.open("rb") as file:
        while piece := file.read(CHUNK_BYTES):
            digest.update(piece)
    return digest.hexdigest()
