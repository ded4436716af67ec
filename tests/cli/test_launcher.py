"""The launcher: POSIX sh that starts from anywhere, and says in a sentence what it lacks."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "project88"
SHELLS = [shell for shell in ("sh", "dash", "bash", "busybox") if shutil.which(shell)]


def run(
    *command: str | Path, path: Path | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PATH": str(path)} if path else None
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, env=environ, cwd=cwd)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A PATH with the tools of POSIX that the launcher uses, and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("sh", "dirname", "basename", "readlink", "cat", "mkdir", "id"):
        (folder / tool).symlink_to(str(shutil.which(tool)))
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The launcher in a folder of its own, with a space in its name and nothing made yet."""
    folder = tmp_path / "a hub"
    folder.mkdir()
    shutil.copy(LAUNCHER, folder)
    return folder / "project88"


@pytest.mark.parametrize("shell", SHELLS)
def test_every_posix_shell_can_read_it(shell: str) -> None:
    command = [shell, "sh"] if shell == "busybox" else [shell]
    assert run(*command, "-n", LAUNCHER).stderr == ""


def test_without_python_it_says_which_and_how_to_get_it(copy: Path, bare: Path) -> None:
    done = run(copy, "--help", path=bare)
    assert done.returncode == 2
    assert done.stderr.startswith("project88: Python 3.11 or newer is needed")
    assert "apt-get install" in done.stderr


def test_a_python_that_is_too_old_is_no_python(copy: Path, bare: Path) -> None:
    old = bare / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert "Python 3.11 or newer is needed" in run(copy, path=bare).stderr


def test_without_the_venv_module_it_says_which_package_has_it(copy: Path, bare: Path) -> None:
    """Debian ships Python without it."""
    python = bare / "python3"
    python.write_text(
        '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; *sha256* | "- "*) cat >/dev/null; echo sum ;; esac\n'
    )
    python.chmod(0o755)
    (copy.parent / "requirements.lock").write_text("")
    done = run(copy, path=bare)
    assert done.returncode == 2
    assert "apt-get install python3-venv" in done.stderr
    assert not (copy.parent / ".project88" / "uv").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root can write everywhere")
def test_a_folder_of_somebody_else_is_told(copy: Path) -> None:
    copy.parent.chmod(0o555)
    done = run(copy)
    assert done.returncode == 2
    assert "Run this as the owner of the folder" in done.stderr


@pytest.mark.journey
def test_it_starts_from_anywhere_through_a_link_and_with_stdin_closed(tmp_path: Path) -> None:
    link = tmp_path / "hub"
    link.symlink_to(LAUNCHER)
    done = run("sh", "-c", f"'{link}' settings <&-", cwd=tmp_path)
    assert done.stdout.startswith("# Settings")
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.journey
def test_what_was_compiled_is_kept_though_the_environment_forbids_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else every process of a hub takes seconds more to start."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "/nowhere")
    done = run(LAUNCHER, "settings")
    assert done.returncode == 0, done.stderr
    kept = ROOT / ".project88" / "pycache"
    assert list(kept.rglob("environment.cpython-*.pyc"))
