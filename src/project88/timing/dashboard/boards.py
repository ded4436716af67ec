"""The boards of one process: each event is looked at once, however many people look."""

from typing import TypeAlias

from project88.db.pool import Pool
from project88.timing.dashboard.board import Board
from project88.timing.dashboard.schemas import Dashboard
from project88.timing.pictures import FRESH_MS, PictureKey, Pictures

__all__ = ["FRESH_MS", "BoardKey", "Boards"]

BoardKey: TypeAlias = PictureKey
"""An event is asked for together with its partner."""


class Boards(Pictures[Dashboard]):
    """Dashboards by the number of their event."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool, Board)
