"""Every route, asked by everybody for whom it is not: nothing comes out and nothing changes.

The routes are read from the application, so a new one is tried as soon as it is there; one whose
ids or body these tables do not know fails here until they do. That each of these requests would
have worked for the right person is shown in test_insiders.
"""

from collections import Counter
from collections.abc import Mapping

import msgspec
import pytest
from tests.isolation.asking import Answer, Asked
from tests.isolation.callers import CLOSED, Caller, colleague, strangers
from tests.isolation.conftest import Application
from tests.isolation.requests import Ids, Route, request, routes_in
from tests.isolation.world import CANARY, CANARY_PERSON, CANARY_SESSION, Value, World

from project88.accounts.access import Access

pytestmark = pytest.mark.long

OTHER_DAY = ("event", "race", "participant")


class Breach(msgspec.Struct, frozen=True):
    """Something that must not be."""

    route: str
    caller: str
    what: str

    def __str__(self) -> str:
        return f"{self.route} by {self.caller}: {self.what}"


def test_every_route_is_known_here(application: Application) -> None:
    routes = list(routes_in(application.routes))
    if missing := [one for route in routes for one in route.unknown()]:
        pytest.fail("\n".join(missing))


async def test_nobody_gets_through_who_should_not(
    application: Application,
    capfd: pytest.CaptureFixture[str],
) -> None:
    probes: Counter[str] = Counter()
    breaches: list[Breach] = []
    application.rows.keep()
    for route in routes_in(application.routes):
        if route.unknown():
            continue
        before = await application.rows.of(application.world.ours)
        for caller in strangers(route, application.world):
            probes[caller.name] += 1
            breaches += await probe(application, route, caller)
        if (after := await application.rows.of(application.world.ours)) != before:
            breaches.append(Breach(route.name, "one of these callers", changed(before, after)))
        if route.changes:
            # What these callers did to themselves, such as signing out.
            await application.rows.put_back()
    said = "".join(capfd.readouterr())
    if CANARY in said or CANARY_PERSON in said:
        breaches.append(Breach("the log", "somebody", said[said.find(CANARY) - 200 :][:400]))
    print(f"{sum(probes.values())} probes by {len(probes)} callers")  # noqa: T201 -- the figure of the report
    assert probes
    if breaches:
        pytest.fail("\n".join(str(breach) for breach in breaches))


async def test_another_operator_finds_nothing_of_a_colleagues_display_session(
    application: Application,
) -> None:
    """Somebody of the same partner, with the same role, on the same event."""
    breaches: list[Breach] = []
    application.rows.keep()
    tried = 0
    for route in routes_in(application.routes):
        for caller in () if route.unknown() else colleague(route, application.world):
            tried += 1
            before = await application.rows.of(application.world.ours)
            breaches += await probe(application, route, caller)
            after = await application.rows.of(application.world.ours)
            if caller.may_answer == CLOSED and before != after:
                breaches.append(Breach(route.name, caller.name, changed(before, after)))
            if route.changes:
                await application.rows.put_back()
    assert tried > 40
    if breaches:
        pytest.fail("\n".join(str(breach) for breach in breaches))


async def probe(application: Application, route: Route, caller: Caller) -> list[Breach]:
    """One request by one caller, and what is wrong with the answer."""
    ids = Ids(application.world.ours, instead(application.world, route, caller))
    asked = request(route, ids)
    answer = await application.ask(asked, dict(caller.headers))
    wrong = []
    if not may_answer(route, caller, ids, answer):
        wrong.append(f"answered {answer.status}: {answer.body[:300]!r}")
    if leaked := leaks(route, caller, asked, answer):
        wrong.append(f"told {leaked}")
    return [Breach(route.name, caller.name, what) for what in wrong]


def may_answer(route: Route, caller: Caller, ids: Ids, answer: Answer) -> bool:
    if answer.status >= 500:
        return False
    if caller.own and not ids.asked:
        return True
    if caller.event == "other_event" and "event_id" not in route.parameters:
        # A list of what there is today, or nothing.
        return answer.status in {200, 401, 403, 404}
    if route.rule is Access.PUBLIC:
        return True
    return answer.status in caller.may_answer


def leaks(route: Route, caller: Caller, asked: Asked, answer: Answer) -> str:
    """A canary with its surroundings, unless the caller brought it along."""
    words = [CANARY, CANARY_PERSON]
    if caller.colleague:
        words = [CANARY_SESSION]
    elif caller.event == "other_event":
        words = [f"{CANARY} Eve", f"{CANARY} eve"]
    text = answer.text
    for word in words:
        at = text.find(word)
        if at >= 0 and word not in asked.path and word.encode() not in asked.content:
            return text[max(0, at - 120) : at + 60]
    return ""


def instead(world: World, route: Route, caller: Caller) -> Mapping[str, Value]:
    """Other things than usual: those of another day; what has to be known is not."""
    if route.rule in {Access.DISPLAY_URL, Access.PUBLIC}:
        return {
            "address": "NKNWN234",
            "link": "A" * 43,
            "password": "another password",
            "published": "nobodys-mile",
            "token": "A" * 60,
        }
    if caller.event == "other_event":
        return {name: world.ours.ids[f"other_{name}"] for name in OTHER_DAY}
    return {}


def changed(before: Mapping[str, tuple[int, str]], after: Mapping[str, tuple[int, str]]) -> str:
    tables = [
        f"{name} ({before[name][0]} → {after[name][0]} rows)"
        for name in before
        if before[name] != after[name]
    ]
    return "changed " + ", ".join(tables)
