"""How a request that works is written down: for whom, with which ids, with which body.

Ids are written as `Id`, so that the same request can name the things of one partner or of another.
"""

from collections.abc import Callable, Mapping

import msgspec
from tests.isolation.world import Value


class Id(msgspec.Struct, frozen=True):
    """The number (or word) of a partner's thing, by its name in `Partner.ids`."""

    name: str


class Upload(msgspec.Struct, frozen=True):
    """A file in a form."""

    name: str
    content: bytes


class Before(msgspec.Struct, frozen=True):
    """A request to make first; what its answer has at `at` becomes the id `gives`."""

    route: str
    at: tuple[str | int, ...]
    gives: str


class Place(msgspec.Struct, frozen=True):
    """A request that works for `who`: the first partner's owner, unless it says otherwise."""

    body: object = msgspec.UNSET
    form: Mapping[str, Upload | str] | None = None
    query: Mapping[str, object] = {}
    ids: Mapping[str, str] = {}
    """Parameters of the path whose thing has another name than usual."""
    who: str = "owner"
    before: tuple[Before, ...] = ()
    not_tried: str = ""
    """Why nobody can get through here in this test; where the route is tried instead."""
    answers: frozenset[int] = frozenset(range(200, 300))


USUAL: Mapping[str, str] = {
    "address": "address",
    "asset_id": "asset",
    "correction_id": "correction",
    "delivery_id": "delivery",
    "display_session_id": "display_session",
    "document_hash": "document_hash",
    "division_id": "division",
    "event_id": "event",
    "gun_id": "gun",
    "hold_id": "hold",
    "import_id": "import",
    "invitation_id": "invitation",
    "key_id": "key",
    "link": "address",
    "note_id": "note",
    "notice_id": "notice",
    "number": "version",
    "participant_id": "participant",
    "partner_id": "partner",
    "passkey_id": "passkey",
    "race_id": "race",
    "range_id": "range",
    "record_id": "record",
    "screen_id": "screen",
    "session_id": "session",
    "slug": "published",
    "sha256": "asset_sha256",
    "source_id": "source",
    "template_id": "template",
    "token": "token",
    "undo_id": "undo",
    "user_id": "user",
    "wave_id": "wave",
    "webhook_id": "webhook",
}
"""Name of a parameter of a path: name of the thing that it means."""


def resolved(value: object, ids: Callable[[str], Value]) -> object:
    """The same with every `Id` replaced."""
    match value:
        case Id(name):
            return ids(name)
        case dict():
            return {key: resolved(one, ids) for key, one in value.items()}
        case list() | tuple():
            return [resolved(one, ids) for one in value]
    return value
