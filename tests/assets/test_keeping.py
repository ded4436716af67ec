"""Both stores keep what they are given, whole or not at all, and say in words when they cannot."""

import asyncio
import hashlib
import os
from pathlib import Path

import pytest

from project88.assets.keeping import Key, Store
from project88.assets.keeping.choosing import store_of
from project88.assets.keeping.disk import Disk
from project88.errors import Misconfigured, NotFound, Unavailable
from project88.settings import AssetSettings, Settings


def laid(tmp_path: Path, content: bytes) -> tuple[Key, Path]:
    sha256 = hashlib.sha256(content).hexdigest()
    place = tmp_path / sha256
    place.write_bytes(content)
    return Key(7, sha256), place


async def read(files: Store, key: Key, first: int = 0, length: int | None = None) -> bytes:
    return b"".join([piece async for piece in files.get(key, first, length)])


@pytest.mark.parametrize("size", [0, 1, 300_000, 12_000_000])
async def test_a_content_comes_back_as_it_was_given(
    files: Store, tmp_path: Path, size: int
) -> None:
    content = os.urandom(size)
    key, place = laid(tmp_path, content)
    assert not await files.exists(key)
    await files.put(key, place)
    assert await files.exists(key)
    assert await read(files, key) == content


async def test_a_part_is_read_without_the_rest(files: Store, tmp_path: Path) -> None:
    content = os.urandom(700_000)
    key, place = laid(tmp_path, content)
    await files.put(key, place)
    assert await read(files, key, 5, 4) == content[5:9]
    assert await read(files, key, 300_000, 399_999) == content[300_000:699_999]
    assert await read(files, key, 699_990) == content[699_990:]


async def test_what_is_not_there_is_said_before_the_first_piece(files: Store) -> None:
    with pytest.raises(NotFound):
        await read(files, Key(7, "0" * 64))
    assert not await files.exists(Key(7, "0" * 64))


async def test_what_was_removed_is_gone_and_may_be_removed_again(
    files: Store, tmp_path: Path
) -> None:
    key, place = laid(tmp_path, b"once")
    await files.put(key, place)
    await files.remove(key)
    await files.remove(key)
    assert not await files.exists(key)


async def test_the_same_content_at_once_is_kept_once_and_whole(
    files: Store, tmp_path: Path
) -> None:
    content = os.urandom(2_000_000)
    key, place = laid(tmp_path, content)
    await asyncio.gather(*(files.put(key, place) for _ in range(8)))
    assert await read(files, key) == content


async def test_two_partners_keep_the_same_content_apart(files: Store, tmp_path: Path) -> None:
    key, place = laid(tmp_path, b"the same logo")
    other = Key(8, key.sha256)
    await files.put(key, place)
    assert not await files.exists(other)
    await files.put(other, place)
    await files.remove(key)
    assert await read(files, other) == b"the same logo"


def test_what_is_no_hash_never_becomes_a_path() -> None:
    for wrong in ("../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"):
        with pytest.raises(ValueError, match="sha256"):
            Key(7, wrong)


async def test_a_write_that_broke_off_leaves_nothing_to_be_read(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "store")
    key, place = laid(tmp_path, b"whole")
    await disk.put(key, place)
    left = tmp_path / "store" / ".new" / "half"
    left.write_bytes(b"ha")
    assert await disk.sweep(older_than_s=3600) == 0
    assert await disk.sweep(older_than_s=-1) == 1
    assert not left.exists()
    assert await disk.exists(key)


async def test_a_folder_that_is_a_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("in the way")
    key, place = laid(tmp_path, b"x")
    with pytest.raises(Unavailable, match="folder of assets"):
        await Disk(tmp_path / "store").put(key, place)


async def test_a_store_that_is_away_is_told_in_words(tmp_path: Path) -> None:
    away = {
        "s3_endpoint": "http://127.0.0.1:9",
        "s3_bucket": "b",
        "s3_key_id": "k",
        "s3_secret": "s",
    }
    files = store_of(AssetSettings.model_validate(away))
    key, place = laid(tmp_path, b"x")
    with pytest.raises(Unavailable, match="store of assets"):
        await files.put(key, place)


def test_half_an_s3_store_is_refused_when_the_process_starts() -> None:
    with pytest.raises(Misconfigured, match="S3_BUCKET"):
        store_of(AssetSettings(s3_endpoint="http://127.0.0.1:9"))


async def test_a_process_without_a_place_says_which_setting_it_lacks(tmp_path: Path) -> None:
    files = store_of(Settings().assets)
    key, place = laid(tmp_path, b"x")
    for asked in (files.put(key, place), files.exists(key), files.remove(key), read(files, key)):
        with pytest.raises(Misconfigured, match="PROJECT88_ASSETS__DIR"):
            await asked
