"""The announcer's board: who crossed, with what proves each cue, who comes, and who was forgotten."""

from typing import Any

from tests.results.conftest import Race, Raced, cross

from project88.db.pool import Pool
from project88.results.scoring.scoring import score_all


async def do(pool: Pool, run: Raced, sql: str, *values: object) -> Any:
    async with pool.partner(run.partner) as connection:
        return await connection.fetchval(sql, *values)


async def test_the_newest_finisher_stands_first_with_time_and_place(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=6, on_course=2)
    await score_all(pool)
    at(45)
    board = await (await announcer(run)).board()
    assert [card["runner"]["bib"] for card in board["crossed"]] == ["6", "5", "4", "3", "2", "1"]
    winner = board["crossed"][-1]
    assert (winner["place_overall"], winner["gun_ms"], winner["chip_ms"], winner["scored"]) == (
        1, 2_525_000, 2_524_000, True,
    )  # fmt: skip
    assert winner["runner"]["first_name"] == "First1"
    assert (winner["point"], winner["by"]) == ("Finish", "gun")
    [told] = board["races"]
    assert (told["expected"], told["finished"], told["on_course"]) == (8, 6, 2)


async def test_a_name_is_there_before_its_time_and_the_card_stays_the_same(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=3, on_course=1)
    await score_all(pool)
    ada = await announcer(run)
    await cross(pool, run, "4", "FINISH", 43.5)
    at(43.6)
    heard = await ada.card("4")
    assert (heard["scored"], heard["gun_ms"], heard["runner"]["last_name"]) == (
        False,
        None,
        "Last4",
    )
    await score_all(pool)
    scored = await ada.card("4")
    assert (scored["id"], scored["scored"], scored["place_overall"]) == (heard["id"], True, 4)


async def test_a_passing_at_a_point_that_nobody_watches_makes_no_card(
    pool: Pool, race: Race, announcer: Any
) -> None:
    run = await race(finishers=2, on_course=1)
    await score_all(pool)
    await cross(pool, run, "3", "5K", 30, number=2)
    board = await (await announcer(run)).board()
    assert [card["runner"]["bib"] for card in board["crossed"]] == ["2", "1"]


async def test_other_points_can_be_watched(pool: Pool, race: Race, announcer: Any) -> None:
    run = await race(finishers=2, on_course=1)
    await score_all(pool)
    board = await (await announcer(run)).board(point="5 km")
    assert [card["id"] for card in board["crossed"]] == [
        f"{run.people[bib]}:5 km" for bib in ("3", "2", "1")
    ]
    assert [point["watched"] for point in board["races"][0]["points"]] == [False, True, False]


async def test_who_comes_next_is_projected_from_the_point_before(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=8, on_course=2)
    await score_all(pool)
    at(45.5)
    board = await (await announcer(run)).board()
    assert [one["runner"]["bib"] for one in board["coming"]] == ["9", "10"]
    nine = board["coming"][0]
    assert (nine["last_point"], nine["last_place"], nine["point"]) == ("5 km", 9, "Finish")
    assert nine["earliest"] < nine["at"] < nine["latest"]
    # Bib 9 would really finish 2725 s after the gun; the guess is a minute off at most.
    assert "2026-06-14T08:44:30" < nine["at"] < "2026-06-14T08:46:30"


async def test_who_is_long_overdue_is_waited_for_no_more(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=8, on_course=2)
    await score_all(pool)
    at(120)
    assert (await (await announcer(run)).board())["coming"] == []


async def test_who_takes_the_lead_is_told_with_who_led(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=0, on_course=4)
    await cross(pool, run, "3", "FINISH", 41)
    await cross(pool, run, "1", "FINISH", 42)
    await score_all(pool)
    at(43)
    ada = await announcer(run)
    cue = (await ada.card("3"))["cues"][0]
    assert (cue["code"], cue["scope"], cue["other"]["bib"]) == ("lead", "overall", "1")
    assert "lead" not in await ada.codes("1")


async def test_a_birthday_is_told_and_the_date_of_birth_is_not(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=3)
    await do(pool, run, "update normalized_participants set born_on = '1986-06-14' where bib = '2'")
    await do(pool, run, "update normalized_participants set born_on = '1986-06-13' where bib = '3'")
    await do(
        pool, run,
        "update normalized_participants set born_on = '1990-06-14', privacy = 'hidden' where bib = '1'",
    )  # fmt: skip
    await score_all(pool)
    at(45)
    ada = await announcer(run)
    board = await ada.board()
    told = {card["runner"]["bib"]: card for card in board["crossed"]}
    assert [
        cue["number"] for cue in told["2"]["cues"] if cue["code"] == "birthday"
    ] == [40]  # fmt: skip
    for bib in ("1", "3"):
        assert "birthday" not in [cue["code"] for cue in told[bib]["cues"]]
    assert "1986-06-14" not in str(board)


async def test_who_is_hidden_is_a_bib_and_nothing_else(
    pool: Pool, race: Race, announcer: Any
) -> None:
    run = await race(finishers=4)
    await do(pool, run, "update normalized_participants set privacy = 'hidden' where bib = '1'")
    await do(pool, run, "update normalized_participants set privacy = 'short' where bib = '2'")
    await score_all(pool)
    board = await (await announcer(run)).board()
    names = {
        card["runner"]["bib"]: (
            card["runner"]["first_name"], card["runner"]["last_name"], card["runner"]["city"],
        )
        for card in board["crossed"]
    }  # fmt: skip
    assert names["1"] == ("", "", "")
    assert names["2"] == ("First2", "L.", "")
    assert "Last1" not in str(board)


async def test_a_hidden_name_is_not_found_and_the_bib_is(
    pool: Pool, race: Race, announcer: Any
) -> None:
    run = await race(finishers=4)
    await do(pool, run, "update normalized_participants set privacy = 'hidden' where bib = '1'")
    ada = await announcer(run)

    async def found(words: str) -> list[str]:
        answer = await ada.browser.get(f"{ada.path}/search", params={"q": words})
        return [one["runner"]["bib"] for one in answer.json()["people"]]

    assert await found("Last2") == ["2"]
    # One letter from the others, who may be seen.
    assert await found("Last1") == ["2", "3", "4"]
    assert await found("first1") == ["2", "3", "4"]
    assert await found("1") == ["1"]


async def test_a_streak_and_a_personal_best_come_from_earlier_editions(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    for year in (2024, 2025):
        former = await race(finishers=3, name=f"Canal Run {year}")
        await do(
            pool,
            former,
            "update normalized_participants set born_on = '1980-01-01' where bib = '2'",
        )
        await do(
            pool, former, "update normalized_events set event_date = $1::text::date where id = $2",
            f"{year}-06-16", former.event_id,
        )  # fmt: skip
        await do(
            pool, former,
            "update normalized_results set chip_ms = chip_ms + 60000 where event_id = $1",
            former.event_id,
        )  # fmt: skip
    run = await race(finishers=3, name="Canal Run 2026")
    await do(pool, run, "update normalized_participants set born_on = '1980-01-01' where bib = '2'")
    at(45)
    card = await (await announcer(run)).card("2")
    cues = {cue["code"]: cue for cue in card["cues"]}
    assert (cues["streak"]["number"], cues["streak"]["scope"]) == (3, "row")
    assert (cues["best"]["gap_ms"], cues["best"]["told"]) == (60_000, "Canal Run 2024")


async def test_the_same_name_alone_proves_no_streak(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    for year in (2024, 2025):
        former = await race(finishers=3, name=f"Canal Run {year}")
        await do(
            pool, former, "update normalized_events set event_date = $1::text::date where id = $2",
            f"{year}-06-16", former.event_id,
        )  # fmt: skip
    run = await race(finishers=3, name="Canal Run 2026")
    at(45)
    assert "streak" not in await (await announcer(run)).codes("2")


async def test_a_course_record_and_the_last_finisher(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=3)
    await do(
        pool, run,
        "insert into course_records (timing_partner_id, event_id, race_id, scope, ms, holder, year) "
        "values ($1, $2, $3, 'course', 2600000, 'Ann Old', 2011)",
        run.partner, run.event_id, run.race_id,
    )  # fmt: skip
    await score_all(pool)
    at(45)
    ada = await announcer(run)
    record = (await ada.card("1"))["cues"][0]
    assert (record["code"], record["gap_ms"], record["told"], record["year"]) == (
        "record", 75_000, "Ann Old", 2011,
    )  # fmt: skip
    assert "last" in await ada.codes("3")
    assert "last" not in await ada.codes("2")


async def test_the_first_from_a_town_needs_others_from_there(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=9)
    await score_all(pool)
    at(50)
    ada = await announcer(run)
    cues = [cue for cue in (await ada.card("3"))["cues"] if cue["code"] == "first_from"]
    assert [(cue["scope"], cue["group"], cue["number"]) for cue in cues] == [("town", "Delft", 3)]


async def test_whoever_was_not_said_is_missed_until_somebody_says_the_name(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=4)
    await score_all(pool)
    ada = await announcer(run)
    at(43.4)
    missed = (await ada.board(missed_after=60))["missed"]
    # Bib 3 crossed 43:15 after the gun, a few seconds ago.
    assert [card["runner"]["bib"] for card in missed["cards"]] == ["1"]
    at(50)
    assert (await ada.board())["missed"]["count"] == 4
    await ada.say((run.people["2"], "at:Finish"))
    missed = (await ada.board())["missed"]
    assert [card["runner"]["bib"] for card in missed["cards"]] == ["1", "3", "4"]


async def test_a_name_is_missed_too_while_nobody_scores(
    pool: Pool, race: Race, announcer: Any, at: Any
) -> None:
    run = await race(finishers=1, on_course=1)
    await score_all(pool)
    ada = await announcer(run)
    await ada.say((run.people["1"], "at:Finish"))
    await cross(pool, run, "2", "FINISH", 43)
    at(43.2)
    assert (await ada.board())["missed"]["count"] == 0
    at(44)
    missed = (await ada.board())["missed"]
    assert [(card["runner"]["bib"], card["scored"]) for card in missed["cards"]] == [("2", False)]
    await ada.say((run.people["2"], "at:Finish"))
    assert (await ada.board())["missed"]["count"] == 0


async def test_who_is_disqualified_takes_no_lead(pool: Pool, race: Race, announcer: Any) -> None:
    run = await race(finishers=3)
    await do(
        pool, run,
        "insert into result_corrections (timing_partner_id, event_id, kind, participant_id, status, reason) "
        "values ($1, $2, 'status', $3, 'dq', 'cut the course')",
        run.partner, run.event_id, run.people["1"],
    )  # fmt: skip
    await score_all(pool)
    ada = await announcer(run)
    assert await ada.codes("1") == []
    assert (await ada.card("1"))["status"] == "dq"
    assert (await ada.codes("2"))[0] in {"first", "lead"}


async def test_who_is_on_the_roster_since_a_moment_is_called_by_name(
    pool: Pool, race: Race, announcer: Any, services: Any
) -> None:
    run = await race(finishers=2)
    await score_all(pool)
    ada = await announcer(run)
    await ada.board()
    await do(
        pool,
        run,
        "update normalized_participants set first_name = 'Zoë', updated_at = now() where bib = '1'",
    )
    services.announcers.boards.roster_moved()
    assert (await ada.card("1"))["runner"]["first_name"] == "Zoë"


async def test_who_lost_the_result_is_on_the_board_no_more(
    pool: Pool, race: Race, announcer: Any, services: Any
) -> None:
    run = await race(finishers=3)
    await score_all(pool)
    ada = await announcer(run)
    assert len((await ada.board())["crossed"]) == 3
    await do(pool, run, "delete from normalized_participants where bib = '2'")
    await score_all(pool)
    services.announcers.boards.roster_moved()
    assert [card["runner"]["bib"] for card in (await ada.board())["crossed"]] == ["3", "1"]


async def test_an_event_of_somebody_else_is_none(race: Race, announcer: Any, pool: Pool) -> None:
    run = await race(finishers=1)
    ada = await announcer(run)
    async with pool.hub("another partner") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('other', 'Other') returning id"
        )
    foreign = await race(finishers=1, name="Theirs", of=other)
    answer = await ada.browser.get(f"/api/events/{foreign.event_id}/announcer")
    assert answer.status_code == 404
