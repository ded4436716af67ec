"""What a timer sees of an event: counted right, from what is in the database."""

from collections.abc import Awaitable, Callable

import pytest

from project88.db.pool import Pool
from project88.errors import NotFound
from project88.timing.binding import bind
from project88.timing.dashboard.boards import Boards
from project88.timing.dashboard.schemas import Alarm, Dashboard

Send = Callable[..., Awaitable[None]]
Look = Callable[..., Awaitable[Dashboard]]


def said(dashboard: Dashboard, code: str) -> list[Alarm]:
    return [one for one in dashboard.health if one.code == code]


async def test_an_event_without_timing_says_so(look: Look) -> None:
    dashboard = await look(0)
    [alarm] = said(dashboard, "no_session")
    assert alarm.severity == "warning"
    assert alarm.sentence == "No timing session is bound to this event."
    assert dashboard.totals.participants == 40
    assert [*dashboard.locations, *dashboard.senders, *dashboard.unknown] == []


async def test_reads_chips_and_participants_are_counted(look: Look, send: Send) -> None:
    await send([("Start", "1", 0), ("Start", "1", 1), ("Start", "2", 2), ("Finish", "1", 600)])
    await send([("Finish", "9999", 610), ("Finish", "9999", 611)])
    dashboard = await look(612)
    totals = dashboard.totals
    assert (totals.reads, totals.tags, totals.unknown_tags) == (6, 3, 1)
    assert (totals.passings, totals.seen, totals.participants) == (4, 2, 40)
    assert totals.reads_last_minute == 3
    start, finish = dashboard.locations
    assert (start.name, start.reads, start.tags, start.unknown_tags) == ("Start", 3, 2, 0)
    assert (finish.name, finish.reads, finish.tags, finish.unknown_tags) == ("Finish", 3, 2, 1)
    assert (start.state, finish.state) == ("quiet", "live")
    assert finish.newest_received is not None
    assert dashboard.now - finish.newest_received == 900


async def test_reads_per_minute_are_those_of_the_last_quarter_of_an_hour(
    look: Look, send: Send
) -> None:
    await send([("Start", "1", 0), ("Start", "1", 59), ("Start", "2", 60), ("Start", "3", 840)])
    dashboard = await look(870)
    assert dashboard.minutes.reads == (2, 1, *[0] * 12, 1)
    assert dashboard.minutes.first == dashboard.now - 870_000
    assert (await look(931)).minutes.reads == (1, *[0] * 12, 1, 0)


async def test_a_sender_whose_clock_is_hours_off_still_has_reads_per_minute(
    look: Look, send: Send
) -> None:
    await send([("Start", str(bib), bib * 4 - 10_800) for bib in range(1, 9)], late=10_800)
    dashboard = await look(35)
    assert sum(dashboard.minutes.reads) == 8


async def test_the_first_reads_of_a_wrong_clock_count_as_well(look: Look, send: Send) -> None:
    await send([("Start", "1", 3_600), ("Start", "2", 3_604)], late=-3_600)
    assert (await look(10)).totals.reads_last_minute == 2


async def test_unknown_chips_are_listed_with_their_reads_the_newest_first(
    look: Look, send: Send
) -> None:
    await send([("Start", "901", 0), ("Start", "902", 10), ("Finish", "901", 600)])
    await send([("Finish", "901", 602), ("Finish", "1", 603)])
    newest, older = (await look(610)).unknown
    assert (newest.tag, newest.passings, newest.reads, newest.location) == ("901", 2, 3, "Finish")
    assert (older.tag, older.passings, older.reads) == ("902", 1, 1)


async def test_a_chip_that_gets_an_owner_is_unknown_no_longer(
    look: Look, send: Send, pool: Pool, partner: int, event: int
) -> None:
    await send([("Start", "901", 0)])
    assert (await look(1)).totals.unknown_tags == 1
    async with pool.partner(partner) as connection:
        person = await connection.fetchval(
            "select id from normalized_participants where event_id = $1 and bib = '7'", event
        )
        await connection.execute(
            "insert into participant_chips (timing_partner_id, event_id, chip, participant_id) "
            "values ($1, $2, '901', $3)",
            partner,
            event,
            person,
        )
        session = await connection.fetchval("select id from timing_sessions")
        await bind(connection, session, event)
    totals = (await look(2)).totals
    assert (totals.unknown_tags, totals.seen) == (0, 1)


async def test_a_session_that_leaves_the_event_takes_its_reads_along(
    look: Look, send: Send, pool: Pool, partner: int
) -> None:
    await send([("Start", "1", 0)])
    assert (await look(1)).totals.reads == 1
    async with pool.partner(partner) as connection:
        session = await connection.fetchval("select id from timing_sessions")
        await bind(connection, session, None)
    dashboard = await look(2)
    assert dashboard.totals.reads == dashboard.totals.tags == 0
    assert said(dashboard, "no_session")


async def test_a_passing_that_is_corrected_is_counted_once(look: Look, send: Send) -> None:
    """A late read joins two passings into one; the other is withdrawn."""
    await send([("Finish", "1", 0), ("Finish", "1", 40)])
    assert (await look(41)).totals.passings == 2
    await send([("Finish", "1", -25)], late=70)
    totals = (await look(46)).totals
    assert (totals.passings, totals.tags, totals.reads) == (2, 1, 3)


async def test_gun_times_are_told_and_are_no_reads(look: Look, send: Send) -> None:
    await send([("Start", "", 0)], gun="A")
    dashboard = await look(5)
    [gun] = dashboard.guns
    assert (gun.location, gun.at) == ("Start", dashboard.now - 5_000)
    assert dashboard.totals.reads == 0


async def test_what_is_known_between_two_looks_agrees_with_a_look_that_knows_nothing(
    pool: Pool, look: Look, send: Send, partner: int, event: int
) -> None:
    for second in range(0, 600, 7):
        await send([("Start" if second < 300 else "Finish", str(second % 45), second)])
        if second % 3 == 0:
            await look(second)
    known = await look(600)
    fresh = await Boards(pool).picture(partner, event, known.now)
    assert known == fresh


async def test_another_partner_sees_no_such_event(
    look: Look, send: Send, rival: int, event: int
) -> None:
    await send([("Start", "1", 0)])
    assert (await look(1)).totals.reads == 1
    with pytest.raises(NotFound):
        await look(1, of=rival)


async def test_a_deleted_event_has_no_dashboard(
    look: Look, pool: Pool, partner: int, event: int
) -> None:
    await look(0)
    async with pool.partner(partner) as connection:
        await connection.execute("update normalized_events set state = 'deleted'")
    with pytest.raises(NotFound):
        await look(2)


async def test_everybody_who_looks_within_a_second_gets_the_same_picture(
    boards: Boards, send: Send, partner: int, event: int
) -> None:
    first = await boards.picture(partner, event, 1_000_000)
    await send([("Start", "1", 0)])
    assert await boards.picture(partner, event, 1_000_999) is first
    assert (await boards.picture(partner, event, 1_001_000)).totals.reads == 1
