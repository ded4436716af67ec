"""What is kept of a race's set-up: its rules with their defaults, and its points."""

from datetime import datetime

import msgspec


class Kept(msgspec.Struct, frozen=True):
    """A row of ``race_rules``; a race without one has these values and version 0."""

    rank_by: str = "gun"
    first_by_gun: int = 0
    of_each_sex: bool = True
    tie_ms: int = 1
    backup_window_ms: int = 10_000
    start_early_ms: int = 0
    start_late_ms: int = 3_600_000
    fastest_m_s: float = 7.2
    limit_ms: int | None = None
    age_on: str = "race_day"
    exclude_overall: int = 0
    group_by: str = ""
    team_sum: str = ""
    team_scorers: int = 5
    team_displacers: int = 2
    relay: bool = False
    decimals: int = 0
    manual_start_at: datetime | None = None
    state: str = "live"
    closed_at: datetime | None = None


class PointRow(msgspec.Struct, frozen=True):
    """A point as it is written; `id` None: a new one."""

    id: int | None
    name: str
    kind: str
    position: int
    distance_m: int | None
    least_ms: int
    cutoff_ms: int | None
    main: list[str]
    backup: list[str]
