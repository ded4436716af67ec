"""What operators do to display sessions and their links."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.displays.machine.calls import Call, Ref
from tests.displays.machine.model import Link, Model, Picks, Session
from tests.displays.machine.world import ACTORS, A, B

MOST_SESSIONS = 8
MOST_LINKS = 40
PARTNERS = {A: B, B: A}
"""With whom somebody may share."""
SETTINGS: tuple[dict[str, object], ...] = (
    {"show_ms": 1000}, {"show_ms": 60000, "calm": True}, {"language": "de"}, {"idle_after_ms": 90000},
)  # fmt: skip


def word(actor: str, pick: Picks, *, shared: bool = False) -> str:
    """A text that says whose it is."""
    return f"{'Joint' if shared else actor + 'nary'} {pick.one(range(100))}"


def text_of(session: Session, actor: str, pick: Picks) -> str:
    return word(actor, pick, shared=len(session.homes) > 1)


def select_events(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    events = model.stage.actors[actor].events
    body = {
        "mode": pick.one(("results", "pre_race")),
        "event_ids": pick.some(events) or [events[0]],
    }
    yield Call(actor, "PUT", "/api/selection", frozenset({actor}), body)


def create(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """A session of her own."""
    if len(_owned(model, actor)) < MOST_SESSIONS:
        yield _create(model, actor, pick, frozenset({actor}))


def create_shared(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """A session that is shared from its beginning: both may see what either does to it."""
    other = PARTNERS.get(actor)
    joint = [one for one in model.sessions if len(one.homes) > 1]
    if other is None or len(joint) >= 2:
        return
    made = _create(model, actor, pick, frozenset({actor, other}))
    yield made
    session = model.sessions[-1]
    yield from _people(model, session, [other])


def _owned(model: Model, actor: str) -> list[Session]:
    return [one for one in model.sessions if one.owner == actor]


def _all_links(model: Model, actor: str) -> list[Link]:
    return [one for one in model.links if actor in one.session.people]


def _create(model: Model, actor: str, pick: Picks, homes: frozenset[str]) -> Call:
    facts = model.stage.actors[actor]
    session = Session(model.handle("session"), actor, homes, facts.events[0], frozenset({actor}))
    model.sessions.append(session)
    body: dict[str, object] = {"event_id": session.event, "name": text_of(session, actor, pick)}
    if pick.once_in(2):
        body |= {"mode": "pre_race", "template": pick.one(("wall", "spotlight"))}
    if pick.once_in(2):
        body["timing_session_ids"] = [pick.one(facts.timing_sessions[:2])]
    return Call(
        actor, "POST", "/api/sessions/create", homes, body, saves={session.handle: ("id",)},
        after=lambda told: _know(session, told),
    )  # fmt: skip


def change(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """Name, template, mode, races, messages, settings; now and then with an old version."""
    session = pick.of(model.reached(actor))
    if session is None:
        return
    facts = model.stage.actors[actor]
    changes: tuple[dict[str, object], ...] = (
        {"name": text_of(session, actor, pick)},
        {"template": pick.one(("standard", "spotlight", "wall"))},
        {"mode": pick.one(("results", "pre_race"))},
        {"race_ids": pick.some(facts.races)},
        {"unknown_tags": pick.one(("hidden", "shown"))},
        {"messages": [text_of(session, actor, pick), "Well run!"]},
        {"settings": pick.one(SETTINGS)},
    )
    stale = pick.once_in(12)
    body: dict[str, object] = {"version": session.version - stale}
    for one in pick.some(changes) or [changes[0]]:
        body |= one
    yield _to(session, actor, "PATCH", "", body, after=lambda told: _know(session, told))


def _know(session: Session, told: Any) -> None:  # Any: JSON
    session.version = told["version"]


def clone(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """The copy is hers alone."""
    session = pick.of([one for one in model.reached(actor) if len(one.homes) == 1])
    if session is None or len(_owned(model, actor)) >= MOST_SESSIONS:
        return
    copy = Session(
        model.handle("session"), actor, frozenset({actor}), session.event, frozenset({actor})
    )
    model.sessions.append(copy)
    yield _to(
        session, actor, "POST", "/clone", {"name": word(actor, pick)},
        saves={copy.handle: ("id",)}, after=lambda told: _know(copy, told),
    )  # fmt: skip


def archive(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    session = pick.of([one for one in model.reached(actor) if not one.archived])
    if session is not None:
        yield _to(session, actor, "POST", "/archive", after=_archives(session, archived=True))


def restore(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    session = pick.of([one for one in model.reached(actor) if one.archived])
    if session is not None:
        yield _to(session, actor, "POST", "/restore", after=_archives(session, archived=False))


def _archives(session: Session, *, archived: bool) -> Callable[[object], None]:
    def after(_: object) -> None:
        session.archived = archived

    return after


def clear_queue(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    session = pick.of(model.reached(actor))
    if session is not None:
        yield _to(session, actor, "POST", "/clear-queue")


def share(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """With the other operator, or with nobody any more; only what was shared from its beginning."""
    session = pick.of([one for one in model.sessions if one.owner == actor and len(one.homes) > 1])
    other = PARTNERS.get(actor)
    if session is not None and other is not None:
        yield from _people(model, session, [other] if pick.once_in(2) else [])


def _people(model: Model, session: Session, others: list[str]) -> Iterator[Call]:
    users = [model.stage.actors[one].person.user_id for one in others]

    def shared(_: object) -> None:
        session.people = frozenset({session.owner, *others})

    yield _to(session, session.owner, "PUT", "/people", {"user_ids": users}, after=shared)


def bind(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """A timing session, with some of its locations."""
    session = pick.of(model.reached(actor))
    if session is None:
        return
    facts = model.stage.actors[actor]
    timing = pick.one(facts.timing_sessions)
    body: dict[str, object] = {"display_session_id": Ref(session.handle)}
    if pick.once_in(2):
        names = [mat.name for mat in facts.mats if mat.session == timing]
        body["locations"] = [
            {"name": name, "role": pick.one(("start", "split", "announcer", "finish")), "shown": pick.once_in(2)}
            for name in pick.some(names)
        ]  # fmt: skip
        body["only_listed"] = pick.once_in(2)
    path = f"/api/chronotrack/sessions/{timing}/select"
    yield Call(actor, "POST", path, session.homes, body)


def unbind(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    session = pick.of(model.reached(actor))
    if session is not None:
        timing = pick.one(model.stage.actors[actor].timing_sessions)
        yield _to(session, actor, "DELETE", f"/timing-sessions/{timing}")


def open_link(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    session = pick.of([one for one in model.reached(actor) if not one.archived])
    if session is None or len(_all_links(model, actor)) >= MOST_LINKS:
        return
    link = Link(model.handle("link"), session)
    model.links.append(link)
    body: dict[str, object] = {
        "display_session_id": Ref(session.handle),
        "label": text_of(session, actor, pick),
    }
    body |= {"until": "event_end"} if pick.once_in(5) else {"hours": pick.one((1, 5, 24, 720))}
    yield Call(
        actor, "POST", "/api/display/generate-url", session.homes, body,
        saves={link.handle: ("id",)},
    )  # fmt: skip


def open_new(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """A link for a timing session: its display session is made along the way."""
    if actor not in ACTORS or len(_owned(model, actor)) >= MOST_SESSIONS:
        return
    facts = model.stage.actors[actor]
    homes = frozenset({actor})
    session = Session(model.handle("session"), actor, homes, facts.events[0], frozenset({actor}))
    link = Link(model.handle("link"), session)
    body = {
        "timing_session_id": pick.one(facts.timing_sessions[:2]),
        "event_id": facts.events[0],
        "label": word(actor, pick),
    }
    model.sessions.append(session)
    model.links.append(link)
    yield Call(
        actor, "POST", "/api/display/generate-url", homes, body,
        saves={link.handle: ("id",), session.handle: ("display_session_id",)},
    )  # fmt: skip


def extend_link(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    link = pick.of(model.links_of(actor))
    if link is not None:
        body: dict[str, object] = {"hours": pick.one((2, 48))}
        body |= {"label": text_of(link.session, actor, pick)} if pick.once_in(2) else {}
        path = f"/api/display-links/{{{link.handle}}}"
        yield Call(actor, "PATCH", path, link.session.homes, body)


def revoke_link(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    link = pick.of(model.links_of(actor))
    if link is not None and pick.once_in(2):
        link.revoked = True
        path = f"/api/display-links/{{{link.handle}}}"
        yield Call(actor, "DELETE", path, link.session.homes)


def _to(
    session: Session,
    actor: str,
    method: str,
    what: str,
    body: object = None,
    **more: Any,  # Any: of `Call`
) -> Call:
    path = f"/api/sessions/{{{session.handle}}}{what}"
    return Call(actor, method, path, session.homes, body, **more)
