"""What others see of their own while we are there: their lists, files and streams hold nothing of ours."""

import msgspec
import pytest
from tests.isolation.asking import Asked
from tests.isolation.callers import insider, person
from tests.isolation.conftest import Application
from tests.isolation.requests import Ids, Route, request, routes_in
from tests.isolation.world import CANARY, CANARY_PERSON, World

from project88.accounts.access import Access

pytestmark = pytest.mark.long

BEYOND_THE_DATABASE = 2**40


def seen_from_next_door(world: World) -> World:
    """The same world with the two partners in each other's place."""
    return msgspec.structs.replace(world, ours=world.theirs, theirs=world.ours)


async def test_what_another_partner_reads_holds_nothing_of_ours(application: Application) -> None:
    there = seen_from_next_door(application.world)
    told, reads = [], 0
    for route in routes_in(application.routes):
        if not _tells_a_partner(route):
            continue
        asked = request(route, Ids(there.ours))
        answer = await application.ask(asked, dict(insider(route, there)))
        reads += answer.status == 200
        told += [f"{route.name}: {word}" for word in (CANARY, CANARY_PERSON) if word in answer.text]
    assert reads > 30
    if told:
        pytest.fail("\n".join(told))


def _tells_a_partner(route: Route) -> bool:
    return (
        not route.changes
        and not route.unknown()
        and not route.place.not_tried
        # What has to be made first is somebody's own.
        and not route.place.before
        and route.rule is not Access.HUB_ADMINISTRATOR
    )


@pytest.mark.parametrize("role", ["owner", "volunteer"])
async def test_a_number_that_no_event_can_have_is_no_event(
    application: Application, role: str
) -> None:
    ours = application.world.ours
    wrong = []
    for route in routes_in(application.routes):
        if "event_id" not in route.parameters or route.unknown():
            continue
        asked: Asked = request(route, Ids(ours, {"event": BEYOND_THE_DATABASE}))
        answer = await application.ask(asked, dict(person(ours.people[role], ours.slug)))
        if answer.status not in {403, 404, 422}:
            wrong.append(f"{route.name}: {answer.status} {answer.body[:200]!r}")
    if wrong:
        pytest.fail("\n".join(wrong))
