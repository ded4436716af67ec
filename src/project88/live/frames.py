"""Events of the live stream as bytes, each encoded exactly once.

A frame is the whole text of one server-sent event, blank line included, ready to be handed to any
number of streams. JSON from msgspec has no line breaks, so one `data:` line is always enough.
Heartbeats and byes carry no `id:`: a browser then keeps the last real place for its reconnect.
"""

import msgspec

from project88.live.messages import Bye, Changed, Changes, Heartbeat, Picture, Snapshot

RETRY = b"retry: 500\n\n"

_encode = msgspec.json.Encoder().encode


class Place(msgspec.Struct, frozen=True):
    """Where a screen was when its line was cut: what its last event id said."""

    epoch: str
    version: int


def snapshot_frame(picture: Picture, now: int) -> bytes:
    facts = picture.facts
    data = Snapshot(
        epoch=facts.epoch,
        version=facts.version,
        now=now,
        session=facts.session,
        locations=picture.locations,
        passings=picture.passings,
    )
    return _frame("snapshot", data, event_id(facts.epoch, facts.version))


def changes_frame(changed: Changed, now: int) -> bytes:
    facts = changed.facts
    data = Changes(
        version=facts.version,
        since=changed.since,
        now=now,
        passings=changed.passings,
        withdrawn=changed.withdrawn,
    )
    return _frame("changes", data, event_id(facts.epoch, facts.version))


def heartbeat_frame(now: int, version: int, newest: int | None) -> bytes:
    """Clocks of two machines may disagree a little; an age is never shown as negative."""
    age = None if newest is None else max(0, now - newest)
    return _frame("hb", Heartbeat(now=now, version=version, age=age))


def bye_frame(reason: str) -> bytes:
    return _frame("bye", Bye(reason))


def event_id(epoch: str, version: int) -> str:
    return f"{epoch}:{version}"


def place_of(text: str | None) -> Place | None:
    """The place an event id names; None for anything that is not one of ours."""
    epoch, colon, version = (text or "").strip().rpartition(":")
    if not (epoch and colon and version.isascii() and version.isdigit() and len(version) < 19):
        return None
    return Place(epoch, int(version))


def _frame(name: str, data: msgspec.Struct, id_text: str | None = None) -> bytes:
    head = f"event: {name}\n" if id_text is None else f"id: {id_text}\nevent: {name}\n"
    return b"%bdata: %b\n\n" % (head.encode(), _encode(data))
