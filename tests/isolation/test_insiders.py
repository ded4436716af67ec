"""The same requests, by the person for whom each route is: they work.

Without this a misspelt path would look like a closed door.
"""

import pytest
from tests.isolation.callers import insider
from tests.isolation.conftest import Application
from tests.isolation.place import Before
from tests.isolation.requests import Ids, Route, request, routes_in
from tests.isolation.world import Value

pytestmark = pytest.mark.long


async def test_the_right_person_gets_through_every_route(application: Application) -> None:
    routes = {route.name: route for route in routes_in(application.routes)}
    application.rows.keep()
    refused = []
    for route in routes.values():
        if route.unknown() or route.place.not_tried:
            continue
        found = await before(application, routes, route)
        answer = await application.ask(
            request(route, Ids(application.world.ours, found)),
            dict(insider(route, application.world)),
        )
        if answer.status not in route.place.answers:
            refused.append(f"{route.name} answered {answer.status}: {answer.body[:400]!r}")
        if route.changes:
            await application.rows.put_back()
    if refused:
        pytest.fail("\n".join(refused))


async def before(
    application: Application, routes: dict[str, Route], route: Route
) -> dict[str, Value]:
    """The ids that requests before this one give."""
    found: dict[str, Value] = {}
    for step in route.place.before:
        first = routes[step.route]
        answer = await application.ask(
            request(first, Ids(application.world.ours, found)),
            dict(insider(first, application.world)),
        )
        assert answer.status < 300, f"before {route.name}: {step.route} said {answer.body!r}"
        found[step.gives] = within(answer.json(), step)
    return found


def within(told: object, step: Before) -> Value:
    for name in step.at:
        told = told[name]  # type: ignore[index]  # JSON, along the way that the table says
    assert isinstance(told, int | str)
    return told
