"""What is published is on running screens within a second, and only what the partner published."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from project88.accounts.access import Caller
from project88.accounts.roles import MAY, Role
from project88.templates import making, publishing, versions
from project88.templates.checking import checked
from project88.templates.starters import starters

if TYPE_CHECKING:
    from tests.live.conftest import Race, Screen, Served

STANDARD = starters()["standard"]
SHA = "ab" * 32


def drawn(name: str) -> dict[str, Any]:
    return {
        "v": 1, "name": name, "size": {"w": 1920, "h": 1080},
        "pages": {"solo": {"role": "solo"}}, "blocks": {},
    }  # fmt: skip


class Templates:
    """Templates of one partner, as its operators make them."""

    def __init__(self, race: "Race") -> None:
        self._race = race
        self._caller = Caller(
            "key", 1, "Draws", "203.0.113.5", MAY[Role.OPERATOR], race.partner_id, "polder"
        )

    async def make(self, name: str) -> int:
        async with self._race.pool.partner(self._race.partner_id) as connection:
            return await making.add(
                connection, self._caller, checked(drawn(name)), "start", datetime.now(UTC)
            )

    async def change(self, template: int) -> None:
        """A second version, unlike the first."""
        await self._race.desk(
            "insert into template_versions (timing_partner_id, template_id, number, document, hash, "
            "origin) select timing_partner_id, template_id, number + 1, $2::text::jsonb, $3, 'edit' "
            "from template_versions where template_id = $1",
            template,
            checked(drawn("Changed")).text,
            checked(drawn("Changed")).hash,
        )
        await self._race.desk("update templates set version = 2 where id = $1", template)

    async def publish(self, template: int, number: int = 1) -> None:
        async with self._race.pool.partner(self._race.partner_id) as connection:
            await publishing.publish(connection, self._caller, template, number, datetime.now(UTC))

    async def restore(self, template: int, number: int) -> None:
        async with self._race.pool.partner(self._race.partner_id) as connection:
            await versions.restore(connection, self._caller, template, number, datetime.now(UTC))


@pytest.fixture
def templates(race: "Race") -> Templates:
    return Templates(race)


@asynccontextmanager
async def within_a_second() -> AsyncIterator[None]:
    async with asyncio.timeout(1):
        yield


async def told(screen: "Screen", found: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The session of the first assignment of which this is true."""
    while True:
        session: dict[str, Any] = (await screen.wait_for("assignment")).data["session"]
        if found(session):
            return session


async def shows(race: "Race", address: str, template: str) -> None:
    await race.desk(
        "update display_sessions set template = $2 where id = $1",
        await race.session_of(address),
        template,
    )


async def test_a_session_that_names_a_starter_is_drawn_by_its_document(
    served: "Served", race: "Race"
) -> None:
    screen = await served.watch(address := await race.address())
    session = await told(screen, lambda _: True)
    assert (session["template"], session["template_hash"]) == ("standard", STANDARD.hash)
    status, head, body = await served.get(f"/api/display/{address}/templates/{STANDARD.hash}")
    assert (status, head["content-type"]) == (200, "application/json")
    assert head["cache-control"] == "private, max-age=31536000, immutable"
    assert msgspec.json.decode(body) == STANDARD.told.document
    async with within_a_second():
        await shows(race, address, "wall")
        await told(screen, lambda now: now["template_hash"] == starters()["wall"].hash)


async def test_publishing_reaches_running_screens_within_a_second(
    served: "Served", race: "Race", templates: Templates
) -> None:
    template = await templates.make("Finish")
    await templates.publish(template)
    address = await race.address()
    await shows(race, address, str(template))
    screens = [await served.watch(address) for _ in range(3)]
    first = checked(drawn("Finish")).hash
    for screen in screens:
        assert (await told(screen, lambda _: True))["template_hash"] == first
    await templates.change(template)
    second = checked(drawn("Changed")).hash
    async with within_a_second():
        await templates.publish(template, 2)
        for screen in screens:
            await told(screen, lambda now: now["template_hash"] == second)
    status, _, body = await served.get(f"/api/display/{address}/templates/{second}")
    assert (status, msgspec.json.decode(body)) == (200, drawn("Changed"))
    # What is not published any more is nothing that a screen needs.
    assert (await served.get(f"/api/display/{address}/templates/{first}"))[0] == 404


async def test_drawing_on_changes_nothing_on_screens(
    served: "Served", race: "Race", templates: Templates
) -> None:
    template = await templates.make("Finish")
    await templates.publish(template)
    address = await race.address()
    await shows(race, address, str(template))
    screen = await served.watch(address)
    await told(screen, lambda _: True)
    await templates.change(template)
    await templates.restore(template, 1)
    draft = checked(drawn("Changed")).hash
    assert (await served.get(f"/api/display/{address}/templates/{draft}"))[0] == 404
    # The next thing that a screen hears of is what somebody changed on it afterwards.
    await race.desk("update display_sessions set name = 'Renamed'")
    session = await told(screen, lambda now: now["name"] == "Renamed")
    assert session["template_hash"] == checked(drawn("Finish")).hash


async def test_a_template_that_leads_nowhere_is_drawn_as_the_standard_one(
    served: "Served", race: "Race", templates: Templates
) -> None:
    unpublished = await templates.make("Draft")
    address = await race.address()
    for nowhere in (str(unpublished), "999999", "nobody-drew-this", "99999999999"):
        await shows(race, address, nowhere)
        session = await told(await served.watch(address), lambda _: True)
        assert (session["template"], session["template_hash"]) == (nowhere, STANDARD.hash)


async def test_a_screen_keeps_a_template_that_was_put_away(
    served: "Served", race: "Race", templates: Templates
) -> None:
    template = await templates.make("Finish")
    await templates.publish(template)
    address = await race.address()
    await race.screen(address, "a key that a browser keeps")
    await race.desk("update screens set template = $1", str(template))
    await race.desk("update templates set state = 'archived'")
    screen = await served.watch(address, query="?screen=a%20key%20that%20a%20browser%20keeps")
    session = await told(screen, lambda _: True)
    wanted = checked(drawn("Finish")).hash
    assert (session["template"], session["template_hash"]) == (str(template), wanted)
    assert (await served.get(f"/api/display/{address}/templates/{wanted}"))[0] == 200


async def test_another_partners_documents_and_files_are_not_there(
    served: "Served", race: "Race", rival_race: "Race", templates: Templates
) -> None:
    template = await templates.make("Finish")
    await templates.publish(template)
    hashed = checked(drawn("Finish")).hash
    await race.desk(
        "insert into assets (timing_partner_id, sha256, kind, mime, bytes, name, state) "
        "values ($1, $2, 'image', 'image/png', 10, 'Wall', 'ready')",
        race.partner_id,
        SHA,
    )
    theirs = await rival_race.address()
    for path in (f"templates/{hashed}", f"assets/{SHA}"):
        answers = [
            await served.get(f"/api/display/{address}/{path}") for address in (theirs, "ZZZZZZZZ")
        ]
        assert [status for status, _, _ in answers] == [404, 404]
    assert (await served.get(f"/api/display/{theirs}/templates/{STANDARD.hash}"))[0] == 200
    # Nor does a number lead to it, though somebody wrote it there.
    await shows(rival_race, theirs, str(template))
    session = await told(await served.watch(theirs), lambda _: True)
    assert session["template_hash"] == STANDARD.hash


async def test_runners_read_the_partners_lines_where_the_session_has_none(
    served: "Served", race: "Race"
) -> None:
    address = await race.address()
    screen = await served.watch(address)
    assert (await told(screen, lambda _: True))["messages"] == []
    async with within_a_second():
        await race.desk(
            "insert into runner_messages (timing_partner_id, lines) values ($1, $2)",
            race.partner_id,
            ["Well run!", "One more hill"],
        )
        await told(screen, lambda now: now["messages"] == ["Well run!", "One more hill"])
    async with within_a_second():
        await race.desk("update display_sessions set messages = '{Ours}'")
        await told(screen, lambda now: now["messages"] == ["Ours"])
