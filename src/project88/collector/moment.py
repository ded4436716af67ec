"""Now, handed in: wall clock for what is kept, monotonic clock for what is waited for."""

import time
from typing import Protocol


class Moment(Protocol):
    """A source of the present; tests have their own."""

    def wall_us(self) -> int:
        """UTC microseconds since 1970."""
        ...

    def monotonic_us(self) -> int:
        """Microseconds that never go back, from an arbitrary beginning."""
        ...


class SystemMoment:
    """The clocks of this machine."""

    def wall_us(self) -> int:
        """UTC microseconds since 1970."""
        return time.time_ns() // 1000

    def monotonic_us(self) -> int:
        """Microseconds since this machine started."""
        return time.monotonic_ns() // 1000
