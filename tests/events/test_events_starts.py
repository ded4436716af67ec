"""The wall clock of a start and the instant it means, in the nights when clocks change too."""

from datetime import UTC, date, datetime

import pytest

from project88.errors import InputError
from project88.events.races.starts import event_zone, instant_of, local_of, moved, said
from project88.race.zones import UnknownZone

AMSTERDAM = "Europe/Amsterdam"


def test_a_start_is_told_on_the_wall_clock_of_the_event() -> None:
    at = instant_of("2027-06-27T09:30", AMSTERDAM, None)
    assert at == datetime(2027, 6, 27, 7, 30, tzinfo=UTC)
    assert local_of(at, AMSTERDAM) == "2027-06-27T09:30:00"
    assert said(at, AMSTERDAM) == "2027-06-27 09:30 +02:00"
    assert said(at, "Asia/Kolkata") == "2027-06-27 13:00 +05:30"


def test_an_hour_that_clocks_jump_over_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        instant_of("2027-03-28T02:30:00", AMSTERDAM, "later")
    assert caught.value.code == "no_such_time"
    assert "no 02:30 that day" in caught.value.sentence
    assert "03:30" in caught.value.sentence


def test_of_an_hour_that_comes_twice_the_person_is_asked_which() -> None:
    with pytest.raises(InputError) as caught:
        instant_of("2027-10-31T02:30:00", AMSTERDAM, None)
    assert caught.value.code == "time_comes_twice"
    assert instant_of("2027-10-31T02:30:00", AMSTERDAM, "earlier").hour == 0
    assert instant_of("2027-10-31T02:30:00", AMSTERDAM, "later").hour == 1


@pytest.mark.parametrize("text", ["2027-02-30T09:00", "2027-06-27T25:00", "1969-01-01T00:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        instant_of(text, AMSTERDAM, None)


def test_a_start_moves_to_another_day_with_its_wall_clock() -> None:
    winter = instant_of("2027-02-28T09:30", AMSTERDAM, None)
    days = (date(2027, 6, 27) - date(2027, 2, 28)).days
    meant = moved(winter, AMSTERDAM, days, AMSTERDAM)
    assert local_of(meant.at, AMSTERDAM) == "2027-06-27T09:30:00"
    assert meant.note == ""


def test_a_start_that_moves_into_the_gap_goes_on_and_says_so() -> None:
    night = instant_of("2027-03-27T02:30", AMSTERDAM, None)
    meant = moved(night, AMSTERDAM, 1, AMSTERDAM)
    assert local_of(meant.at, AMSTERDAM) == "2027-03-28T03:30:00"
    assert meant.note == "There is no 02:30 that day, so it is 03:30."


def test_a_start_that_moves_into_the_double_hour_is_the_earlier_and_says_so() -> None:
    night = instant_of("2027-10-30T02:30", AMSTERDAM, None)
    meant = moved(night, AMSTERDAM, 1, AMSTERDAM)
    assert meant.at == instant_of("2027-10-31T02:30", AMSTERDAM, "earlier")
    assert "comes twice" in meant.note


def test_the_later_of_two_hours_stays_the_later_when_nothing_moves() -> None:
    later = instant_of("2027-10-31T02:30", AMSTERDAM, "later")
    assert moved(later, AMSTERDAM, 0, AMSTERDAM).at == later


@pytest.mark.parametrize("zone", ["+02:00", "Mars/Olympus", "", "posixrules", "../etc/passwd"])
def test_only_an_iana_zone_is_one_of_an_event(zone: str) -> None:
    with pytest.raises(UnknownZone):
        event_zone(zone)
