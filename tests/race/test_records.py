"""Records, and who has just broken one."""

from hypothesis import given
from hypothesis import strategies as st

from project88.race.records import Record, Run, broken, standing

COURSE, WOMEN = "course", "women"
RECORDS = [Record(COURSE, 900_000, "Ann", 2019), Record(WOMEN, 1_000_000, "Bea", 2021)]
BEST = {record.group: record.ms for record in RECORDS}


def test_a_quicker_time_is_a_new_record_in_each_group_that_it_beats() -> None:
    assert broken(Run(1, 950_000, (COURSE, WOMEN)), BEST) == [WOMEN]
    assert broken(Run(1, 899_999, (COURSE, WOMEN)), BEST) == [COURSE, WOMEN]


def test_an_equal_time_shares_the_record_and_is_no_new_one() -> None:
    assert broken(Run(1, 900_000, (COURSE,)), BEST) == []
    assert broken(Run(1, 899_500, (COURSE,)), BEST, tie_ms=1000) == []


def test_a_group_without_a_record_has_none_to_beat() -> None:
    assert broken(Run(1, 1, ("juniors",)), BEST) == []


def test_a_race_breaks_a_record_once_by_its_quickest() -> None:
    runs = [Run("c", 990_000, (COURSE, WOMEN)), Run("d", 980_000, (COURSE, WOMEN))]
    [found] = standing(runs, RECORDS)
    assert (found.who, found.group, found.ms, found.before) == ("d", WOMEN, 980_000, RECORDS[1])


@given(st.lists(st.integers(800_000, 1_100_000), max_size=20), st.sampled_from([1, 1000]))
def test_told_one_by_one_the_last_new_record_is_that_of_the_whole_race(
    times: list[int], tie_ms: int
) -> None:
    best = dict(BEST)
    holder = None
    for who, ms in enumerate(times):
        if broken(Run(who, ms, (COURSE,)), best, tie_ms):
            best[COURSE], holder = ms, who
    whole = standing([Run(who, ms, (COURSE,)) for who, ms in enumerate(times)], RECORDS, tie_ms)
    assert [one.who for one in whole] == ([] if holder is None else [holder])
