"""Ages for divisions: on race day, on the day of the event, on 31 December."""

from datetime import date

import pytest

from project88.race.ages import AgeOn, age_at, counting_day


@pytest.mark.parametrize(
    ("on", "years"),
    [(date(2026, 5, 7), 39), (date(2026, 5, 8), 40), (date(2026, 12, 31), 40)],
)
def test_a_birthday_is_the_day_on_which_somebody_is_older(on: date, years: int) -> None:
    assert age_at(date(1986, 5, 8), None, on) == years


def test_who_was_born_on_the_29th_of_february_is_older_on_the_first_of_march() -> None:
    assert age_at(date(2000, 2, 29), None, date(2025, 2, 28)) == 24
    assert age_at(date(2000, 2, 29), None, date(2025, 3, 1)) == 25


def test_a_date_of_birth_counts_before_the_age_that_a_form_says() -> None:
    assert age_at(date(1986, 5, 8), 39, date(2026, 12, 31)) == 40


def test_without_a_date_of_birth_the_told_age_stays_on_every_day() -> None:
    assert age_at(None, 39, date(2026, 12, 31)) == 39
    assert age_at(None, None, date(2026, 12, 31)) is None


@pytest.mark.parametrize("born", [date(2026, 5, 9), date(1850, 1, 1)])
def test_a_date_of_birth_that_cannot_be_leaves_the_told_age(born: date) -> None:
    assert age_at(born, 8, date(2026, 5, 8)) == 8


def test_the_day_that_counts_is_the_races_the_events_or_the_last_of_the_year() -> None:
    race, event = date(2026, 5, 10), date(2026, 5, 8)
    assert counting_day(AgeOn("race_day"), race, event) == race
    assert counting_day(AgeOn("event_day"), race, event) == event
    assert counting_day(AgeOn("dec_31"), race, event) == date(2026, 12, 31)
