"""Results of all events of a partner, found by a name.

What counts is the name as it is shown: a hidden runner is not found by a name, a shortened one by
the first name and the initial. The database keeps texts for this and looks itself
(``find_results``); see migration 0018 for why.
"""

from typing import TYPE_CHECKING

from project88.results.listing import store
from project88.results.listing.listing import plain
from project88.results.listing.rows import result_of
from project88.results.listing.schemas import Found, FoundResults

if TYPE_CHECKING:
    from project88.db.pool import Connection


async def search(connection: "Connection", asked: str, limit: int) -> FoundResults:
    """Whose name begins so comes before whose name has it in it. A comma is a blank."""
    wanted = " ".join(plain(asked).replace(",", " ").split())
    if not wanted:
        return FoundResults([], more=False)
    hits = await store.found(connection, wanted, limit + 1)
    kept = hits[:limit]
    rows = await store.shown_anywhere(connection, [hit["id"] for hit in kept])
    found = [
        Found(
            event_id=hit["event_id"],
            event=hit["event"],
            day=hit["day"].isoformat(),
            race=hit["race"],
            distance_m=hit["distance_m"],
            result=result_of(rows[hit["id"]], rows[hit["id"]]["last_point"]),
        )
        for hit in kept
        if hit["id"] in rows
    ]
    return FoundResults(found, more=len(hits) > limit)
