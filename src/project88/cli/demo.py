"""``project88 demo``: everything on this machine, an invented race, and a screen to watch it on.

The demo never touches a real hub: it has a database and a journal of its own beside theirs, it
reads no settings but where those lie, and it listens on the loopback only.
"""

import asyncio
import os
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.panel import Panel

from project88 import log
from project88.accounts.links import making
from project88.cli import environment, ports
from project88.cli.processes import Process, stop_on_signals, supervise
from project88.cli.up import SERVICES, migrated_database, now_ms
from project88.db.pool import Pool
from project88.demo import race, stage
from project88.errors import PortTaken
from project88.replay import invented
from project88.settings import PREFIX, Settings, load_settings

LOOPBACK = "127.0.0.1"
LETTING_GO_S = 8.0
"""How long the processes of a demo that was killed may still hold its ports."""
_LOOK_EVERY_S = 0.1
_BOX = 76
_OPTIONS = {
    "WEB__PORT": "--web-port",
    "COLLECTOR__CTP01_PORT": "--collector-port",
    "COLLECTOR__STATUS_PORT": "--collector-port",
}


def run(
    web_port: Annotated[int, typer.Option(help="Port for browsers.", min=1, max=65535)] = 5001,
    collector_port: Annotated[
        int, typer.Option(help="Port for the race; the next one is for status.", min=1, max=65534)
    ] = 61611,
    opening: Annotated[
        bool | None,
        typer.Option(
            "--open/--no-open", help="Open a browser; else only where there is a desktop."
        ),
    ] = None,
) -> None:
    """Start a hub, run a race on it and say where to look; Ctrl-C ends all of it."""
    variables = own_settings(environment.begin("demo"), web_port, collector_port)
    settings = load_settings(variables)
    log.configure(settings.log, "demo")
    wait_for_ports(settings, time.monotonic() + LETTING_GO_S)
    typer.echo("Starting a hub with a race of its own …")
    with migrated_database(settings) as url:
        asyncio.run(_serve(settings, _processes(variables, url), url, _wanted(opening)))
    typer.echo("The demo has ended; nothing of it is running.")


def own_settings(given: Settings, web_port: int, collector_port: int) -> dict[str, str]:
    """The demo's settings as variables: what a hub here would use, but beside it and loopback."""
    assert given.embedded.data_dir is not None
    assert given.journal.dir is not None
    chosen = {
        "EMBEDDED__DATA_DIR": _beside(given.embedded.data_dir),
        "EMBEDDED__BIN_DIR": given.embedded.bin_dir or "",
        "JOURNAL__DIR": _beside(given.journal.dir),
        "SECURITY__KEY_DIR": environment.beside(_beside(given.embedded.data_dir), "secrets"),
        "COLLECTOR__BIND": LOOPBACK,
        "COLLECTOR__CTP01_PORT": collector_port,
        "COLLECTOR__STATUS_PORT": collector_port + 1,
        "WORKER__METRICS_PORT": 0,
        "WEB__BIND": LOOPBACK,
        "WEB__PORT": web_port,
        # What all is well says would bury the address.
        "LOG__LEVEL": "debug" if given.log.level == "debug" else "warning",
    }
    return {f"{PREFIX}{name}": str(value) for name, value in chosen.items()}


def wait_for_ports(settings: Settings, until: float) -> None:
    """Raises `PortTaken` for a port that is still taken at that time of the monotonic clock."""
    for port in ports.wanted(settings):
        told = False
        while port.complaint():
            if time.monotonic() >= until:
                raise PortTaken(
                    f"Port {port.number} for {port.purpose} is taken. Stop what uses it (a hub, "
                    f"another demo?) or choose one: ./project88 demo {_OPTIONS[port.setting]} "
                    f"{port.number + 10}"
                )
            if not told:
                typer.echo(f"Port {port.number} is taken; waiting a moment for it …")
                told = True
            time.sleep(_LOOK_EVERY_S)


def _beside(folder: Path) -> Path:
    return environment.beside(folder, "demo")


def _processes(variables: Mapping[str, str], url: str) -> list[Process]:
    environ = {
        **environment.without_settings(),
        **variables,
        "DATABASE_URL": url,
        # Nothing of the settings file of a real hub.
        "PROJECT88_CONFIG": os.devnull,
    }
    return [Process(name, environ) for name in SERVICES]


async def _serve(settings: Settings, processes: list[Process], url: str, opening: bool) -> None:
    async with stop_on_signals() as stop, asyncio.TaskGroup() as group:
        pool = await Pool.open(url, size=2)
        try:
            partner_id = await stage.set_up(pool, settings.collector.ctp01_port)
            showing = group.create_task(_show(settings, pool, partner_id, opening))
            await supervise(processes, stop)
            showing.cancel()
            await asyncio.wait((showing,))
        finally:
            await pool.close()


async def _show(settings: Settings, pool: Pool, partner_id: int, opening: bool) -> None:
    """Once all answers: the roster, the race, and the address as soon as there is a session."""
    origin = f"http://localhost:{settings.web.port}"
    await _answers(f"http://{LOOPBACK}:{settings.collector.status_port}/health")
    await _answers(f"http://{LOOPBACK}:{settings.web.port}/api/health")
    now = datetime.now(UTC)
    runners = await stage.enter_runners(pool, race.gun_for(now))
    former = await stage.newest_session(pool, partner_id)
    async with asyncio.TaskGroup() as group:
        port = settings.collector.ctp01_port
        group.create_task(race.run_for_ever(port, f"demo {now:%Y-%m-%d %H:%M:%S}"))
        address = origin + await stage.display_path(pool, partner_id, former)
        set_up = await making.set_up_link(pool, now_ms())
        _say(address, runners, None if set_up is None else origin + set_up.path)
        if opening:
            await asyncio.to_thread(webbrowser.open, address)


async def _answers(url: str) -> None:
    while True:
        if await asyncio.to_thread(_answer, url):
            return
        await asyncio.sleep(_LOOK_EVERY_S)


def _answer(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310 -- ours, on the loopback
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False


def _say(address: str, runners: int, set_up: str | None) -> None:
    name = invented.course().name
    text = (
        f"[bold]{address}[/bold]\n\n"
        "Open this in a browser; F makes it full screen. "
        f"The {name} is on: {runners} runners who never were. The first is in within seconds, the "
        "crowd two minutes later; a quarter of an hour later it all begins again. Names appear as "
        "their chips are read.\n\n"
        "Ctrl-C ends the demo and everything that it started."
    )
    console = Console(highlight=False)
    console.print(Panel(text, title="Project88Hub demo", padding=(1, 2), width=_BOX))
    if set_up is not None:
        # Outside of the box, so that the terminal can tell where the address ends.
        console.print(f"[dim]To look at the app as well: {set_up}[/dim]", soft_wrap=True)


def _wanted(opening: bool | None) -> bool:
    """Whether to open a browser: as asked, else where a person sits in front of a desktop."""
    if opening is not None:
        return opening
    if environment.under_ci() or os.environ.get("SSH_CONNECTION"):
        return False
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
