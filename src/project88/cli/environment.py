"""What this process was given: its environment, its folders, its settings.

The one place where the command line looks at the environment; everything below is handed a
`Settings`. Three variables say where settings are found and are no settings themselves:
``PROJECT88_CONFIG`` (the TOML file; else ``project88.toml`` beside the launcher, if there is one),
``PROJECT88_SECRETS`` (the secrets folder; else systemd's ``CREDENTIALS_DIRECTORY``).
"""

import hashlib
import os
import re
from pathlib import Path

from project88 import log
from project88.settings import PLAIN_NAMES, PREFIX, Settings, load_settings

ROOT = Path(__file__).resolve().parents[3]
"""The folder of the project: launcher, ui/, bench/, docs/."""

STATE = ROOT / ".project88"
"""The folder for everything that is made here."""


def settings() -> Settings:
    """The settings of this process, with a place for every folder."""
    loaded = load_settings(os.environ, _toml(), _secrets())
    embedded = loaded.embedded.model_copy(
        update={"data_dir": loaded.embedded.data_dir or _database_folder()}
    )
    journal = loaded.journal.model_copy(
        update={"dir": loaded.journal.dir or STATE / "data" / "journal"}
    )
    assets = loaded.assets.model_copy(
        update={"dir": loaded.assets.dir or STATE / "data" / "assets"}
    )
    security = loaded.security
    if loaded.database.url is None and security.key_dir is None:
        # With a database of our own this is the only machine, so a key in a file is enough.
        assert embedded.data_dir is not None
        security = security.model_copy(update={"key_dir": beside(embedded.data_dir, "secrets")})
    return loaded.model_copy(
        update={"embedded": embedded, "journal": journal, "security": security, "assets": assets}
    )


def beside(folder: Path, what: str) -> Path:
    """A folder next to this one, named after it."""
    return folder.with_name(f"{folder.name}-{what}")


def begin(process: str) -> Settings:
    """The settings, after sending this process's logs where they say."""
    loaded = settings()
    log.configure(loaded.log, process)
    return loaded


def under_ci() -> bool:
    """Whether a machine is watching: then nothing that is missing may pass as a skip."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def without_settings() -> dict[str, str]:
    """The environment without the developer's own hub in it, for tests."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in PLAIN_NAMES and not name.startswith(PREFIX)
    }


def with_database(url: str, key_dir: Path | None = None) -> dict[str, str]:
    """The environment for a process that serves from this database, as the plain role.

    Such a process cannot see whether the database is our own, so it is told where the key lies.
    """
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    key = {} if key_dir is None else {f"{PREFIX}SECURITY__KEY_DIR": str(key_dir)}
    return {**given, **key, "DATABASE_URL": url}


def _toml() -> Path | None:
    if named := os.environ.get("PROJECT88_CONFIG"):
        return Path(named)
    usual = ROOT / "project88.toml"
    return usual if usual.is_file() else None


def _secrets() -> Path | None:
    named = os.environ.get("PROJECT88_SECRETS") or os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(named) if named else None


def _database_folder() -> Path:
    """PostgreSQL does not run as root, and its account cannot enter root's home folder."""
    if os.geteuid() != 0:
        return STATE / "data" / "postgres"
    mark = hashlib.sha256(bytes(ROOT)).hexdigest()[:8]
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", ROOT.name).strip("-") or "project88"
    return Path("/var/lib/project88") / f"{name}-{mark}"
