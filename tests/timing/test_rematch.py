"""Whose passings are these, asked again when the roster or the event is another."""

import json
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from project88.db.pool import Pool
from project88.errors import InputError, NotFound
from project88.events.model import Target
from project88.events.roster import read_roster, take_in
from project88.race.passings import Takes
from project88.timing.binding import RuleChange, bind, bind_waiting, change_rule, location_named
from project88.timing.rematch import rematch_roster
from project88.wire.ctp01.events import Read

Record = Callable[..., Awaitable[object]]
Look = Callable[..., Awaitable[list[tuple[object, ...]]]]
Notes = Callable[[], Awaitable[list[tuple[str, str]]]]
Only = Callable[[str], Awaitable[int]]

DAY = date(2026, 6, 27)
NAMES = (
    "select tag, participant.last_name from timing_passings passing "
    "left join participants participant on participant.id = passing.participant_id "
    "order by tag, passing_no"
)


def read(seq: int, tag: str, time: str, location: str = "finish") -> Read:
    return Read(seq, location, tag, f"2026-06-27T{time}", 0, "0F2A38", 1, "CT01_33")


async def roster(pool: Pool, partner: int, rows: str, event: str = "Harbour Mile") -> int:
    """Imports rows of bib, name and chip without matching anything; the event's id."""
    file = read_roster(f"bib,name,chip\n{rows}".encode(), DAY)
    async with pool.partner(partner) as connection:
        return (await take_in(connection, Target(partner, event, DAY), file)).event.id


async def test_a_tag_that_was_unknown_gets_its_name_when_the_roster_comes(
    pool: Pool, partner: int, record: Record, look: Look, only: Only, notes: Notes
) -> None:
    event = await roster(pool, partner, "1,José García,\n")
    await record([read(1, "1", "10:00:00.00"), read(2, "0044", "10:00:01.00")])
    assert await look(NAMES) == [("0044", None), ("1", "García")]
    await roster(pool, partner, "44,Bo Park,\n")
    await notes()
    async with pool.partner(partner) as connection:
        done = await rematch_roster(connection, event)
    assert (done.sessions, done.tags, done.passings) == (1, 1, 1)
    assert await look(NAMES) == [("0044", "Park"), ("1", "García")]
    session = await only("timing_sessions")
    [(channel, payload)] = await notes()
    assert (channel, json.loads(payload)[0][:3]) == ("live", [partner, session, 2])
    assert await look("select tag, version from timing_passings order by tag") == [
        ("0044", 2),
        ("1", 1),
    ]


async def test_nothing_to_change_wakes_nobody(
    pool: Pool, partner: int, record: Record, look: Look, notes: Notes
) -> None:
    event = await roster(pool, partner, "1,José García,\n")
    await record([read(1, "1", "10:00:00.00")])
    await notes()
    async with pool.partner(partner) as connection:
        done = await rematch_roster(connection, event)
    assert (done.sessions, done.passings) == (1, 0)
    assert await notes() == []
    assert await look("select version from timing_sessions") == [(1,)]


async def test_a_corrected_name_reaches_the_screens_though_the_match_stays(
    pool: Pool, partner: int, record: Record, look: Look
) -> None:
    await roster(pool, partner, "1,Jose Garcia,\n2,Bo Park,\n")
    await record([read(1, "1", "10:00:00.00"), read(2, "2", "10:00:01.00")])
    file = read_roster(b"bib,name\n1,Jos\xc3\xa9 Garc\xc3\xada\n2,Bo Park\n", DAY)
    async with pool.partner(partner) as connection:
        report = await take_in(connection, Target(partner, "Harbour Mile", DAY), file)
        await rematch_roster(connection, report.event.id)
    assert await look("select tag, version from timing_passings order by tag") == [
        ("1", 2),
        ("2", 1),
    ]


async def test_a_chip_that_changes_hands_takes_its_passings_along(
    pool: Pool, partner: int, record: Record, look: Look
) -> None:
    event = await roster(pool, partner, "1,José García,A1\n2,Bo Park,B2\n")
    await record([read(1, "A1", "10:00:00.00"), read(2, "A1", "10:10:00.00")])
    async with pool.partner(partner) as connection:
        await connection.execute("update participant_chips set chip = 'C3' where chip = 'A1'")
        await connection.execute("update participant_chips set chip = 'A1' where chip = 'B2'")
        done = await rematch_roster(connection, event)
    assert (done.tags, done.passings) == (1, 2)
    assert await look(NAMES) == [("A1", "Park"), ("A1", "Park")]


async def test_another_partner_cannot_have_our_sessions_matched(
    pool: Pool, partner: int, rival: int, record: Record
) -> None:
    event = await roster(pool, partner, "1,José García,\n")
    await record([read(1, "1", "10:00:00.00")])
    async with pool.partner(rival) as connection:
        assert (await rematch_roster(connection, event)).sessions == 0


async def test_binding_a_session_by_hand_matches_its_tags(
    pool: Pool, partner: int, record: Record, look: Look, only: Only, notes: Notes
) -> None:
    await roster(pool, partner, "1,José García,\n")
    second = await roster(pool, partner, "1,Bo Park,\n", "Harbour Ten")
    await record([read(1, "1", "10:00:00.00")])
    assert await look(NAMES) == [("1", None)]
    session = await only("timing_sessions")
    await notes()
    async with pool.partner(partner) as connection:
        bound = await bind(connection, session, second)
    assert (bound.event, bound.event_zone, bound.session_zone) == (
        "Harbour Ten", "Europe/Amsterdam", "Europe/Amsterdam",
    )  # fmt: skip
    assert await look(NAMES) == [("1", "Park")]
    assert {channel for channel, _ in await notes()} == {"live", "timing"}
    async with pool.partner(partner) as connection:
        await bind(connection, session, None)
    assert await look(NAMES) == [("1", None)]
    assert await look("select event_id from timing_sessions") == [(None,)]


async def test_a_session_that_waited_for_its_event_is_bound_when_it_is_the_only_one_that_day(
    pool: Pool, partner: int, record: Record, look: Look
) -> None:
    await record([read(1, "1", "10:00:00.00")])
    event = await roster(pool, partner, "1,José García,\n")
    async with pool.partner(partner) as connection:
        assert await bind_waiting(connection, event) == 1
        await rematch_roster(connection, event)
    assert await look(NAMES) == [("1", "García")]


async def test_with_two_events_that_day_no_session_is_bound_by_guess(
    pool: Pool, partner: int, record: Record, look: Look
) -> None:
    await record([read(1, "1", "10:00:00.00")])
    await roster(pool, partner, "1,José García,\n")
    event = await roster(pool, partner, "1,Bo Park,\n", "Harbour Ten")
    async with pool.partner(partner) as connection:
        assert await bind_waiting(connection, event) == 0
    assert await look("select event_id from timing_sessions") == [(None,)]


async def test_a_session_is_bound_to_no_event_of_another_partner(
    pool: Pool, partner: int, rival: int, record: Record, only: Only
) -> None:
    theirs = await roster(pool, rival, "1,José García,\n")
    await record([read(1, "1", "10:00:00.00")])
    session = await only("timing_sessions")
    for event, session_id in ((theirs, session), (None, session + 1)):
        with pytest.raises(NotFound):
            async with pool.partner(partner) as connection:
                await bind(connection, session_id, event)


async def test_another_rule_makes_the_passings_of_that_location_anew(
    pool: Pool, partner: int, record: Record, look: Look, only: Only, notes: Notes
) -> None:
    await roster(pool, partner, "7,José García,\n")
    laps = [read(1, "7", "10:00:00.00"), read(2, "7", "10:00:20.00"), read(3, "7", "10:01:10.00")]
    elsewhere = [read(4, "7", "10:00:00.00", "start"), read(5, "7", "10:00:20.00", "start")]
    await record([*laps, *elsewhere])
    session = await only("timing_sessions")
    await notes()

    async def changed(change: RuleChange) -> tuple[int, int]:
        async with pool.partner(partner) as connection:
            location = await location_named(connection, session, "FINISH")
            done = await change_rule(connection, location, change)
        return done.changed, done.withdrawn

    async def standing(name: str) -> list[object]:
        found = await look(
            "select to_char(passing_at, 'MI:SS') from timing_passings passing "
            "join timing_locations location on location.id = passing.location_id "
            "where passing.state = 'live' and location.name = $1 order by passing_no",
            name,
        )
        return [row[0] for row in found]

    assert await standing("finish") == ["00:00", "01:10"]
    assert await changed(RuleChange(ignore_window_s=10)) == (2, 0)
    assert await standing("finish") == ["00:00", "00:20", "01:10"]
    assert {channel for channel, _ in await notes()} == {"live", "timing"}
    assert await changed(RuleChange(ignore_window_s=90)) == (0, 2)
    assert await changed(RuleChange(takes=Takes.LAST)) == (1, 0)
    assert await standing("finish") == ["01:10"]
    assert await standing("start") == ["00:00"]
    assert await look("select distinct participant_id is null from timing_passings") == [(False,)]
    assert await look("select passing_rule, ignore_window_s from timing_locations order by id") == [
        ("last", 90),
        ("first", 30),
    ]


async def test_reads_after_a_change_of_rule_are_judged_by_it(
    pool: Pool, partner: int, record: Record, look: Look, only: Only
) -> None:
    await record([read(1, "7", "10:00:00.00")])
    async with pool.partner(partner) as connection:
        await change_rule(connection, await only("timing_locations"), RuleChange(None, 5))
    await record([read(2, "7", "10:00:10.00")])
    assert await look("select passing_no from timing_passings order by 1") == [(1,), (2,)]


async def test_no_such_location_and_no_such_window_are_said(
    pool: Pool, partner: int, rival: int, record: Record, only: Only
) -> None:
    await record([read(1, "7", "10:00:00.00")])
    location = await only("timing_locations")
    async with pool.partner(rival) as connection:
        with pytest.raises(NotFound):
            await change_rule(connection, location, RuleChange(Takes.LAST))
    async with pool.partner(partner) as connection:
        with pytest.raises(InputError, match="86400"):
            await change_rule(connection, location, RuleChange(ignore_window_s=-1))
