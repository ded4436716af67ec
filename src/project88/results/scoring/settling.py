"""When those whom newcomers moved get their places: never in the way of the next newcomer.

A newcomer with a good chip time moves thousands. They are settled a few at a time, each time in a
transaction of its own, when nobody has come in for a moment; where somebody comes in all the time, in
between them twice a second. After that it rests as long as it has worked, so that a busy finish line
does not keep the database busy with places alone. Instants are seconds of one clock.
"""

from typing import Final

SETTLE_AFTER_S: Final = 0.5
"""So long those whom a newcomer has moved keep the place that they had."""
SETTLE_ANYWAY_S: Final = 0.5
"""And so much longer, from one step to the next, where somebody comes in all the time."""
QUIET_S: Final = 0.02
"""Nobody came in for so long: there is time for a step."""
LONGEST_REST_S: Final = 5.0
SETTLED_IN_A_GO: Final = 100
"""People in one transaction, so that a newcomer never waits for thousands."""


class Settling:
    """Of one event. `due`: when the next step is; None when everybody has his or her place."""

    def __init__(self) -> None:
        self.due: float | None = None
        self._stepped = 0.0
        self._began: float | None = None
        self._rests_until = 0.0

    def scored(self, now: float, *, unsettled: bool) -> None:
        """Newcomers have their places."""
        if not unsettled:
            self._end(now)
        elif self.due is None:
            self.due = self._stepped = max(now + SETTLE_AFTER_S, self._rests_until)
        else:
            self.due = min(max(self.due, now + QUIET_S), self._stepped + SETTLE_ANYWAY_S)

    def is_due(self, now: float) -> bool:
        return self.due is not None and self.due <= now

    def stepped(self, now: float, *, unsettled: bool) -> None:
        """Some of those who were moved have theirs; `now` is when the step is over."""
        if self._began is None:
            self._began = now
        self._stepped = now
        if unsettled:
            self.due = now
        else:
            self._end(now)

    def _end(self, now: float) -> None:
        if self._began is not None:
            self._rests_until = now + min(now - self._began, LONGEST_REST_S)
        self.due = self._began = None
