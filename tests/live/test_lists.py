"""Live lists on running screens: whole, at once, only when they say something else, and shared."""

import asyncio
from typing import TYPE_CHECKING, Any

import msgspec
from tests.live.test_results import FINISHED
from tests.waiting import wait_until

from project88.results.feeds.asking import MOST, Ask
from project88.templates.starters import starters
from project88.web.display_lists import asks_of

if TYPE_CHECKING:
    from tests.live.conftest import Event, Race, Screen, Served

SESSION = "update display_sessions set {} where id = (select display_session_id from display_urls where id = $1)"


async def said(screen: "Screen", key: str) -> "Event":
    """The next list of this key."""
    while True:
        event = await screen.wait_for("feed")
        if event.data["key"] == key:
            return event


async def moved(race: "Race") -> None:
    """As the scorer says it."""
    async with race.pool.partner(race.partner_id) as connection:
        event = await connection.fetchval(
            "select event_id from timing_sessions where id = $1", race.session_id
        )
        await connection.execute(
            "insert into event_results (event_id, timing_partner_id, version) values ($1, $2, 1) "
            "on conflict (event_id) do update set version = event_results.version + 1",
            event, race.partner_id,
        )  # fmt: skip
        note = msgspec.json.encode([[race.partner_id, event, 2]]).decode()
        await connection.execute("select pg_notify('results', $1)", note)


async def board(
    served: "Served", race: "Race", changes: str = "template = 'leader-board'"
) -> "Screen":
    address = await race.address()
    await race.desk(SESSION.format(changes), address)
    return await served.watch(address)


async def test_a_board_comes_at_once_and_again_when_it_says_something_else(
    served: "Served", race: "Race"
) -> None:
    await race.passes("A1")
    screen = await board(served, race)
    async with asyncio.timeout(2):
        assert (await said(screen, "standings")).data["rows"] == []
    await race.sql(FINISHED)
    async with asyncio.timeout(1):
        await moved(race)
        told = (await said(screen, "standings")).data
    [row] = told["rows"]
    assert (row["bib"], row["name"], row["result"]["overall"]) == ("7", "Ada Byron", 12)
    assert (told["more"], told["version"]) == (False, 1)


async def test_a_list_that_says_the_same_is_not_sent_again(served: "Served", race: "Race") -> None:
    await race.passes("A1")
    await race.sql(FINISHED)
    screen = await board(served, race)
    await said(screen, "standings")
    await moved(race)
    seen = [(await screen.next()).name for _ in range(12)]
    assert "feed" not in seen[4:]


async def test_screens_share_what_they_ask_for(served: "Served", race: "Race") -> None:
    one, other = await board(served, race), await board(served, race)
    await said(one, "standings")
    await said(other, "standings")
    [event] = served.services.lists._events.values()
    assert sorted(len(kept.bells) for kept in event.lists.values()) == [2] * len(event.lists)
    await one.close()
    await other.close()
    await wait_until(lambda: not served.services.lists._events, 5)


async def test_before_the_race_nothing_is_told_of_results(served: "Served", race: "Race") -> None:
    await race.passes("A1")
    await race.sql(FINISHED)
    screen = await board(served, race, "template = 'leader-board', mode = 'pre_race'")
    seen: list[Any] = []  # Any: JSON of the stream
    while len(seen) < 8:
        event = await screen.next()
        seen.append(event.data["key"] if event.name == "feed" else event.name)
    assert set(seen) <= {"assignment", "snapshot", "hb", "starts"}


async def test_another_template_brings_other_lists_without_a_reconnect(
    served: "Served", race: "Race"
) -> None:
    address = await race.address()
    screen = await served.watch(address)
    await said(screen, "starts")
    async with asyncio.timeout(2):
        await race.desk(SESSION.format("template = 'leader-board'"), address)
        await said(screen, "standings")


async def test_a_partners_own_template_is_looked_at_when_it_is_met(
    served: "Served", race: "Race"
) -> None:
    document = msgspec.json.decode(starters()["leader-board"].text)
    for block in document["blocks"].values():
        if "source" in block:
            block["source"] |= {"list": "latest", "sex": "F"}
    address = await race.address()
    await race.desk(
        "with made as (insert into templates (timing_partner_id, name, width, height, published, published_hash) "
        "values ($1, 'Own', 1920, 1080, 1, $2) returning id), kept as (insert into template_versions "
        "(timing_partner_id, template_id, number, document, hash, origin) "
        "select $1, id, 1, $3::text::jsonb, $2, 'start' from made) "
        "update display_sessions set template = (select id::text from made) "
        "where id = (select display_session_id from display_urls where id = $4)",
        race.partner_id, "a" * 64, msgspec.json.encode(document).decode(), address,
    )  # fmt: skip
    screen = await served.watch(address)
    async with asyncio.timeout(3):
        await said(screen, "latest|sex=F")


def test_a_list_is_as_long_as_it_is_seen() -> None:
    def table(**source: object) -> str:
        block = {"type": "table", "rows": 8, "source": {"list": "standings", **source}}
        return msgspec.json.encode({"blocks": {"a": block, "b": {"type": "text"}}}).decode()

    assert asks_of(table()) == (Ask("standings", limit=8),)
    assert asks_of(table(limit=24)) == (Ask("standings", limit=8),)
    assert asks_of(table(limit=24, page_seconds=5)) == (Ask("standings", limit=24),)
    assert asks_of(table(filter={"get": "runner.bib", "op": "filled"}))[0].limit == MOST
    assert asks_of(table(point="5 km", sex="F"))[0].key == "standings|sex=F"
    assert asks_of(table(list="recent")) == ()
