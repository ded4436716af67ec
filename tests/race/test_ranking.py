"""Who is before whom."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.race.field import MARATHON

from project88.race.ranking import By, Ranking, Timed, first_by_gun, keys, places

SECOND = 1000
EVERYBODY = "everybody"


def overall(field: dict[str, Timed], ranking: Ranking) -> dict[str, int]:
    found = places(keys(field, ranking), dict.fromkeys(field, (EVERYBODY,)))
    return found.get(EVERYBODY, {})


def test_by_gun_the_first_over_the_line_wins_and_by_chip_the_quickest() -> None:
    field = {"front": Timed(600_000, 595_000), "back": Timed(610_000, 590_000)}
    assert overall(field, Ranking(By.GUN)) == {"front": 1, "back": 2}
    assert overall(field, Ranking(By.CHIP)) == {"front": 2, "back": 1}


def test_equal_times_share_a_place_and_the_next_one_is_skipped() -> None:
    field = {name: Timed(ms, ms) for name, ms in {"a": 5, "b": 7, "c": 7, "d": 9}.items()}
    assert overall(field, Ranking(By.GUN)) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_times_are_equal_when_they_show_the_same_figure() -> None:
    field = {"a": Timed(59_001, 0), "b": Timed(60_000, 0), "c": Timed(60_001, 0)}
    assert overall(field, Ranking(By.GUN, tie_ms=SECOND)) == {"a": 1, "b": 1, "c": 3}
    assert overall(field, Ranking(By.GUN)) == {"a": 1, "b": 2, "c": 3}


def test_under_the_mixed_rule_the_first_have_their_place_by_gun() -> None:
    field = {
        "winner": Timed(600_000, 599_000),
        "second": Timed(601_000, 598_000),
        "quick from the back": Timed(700_000, 580_000),
        "slow": Timed(650_000, 640_000),
    }
    ranking = Ranking(By.MIXED, first_by_gun=2, of_each_sex=False)
    assert overall(field, ranking) == {
        "winner": 1, "second": 2, "quick from the back": 3, "slow": 4,
    }  # fmt: skip


def test_under_the_mixed_rule_each_sex_has_its_first() -> None:
    field = {
        "man": Timed(600_000, 600_000, "M"),
        "next man": Timed(610_000, 605_000, "M"),
        "woman": Timed(650_000, 650_000, "F"),
    }
    ranking = Ranking(By.MIXED, first_by_gun=1)
    assert first_by_gun(field, ranking) == {"man", "woman"}


def test_against_the_clock_more_laps_come_first() -> None:
    field = {"nine": Timed(3_000, 3_000, laps=9), "ten": Timed(9_000, 9_000, laps=10)}
    assert overall(field, Ranking(By.GUN)) == {"ten": 1, "nine": 2}


def test_a_race_without_a_gun_is_ranked_by_chip() -> None:
    field = {"a": Timed(None, 5), "b": Timed(None, 3)}
    assert overall(field, Ranking(By.GUN)) == {"a": 2, "b": 1}


FIELD = st.dictionaries(
    st.integers(0, 40),
    st.builds(
        Timed, st.integers(0, 40), st.integers(0, 40), st.sampled_from("MFX"), st.integers(0, 3)
    ),
)
RANKINGS = st.builds(
    Ranking, st.sampled_from(By), st.integers(0, 5), st.booleans(), st.sampled_from([1, 10])
)


@given(FIELD, RANKINGS)
def test_a_place_is_one_more_than_the_number_of_smaller_keys(
    field: dict[int, Timed], ranking: Ranking
) -> None:
    found = keys(field, ranking)
    groups = {who: (EVERYBODY, timed.sex) for who, timed in field.items()}
    for group, placed in places(found, groups).items():
        for who, place in placed.items():
            before = [one for one in placed if found[one] < found[who]]
            assert place == len(before) + 1, group


@given(FIELD, st.sampled_from([By.GUN, By.CHIP]), st.integers(0, 40))
def test_somebody_more_moves_each_by_one_place_at_most(
    field: dict[int, Timed], by: By, ms: int
) -> None:
    named = {str(who): timed for who, timed in field.items()}
    before = overall(named, Ranking(by))
    after = overall({**named, "new": Timed(ms, ms)}, Ranking(by))
    assert {after[who] - place for who, place in before.items()} <= {0, 1}


@pytest.mark.skipif(not MARATHON.exists(), reason="../shared/data is not beside the project")
@pytest.mark.parametrize("wheelchair", ["0", "1"])
def test_a_real_marathon_has_the_places_of_its_file(wheelchair: str) -> None:
    """Where two share a time, the file gives them places in a row."""
    with MARATHON.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["wheelchair"] == wheelchair]
    field = {row["bib"]: Timed(None, int(row["finish_ms"]), row["sex"]) for row in rows}
    found = places(
        keys(field, Ranking(By.CHIP)), {row["bib"]: (EVERYBODY, row["sex"]) for row in rows}
    )
    for group, column in ((EVERYBODY, "overall_place"), ("M", "sex_place"), ("F", "sex_place")):
        shared = Counter(found[group].values())
        for row in rows:
            place = found[group].get(row["bib"])
            if place is not None:
                assert 0 <= int(row[column]) - place < shared[place], row
