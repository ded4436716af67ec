"""One stream's hold on what it is sent: its bell, and the feeds that ring it."""

from collections.abc import Collection
from typing import Protocol

from project88.live.feed import Bell, Feed, FeedKey, Quiet


class Feeds(Protocol):
    """Where feeds come from: the hub."""

    quiet: Quiet

    def join(self, key: FeedKey, bell: Bell) -> Feed:
        """The feed of a session for as long as somebody looks at it."""

    def leave(self, feed: Feed, bell: Bell) -> None:
        """The bell is rung no more."""


class Watcher:
    """All feeds of one stream are of one partner."""

    def __init__(self, hub: Feeds, partner_id: int) -> None:
        self._hub = hub
        self._partner_id = partner_id
        self._feeds: dict[int, Feed] = {}
        self.bell = Bell()
        self.quiet = hub.quiet
        self.over: str | None = None
        """Why the stream ends, when the whole process goes."""
        self.quiet.bells.add(self.bell)

    def look_at(self, sessions: Collection[int]) -> dict[int, Feed]:
        """From now on at these sessions and no others, in this order."""
        for session_id in [one for one in self._feeds if one not in sessions]:
            self._hub.leave(self._feeds.pop(session_id), self.bell)
        for session_id in sessions:
            if session_id not in self._feeds:
                key = FeedKey(self._partner_id, session_id)
                self._feeds[session_id] = self._hub.join(key, self.bell)
        return {session_id: self._feeds[session_id] for session_id in sessions}

    def end(self, reason: str) -> None:
        self.over = reason
        self.bell.set()

    def leave(self) -> None:
        self.look_at(())
        self.quiet.bells.discard(self.bell)
