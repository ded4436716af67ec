"""Times as senders write them: every shape, zone, odd hour and midnight of timing-protocols 1.8."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from project88.race.clock import (
    Clock,
    UnknownZone,
    local_date,
    local_tenths,
    local_text,
    recompute,
)

TABLE = Path(__file__).parent / "tables" / "times.txt"
ZONES = ("UTC", "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "+05:45")


def microseconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def utc(text: str) -> int:
    return microseconds(datetime.fromisoformat(text))


def times() -> list[tuple[str, ...]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    return [tuple(cell.strip() for cell in row.split("|")) for row in rows]


@pytest.mark.parametrize(("zone", "day", "text", "instant", "flags"), times())
def test_a_time_text_means_the_instant_of_the_table(
    zone: str, day: str, text: str, instant: str, flags: str
) -> None:
    clock = Clock(zone, date.fromisoformat(day) if day else None)
    expected = None if instant == "none" else utc(instant)
    for _ in range(2):  # the second time through the memory of minutes
        assert clock.instant(text, utc("2026-02-01T15:00:00Z"), "finish") == (
            expected,
            (flags,) if flags else (),
        )


def test_reads_around_midnight_fall_on_the_day_that_is_nearest() -> None:
    clock = Clock("UTC", date(2026, 6, 27))
    texts = ("23:59:58.90", "00:00:01.20", "23:59:59.50", "00:00:03.00")
    days = [local_date(clock.instant(text, 0, "finish")[0] or 0, "UTC").day for text in texts]
    assert days == [27, 28, 27, 28]


def test_a_race_of_three_days_rolls_over_each_midnight() -> None:
    clock = Clock("Europe/Amsterdam", date(2026, 6, 26))
    texts = ("18:00:00", "02:00:00", "12:00:00", "22:00:00", "06:00:00", "17:00:00", "04:00:00")
    days = [
        local_date(clock.instant(text, 0, "lap")[0] or 0, "Europe/Amsterdam").day for text in texts
    ]
    assert days == [26, 27, 27, 27, 28, 28, 29]


def test_midnight_at_one_location_says_nothing_about_another() -> None:
    clock = Clock("UTC", date(2026, 6, 27))
    clock.instant("23:50:00", 0, "finish")
    clock.instant("00:10:00", 0, "finish")
    assert clock.instant("08:00:00", 0, "start") == (utc("2026-06-27T08:00:00Z"), ())


def test_a_step_back_of_exactly_twelve_hours_stays_on_the_day() -> None:
    clock = Clock("UTC", date(2026, 6, 27))
    clock.instant("20:00:00", 0, "finish")
    assert clock.instant("08:00:00", 0, "finish")[0] == utc("2026-06-27T08:00:00Z")
    assert clock.instant("07:59:59.999999", 0, "finish")[0] == utc("2026-06-28T07:59:59.999999Z")


def test_without_an_event_date_the_receive_time_gives_the_day_and_the_flag_says_so() -> None:
    clock = Clock("America/New_York")
    received = utc("2026-06-28T04:00:05Z")  # five seconds past midnight in New York
    assert clock.instant("23:59:58.90", received, "finish") == (
        utc("2026-06-28T03:59:58.900000Z"),
        ("date_inferred",),
    )
    assert clock.instant("00:00:01", received, "finish")[0] == utc("2026-06-28T04:00:01Z")


def test_an_inferred_date_in_the_hour_that_happens_twice_carries_both_flags() -> None:
    clock = Clock("Europe/Amsterdam")
    received = utc("2026-10-25T01:30:09Z")
    assert clock.instant("02:30:00", received, "finish") == (
        utc("2026-10-25T00:30:00Z"),
        ("dst_ambiguous", "date_inferred"),
    )


def test_full_stamps_do_not_move_the_day_of_bare_times() -> None:
    clock = Clock("UTC", date(2026, 6, 27))
    clock.instant("2080-01-01T23:00:00", 0, "finish")
    assert clock.instant("08:00:00", 0, "finish")[0] == utc("2026-06-27T08:00:00Z")


def test_a_corrected_zone_gives_the_instant_again_from_text_and_day() -> None:
    clock = Clock("UTC", date(2026, 6, 27))
    clock.instant("23:59:58.90", 0, "finish")
    wrong = clock.instant("00:00:01.20", 0, "finish")[0]
    assert wrong is not None
    day = local_date(wrong, "UTC")
    assert recompute("00:00:01.20", "Europe/Amsterdam", day) == (
        utc("2026-06-27T22:00:01.200000Z"),
        (),
    )
    assert recompute("2026-10-25T02:30:00", "Europe/Amsterdam", day) == (
        utc("2026-10-25T00:30:00Z"),
        ("dst_ambiguous",),
    )
    assert recompute("1738418535.31", "Asia/Tokyo", day)[0] == utc("2025-02-01T14:02:15.310000Z")
    assert recompute("2026-02-01T14:00:00Z", "Asia/Tokyo", day)[0] == utc("2026-02-01T14:00:00Z")
    assert recompute("nonsense", "Asia/Tokyo", day) == (None, ("bad_time",))


def test_times_are_shown_in_the_zone_and_cut_not_rounded() -> None:
    us = utc("2026-02-01T13:02:15.999999Z")
    assert local_text(us, "Europe/Amsterdam") == "14:02:15"
    assert local_tenths(us, "Europe/Amsterdam") == "14:02:15.9"
    assert local_text(us, "-03:30") == "09:32:15"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "+25:00", "Europe", "é"])
def test_an_unknown_zone_is_refused_with_a_sentence(zone: str) -> None:
    with pytest.raises(UnknownZone, match="is not a time zone"):
        Clock(zone, None)


@given(
    st.sampled_from(ZONES),
    st.datetimes(min_value=datetime(1973, 1, 1), max_value=datetime(2199, 12, 31)),  # noqa: DTZ001
    st.sampled_from(["T", " "]),
)
@example("Europe/Amsterdam", datetime(2026, 10, 25, 2, 59, 59), "T")  # noqa: DTZ001
@example("Australia/Lord_Howe", datetime(2026, 10, 4, 2, 15), "T")  # noqa: DTZ001
def test_every_stamp_is_read_as_the_zone_database_reads_it(
    zone: str, naive: datetime, between: str
) -> None:
    info = zoneinfo.ZoneInfo(zone) if zone[0] != "+" else timezone(timedelta(hours=5, minutes=45))
    aware = naive.replace(tzinfo=info)
    expected = microseconds(aware)
    clock = Clock(zone, None)
    text = naive.isoformat(between, timespec="microseconds")
    assert [clock.instant(text, 0, "x")[0] for _ in range(2)] == [expected, expected]
    assert local_date(expected, zone) == aware.astimezone(UTC).astimezone(info).date()


@given(st.text(max_size=40) | st.from_regex(r"[0-9T:., +Z-]{1,30}", fullmatch=True))
def test_no_text_raises(text: str) -> None:
    for clock in (Clock("Europe/Amsterdam", date(2026, 6, 27)), Clock("Europe/Amsterdam", None)):
        us, flags = clock.instant(text, 1_700_000_000_000_000, "finish")
        assert (us is None) == (flags == ("bad_time",))


@given(st.lists(st.integers(min_value=-7 * 10**6, max_value=3600 * 10**6), max_size=60))
def test_out_of_order_reads_through_the_night_keep_their_true_instants(steps: list[int]) -> None:
    clock = Clock("Europe/Amsterdam", date(2026, 6, 27))
    true = utc("2026-06-27T08:00:00Z")
    clock.instant("10:00:00", 0, "lap")
    for step in steps:
        true = max(true + step, utc("2026-06-27T08:00:00Z"))
        shown = datetime.fromtimestamp(true // 10**6, UTC) + timedelta(
            hours=2, microseconds=true % 10**6
        )
        assert clock.instant(shown.strftime("%H:%M:%S.%f"), 0, "lap")[0] == true
