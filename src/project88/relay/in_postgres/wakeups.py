"""Wake-ups by LISTEN and NOTIFY; see `project88.db.listen`."""

from collections.abc import AsyncGenerator, Sequence

from project88.db.listen import Note, Notifier, listen
from project88.db.pool import Pool


class PostgresWakeups(Notifier):
    """`Wakeups` on PostgreSQL."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool.dedicated)
        self._pool = pool

    def listen(self, channels: Sequence[str]) -> AsyncGenerator[Note]:
        return listen(self._pool.dedicated, channels)
