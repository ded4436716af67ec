"""Rules about files that are made from others."""

import re
from pathlib import Path

from project88.cli.settings import page

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)", re.MULTILINE)


def stale_settings(root: Path) -> list[str]:
    """The page of settings, when it is not what the code would print."""
    file = root / "docs" / "settings.md"
    if file.is_file() and file.read_text(encoding="utf-8") == page():
        return []
    return ["docs/settings.md is stale: run ./project88 settings > docs/settings.md"]


def locks_that_differ(root: Path) -> list[str]:
    """What is tested has to be what is served: the same versions in both locks."""
    served, tested = (_pins(root / name) for name in ("requirements.lock", "requirements-dev.lock"))
    return [
        f"requirements-dev.lock has {name} {tested.get(name)}, requirements.lock {version}."
        for name, version in served.items()
        if tested.get(name) != version
    ]


def _pins(lock: Path) -> dict[str, str]:
    return dict(_PIN.findall(lock.read_text(encoding="utf-8")))
