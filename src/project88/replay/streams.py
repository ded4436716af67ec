"""Which rows share a connection.

Real halls differ: SimpleClient is one program and one connection per point, a relay carries all
points on one (timing-protocols.md 1.1). Files therefore become a connection each unless someone
says how many there should be; then whole locations are dealt out, since the rows of one location
keep their order only within one connection.
"""

import heapq
from collections.abc import Iterator, Sequence

from project88.replay.rows import Row, locations


def dealt(files: Sequence[Sequence[Row]], connections: int | None) -> list[list[Row]]:
    """The rows of each connection. More connections than locations are not made."""
    if connections is None:
        return [list(rows) for rows in files]
    merged = list(heapq.merge(*map(_by_arrival, files), key=lambda item: item[0]))
    places = locations(row for _, row in merged)
    hand = {place: n % connections for n, place in enumerate(places)}
    hands: list[list[Row]] = [[] for _ in range(min(connections, len(places)))]
    for _, row in merged:
        hands[hand[row.location]].append(row)
    return hands


def _by_arrival(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Each row with the moment it arrives: late rows come with the newest row before them."""
    latest = rows[0].at_us if rows else 0
    for row in rows:
        latest = max(latest, row.at_us)
        yield latest, row
