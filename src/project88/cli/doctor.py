"""``project88 doctor``: what is missing on this machine, in plain sentences, and how to get it.

A finding is *good*, *worth knowing* (something works less well, or a test cannot run) or *wrong*
(the hub cannot start). Only the last kind makes the exit code 1.
"""

import asyncio
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import typer

from project88.cli import environment, ports, tools
from project88.db import binaries
from project88.db.pool import Pool
from project88.errors import Misconfigured, MissingTool, Unavailable
from project88.log import mask_text
from project88.relay.in_redis.link import linked
from project88.settings import Settings

GIB = 1024**3
LITTLE_ROOM = 5 * GIB
NO_ROOM = GIB // 2


class Kind(Enum):
    """How bad a finding is."""

    GOOD = "ok   "
    WORTH_KNOWING = "note "
    WRONG = "WRONG"


class Finding(NamedTuple):
    """One sentence for the person at this machine."""

    kind: Kind
    sentence: str


def run() -> None:
    """Look at everything; exit 1 when something that is needed is missing."""
    findings = list(examine())
    for finding in findings:
        typer.echo(f"{finding.kind.value}  {finding.sentence}")
    wrong = sum(finding.kind is Kind.WRONG for finding in findings)
    if wrong:
        typer.echo(f"\n{wrong} to mend before the hub can start.")
        raise typer.Exit(1)
    typer.echo("\nThe hub can start here: ./project88 demo")


def examine() -> Iterator[Finding]:
    """All findings, the machine first and then what the settings ask for."""
    yield python()
    yield uv()
    yield node()
    yield browser()
    try:
        settings = environment.settings()
    except Misconfigured as error:
        yield Finding(Kind.WRONG, error.sentence)
        return
    yield from postgres(settings)
    yield asyncio.run(relay(settings))
    yield from map(port, ports.wanted(settings))
    yield from folders(settings)


def python() -> Finding:
    """The interpreter that runs us; the launcher refused anything too old."""
    return Finding(Kind.GOOD, f"Python {platform.python_version()}.")


def uv() -> Finding:
    """What makes the environment; only needed when the lock changes."""
    own = environment.STATE / "uv" / "bin" / "uv"
    found = str(own) if own.is_file() else shutil.which("uv")
    if found is None:
        return Finding(Kind.WORTH_KNOWING, "uv is not here; ./project88 installs it when needed.")
    return Finding(Kind.GOOD, f"{_version_of(found)}.")


def node() -> Finding:
    """What builds the front end."""
    try:
        return Finding(Kind.GOOD, f"Node {_version_of(str(tools.node() / 'bin' / 'node'))}.")
    except MissingTool as error:
        return Finding(Kind.WORTH_KNOWING, error.sentence)


def browser() -> Finding:
    """Only the tests need one on this machine."""
    found = tools.browser()
    if found is None:
        return Finding(
            Kind.WORTH_KNOWING,
            "No Chromium was found, so the browser tests cannot run. "
            "On Debian: apt-get install chromium.",
        )
    return Finding(Kind.GOOD, f"A browser for the tests: {found}.")


def postgres(settings: Settings) -> Iterator[Finding]:
    """The database that the settings choose: theirs, or our own."""
    if settings.database.url is None:
        yield own_postgres(settings)
    else:
        yield asyncio.run(reachable(settings.database.url.get_secret_value()))


def own_postgres(settings: Settings) -> Finding:
    """The programs of the embedded PostgreSQL."""
    data = settings.embedded.data_dir
    try:
        chosen = binaries.choose(settings.embedded.bin_dir, None)
    except Misconfigured as error:
        return Finding(Kind.WRONG, error.sentence)
    kind = "that came with the hub" if chosen.bundled else "of this machine"
    return Finding(
        Kind.GOOD,
        f"PostgreSQL {chosen.major}.{chosen.minor} {kind} ({chosen.folder}); data in {data}.",
    )


async def reachable(url: str) -> Finding:
    """Whether DATABASE_URL answers, and to a role that row-level security holds."""
    try:
        async with asyncio.timeout(10):
            pool = await Pool.open(url, size=1)
    except (Misconfigured, Unavailable) as error:
        return Finding(Kind.WRONG, error.sentence)
    except (OSError, TimeoutError) as error:
        return Finding(
            Kind.WRONG,
            f"DATABASE_URL ({mask_text(url)}) does not answer: {error or 'no reply in 10 s'}. "
            "Is PostgreSQL running, and is the address right?",
        )
    await pool.close()
    return Finding(Kind.GOOD, f"DATABASE_URL ({mask_text(url)}) answers, as a plain role.")


async def relay(settings: Settings) -> Finding:
    """Who keeps sign-ins and limits and carries wake-ups, and whether it answers."""
    if settings.redis.url is None:
        return Finding(
            Kind.GOOD, "Sign-ins, limits and wake-ups go through PostgreSQL; no Redis is set."
        )
    url = settings.redis.url.get_secret_value()
    try:
        async with linked(url) as link:
            why = await link.why_away()
    except Misconfigured as error:
        return Finding(Kind.WRONG, error.sentence)
    if why is None:
        return Finding(
            Kind.GOOD,
            f"REDIS_URL ({mask_text(url)}) answers; sign-ins, limits and wake-ups go through it.",
        )
    return Finding(
        Kind.WRONG,
        f"REDIS_URL ({mask_text(url)}) does not answer: {mask_text(why)}. "
        "Until it does nobody can sign in; screens go on.",
    )


def port(wanted: ports.Port) -> Finding:
    """Whether we could listen there now."""
    if complaint := wanted.complaint():
        return Finding(Kind.WRONG, complaint)
    return Finding(Kind.GOOD, f"Port {wanted.number} for {wanted.purpose} is free.")


def folders(settings: Settings) -> Iterator[Finding]:
    """Where the data goes: writable, and with room."""
    chosen = [settings.journal.dir]
    if settings.database.url is None:
        chosen.append(settings.embedded.data_dir)
    for folder in chosen:
        assert folder is not None
        yield writable(folder)
        yield room(folder)


def writable(folder: Path) -> Finding:
    """Whether we may write there, or make it."""
    near = _existing(folder)
    try:
        with tempfile.NamedTemporaryFile(dir=near):
            return Finding(Kind.GOOD, f"{folder} can be written.")
    except OSError as error:
        return Finding(
            Kind.WRONG,
            f"{folder} cannot be written ({error.strerror}): give {_user()} the right to write in "
            f"{near}, or choose another folder in the settings.",
        )


def room(folder: Path) -> Finding:
    """How much the disk can still take."""
    free = shutil.disk_usage(_existing(folder)).free
    kind = Kind.WRONG if free < NO_ROOM else Kind.WORTH_KNOWING if free < LITTLE_ROOM else Kind.GOOD
    advice = "" if kind is Kind.GOOD else " Make room, or choose another disk in the settings."
    return Finding(kind, f"{free / GIB:.1f} GiB are free for {folder}.{advice}")


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _user() -> str:
    return os.environ.get("USER") or str(os.geteuid())


def _version_of(program: str) -> str:
    done = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False, timeout=20
    )
    return done.stdout.strip()
