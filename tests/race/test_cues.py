"""What an announcer may say, and what proves it."""

from datetime import date

import pytest

from project88.race import cues
from project88.race.cues import Cue, CueCode, Former
from project88.race.records import Record
from project88.race.story import OVERALL, Crossing, Story

S = 1_000_000
WOMEN, MEN, DELFT = ("sex", "F"), ("sex", "M"), ("town", "Delft")


def crossing(who: int, at_s: float, *groups: tuple[str, str]) -> Crossing:
    return Crossing(int(at_s * S), who, int(at_s * 1000), (OVERALL, *groups), (DELFT,))


def test_who_is_there_first_is_the_first_and_no_lead_changes() -> None:
    winner = crossing(1, 1800, MEN)
    assert cues.leading(winner, Story([winner]), None) == [Cue(CueCode.FIRST, 90, "overall")]


def test_a_lead_change_names_who_led_at_the_point_before() -> None:
    five = Story([crossing(1, 900, MEN), crossing(2, 905, MEN)])
    winner = crossing(2, 1800, MEN)
    [cue] = cues.leading(winner, Story([winner, crossing(1, 1810, MEN)]), five)
    assert (cue.code, cue.scope, cue.other) == (CueCode.LEAD, "overall", 1)


def test_who_led_already_changes_no_lead() -> None:
    five = Story([crossing(1, 900, MEN), crossing(2, 905, MEN)])
    winner = crossing(1, 1800, MEN)
    assert cues.leading(winner, Story([winner]), five) == [Cue(CueCode.FIRST, 90, "overall")]


def test_who_started_later_and_is_quicker_takes_the_lead_by_so_much() -> None:
    early, late = crossing(1, 1800, MEN), Crossing(2000 * S, 2, 1_790_000, (OVERALL, MEN))
    [cue] = cues.leading(late, Story([early, late]), None)
    assert (cue.code, cue.other, cue.gap_ms) == (CueCode.LEAD, 1, 10_000)


def test_the_first_woman_is_told_behind_the_first_of_all() -> None:
    man, woman = crossing(1, 1800, MEN), crossing(2, 1900, WOMEN)
    assert cues.leading(woman, Story([man, woman]), None) == [Cue(CueCode.FIRST, 85, "sex", "F")]


def test_a_record_tells_whose_it_was_and_by_how_much() -> None:
    run = crossing(1, 1800)
    [cue] = cues.records(run, Story([run]), {OVERALL: Record(OVERALL, 1_805_000, "Ann", 2019)})
    assert (cue.code, cue.ms, cue.gap_ms, cue.told, cue.year) == (
        CueCode.RECORD, 1_800_000, 5000, "Ann", 2019,
    )  # fmt: skip


def test_the_second_under_the_record_has_none_and_a_quicker_one_has_that_of_today() -> None:
    known = {OVERALL: Record(OVERALL, 1_805_000, "Ann", 2019)}
    first, slower = crossing(1, 1800), crossing(2, 1803)
    quicker = Crossing(1900 * S, 3, 1_799_000)
    story = Story([first, slower, quicker])
    assert cues.records(slower, story, known) == []
    [cue] = cues.records(quicker, story, known)
    assert (cue.other, cue.gap_ms, cue.told) == (1, 1000, "")


def test_a_record_that_is_shown_as_the_same_second_is_none() -> None:
    run = Crossing(1, 1, 1_804_400)
    known = {OVERALL: Record(OVERALL, 1_804_900)}
    assert cues.records(run, Story([run]), known, tie_ms=1000) == []


@pytest.mark.parametrize(("gap_s", "told"), [(1.5, True), (2.0, True), (2.1, False)])
def test_a_duel_is_two_within_two_seconds(gap_s: float, told: bool) -> None:
    one, two = crossing(1, 1800), crossing(2, 1800 + gap_s)
    found = cues.duel(two, Story([one, two]), {"overall": 2})
    assert [(cue.other, cue.gap_ms) for cue in found] == (
        [(1, -round(gap_s * 1000))] if told else []
    )


def test_nobody_runs_a_duel_in_a_crowd() -> None:
    story = Story([crossing(who, 1800 + who / 10) for who in range(200)])
    assert cues.duel(crossing(100, 1810), story, {"overall": 101, "sex": 60}) == []


def test_the_first_from_a_town_needs_others_from_there() -> None:
    one = crossing(1, 1800)
    story = Story([one, crossing(2, 1900)])
    [cue] = cues.firsts_from(one, story, {DELFT: 7}, field=100)
    assert (cue.scope, cue.group, cue.number) == ("town", "Delft", 7)
    assert cues.firsts_from(one, story, {DELFT: 2}, field=100) == []
    assert cues.firsts_from(crossing(2, 1900), story, {DELFT: 7}, field=100) == []


def test_where_most_of_the_field_is_from_nobody_is_the_first_from() -> None:
    one = crossing(1, 1800)
    assert cues.firsts_from(one, Story([one]), {DELFT: 60}, field=100) == []


def test_the_hundredth_has_a_number_and_the_ninety_ninth_none() -> None:
    story = Story([crossing(who, 1800 + who) for who in range(1, 101)])
    assert [cue.number for cue in cues.numbered(crossing(100, 1900), story)] == [100]
    assert cues.numbered(crossing(99, 1899), story) == []


def test_the_last_is_last_when_nobody_is_on_the_course_any_more() -> None:
    one, two = crossing(1, 1800), crossing(2, 1900)
    story = Story([one, two])
    assert [cue.code for cue in cues.last(two, story, on_course=0)] == [CueCode.LAST]
    assert cues.last(two, story, on_course=1) == []
    assert cues.last(one, story, on_course=0) == []


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(1986, 6, 14), date(2026, 6, 14), 40),
        (date(1986, 6, 15), date(2026, 6, 14), None),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2000, 2, 29), date(2028, 3, 1), None),
        (date(2000, 2, 29), date(2028, 2, 29), 28),
        (date(1000, 6, 14), date(2026, 6, 14), None),
        (date(2026, 6, 14), date(2026, 6, 14), None),
        (None, date(2026, 6, 14), None),
    ],
)
def test_a_birthday_is_the_day_itself(born: date | None, day: date, years: int | None) -> None:
    assert cues.turns(born, day) == years
    assert [cue.number for cue in cues.birthday(born, day)] == ([] if years is None else [years])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Canal Run 2025", "Canal Run 2026", True),
        ("41st Canal Run", "42nd canal run", True),
        ("12. Stadtlauf", "13. Stadtlauf", True),
        ("Canal 10K 2025", "Canal 5K 2025", False),
        ("10 km Delft", "5 km Delft", False),
    ],
)
def test_editions_of_an_event_differ_in_year_and_number(one: str, other: str, same: bool) -> None:
    assert (cues.series_of(one) == cues.series_of(other)) is same


def former(event: int, ms: int = 2_000_000, distance: int = 10_000) -> Former:
    return Former(event, f"Canal Run {2000 + event}", date(2000 + event, 6, 14), distance, ms)


def test_a_streak_ends_where_one_was_missed() -> None:
    assert cues.streak([25, 24, 23, 22], [25, 24, 22]) == (3, 4)
    assert [cue.number for cue in cues.streaks([25, 24], [former(25), former(24)])] == [3]
    assert cues.streaks([25, 24], [former(24)]) == []


def test_the_fifth_time_is_told_though_one_was_missed() -> None:
    ran = [former(event) for event in (25, 23, 22, 21)]
    [cue] = cues.streaks([25, 24, 23, 22, 21], ran)
    assert (cue.scope, cue.number) == ("all", 5)


def test_other_events_are_no_part_of_a_streak() -> None:
    assert cues.streaks([25], [former(25), former(24), former(23)]) == []


def test_a_personal_best_is_one_of_the_same_distance() -> None:
    formers = [former(24, 2_100_000), former(25, 2_050_000), former(23, 900_000, 5000)]
    [cue] = cues.personal_best(2_000_000, 10_000, formers)
    assert (cue.gap_ms, cue.told, cue.year) == (50_000, "Canal Run 2025", 2025)
    assert cues.personal_best(2_049_500, 10_000, formers) == []
    assert cues.personal_best(2_000_000, 10_000, []) == []


def test_the_most_telling_stands_first() -> None:
    told = cues.ranked([Cue(CueCode.STREAK, 45), cues.vip(), Cue(CueCode.RECORD, 100)])
    assert [cue.code for cue in told] == [CueCode.RECORD, CueCode.VIP, CueCode.STREAK]
