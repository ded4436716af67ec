"""The folder of an embedded PostgreSQL: what lies in it, and how it is made.

    <home>/made-by-project88     the marker: without it a folder that holds anything is refused
    <home>/data/                 PostgreSQL's own data, of the account that runs it, mode 0700
    <home>/postgresql.conf …     written at each start; an operator's own lines go to custom.conf
    <home>/sock/                 the unix socket; there is no TCP port
    <home>/postgres.log, lock, hub.lock

A cluster is made beside its final place and renamed when it is whole, so a start that was cut
short leaves nothing that looks like a database.
"""

import enum
import os
import re
import shutil
from pathlib import Path

import msgspec

from project88.db.binaries import Binaries
from project88.db.os_account import Account
from project88.errors import DiskFull, Misconfigured

SUPERUSER = "postgres"
OWNER = "project88_owner"
SERVICE = "project88_service"
DATABASE = "project88"

_MARKER_TEXT = (
    "This folder was made by Project88Hub and holds its database.\n"
    "The hub does not touch a folder that holds other things and no such file.\n"
)
_FULL_DISK = ("No space left on device", "Disk quota exceeded", "wrote only")
_LOG_HEAD = re.compile(r"^\S+ \S+ \S+ \[\d+\] \S*@\S* +[A-Z]+: +")
_ROLES_SQL = Path(__file__).with_name("roles.sql")
MIB = 1024 * 1024


class Durability(enum.Enum):
    """Whether what is committed survives a power cut."""

    SAFE = "safe"
    FAST_AND_UNSAFE = "fast_and_unsafe"
    """For clusters that are thrown away, in tests: nothing is ever flushed to the disk."""


class Home(msgspec.Struct, frozen=True):
    """The places inside the folder."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def marker(self) -> Path:
        return self.folder / "made-by-project88"

    @property
    def config(self) -> Path:
        return self.folder / "postgresql.conf"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def hub_lock(self) -> Path:
        return self.folder / "hub.lock"

    def data_major(self) -> int | None:
        """The major version that made the data; None when there is none yet."""
        version = self.data / "PG_VERSION"
        return int(version.read_text().strip()) if version.exists() else None


def claim(home: Home, account: Account) -> None:
    """Make the folder ours, or refuse it in a sentence; changes no folder that exists."""
    # Looked at once: another hub may be claiming it now, and the marker is what it writes first.
    inside = {each.name for each in home.folder.iterdir()} if home.folder.exists() else set()
    if home.marker.name in inside:
        return
    if inside:
        raise Misconfigured(
            f"The folder {home.folder} holds something that the hub did not make, so the hub keeps "
            "its hands off it: set PROJECT88_EMBEDDED__DATA_DIR to an empty or new folder.",
            code="foreign_folder",
        )
    missing = [each for each in (home.folder, *home.folder.parents) if not each.exists()]
    require_reachable(account, missing[-1].parent if missing else home.folder)
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755 if account.switch else 0o700)
    home.marker.write_text(_MARKER_TEXT)


def require_reachable(account: Account, folder: Path) -> None:
    """Raise the sentence to show when the account cannot enter a folder that is not ours."""
    if not account.reaches(folder):
        raise Misconfigured(
            f"PostgreSQL runs as the user {account.name}, who may not enter {folder}: set "
            "PROJECT88_EMBEDDED__DATA_DIR to a folder outside of private homes.",
            code="unreachable_folder",
        )


def create(home: Home, account: Account, binaries: Binaries, durability: Durability) -> None:
    """Make the data folder with its roles and database; takes about half a second."""
    fresh = home.data.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if account.switch:
        os.chown(fresh, account.uid, account.gid)
    try:
        _initdb(fresh, account, binaries, durability)
        _make_roles(fresh, account, binaries)
    except Misconfigured:
        # What was written so far is worthless, and the disk may need the room.
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    fresh.rename(home.data)


def _initdb(fresh: Path, account: Account, binaries: Binaries, durability: Durability) -> None:
    command = [binaries.program("initdb"), "-D", str(fresh), "-U", SUPERUSER, "-A", "peer"]
    command += ["--encoding=UTF8", "--locale=C.UTF-8"]
    if binaries.major >= 17:
        # The same order as libc's C.UTF-8, but no operating-system update can change it.
        command += ["--locale-provider=builtin"]
    if durability is Durability.FAST_AND_UNSAFE:
        command += ["--no-sync"]
    done = account.run(command)
    if done.returncode != 0:
        raise failure("The database could not be made", done.stdout + done.stderr, fresh)


def _make_roles(fresh: Path, account: Account, binaries: Binaries) -> None:
    """Run roles.sql without a server: single-user mode needs no socket and no sign-in."""
    command = [binaries.program("postgres"), "--single", "-j", "-D", str(fresh)]
    command += ["-c", "exit_on_error=on", "-c", "fsync=off", SUPERUSER]
    done = account.run(command, stdin=_ROLES_SQL.read_text())
    if done.returncode != 0 or "ERROR:" in done.stderr:
        raise failure("The database's roles could not be made", done.stderr, fresh)


def failure(what: str, output: str, place: Path) -> Misconfigured:
    """The error to raise for what PostgreSQL's programs said; a full disk is told as such."""
    if any(sign in output for sign in _FULL_DISK) or not _has_room(place):
        return full_disk(place, output)
    said = [_LOG_HEAD.sub("", line.strip()) for line in output.splitlines() if line.strip()]
    # The last line says that it gave up, the one before says why.
    why = "; ".join(said[-2:]) or "it did not say why"
    return Misconfigured(f"{what}: {why}.", code="postgres_start", detail=output)


def full_disk(place: Path, detail: str) -> DiskFull:
    """The one sentence for a disk without room."""
    return DiskFull(
        f"The disk that holds {place} is full: make room, then start the hub again; nothing that "
        "was stored is lost.",
        detail=detail,
    )


def _has_room(place: Path) -> bool:
    nearest = next(each for each in (place, *place.parents) if each.exists())
    space = os.statvfs(nearest)
    return space.f_bavail * space.f_frsize >= MIB
