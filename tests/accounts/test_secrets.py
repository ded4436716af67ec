"""What is kept encrypted, and where the key comes from."""

import stat
import threading
from pathlib import Path

import pytest
from pydantic import SecretStr

from project88.accounts import secrets
from project88.errors import Misconfigured
from project88.settings import SecuritySettings

KEY = "a key of thirty-two characters, or more"


def test_what_is_encrypted_can_be_read_at_its_place_alone() -> None:
    kept = secrets.from_setting(KEY)
    hidden = kept.encrypt("JBSWY3DPEHPK3PXP", "totp of user 7")
    assert b"JBSWY3DPEHPK3PXP" not in hidden
    assert hidden != kept.encrypt("JBSWY3DPEHPK3PXP", "totp of user 7")
    assert secrets.from_setting(KEY).decrypt(hidden, "totp of user 7") == "JBSWY3DPEHPK3PXP"
    with pytest.raises(Misconfigured):
        kept.decrypt(hidden, "totp of user 8")


@pytest.mark.parametrize("end", [0, 1, 12, 13, 20])
def test_what_was_cut_or_changed_is_told(end: int) -> None:
    kept = secrets.from_setting(KEY)
    hidden = kept.encrypt("JBSWY3DPEHPK3PXP", "here")
    with pytest.raises(Misconfigured):
        kept.decrypt(hidden[:end], "here")
    with pytest.raises(Misconfigured, match="key"):
        secrets.from_setting(KEY + "x").decrypt(hidden, "here")


def test_the_key_file_is_made_once_and_is_the_hub_s_alone(tmp_path: Path) -> None:
    folder = tmp_path / "not yet there"
    hidden = secrets.from_file(folder).encrypt("clear", "here")
    file = folder / secrets.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in folder.iterdir()] == [secrets.FILE]
    assert secrets.from_file(folder).decrypt(hidden, "here") == "clear"


def test_processes_that_start_together_get_one_key(tmp_path: Path) -> None:
    begin = threading.Barrier(8)
    made: list[bytes] = []

    def process() -> None:
        begin.wait()
        made.append(secrets.from_file(tmp_path).encrypt("clear", "here"))

    threads = [threading.Thread(target=process) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reader = secrets.from_file(tmp_path)
    assert {reader.decrypt(one, "here") for one in made} == {"clear"}


def test_a_damaged_key_file_is_told_and_never_replaced(tmp_path: Path) -> None:
    (tmp_path / secrets.FILE).write_text("short")
    with pytest.raises(Misconfigured, match="damaged"):
        secrets.from_file(tmp_path).encrypt("clear", "here")
    assert (tmp_path / secrets.FILE).read_text() == "short"


def test_several_machines_are_told_what_to_set_and_only_when_it_is_needed() -> None:
    nowhere = secrets.secrets_of(SecuritySettings())
    with pytest.raises(Misconfigured, match="PROJECT88_SECURITY__SECRET_KEY"):
        nowhere.encrypt("clear", "here")


def test_the_setting_wins_over_the_file(tmp_path: Path) -> None:
    both = SecuritySettings(secret_key=SecretStr(KEY), key_dir=tmp_path)
    hidden = secrets.secrets_of(both).encrypt("clear", "here")
    assert secrets.from_setting(KEY).decrypt(hidden, "here") == "clear"
    assert list(tmp_path.iterdir()) == []
