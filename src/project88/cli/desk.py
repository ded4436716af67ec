"""What the commands for an operator's desk have in common: a database, a pool, a table of text."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from project88.cli import environment
from project88.cli.up import migrated_database
from project88.db.pool import Pool

T = TypeVar("T")


def ask(name: str, work: Callable[[Pool], Awaitable[T]]) -> T:
    """Runs `work` with a pool on the hub's database, whichever that is."""
    settings = environment.begin(name)

    async def with_pool(url: str) -> T:
        pool = await Pool.open(url, size=2)
        try:
            return await work(pool)
        finally:
            await pool.close()

    with migrated_database(settings) as url:
        return asyncio.run(with_pool(url))


def table(heading: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns as wide as their longest text, two blanks between; the last one as it is."""
    texts = [list(heading), *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in texts
    )


def counted(number: int, noun: str) -> str:
    """``1 session``, ``2 sessions``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
