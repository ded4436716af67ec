"""Events of the live stream as bytes, each encoded exactly once.

A frame is the whole text of one server-sent event, blank line included, ready to be handed to any
number of streams. JSON from msgspec has no line breaks, so one `data:` line is always enough.

Frames carry no `id:`, because where a screen is depends on all the timing sessions that it is sent.
Behind each chunk of data goes a block of its own that has an id and no data: a browser hands nothing
to the page for it and keeps the id for its next `Last-Event-ID` (HTML, "server-sent events", 9.2.6).
"""

from collections.abc import Mapping

import msgspec

from project88.live.messages import Bye, Changed, Changes, Heartbeat, Picture, Snapshot

RETRY = b"retry: 500\n\n"
# As many timing sessions as a display session may have bound; nobody's text makes us work for more.
MOST_PLACES = 16

_encode = msgspec.json.Encoder().encode


class Place(msgspec.Struct, frozen=True):
    """How much of one timing session a screen had when its line was cut."""

    epoch: str
    version: int


Places = Mapping[int, Place]
"""By the number of the timing session."""


def snapshot_frame(picture: Picture, now: int) -> bytes:
    facts = picture.facts
    data = Snapshot(
        session=facts.session.id,
        epoch=facts.epoch,
        version=facts.version,
        now=now,
        timing=facts.session,
        locations=picture.locations,
        passings=picture.passings,
    )
    return event_frame("snapshot", data)


def changes_frame(changed: Changed, now: int) -> bytes:
    facts = changed.facts
    data = Changes(
        session=facts.session.id,
        epoch=facts.epoch,
        version=facts.version,
        since=changed.since,
        now=now,
        passings=changed.passings,
        withdrawn=changed.withdrawn,
    )
    return event_frame("changes", data)


def heartbeat_frame(heartbeat: Heartbeat) -> bytes:
    return event_frame("hb", heartbeat)


def bye_frame(reason: str) -> bytes:
    return event_frame("bye", Bye(reason))


def event_frame(name: str, data: msgspec.Struct) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (name.encode(), _encode(data))


def id_frame(places: Places) -> bytes:
    return b"id: %b\n\n" % id_text(places).encode()


def id_text(places: Places) -> str:
    """`epoch:session.version,session.version`; another epoch's places follow after a `;`."""
    epochs: dict[str, list[str]] = {}
    for session_id, place in places.items():
        epochs.setdefault(place.epoch, []).append(f"{session_id}.{place.version}")
    return ";".join(f"{epoch}:{','.join(each)}" for epoch, each in epochs.items())


def places_of(text: str | None) -> dict[int, Place]:
    """The places that an event id names; what is not one of ours names none."""
    found: dict[int, Place] = {}
    for group in (text or "").strip().split(";")[:MOST_PLACES]:
        epoch, _, each = group.rpartition(":")
        for one in each.split(",")[:MOST_PLACES]:
            session_id, dot, version = one.partition(".")
            if epoch and dot and _is_number(session_id, 10) and _is_number(version, 18):
                found[int(session_id)] = Place(epoch, int(version))
    return found


def _is_number(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest
