"""What people do: from a kind of action and some numbers to requests."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import msgspec
from tests.displays.machine import actions_others as others
from tests.displays.machine import actions_screens as screens
from tests.displays.machine import actions_sessions as sessions
from tests.displays.machine.calls import Call
from tests.displays.machine.happenings import Arrival, Time, Wait
from tests.displays.machine.model import Model, Picks
from tests.displays.machine.world import MANAGER

Done: TypeAlias = Call | Arrival | Wait
Plan: TypeAlias = "Callable[[Model, str, Picks], Iterator[Done]]"


class Action(msgspec.Struct, frozen=True):
    """A kind of action, and how often it happens beside the others."""

    name: str
    plan: Plan
    weight: int = 3


ACTIONS = (
    Action("choose mode and events", sessions.select_events, 1),
    Action("create", sessions.create, 4),
    Action("create shared", sessions.create_shared, 1),
    Action("change", sessions.change, 8),
    Action("clone", sessions.clone, 1),
    Action("archive", sessions.archive, 2),
    Action("restore", sessions.restore, 2),
    Action("clear the queue", sessions.clear_queue, 2),
    Action("share", sessions.share, 1),
    Action("bind", sessions.bind, 5),
    Action("unbind", sessions.unbind, 2),
    Action("open a link", sessions.open_link, 5),
    Action("open a link to something new", sessions.open_new, 1),
    Action("extend a link", sessions.extend_link, 2),
    Action("revoke a link", sessions.revoke_link, 1),
    Action("a screen enters", screens.enter, 8),
    Action("a screen leaves", screens.leave, 1),
    Action("rename a screen", screens.rename, 5),
    Action("forget a screen", screens.forget, 1),
    Action("order", screens.order, 5),
    Action("point", screens.point, 4),
    Action("say", screens.say, 5),
    Action("take back", screens.take_back, 2),
    Action("intrude", others.intrude, 8),
    Action("a runner arrives", others.arrive, 5),
    Action("time passes", others.wait, 2),
)
REPORTS = "a screen reports"
NAMES = (*(action.name for action in ACTIONS), REPORTS)
WEIGHTS = (*(action.weight for action in ACTIONS), 6)
_PLANS = {action.name: action.plan for action in ACTIONS}


def plan(model: Model, actor: str, action: str, pick: Picks, time: Time) -> Iterator[Done]:
    """What is done. The manager manages, whatever the action."""
    if actor == MANAGER:
        yield from others.manage(model, actor, pick)
    elif action == REPORTS:
        yield from screens.report(model, actor, pick, time)
    else:
        yield from _PLANS[action](model, actor, pick)
