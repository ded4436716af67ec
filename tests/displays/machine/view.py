"""All that an operator can see: her lists, her things, her screens."""

from collections.abc import Iterator

from tests.displays.machine.calls import SCREEN, Call, Ref
from tests.displays.machine.model import Model

MOST = 3
"""Of each kind so many things are looked at one by one; the lists have all of them."""


def looks(model: Model, actor: str) -> Iterator[Call]:
    """Every request that only reads. The newest things are looked at one by one."""
    facts = model.stage.actors[actor]
    home = frozenset({actor})

    def get(path: str, by: str = actor, **query: object) -> Call:
        return Call(by, "GET", path, home, query=query)

    yield get("/api/events")
    yield get("/api/selection")
    yield get("/api/sessions")
    yield get("/api/sessions", event_id=facts.events[0], state="archived")
    yield get("/api/chronotrack/sessions", state="all")
    yield get("/api/screens")
    yield get("/api/screens/notices")
    yield get(f"/api/events/{facts.events[0]}/dashboard")
    for session in facts.timing_sessions[:2]:
        yield get(f"/api/chronotrack/sessions/{session}/preview")
    for event in facts.events:
        yield get("/api/plays", event_id=event)
        yield get("/api/analytics/displays", event_id=event)
    for display_session in model.reached(actor)[-MOST:]:
        where = f"/api/sessions/{{{display_session.handle}}}"
        yield get(where)
        yield get(f"{where}/links")
    for link in model.links_of(actor)[-MOST:]:
        yield get(f"/api/display/{{{link.handle}}}", SCREEN)
        yield get(f"/api/display/{{{link.handle}}}/stream", SCREEN)
    for screen in model.screens_of(actor)[-MOST:]:
        yield Call(
            SCREEN, "GET", f"/api/display/{{{screen.link.handle}}}/stream", home,
            query={"screen": Ref(screen.key)},
        )  # fmt: skip
