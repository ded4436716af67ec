"""Whatever somebody changes on a roster reaches the screens, in whichever place it was changed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from project88.db.pool import Pool
from project88.events.model import Target
from project88.events.roster import read_roster, take_in
from project88.timing.following import following, show_all
from project88.wire.ctp01.events import Read

Record = Callable[..., Awaitable[object]]
Look = Callable[..., Awaitable[list[tuple[object, ...]]]]
Notes = Callable[[], Awaitable[list[tuple[str, str]]]]

DAY = date(2026, 6, 27)
SHOWN = (
    "select tag, participant.last_name, passing.version from timing_passings passing "
    "left join participants participant on participant.id = passing.participant_id order by tag"
)


async def roster(pool: Pool, partner: int, rows: str) -> int:
    file = read_roster(f"bib,name,race,chip\n{rows}".encode(), DAY)
    async with pool.partner(partner) as connection:
        return (await take_in(connection, Target(partner, "Harbour Mile", DAY), file)).event.id


@pytest.fixture
async def race(pool: Pool, partner: int, record: Record) -> int:
    """Ada and Bo have crossed the line, and a chip that nobody wears; the event's id."""
    event = await roster(pool, partner, "1,Ada Byron,5K,A1\n2,Bo Park,5K,B2\n")
    reads = [
        Read(number, "finish", tag, f"2026-06-27T10:00:0{number}.00", 0, "0F2A38", 1, "CT01_33")
        for number, tag in enumerate(("A1", "B2", "Z9"))
    ]
    await record(reads)
    await show_all(pool)
    return event


CHANGES = {
    "a name": "update normalized_participants set last_name = 'King' where bib = '1'",
    "privacy": "update normalized_participants set privacy = 'hidden' where bib = '1'",
    "a town": "update normalized_participants set city = 'Sneek' where bib = '1'",
    "a bib": "update normalized_participants set bib = '3' where bib = '1'",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
async def test_who_looks_different_is_shown_anew_once(
    pool: Pool, partner: int, race: int, look: Look, notes: Notes, statement: str
) -> None:
    await notes()
    async with pool.partner(partner) as connection:
        await connection.execute(statement)
    done = await show_all(pool)
    assert (done.tags, done.passings) == (1, 1)
    assert [(tag, version) for tag, _, version in await look(SHOWN)] == [
        ("A1", 2),
        ("B2", 1),
        ("Z9", 1),
    ]
    assert {channel for channel, _ in await notes()} == {"rosters", "live"}
    assert (await show_all(pool)).sessions == 0
    assert await notes() == []


async def test_what_no_screen_shows_wakes_nobody(
    pool: Pool, partner: int, race: int, look: Look, notes: Notes
) -> None:
    await notes()
    async with pool.partner(partner) as connection:
        await connection.execute("update normalized_participants set note = 'vegan', age = 44")
    assert (await show_all(pool)).sessions == 0
    assert await notes() == []


async def test_a_renamed_race_is_shown_with_all_its_people(
    pool: Pool, partner: int, race: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute("update normalized_races set name = '5 km'")
    assert (await show_all(pool)).passings == 2


async def test_a_chip_that_is_given_on_race_day_names_its_passings(
    pool: Pool, partner: int, race: int, look: Look
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into participant_chips (timing_partner_id, event_id, chip, participant_id) "
            "select $1, $2, 'Z9', id from normalized_participants where bib = '2'",
            partner,
            race,
        )
    await show_all(pool)
    assert ("Z9", "Park", 2) in await look(SHOWN)
    async with pool.partner(partner) as connection:
        await connection.execute("delete from normalized_participants where bib = '2'")
    await show_all(pool)
    assert [name for _, name, _ in await look(SHOWN)] == ["Byron", None, None]


async def test_two_processes_show_a_change_once(
    pool: Pool, partner: int, race: int, look: Look
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(CHANGES["a name"])
    done = await asyncio.gather(*(show_all(pool) for _ in range(4)))
    assert sum(one.passings for one in done) == 1
    assert await look("select version from timing_sessions") == [(2,)]


async def test_a_change_that_was_rolled_back_is_not_shown(
    pool: Pool, partner: int, race: int
) -> None:
    async def break_off() -> None:
        async with pool.partner(partner) as connection:
            await connection.execute(CHANGES["a name"])
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await break_off()
    assert (await show_all(pool)).sessions == 0


async def test_before_the_first_read_nothing_is_kept(pool: Pool, partner: int, look: Look) -> None:
    await roster(pool, partner, "1,Ada Byron,5K,A1\n")
    assert await look("select count(*) from roster_changes") == [(0,)]


async def test_an_event_that_is_removed_for_good_leaves_nothing_to_show(
    pool: Pool, partner: int, race: int, look: Look
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute("delete from normalized_events")
    assert await look("select count(*) from roster_changes") == [(0,)]
    assert (await show_all(pool)).sessions == 0


async def test_a_running_hub_shows_a_hidden_person_hidden_within_a_second(
    pool: Pool, partner: int, race: int, look: Look
) -> None:
    screens = await pool.dedicated()
    woken = asyncio.Event()
    await screens.add_listener("live", lambda *_: woken.set())
    async with following(pool), asyncio.timeout(1):
        async with pool.partner(partner) as connection:
            await connection.execute(CHANGES["privacy"])
        await woken.wait()
    await screens.close()
    assert ("A1", "", 2) in await look(SHOWN)
