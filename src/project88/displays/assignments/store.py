"""Reads what decides over screens, for all streams of a partner in one statement."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.displays.assignments.schemas import (
    AssignedEvent,
    AssignedNotice,
    AssignedRace,
    AssignedScreen,
    AssignedSettings,
    AssignedTiming,
)

_queries = load(__package__)


class KnownLink(msgspec.Struct, frozen=True):
    """A link, whether it works or not."""

    id: str
    label: str
    display_session_id: int
    revoked: bool
    expires_at: int
    opens_at: int | None


class KnownScreen(AssignedScreen, frozen=True, kw_only=True):
    """A screen, by the hash of its key in hexadecimal digits."""

    key: str
    display_session_id: int | None
    template: str | None
    queue_cleared_at: int | None


class KnownSession(msgspec.Struct, frozen=True):
    """A display session with all that it shows."""

    id: int
    name: str
    mode: str
    template: str
    unknown: str
    race_ids: tuple[int, ...]
    races: tuple[AssignedRace, ...]
    messages: tuple[str, ...]
    settings: AssignedSettings
    state: str
    queue_cleared_at: int | None
    timing: tuple[AssignedTiming, ...]
    event: AssignedEvent | None = None


class KnownNotice(AssignedNotice, frozen=True, kw_only=True):
    """A notice that was not taken back, and whom it concerns."""

    display_session_id: int | None
    group: str | None
    screen_id: int | None


class World(msgspec.Struct, frozen=True):
    """What is known of one partner's displays. Notices: the newest first. `templates` are hashes of
    what is published, by reference; `lines` are the partner's own for its runners.
    """

    links: dict[str, KnownLink]
    screens: dict[str, KnownScreen]
    sessions: dict[int, KnownSession]
    notices: tuple[KnownNotice, ...]
    templates: Mapping[str, str] = MappingProxyType({})
    lines: tuple[str, ...] = ()


_links = msgspec.json.Decoder(tuple[KnownLink, ...])
_screens = msgspec.json.Decoder(tuple[KnownScreen, ...])
_sessions = msgspec.json.Decoder(tuple[KnownSession, ...])
_notices = msgspec.json.Decoder(tuple[KnownNotice, ...])
_templates = msgspec.json.Decoder(dict[str, str])
_lines = msgspec.json.Decoder(tuple[str, ...])


async def world(connection: Connection, links: Collection[str], keys: Collection[bytes]) -> World:
    """What these links and these hashes of screens' keys lead to."""
    row = await connection.fetchrow(_queries["world"], list(links), list(keys))
    assert row is not None  # it has no FROM
    return World(
        links={one.id: one for one in _links.decode(row["links"])},
        screens={one.key: one for one in _screens.decode(row["screens"])},
        sessions={one.id: one for one in _sessions.decode(row["sessions"])},
        notices=_notices.decode(row["notices"]),
        templates=_templates.decode(row["templates"]),
        lines=_lines.decode(row["lines"]),
    )


async def pointed(connection: Connection, link: str, key_hash: bytes) -> bool | None:
    """Whether the screen was pointed elsewhere, to a display session that is open.

    None when there is no such screen, or it did not come by this link.
    """
    found: bool | None = await connection.fetchval(_queries["pointed"], link, key_hash)
    return found
