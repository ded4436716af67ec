"""The folder of journals: which parts are being written, which still have to be stored, which may
go.

The state of a part is its name, so that it survives anything: `….jnl` holds something that may not
be in the database yet, `….stored` is wholly in it, `….torn` could be read only up to some byte and
was stored as far as that. Stored parts are kept for some days, for re-reading after a bug fix; the
other two are never deleted by us.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from project88.collector.journal import Journal, Origins

WAITING, STORED, TORN = ".jnl", ".stored", ".torn"


class JournalFolder:
    """Makes, lists and retires parts. Not thread-safe: used by the event loop only."""

    def __init__(self, folder: Path, *, max_bytes: int, keep_days: int) -> None:
        self.folder = folder
        self._max_bytes = max_bytes
        self._keep_s = keep_days * 86_400
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def begin(self, origins: Origins, received_us: int, monotonic_us: int) -> Journal:
        """A new part for a connection."""
        name = f"{origins.origin.connection_id:016x}-{origins.part:05d}{WAITING}"
        return Journal(self.folder / name, origins, received_us, monotonic_us)

    def waiting(self) -> list[Path]:
        """Parts that may hold reads which are not in the database, in the order in which they were
        begun.
        """
        return sorted(self.folder.glob(f"*{WAITING}"))

    def retire(self, part: Path, *, torn: bool = False) -> None:
        """Everything readable in this part is durable in the database."""
        part.rename(part.with_suffix(TORN if torn else STORED))

    def full(self) -> bool:
        """Whether the room for parts that wait is used up; senders are slowed down then, nothing is
        dropped.
        """
        taken = 0
        for path in self.waiting():
            with suppress(FileNotFoundError):  # stored and renamed since it was listed
                taken += path.stat().st_size
        return taken >= self._max_bytes

    def free_bytes(self) -> int:
        """Room left on the disk."""
        return shutil.disk_usage(self.folder).free

    def expired(self, now_s: float | None = None) -> Iterator[Path]:
        """Stored parts older than the days for which they are kept."""
        limit = (time.time() if now_s is None else now_s) - self._keep_s
        for part in self.folder.glob(f"*{STORED}"):
            if part.stat().st_mtime < limit:
                yield part

    def forget_expired(self) -> int:
        """Deletes stored parts past their days; says how many."""
        gone = list(self.expired())
        for part in gone:
            part.unlink()
        return len(gone)
