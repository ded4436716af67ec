"""The state of a journal part is its name: waiting, stored, torn."""

import os
from pathlib import Path

import pytest

from project88.collector.journal import Kind, Origins
from project88.collector.journal_folder import JournalFolder
from project88.timing.stream import Origin

DAY_S = 86_400


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    return JournalFolder(tmp_path / "journal", max_bytes=1_000, keep_days=7)


def begun(folder: JournalFolder, connection: int, part: int = 0) -> Path:
    journal = folder.begin(Origins(Origin(1, connection, "ctp01", "a:1"), part), 1, 1)
    journal.close()
    return journal.path


def test_parts_wait_in_the_order_of_their_connections_and_numbers(folder: JournalFolder) -> None:
    later, second, first = begun(folder, 9), begun(folder, 2, 1), begun(folder, 2)
    assert folder.waiting() == [first, second, later]


def test_a_part_in_the_database_waits_no_more_and_is_kept_for_some_days(
    folder: JournalFolder,
) -> None:
    part = begun(folder, 1)
    folder.retire(part)
    [kept] = folder.folder.iterdir()
    assert (folder.waiting(), kept.suffix) == ([], ".stored")
    written = kept.stat().st_mtime
    assert [*folder.expired(written + 6 * DAY_S)] == []
    assert [*folder.expired(written + 8 * DAY_S)] == [kept]
    os.utime(kept, (0, 0))
    assert folder.forget_expired() == 1
    assert [*folder.folder.iterdir()] == []


def test_a_torn_part_and_a_waiting_one_are_never_deleted(folder: JournalFolder) -> None:
    torn, waiting = begun(folder, 1), begun(folder, 2)
    folder.retire(torn, torn=True)
    for part in folder.folder.iterdir():
        os.utime(part, (0, 0))
    assert folder.forget_expired() == 0
    assert {part.suffix for part in folder.folder.iterdir()} == {".torn", ".jnl"}
    assert folder.waiting() == [waiting]


def test_a_second_part_of_the_same_number_is_refused(folder: JournalFolder) -> None:
    begun(folder, 1)
    with pytest.raises(FileExistsError):
        begun(folder, 1)


def test_the_room_of_waiting_parts_is_measured(folder: JournalFolder) -> None:
    journal = folder.begin(Origins(Origin(1, 1, "ctp01", "a:1"), 0), 1, 1)
    assert not folder.full()
    journal.append(Kind.HEARD, 1, 1, bytes(1_000))
    journal.close()
    assert folder.full()
    folder.retire(journal.path)
    assert not folder.full()


def test_only_the_hub_may_look_into_the_journals(folder: JournalFolder) -> None:
    part = begun(folder, 1)
    assert folder.folder.stat().st_mode & 0o777 == 0o700
    assert part.stat().st_mode & 0o777 == 0o600
