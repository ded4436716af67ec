"""How far the clocks of JChip readers are from ours, remembered over reconnects and restarts.

A reader that connects anew may send everything again, and its reads are known as the same only if
they get the same instants; so the difference that was used first is used again (see `jchip`). Kept
in a file beside the journals, because it is needed when the database is away.
"""

from pathlib import Path

import msgspec

from project88 import log

_log = log.get(__name__)


class ReaderClock(msgspec.Struct, frozen=True):
    """How far the clock of one reader at one listener was behind UTC when it was used first."""

    listener_id: int
    name: str
    behind_us: int


class Clocks:
    """All that were told to this collector."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._behind_us = {(one.listener_id, one.name): one.behind_us for one in self._read()}

    def of_listener(self, listener_id: int) -> tuple[tuple[str, int], ...]:
        """Reader names and how far behind UTC they are."""
        return tuple(
            (name, behind_us)
            for (listener, name), behind_us in self._behind_us.items()
            if listener == listener_id
        )

    def told(self, listener_id: int, name: str, behind_us: int) -> None:
        """A reader told its clock."""
        if self._behind_us.get((listener_id, name)) == behind_us:
            return
        self._behind_us[listener_id, name] = behind_us
        known = [ReaderClock(*key, behind_us) for key, behind_us in self._behind_us.items()]
        fresh = self._memory.with_suffix(".new")
        try:
            fresh.write_bytes(msgspec.json.encode(known))
            fresh.replace(self._memory)
        except OSError as error:
            _log.error("the clocks of readers can't be remembered", reason=str(error))

    def _read(self) -> list[ReaderClock]:
        try:
            return msgspec.json.decode(self._memory.read_bytes(), type=list[ReaderClock])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError) as error:
            _log.error("the clocks of readers can't be read", reason=str(error))
            return []
