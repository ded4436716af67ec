"""``project88 test``: the front end's tests, then ours; the last line is pytest's own.

``unit`` is the inner loop: everything that needs no database, no browser, no second process and no
whole walk over every route, with fewer invented cases. ``database`` is the same for what needs
PostgreSQL. No argument, or ``all``, is everything. Anything else is handed to pytest.
A browser that is missing is installed where that is possible, else named; under CI it is a failure,
never a skip.
"""

import os
import shutil
import subprocess
import sys
from typing import Annotated

import typer

from project88.cli import environment, tools
from project88.errors import MissingTool

QUICK = "not journey and not e2e and not long"
INNER_LOOP = ("-m", f"{QUICK} and not database", "--hypothesis-profile=quick")
DATABASE = ("-m", f"{QUICK} and database", "--hypothesis-profile=quick")
WITHOUT_BROWSER = "not e2e"
PARALLEL = ("-n", "2", "--dist", "loadgroup")
HOW_TO_GET_A_BROWSER = (
    "The browser tests need Chromium. On Debian or Ubuntu: apt-get install chromium (as root); "
    "elsewhere put a program named chromium on the PATH."
)


def run(
    arguments: Annotated[
        list[str] | None, typer.Argument(help="unit, database, all, or arguments for pytest.")
    ] = None,
) -> None:
    """Run them and exit 0 when all passed."""
    suite, rest = _suite(arguments or [])
    front_end = _npm_test() if suite == "all" else 0
    ours = _pytest([*_selection(suite), *rest])
    raise typer.Exit(ours or front_end)


def _suite(arguments: list[str]) -> tuple[str, list[str]]:
    match arguments:
        case []:
            return "all", []
        case [("unit" | "database" | "all") as suite, *rest]:
            return suite, rest
        case _:
            return "chosen", arguments


def _selection(suite: str) -> list[str]:
    match suite:
        case "unit":
            return [*PARALLEL, *INNER_LOOP]
        case "database":
            return [*PARALLEL, *DATABASE]
        case "all":
            return [*PARALLEL, *([] if _have_browser() else ["-m", WITHOUT_BROWSER])]
        case _:
            return []


def _npm_test() -> int:
    if not (tools.UI / "package.json").is_file():
        return 0
    done = subprocess.run(
        tools.npm("test"), env=tools.npm_environ(), stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        typer.echo("The front end's tests failed; see above.", err=True)
    return done.returncode


def _pytest(arguments: list[str]) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=environment.ROOT,
        env=environment.without_settings(),
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode


def _have_browser() -> bool:
    if tools.browser() or _install_browser():
        return True
    if environment.under_ci():
        raise MissingTool(HOW_TO_GET_A_BROWSER)
    typer.echo(f"{HOW_TO_GET_A_BROWSER} They are left out now.", err=True)
    return False


def _install_browser() -> bool:
    """Whether Debian's own Chromium could be installed; only root can."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    typer.echo("Installing Debian's chromium for the browser tests.", err=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        command = [apt, *step]
        done = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        )
        if done.returncode:
            return False
    return tools.browser() is not None
