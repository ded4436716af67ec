"""A roster goes into the real database: all or nothing, again without effect, one partner's only."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from project88.db.actor import Names
from project88.db.pool import Pool
from project88.errors import InputError, NotFound
from project88.events import store
from project88.events.model import Entrant, Report, Target
from project88.events.participants import store as people
from project88.events.report import rejects_csv, sentences
from project88.events.roster import RefusedRoster, Rejects, read_roster, take_in, target_of
from project88.race.matching import Entry, Roster
from project88.race.zones import UnknownZone

DAY = date(2026, 6, 27)
FIRST = "bib,name,city,race,chip\n1,Ann Lee,Boulder,5K,A1;A2\n02,Bo Park,,10K,B1\n3,Cy Diaz,,,\n"
MARATHON = Path(__file__).parents[3] / "shared" / "data" / "marathon.csv"


async def put(
    pool: Pool, partner: int, text: str | bytes, rejects: Rejects = Rejects.REPORT
) -> Report:
    data = text.encode() if isinstance(text, str) else text
    target = Target(partner, "Harbour Mile", DAY)
    async with pool.partner(partner) as connection:
        return await take_in(connection, target, read_roster(data, DAY, "Open"), rejects)


async def roster(pool: Pool, partner: int, event_id: int) -> dict[str, Entrant]:
    async with pool.partner(partner, names=Names.REAL) as connection:
        found = [
            one.entrant async for part in people.everybody(connection, event_id) for one in part
        ]
    return {entrant.bib: entrant for entrant in found}


def entrant(bib: str, first: str = "", last: str = "", **more: Any) -> Entrant:
    """As it is kept after a file told the bib. Any: whatever fields a test is about."""
    return Entrant(bib, first, last, **more, source_bib=bib, privacy="public")


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, len(report.rejected)


async def test_a_first_import_makes_event_races_people_and_chips(pool: Pool, partner: int) -> None:
    report = await put(pool, partner, FIRST)
    assert counts(report) == (3, 0, 0, 0)
    assert report.event.zone == "Europe/Amsterdam"
    assert await roster(pool, partner, report.event.id) == {
        "1": entrant("1", "Ann", "Lee", city="Boulder", race="5K", chips=("A1", "A2")),
        "02": entrant("02", "Bo", "Park", race="10K", chips=("B1",)),
        "3": entrant("3", "Cy", "Diaz", race="Open"),
    }


async def test_the_same_file_again_changes_nothing(pool: Pool, partner: int) -> None:
    first = await put(pool, partner, FIRST)
    before = await roster(pool, partner, first.event.id)
    again = await put(pool, partner, FIRST)
    assert counts(again) == (0, 0, 3, 0)
    assert again.event == first.event
    assert await roster(pool, partner, first.event.id) == before


async def test_a_later_file_adds_and_corrects_and_its_blanks_take_nothing_away(
    pool: Pool, partner: int
) -> None:
    first = await put(pool, partner, FIRST)
    later = await put(
        pool, partner, "bib,name,city,age,chip\n1,Anna Lee,,41,\n02,Bo Park,,,A1\n4,Di Fox,,,D1\n"
    )
    assert counts(later) == (1, 1, 0, 1)
    found = await roster(pool, partner, first.event.id)
    assert found["1"] == entrant(
        "1", "Anna", "Lee", age=41, city="Boulder", race="Open", chips=("A1", "A2")
    )
    assert found["02"].chips == ("B1",)
    assert [row.reason for row in later.rejected] == ["Chip A1 already belongs to bib 1."]


async def test_swapped_chips_change_hands(pool: Pool, partner: int) -> None:
    first = await put(pool, partner, FIRST)
    await put(pool, partner, "bib,name,race,chip\n1,Ann Lee,5K,B1\n02,Bo Park,10K,A1\n")
    found = await roster(pool, partner, first.event.id)
    assert (found["1"].chips, found["02"].chips) == (("B1",), ("A1",))


async def test_good_rows_are_taken_in_and_the_others_reported(pool: Pool, partner: int) -> None:
    report = await put(pool, partner, FIRST + "3,Ed Kay,,,\n9,,,,\n5,Gus Orr,,,\n")
    assert counts(report) == (4, 0, 0, 2)
    told = list(sentences(report))
    assert told[-3:] == [
        "Harbour Mile (Europe/Amsterdam): 4 new, 0 changed, 0 unchanged, 2 rejected.",
        "  line 5: Bib 3 is already on line 4.",
        "  line 6: It has no name.",
    ]


async def test_rejected_rows_come_back_as_a_file_that_can_be_mended_and_imported(
    pool: Pool, partner: int
) -> None:
    report = await put(pool, partner, FIRST + '3,"Kay, Ed",Ayr,,\n')
    back = rejects_csv(report.file, report.rejected)
    assert back == (
        'line,reason,bib,name,city,race,chip\n5,Bib 3 is already on line 4.,3,"Kay, Ed",Ayr,,\n'
    )
    mended = await put(pool, partner, back.replace(',3,"Kay', ',33,"Kay'))
    assert counts(mended) == (1, 0, 0, 0)


async def test_a_strict_import_with_one_bad_row_leaves_no_trace(pool: Pool, partner: int) -> None:
    with pytest.raises(
        RefusedRoster, match=r"Nothing was imported: 1 row .* line 5: It has no name"
    ):
        await put(pool, partner, FIRST + "9,,,,\n", Rejects.REFUSE)
    async with pool.partner(partner) as connection:
        assert await connection.fetchval("select count(*) from normalized_events") == 0


async def test_an_import_that_breaks_off_leaves_no_trace(pool: Pool, partner: int) -> None:
    async def break_off() -> None:
        async with pool.partner(partner) as connection:
            target = Target(partner, "Harbour Mile", DAY)
            await take_in(connection, target, read_roster(FIRST.encode(), DAY))
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await break_off()
    async with pool.partner(partner) as connection:
        assert await connection.fetchval("select count(*) from normalized_participants") == 0
        assert await connection.fetchval("select count(*) from normalized_events") == 0


async def test_two_imports_at_once_take_turns(pool: Pool, partner: int) -> None:
    reports = await asyncio.gather(*(put(pool, partner, FIRST) for _ in range(3)))
    assert sorted(counts(report) for report in reports) == [(0, 0, 3, 0)] * 2 + [(3, 0, 0, 0)]


async def test_another_partner_has_an_event_of_the_same_name_to_itself(
    pool: Pool, partner: int
) -> None:
    async with pool.hub("a second partner for a test") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name, zone) "
            "values ('alpine', 'Alpine Timing', '-07:00') returning id"
        )
    mine = await put(pool, partner, FIRST)
    theirs = await put(pool, other, "bib,name,chip\n1,Zed Moe,A1\n")
    assert theirs.event.id != mine.event.id
    assert theirs.event.zone == "-07:00"
    assert await roster(pool, other, mine.event.id) == {}
    assert (await roster(pool, partner, mine.event.id))["1"].last_name == "Lee"


async def test_each_import_wakes_the_listeners_once_when_it_commits(
    pool: Pool, partner: int
) -> None:
    heard: asyncio.Queue[object] = asyncio.Queue()
    listener = await pool.dedicated()
    await listener.add_listener(store.CHANNEL, lambda *note: heard.put_nowait(note[3]))
    with pytest.raises(RefusedRoster):
        await put(pool, partner, FIRST + "9,,,,\n", Rejects.REFUSE)
    report = await put(pool, partner, FIRST)
    assert await asyncio.wait_for(heard.get(), 5) == str(report.event.id)
    await put(pool, partner, FIRST)
    assert await asyncio.wait_for(heard.get(), 5) == str(report.event.id)
    assert heard.empty()
    await listener.close()


async def test_tags_are_matched_to_what_was_imported(pool: Pool, partner: int) -> None:
    report = await put(pool, partner, FIRST)
    async with pool.partner(partner) as connection:
        rows = await store.roster_rows(connection, report.event.id)
    ids = {row.bib: row.participant_id for row in rows}
    assert sorted(rows, key=lambda row: row.bib)[1] == Entry(ids["1"], "1", ("A1", "A2"))
    index = Roster(rows)
    assert [index.match(tag) for tag in ("A2", "0002", "3", "B9")] == [
        *(ids["1"], ids["02"], ids["3"]),
        None,
    ]


async def test_the_zone_of_a_known_event_is_not_changed_by_a_roster(
    pool: Pool, partner: int
) -> None:
    await put(pool, partner, FIRST)
    target = await target_of(pool, "polder", " Harbour  Mile ", DAY, "America/Denver")
    file = read_roster(FIRST.encode(), DAY)
    with pytest.raises(InputError, match="already there with the zone Europe/Amsterdam"):
        async with pool.partner(partner) as connection:
            await take_in(connection, target, file)


async def test_a_new_event_gets_the_zone_that_is_told(pool: Pool, partner: int) -> None:
    target = await target_of(pool, "polder", "Peak Run", DAY, "America/Denver")
    async with pool.partner(partner) as connection:
        report = await take_in(connection, target, read_roster(FIRST.encode(), DAY))
    assert report.event.zone == "America/Denver"


async def test_a_target_that_cannot_be_is_refused(pool: Pool, partner: int) -> None:
    with pytest.raises(NotFound, match="short name nobody"):
        await target_of(pool, "nobody", "Harbour Mile", DAY, None)
    with pytest.raises(UnknownZone):
        await target_of(pool, "polder", "Harbour Mile", DAY, "Mars/Olympus")
    with pytest.raises(InputError, match="name of the event"):
        await target_of(pool, "polder", "  ", DAY, None)


async def test_the_database_itself_keeps_a_chip_to_one_person(pool: Pool, partner: int) -> None:
    report = await put(pool, partner, FIRST)
    with pytest.raises(asyncpg.UniqueViolationError):
        async with pool.partner(partner) as connection:
            await people.give_chips(connection, partner, report.event.id, [(10**6, "A1")])


@pytest.mark.journey
async def test_a_marathon_goes_in_stays_as_it_is_and_swaps_all_its_chips(
    pool: Pool, partner: int
) -> None:
    if not MARATHON.exists():
        pytest.skip("shared data folder is absent")
    lines = MARATHON.read_text(encoding="utf-8").splitlines()
    chips = ["chip", *(f"C{n:05d}" for n in range(1, len(lines)))]
    swapped = ["chip", *reversed(chips[1:])]
    for given, expected in (
        (chips, (31_984, 0, 0, 0)),
        (chips, (0, 0, 31_984, 0)),
        (swapped, (0, 31_984, 0, 0)),
    ):
        file = "\n".join(map(",".join, zip(lines, given, strict=True)))
        assert counts(await put(pool, partner, file)) == expected
