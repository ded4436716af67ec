"""What comes from outside: a manager, somebody who tries what is not hers, the timing, the clock."""

from collections.abc import Iterator

from tests.displays.machine.actions_sessions import PARTNERS
from tests.displays.machine.calls import OURS, Call, Ref
from tests.displays.machine.happenings import Arrival, Wait
from tests.displays.machine.model import Model, Picks
from tests.displays.machine.world import MANAGER

HOUR_MS = 3_600_000
WAITS_MS = (1_000, 9_000, 31_000, 61_000) * 4 + (HOUR_MS, HOUR_MS, 5 * HOUR_MS, 25 * HOUR_MS)


def arrive(model: Model, actor: str, pick: Picks) -> Iterator[Arrival]:
    facts = model.stage.actors[actor]
    homes = frozenset({actor}) if actor not in OURS else OURS
    chip, participant = pick.one((*facts.runners, ("unknown-chip", None)))
    yield Arrival(facts.partner, pick.one(facts.mats), chip, participant, homes)


def wait(_: Model, actor: str, pick: Picks) -> Iterator[Wait]:
    yield Wait(pick.one(WAITS_MS))


def manage(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """The manager's doings: everybody whom they concern sees them, and nobody else."""
    session = pick.of([one for one in model.sessions if one.homes <= OURS])
    if session is None or pick.once_in(4):
        body = {
            "to": {"all": True},
            "kind": "emergency",
            "text": "Joint: leave the hall",
            "seconds": 30,
        }
        yield Call(MANAGER, "POST", "/api/screens/notices", OURS, body)
        return
    where = f"/api/sessions/{{{session.handle}}}"
    if not pick.once_in(3):
        body = {"version": session.version, "messages": ["Joint: by the manager"]}

        def know(told: dict[str, int]) -> None:
            session.version = told["version"]

        yield Call(MANAGER, "PATCH", where, session.homes, body, after=know)
        return
    yield Call(MANAGER, "POST", f"{where}/take-over", session.homes)
    former = {*session.people, session.owner} & {*PARTNERS}
    session.owner = MANAGER
    users = sorted(model.stage.actors[one].person.user_id for one in former)
    yield Call(MANAGER, "PUT", f"{where}/people", session.homes, {"user_ids": users})


def intrude(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """Somebody tries what is another one's: it answers as what was never there, and changes nothing.

    In the hub in which she is alone it was never there.
    """
    sessions = [one for one in model.sessions if actor not in one.homes]
    links = [one for one in model.links if actor not in one.session.homes]
    screens = [one for one in model.screens if actor not in one.link.session.homes]
    notices = [one for one in model.notices if actor not in one.homes]
    ways: list[tuple[str, str, object]] = []
    if session := pick.of(sessions):
        where, me = f"/api/sessions/{{{session.handle}}}", model.stage.actors[actor]
        timing = me.timing_sessions[0]
        told = Ref(session.handle)
        ways += [
            ("GET", where, None), ("GET", f"{where}/links", None), ("POST", f"{where}/clone", {}),
            ("PATCH", where, {"version": session.version, "name": "intruder"}),
            ("POST", f"{where}/archive", None), ("POST", f"{where}/restore", None),
            ("POST", f"{where}/clear-queue", None), ("POST", f"{where}/take-over", None),
            ("PUT", f"{where}/people", {"user_ids": [me.person.user_id]}),
            ("DELETE", f"{where}/timing-sessions/{timing}", None),
            ("POST", f"/api/chronotrack/sessions/{timing}/select", {"display_session_id": told}),
            ("POST", "/api/display/generate-url", {"display_session_id": told}),
            ("GET", f"/api/screens?display_session_id={{{session.handle}}}", None),
            ("GET", f"/api/plays?display_session_id={{{session.handle}}}", None),
            ("GET", f"/api/analytics/displays?display_session_id={{{session.handle}}}", None),
            ("POST", "/api/screens/notices",
             {"to": {"display_session_id": told}, "kind": "emergency", "text": "intruder"}),
            ("POST", "/api/screens/orders",
             {"to": {"display_session_id": told}, "order": {"do": "blank", "on": True}}),
        ]  # fmt: skip
    if link := pick.of(links):
        where = f"/api/display-links/{{{link.handle}}}"
        ways += [("PATCH", where, {"hours": 1}), ("DELETE", where, None)]
    if screen := pick.of(screens):
        where, to = f"/api/screens/{{{screen.handle}}}", {"screens": [Ref(screen.handle)]}
        ways += [
            ("PATCH", where, {"name": "intruder"}), ("DELETE", where, None),
            ("POST", "/api/screens/orders", {"to": to, "order": {"do": "reload"}}),
            ("POST", "/api/screens/notices", {"to": to, "kind": "message", "text": "intruder"}),
        ]  # fmt: skip
    if notice := pick.of(notices):
        ways.append(("DELETE", f"/api/screens/notices/{{{notice.handle}}}", None))
    if ways:
        method, path, body = pick.one(ways)
        yield Call(actor, method, path, frozenset({actor}), body, stranger=True)
