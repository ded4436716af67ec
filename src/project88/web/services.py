"""What the routes work with, made once per process and handed in."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from project88.db.pool import Pool
from project88.live.hub import Hub
from project88.web.misses import Misses

DIST = Path(__file__).resolve().parents[3] / "ui" / "dist"
"""Where the front end is after its build."""


class Services(msgspec.Struct, frozen=True):
    """The parts of one web process. `now` gives milliseconds UTC."""

    pool: Pool
    hub: Hub
    misses: Misses
    now: Callable[[], int]
    dist: Path = DIST
    metrics_token: str | None = None
