"""What screens say of themselves becomes proofs of play, and numbers for charts.

A screen that hears no answer says the same again, so a play is taken once. A screen counts as heard
from each report back to the one before it, if that is no longer ago than two reports and a bit;
longer ago, nobody knows how it was in between. Screens are browsers that nobody vouches for: what
they say lies within a day, and cannot make more of a minute than a minute.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from project88.accounts.instants import instant
from project88.db.pool import Connection
from project88.displays.analytics.latency import counted
from project88.displays.plays import store

MINUTE_MS = 60_000
OLDEST_MS = 24 * 3600 * 1000
NEWEST_MS = MINUTE_MS
"""A play may be so old when it is told (the line was down), or so far ahead (the screen's clock)."""


class SaidPlay(Protocol):
    """One thing that was shown, as a screen tells it; instants in milliseconds UTC."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> int: ...
    @property
    def until(self) -> int | None: ...
    @property
    def session(self) -> int | None: ...
    @property
    def passing(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def latency_ms(self) -> int | None: ...


class ScreenSaid(msgspec.Struct, frozen=True):
    """One report of one screen, heard `at` (ms UTC) while it showed this display session."""

    screen_id: int
    display_session_id: int | None
    at: int
    plays: Sequence[SaidPlay] = ()


class Minute(msgspec.Struct, frozen=True):
    """What is added to one minute of one screen in one display session. `minute` in ms UTC."""

    screen_id: int
    display_session_id: int
    minute: int
    shown: int
    latencies: list[int]


async def take(connection: Connection, partner_id: int, said: Sequence[ScreenSaid]) -> int:
    """Keeps what screens of this partner said; how many plays were new.

    Screens and display sessions that are gone, or of somebody else, are left out.
    """
    plays = [row for one in said for row in _plays(one)]
    kept = await store.add_plays(connection, partner_id, plays) if plays else []
    heard = [
        (one.screen_id, one.display_session_id, instant(one.at))
        for one in said
        if one.display_session_id is not None
    ]
    await store.add_minutes(connection, partner_id, heard, _minutes(kept))
    return len(kept)


async def opened(
    connection: Connection, partner_id: int, screen_id: int, display_session_id: int, at: int
) -> None:
    """A browser opened this display session as this screen, at this instant (ms UTC)."""
    await store.add_opening(connection, partner_id, screen_id, display_session_id, instant(at))


def _plays(one: ScreenSaid) -> list[store.PlayRow]:
    """Without what cannot be: of another day, ahead of us, or over before it began."""
    return [
        (
            one.screen_id,
            one.display_session_id,
            play.kind,
            instant(play.at),
            None if play.until is None else instant(max(play.at, min(play.until, one.at))),
            play.session,
            play.passing,
            play.words,
            play.latency_ms,
        )
        for play in one.plays
        if one.at - OLDEST_MS <= play.at <= one.at + NEWEST_MS
    ]


def _minutes(kept: Sequence[store.KeptPlay]) -> list[Minute]:
    """Runners that were shown, by the minute in which they appeared."""
    shown: dict[tuple[int, int, int], list[int | None]] = {}
    for play in kept:
        if play.kind == "runner" and play.display_session_id is not None:
            key = (play.screen_id, play.display_session_id, play.minute_ms)
            shown.setdefault(key, []).append(play.latency_ms)
    return [
        Minute(*key, len(found), counted(ms for ms in found if ms is not None))
        for key, found in _ordered(shown)
    ]


def _ordered(
    shown: Mapping[tuple[int, int, int], list[int | None]],
) -> list[tuple[tuple[int, int, int], list[int | None]]]:
    return sorted(shown.items(), key=lambda item: item[0])
