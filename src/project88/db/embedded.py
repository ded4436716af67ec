"""The hub's own PostgreSQL: started with the hub, stopped with it, in one folder.

Used when there is no ``DATABASE_URL``. `binaries` says which programs, `os_account` as whom,
`cluster` what lies in the folder, `guard` is the process that stops PostgreSQL when the hub is
gone. This module is the life of it: lock, make, configure, start, wait, stop.

A second hub on the same folder starts no second server; it uses the one that runs. `occupant` tells
who uses the folder.
"""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path
from urllib.parse import quote

import msgspec

from project88 import log
from project88.db import binaries, cluster, configuration, occupant, os_account
from project88.db.cluster import Durability, Home
from project88.errors import Misconfigured

_GUARD = Path(__file__).with_name("guard.py")
_SOCKET = ".s.PGSQL.5432"
# The kernel allows 107 bytes on Linux and 103 on macOS.
_LONGEST_SOCKET_PATH = 103
_SOCKET_PREFIX = "project88-"
_POLL_S = 0.005
_SLOW_START_S = 15.0
_STOP_S = 90.0
_LOG_BYTES = 20 * 1024 * 1024
_log = log.get(__name__)


class Urls(msgspec.Struct, frozen=True):
    """How to sign in. The superuser is for tests and an operator's repairs, never for a service."""

    owner_url: str
    service_url: str
    superuser_url: str


def default_data_dir(environ: Mapping[str, str]) -> Path:
    """Where the data lies unless a setting says otherwise; never below root's private home."""
    if os.geteuid() == 0:
        return Path("/var/lib/project88/postgresql")
    home = Path(pwd.getpwuid(os.geteuid()).pw_dir)
    return Path(environ.get("XDG_DATA_HOME") or home / ".local/share") / "project88/postgresql"


class EmbeddedPostgres:
    """One server in one folder. `start` and `stop` may be called again and again."""

    def __init__(
        self,
        data_dir: Path,
        bin_dir: Path | None = None,
        *,
        durability: Durability = Durability.SAFE,
    ) -> None:
        self._home = Home(data_dir.absolute())
        self._bin_dir = bin_dir
        self._durability = durability
        self._guard: subprocess.Popen[bytes] | None = None
        self._socket_folder: Path | None = None
        self._hub_lock: int | None = None

    @property
    def owned(self) -> bool:
        """Whether the running server is ours to stop; False when we use another hub's."""
        return self._guard is not None and self._guard.poll() is None

    @property
    def pid(self) -> int | None:
        """The process number of the server, None while it does not run."""
        server = occupant.running(self._home)
        return server.pid if server else None

    def start(self) -> Urls:
        """Make the database if there is none, start it unless it runs; returns when it answers.

        Blocks 0.1 s for a start and under a second for the first. Raises `Misconfigured` and its
        kinds (`DiskFull`, `MissingTool`) with a sentence for the operator.
        """
        if self.owned and (server := occupant.running(self._home)):
            return _urls(server.socket_folder)
        self.stop()
        with _full_disk_told(self._home):
            account = os_account.choose(self._home.data)
            cluster.claim(self._home, account)
            lock = occupant.lock_or_server(self._home)
            if isinstance(lock, occupant.Server):
                _log.info("using the database that another hub runs", folder=str(self._home.folder))
                return _urls(lock.socket_folder)
            try:
                self._hub_lock = occupant.hold(self._home.hub_lock)
                return self._start(account, lock)
            finally:
                os.close(lock)
                if self._guard is None:
                    self._let_go()

    def stop(self) -> None:
        """Stop the server if we started it; what was committed is on the disk when this returns."""
        if self._guard is None:
            return
        guard, self._guard = self._guard, None
        self._let_go()
        if guard.stdin:
            guard.stdin.close()
        guard.wait(_STOP_S)
        if self._socket_folder and self._socket_folder.name.startswith(_SOCKET_PREFIX):
            shutil.rmtree(self._socket_folder, ignore_errors=True)

    def _start(self, account: os_account.Account, lock: int) -> Urls:
        programs = self._programs(account)
        occupant.forget_dead_server(self._home)
        if not self._home.data.exists():
            cluster.create(self._home, account, programs, self._durability)
        self._socket_folder = _socket_folder(self._home, account)
        lz4 = _has_lz4(programs, account)
        configuration.write(self._home, self._socket_folder, self._durability, lz4=lz4)
        log_start = self._spawn(account, programs, lock)
        return _urls(self._until_ready(log_start).socket_folder)

    def _let_go(self) -> None:
        """Tell others that this server is not to be used any more."""
        if self._hub_lock is not None:
            os.close(self._hub_lock)
            self._hub_lock = None

    def _programs(self, account: os_account.Account) -> binaries.Binaries:
        found = binaries.choose(self._bin_dir, self._home.data_major())
        if account.reaches(found.folder / "postgres"):
            return found
        if found.bundled:
            copied = binaries.copy_bundled(found, self._home.folder)
            cluster.require_reachable(account, copied.folder)
            return copied
        raise Misconfigured(
            f"PostgreSQL runs as the user {account.name}, who may not execute {found.folder}: set "
            "PROJECT88_EMBEDDED__BIN_DIR to programs outside of private homes."
        )

    def _spawn(self, account: os_account.Account, programs: binaries.Binaries, lock: int) -> int:
        """Start the guard, which starts the server; returns where this start's log begins."""
        command = [programs.program("postgres"), "-D", str(self._home.data)]
        command += [f"--config-file={self._home.config}"]
        plan = {"command": command, "hub": os.getpid(), "uid": None, "gid": None}
        if account.switch:
            plan |= {"uid": account.uid, "gid": account.gid}
        with _server_log(self._home) as server_log:
            self._guard = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_GUARD), json.dumps(plan)],
                stdin=subprocess.PIPE,
                stdout=server_log,
                stderr=server_log,
                pass_fds=(lock,),
                cwd="/",
                env=os_account.CLEAN_ENVIRONMENT,
                start_new_session=True,
            )
            return os.fstat(server_log).st_size

    def _until_ready(self, log_start: int) -> occupant.Server:
        started, told = time.monotonic(), False
        while self.owned:
            server = occupant.running(self._home)
            if server and server.ready:
                return server
            if not told and time.monotonic() - started > _SLOW_START_S:
                _log.warning("PostgreSQL takes long to start; it is recovering from a crash")
                told = True
            time.sleep(_POLL_S)
        said = self._home.log.read_bytes()[log_start:].decode(errors="replace")
        self.stop()
        raise cluster.failure("PostgreSQL did not start", said, self._home.data)


def _socket_folder(home: Home, account: os_account.Account) -> Path:
    """A private folder for the socket: inside ours, or a short one when that path would not do."""
    folder = home.folder / "sock"
    # A comma separates hosts in the URLs of every driver.
    if len(os.fsencode(folder / _SOCKET)) > _LONGEST_SOCKET_PATH or "," in str(folder):
        # Not TMPDIR, which may be just as long; mkdtemp makes it private.
        folder = Path(tempfile.mkdtemp(prefix=_SOCKET_PREFIX, dir="/tmp"))
    else:
        folder.mkdir(mode=0o700, exist_ok=True)
    if account.switch:
        os.chown(folder, account.uid, account.gid)
    # The socket's own lock file names a process too, and may name a stranger by now.
    for left_over in folder.glob(f"{_SOCKET}*"):
        left_over.unlink()
    return folder


def _has_lz4(programs: binaries.Binaries, account: os_account.Account) -> bool:
    """Whether this build knows lz4; naming an unknown method would keep it from starting."""
    return "--with-lz4" in account.run([programs.program("pg_config"), "--configure"]).stdout


@contextmanager
def _server_log(home: Home) -> Iterator[int]:
    if home.log.exists() and home.log.stat().st_size > _LOG_BYTES:
        home.log.replace(home.log.with_suffix(".log.1"))
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
    descriptor = os.open(home.log, flags, 0o640)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _full_disk_told(home: Home) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise cluster.full_disk(home.folder, str(error)) from error
        raise Misconfigured(
            f"The database's folder {home.folder} cannot be used: {error.strerror} "
            f"({error.filename})."
        ) from error


def _urls(socket_folder: str) -> Urls:
    def url(role: str) -> str:
        host = quote(socket_folder, safe="")
        return f"postgresql://{role}@/{cluster.DATABASE}?host={host}&port=5432"

    return Urls(url(cluster.OWNER), url(cluster.SERVICE), url(cluster.SUPERUSER))
