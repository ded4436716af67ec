"""How old the data of a timing session is: as a whole, and at each of its locations.

A mat that has fallen silent among others that go on is seen only by its own age. The instants per
location come from passings as they pass by, and are read from the database once per heartbeat while
reads arrive, because most reads of a mat make no new passing.
"""

from collections.abc import Iterable

from project88.live.messages import Age, Heartbeat, Located, Passing


class Heard:
    """When the hub received the newest reads, in ms UTC."""

    def __init__(self) -> None:
        self.newest: int | None = None
        self._locations: dict[int, Located] = {}
        self._read_at: int | None = None

    @property
    def moved(self) -> bool:
        """Whether reads came since the locations were read."""
        return self.newest != self._read_at

    def told(self, newest: int | None) -> None:
        """Something was received then; what came earlier changes nothing."""
        if newest is not None:
            self.newest = max(newest, self.newest or newest)

    def located(self, locations: Iterable[Located], read_at: int | None) -> None:
        """The locations as the database has them, when the newest read of all was of `read_at`."""
        for one in locations:
            self._locate(one)
        self._read_at = read_at

    def passed(self, passings: Iterable[Passing]) -> None:
        """Passings of locations that we know or not yet."""
        for passing in passings:
            self._locate(Located(passing.location_id, passing.location, passing.received))

    def _locate(self, told: Located) -> None:
        """Keeps the later of what was known and what is told."""
        known = self._locations.get(told.id)
        if known is None or (known.received or 0) < (told.received or 0):
            self._locations[told.id] = told

    def heartbeat(self, session_id: int, version: int, now: int) -> Heartbeat:
        return Heartbeat(
            now=now,
            session=session_id,
            version=version,
            age=_age(self.newest, now),
            locations=tuple(
                Age(one.id, one.name, _age(one.received, now)) for one in self._locations.values()
            ),
        )


def _age(received: int | None, now: int) -> int | None:
    """Clocks of two machines may disagree a little; an age is never shown as negative."""
    return None if received is None else max(0, now - received)
