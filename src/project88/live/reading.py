"""One read of a session for all of its screens: history first, then changes, a snapshot on demand.

A snapshot is always read together with the changes that lead up to it, so that a screen which
starts from it and a screen which was there before stand at the same version, and what follows is
exact for both. How old each location is, is read along with it when the feed asks for that.
"""

from collections.abc import Callable

from project88.db.pool import Connection, Pool
from project88.live import metrics, store
from project88.live.feed import Feed

SEED_PASSINGS = 200


async def read(pool: Pool, feed: Feed, now: Callable[[], int]) -> None:
    """Bring the feed up to date; what is gone is told no more."""
    head = feed.ring.head if feed.facts is not None else None
    async with pool.partner(feed.key.partner_id) as connection:
        if head is None:
            found = await _seed(connection, feed, now)
        elif feed.snapshot_wanted:
            found = await _picture(connection, feed, now)
        else:
            found = await _changes(connection, feed, now)
        if found and feed.locations_wanted:
            feed.located(*await store.located(connection, feed.key.session_id))
    if found:
        feed.gone = False
    else:
        feed.end()
    if head is not None and feed.ring.head != head and feed.heard.newest is not None:
        metrics.LAG.observe(max(0, now() - feed.heard.newest) / 1000)


async def _seed(connection: Connection, feed: Feed, now: Callable[[], int]) -> bool:
    changed = await store.recent(connection, feed.key.session_id, SEED_PASSINGS)
    if changed is not None:
        feed.seed(changed, now())
    return changed is not None


async def _changes(connection: Connection, feed: Feed, now: Callable[[], int]) -> bool:
    changed = await store.changes(connection, feed.key.session_id, feed.ring.head)
    if changed is None:
        return False
    if changed.overflow:
        return await _picture(connection, feed, now)
    feed.changed(changed, now())
    return True


async def _picture(connection: Connection, feed: Feed, now: Callable[[], int]) -> bool:
    picture = await store.snapshot(connection, feed.key.session_id)
    if picture is None:
        return False
    head, until = feed.ring.head, picture.facts.version
    if until > head:
        changed = await store.changes(connection, feed.key.session_id, head, until=until)
        if changed is not None and not changed.overflow:
            feed.changed(changed, now())
    feed.pictured(picture, now())
    return True
