"""One screen's stream: what it is assigned, a strand per timing session, and what to send next.

`take` is called when the screen is ready for more and answers with everything that is due, so a
screen that reads slowly is simply asked less often. The assignment comes from outside (`Told`), as a
state: when another one is told, strands of timing sessions that left are dropped and new ones begin,
while those that stay go on where they are.
"""

from collections.abc import Callable

import msgspec

from project88.live.feed import Feed, Quiet
from project88.live.frames import Place, Places, bye_frame, id_frame
from project88.live.lists import Reader, Wanted
from project88.live.strand import Strand
from project88.live.watcher import Watcher


class Told(msgspec.Struct, frozen=True):
    """What a screen has to show, as the stream needs to know it.

    `frame(now)` says it to the screen. From `until` (ms UTC) on it may see nothing more; with a
    reason in `over` its stream ends at once. `lists` are the live lists that it draws.
    """

    frame: Callable[[int], bytes]
    sessions: tuple[int, ...]
    until: int
    over: str | None = None
    lists: Wanted | None = None


class Screen:
    """`last` is what the screen says it has. `told()` is None until it is known what it shows.

    Nothing is sent before that: the assignment comes first on every connection. `lists` brings what
    it draws beside passings.
    """

    def __init__(
        self,
        watcher: Watcher,
        last: Places,
        told: Callable[[], Told | None],
        lists: Reader | None = None,
    ) -> None:
        self._watcher = watcher
        self._lists = lists
        self._last = dict(last)
        self._ask = told
        self._told: Told | None = None
        self._strands: dict[int, Strand] = {}
        self._quiet = Silence(watcher.quiet)
        self.ended = False

    def take(self, now: int) -> bytes:
        """What is due now; empty when the screen has everything. After a bye, `ended` is true."""
        told = self._ask()
        reason = self._watcher.over or (None if told is None else _over(told, now))
        if reason is not None:
            self.ended = True
            return bye_frame(reason)
        if told is None:
            return b""
        assignment = b"" if told is self._told else self._follow(told, now)
        # Before an assignment too: a page forgets what is not in it, and if the line breaks right behind it the browser
        # must not say that it has that still.
        kept = id_frame(self._places()) if assignment else b""
        lists = [] if self._lists is None else self._lists.frames()
        data = [frames for one in self._strands.values() if (frames := one.frames(now))]
        place = [id_frame(self._places())] if data else []
        beats = [one.beat() for one in self._strands.values()] or [self._quiet.beat()]
        return b"".join((kept, assignment, *data, *place, *lists, *beats))

    def _follow(self, told: Told, now: int) -> bytes:
        """Another assignment, or other lists for the same one."""
        before, self._told = self._told, told
        if self._lists is not None:
            self._lists.follow(told.lists)
        if before is not None and before.frame is told.frame:
            return b""
        feeds = self._watcher.look_at(told.sessions)
        self._strands = {
            session_id: self._strands.get(session_id) or self._strand(session_id, feed)
            for session_id, feed in feeds.items()
        }
        self._last = {}
        return told.frame(now)

    def _strand(self, session_id: int, feed: Feed) -> Strand:
        # By the first assignment only: a timing session that comes later, or again, starts with a snapshot.
        return Strand(feed, self._last.get(session_id))

    def _places(self) -> dict[int, Place]:
        return {id_: one.has for id_, one in self._strands.items() if one.has is not None}


class Silence:
    """In place of strands, where nothing is bound."""

    def __init__(self, quiet: Quiet) -> None:
        self._quiet = quiet
        self._beat = quiet.beat.number

    def beat(self) -> bytes:
        number, beat = self._quiet.beat
        if number == self._beat:
            return b""
        self._beat = number
        return beat


def _over(told: Told, now: int) -> str | None:
    return told.over or ("expired" if now >= told.until else None)
