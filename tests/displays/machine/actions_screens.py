"""What screens do by themselves, and what operators make them do."""

from collections.abc import Iterator

from tests.displays.machine.actions_sessions import text_of, word
from tests.displays.machine.calls import SCREEN, Call, Ref
from tests.displays.machine.happenings import Time
from tests.displays.machine.model import GROUPS, Homes, Link, Model, Notice, Picks, Screen

MOST_SCREENS = 6


def enter(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """A new browser, or one that was here before, perhaps by another link."""
    link = pick.of(model.links_of(actor))
    if link is None:
        return
    known = pick.of(
        [one for one in model.screens_of(actor) if one.link.session.homes == link.session.homes]
    )
    facts = {"width": pick.one((1920, 1080)), "height": 1080, "pixel_ratio": 1, "build": "abc",
             "language": "de-DE", "touch": False}  # fmt: skip
    if known is not None and pick.once_in(3):
        known.link = link
        yield _by_screen(link, "", {"key": Ref(known.key), **facts})
    elif len(model.screens_of(actor)) < MOST_SCREENS:
        screen = Screen(model.handle("screen"), model.handle("key"), link, actor)
        model.screens.append(screen)
        yield Call(
            SCREEN, "POST", f"/api/display/{{{link.handle}}}/screen", link.session.homes, facts,
            saves={screen.handle: ("id",), screen.key: ("key",)},
        )  # fmt: skip


def report(model: Model, actor: str, pick: Picks, time: Time) -> Iterator[Call]:
    """What it shows and what it has shown."""
    screen = pick.of(model.screens_of(actor))
    if screen is None:
        return
    facts = model.stage.actors[actor]
    mat = pick.one(facts.mats[:2])
    passing = f"{mat.location}:{pick.one(facts.runners)[0]}:1"
    told = {
        "page": pick.one(("rest", "runners", "blank")), "showing": [passing], "waiting": pick.one(range(5)),
        "frames": 100, "version": "e1:3", "build": "abc", "width": 1920, "height": 1080,
        "pixel_ratio": 1, "data_age_ms": pick.one((100, 5000)), "errors": 0,
        "latency": {"count": 1, "p50": 40, "max": 40},
    }  # fmt: skip
    plays = [
        {"kind": "runner", "at": time.ms - 6000, "until": time.ms - 1000, "session": mat.session,
         "passing": passing, "latency_ms": pick.one((40, 90))},
        {"kind": "rest", "at": time.ms - 9000, "until": time.ms - 6000},
    ]  # fmt: skip
    body = {"key": Ref(screen.key), "report": told, "plays": pick.some(plays)}
    yield _by_screen(screen.link, "/report", body)


def leave(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    screen = pick.of(model.screens_of(actor))
    if screen is not None:
        yield _by_screen(screen.link, "/leave", {"key": Ref(screen.key)})


def _by_screen(link: Link, what: str, body: object) -> Call:
    path = f"/api/display/{{{link.handle}}}/screen{what}"
    return Call(SCREEN, "POST", path, link.session.homes, body)


def rename(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """Name, group, language, locations, template."""
    screen = pick.of(model.screens_of(actor))
    if screen is None:
        return
    mats = model.stage.actors[actor].mats
    changes: tuple[dict[str, object], ...] = (
        {"name": text_of(screen.link.session, actor, pick)},
        {"group": pick.one(GROUPS)},
        {"language": pick.one(("de", "en", None))},
        {"locations": [pick.one(mats).name]},
        {"template": pick.one(("wall", None))},
    )
    body: dict[str, object] = {}
    for one in pick.some(changes) or [changes[1]]:
        body |= one
    path = f"/api/screens/{{{screen.handle}}}"
    yield Call(actor, "PATCH", path, screen.link.session.homes, body)


def forget(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    screen = pick.of(model.screens_of(actor))
    if screen is not None and pick.once_in(2):
        model.screens.remove(screen)
        path = f"/api/screens/{{{screen.handle}}}"
        yield Call(actor, "DELETE", path, screen.link.session.homes)


def order(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """To one, to a group, to a session, or to all: of her own reach, whoever else is called so."""
    reached = _meant(model, actor, pick)
    if reached is None:
        return
    to, homes = reached
    orders: tuple[dict[str, object], ...] = (
        {"do": "identify", "seconds": 20}, {"do": "blank", "on": pick.once_in(2)}, {"do": "reload"},
        {"do": "release_takeover", "minutes": 5}, {"do": "clear_queue"},
    )  # fmt: skip
    body = {"to": to, "order": pick.one(orders)}
    yield Call(actor, "POST", "/api/screens/orders", homes, body)


def point(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """A screen to another of her sessions that as many people see."""
    screen = pick.of(model.screens_of(actor))
    if screen is None:
        return
    homes = screen.link.session.homes
    target = pick.of([one for one in model.reached(actor) if one.homes == homes])
    if target is None:
        return
    to = {"screens": [Ref(screen.handle)]}
    told = {"do": "point", "display_session_id": None if pick.once_in(3) else Ref(target.handle)}
    yield Call(actor, "POST", "/api/screens/orders", homes, {"to": to, "order": told})


def say(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    """A message or an emergency."""
    reached = _meant(model, actor, pick)
    if reached is None:
        return
    to, homes = reached
    notice = Notice(model.handle("notice"), actor, homes)
    model.notices.append(notice)
    body: dict[str, object] = {
        "to": to,
        "kind": pick.one(("message", "emergency")),
        "text": word(actor, pick, shared=len(homes) > 1),
    }
    body |= {"seconds": pick.one((3, 600))} if pick.once_in(2) else {}
    yield Call(actor, "POST", "/api/screens/notices", homes, body, saves={notice.handle: ("id",)})


def take_back(model: Model, actor: str, pick: Picks) -> Iterator[Call]:
    notice = pick.of(model.notices_of(actor))
    if notice is not None:
        model.notices.remove(notice)
        yield Call(actor, "DELETE", f"/api/screens/notices/{{{notice.handle}}}", notice.homes)


def _meant(model: Model, actor: str, pick: Picks) -> tuple[dict[str, object], Homes] | None:
    """Whom something is for, and whose hubs that concerns: "all" and a group are of her own reach,
    which may hold what is shared.
    """
    session = pick.of(model.reached(actor))
    screen = pick.of(model.screens_of(actor))
    reach: Homes = frozenset({actor}).union(*(one.homes for one in model.reached(actor)))
    ways: list[tuple[dict[str, object], Homes]] = []
    if session is not None:
        ways.append(({"display_session_id": Ref(session.handle)}, session.homes))
        ways += [({"all": True}, reach), ({"group": "Hall"}, reach)]
    if screen is not None:
        ways.append(({"screens": [Ref(screen.handle)]}, screen.link.session.homes))
    return pick.one(ways) if ways else None
