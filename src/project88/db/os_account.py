"""Under which operating-system account the embedded PostgreSQL runs.

PostgreSQL refuses to run as root. An ordinary user runs it as himself. Root runs it as an account
made for that: ``project88``, else ``postgres``, else a new one, and says so. Data that exists
decides: it is run by the account that owns it. No folder's mode or owner is ever changed to make
an account fit; what the account cannot reach is told in a sentence.
"""

import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from project88 import log
from project88.errors import Misconfigured, MissingTool

ACCOUNTS = ("project88", "postgres")
_log = log.get(__name__)


class Account(msgspec.Struct, frozen=True):
    """A numeric identity; ``switch`` says whether we have to become it (we are root)."""

    uid: int
    gid: int
    name: str
    switch: bool

    def run(self, command: Sequence[str], stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run to the end as this account in a clean environment; any exit code is an answer."""
        return subprocess.run(
            list(command),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def reaches(self, place: Path) -> bool:
        """Whether this account can enter a folder or execute a program."""
        return self.run(["/bin/sh", "-c", 'test -x "$1"', "sh", str(place)]).returncode == 0


# PG* variables of whoever starts us must not steer initdb or the server.
CLEAN_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def choose(data: Path) -> Account:
    """The account for the cluster whose data folder is, or will be, ``data``."""
    if os.geteuid() != 0:
        return _ourselves(data)
    if data.exists():
        owner = data.stat()
        if owner.st_uid != 0:
            return Account(owner.st_uid, owner.st_gid, _name_of(owner.st_uid), switch=True)
    entry = existing(pwd.getpwnam) or _created()
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, switch=True)


def existing(look_up: Callable[[str], pwd.struct_passwd]) -> pwd.struct_passwd | None:
    """The first of `ACCOUNTS` that this machine has."""
    for name in ACCOUNTS:
        try:
            return look_up(name)
        except KeyError:
            continue
    return None


def hub_user_name() -> str:
    """The name under which PostgreSQL sees this process on its socket."""
    return _name_of(os.geteuid())


def _ourselves(data: Path) -> Account:
    uid = os.geteuid()
    if data.exists() and data.stat().st_uid != uid:
        raise Misconfigured(
            f"The database in {data} belongs to the user {_name_of(data.stat().st_uid)}: start the "
            "hub as that user, or set PROJECT88_EMBEDDED__DATA_DIR to another folder."
        )
    return Account(uid, os.getegid(), hub_user_name(), switch=False)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError as error:
        raise Misconfigured(
            f"The user number {uid} has no name on this machine, and PostgreSQL needs one: add an "
            "entry to /etc/passwd, or set DATABASE_URL."
        ) from error


def _created() -> pwd.struct_passwd:
    name = ACCOUNTS[0]
    program = shutil.which("useradd")
    if program is None:
        raise MissingTool(
            f"PostgreSQL does not run as root, and there is no useradd to make it an account: add "
            f"a system user named {name}, or start the hub as an ordinary user."
        )
    command = [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Misconfigured(
            f"PostgreSQL does not run as root, and the system user {name} could not be made: add "
            "it yourself, or start the hub as an ordinary user.",
            detail=done.stderr,
        )
    entry = pwd.getpwnam(name)
    group = grp.getgrgid(entry.pw_gid).gr_name
    _log.warning(
        "made a system user, because PostgreSQL does not run as root", user=name, group=group
    )
    return entry
