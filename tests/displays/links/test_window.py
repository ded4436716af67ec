"""From when until when a link works."""

from datetime import UTC, date, datetime, timedelta

import pytest

from project88.displays.links.window import EventDay, opening, window
from project88.errors import InputError

NOW = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_hours_count_from_now_or_from_the_opening() -> None:
    assert window(NOW, None, 24).expires_at == NOW + 24 * HOUR
    assert window(NOW, NOW + 3 * HOUR, 2).expires_at == NOW + 5 * HOUR


def test_an_event_ends_at_midnight_where_it_is_though_the_clocks_change_that_night() -> None:
    amsterdam = EventDay(date(2026, 10, 25), "Europe/Amsterdam")
    assert window(NOW, None, amsterdam).expires_at == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)
    chatham = EventDay(date(2026, 10, 25), "Pacific/Chatham")
    assert window(NOW, None, chatham).expires_at == datetime(2026, 10, 25, 10, 15, tzinfo=UTC)


def test_an_opening_that_is_over_is_none() -> None:
    assert opening(NOW - HOUR, NOW) is None
    assert opening(None, NOW) is None
    assert opening(NOW + HOUR, NOW) == NOW + HOUR
    assert opening(datetime.fromisoformat("2026-10-24T13:00:00"), NOW) == NOW + HOUR


@pytest.mark.parametrize(
    ("opens_at", "end", "code"),
    [
        (None, EventDay(date(2026, 10, 23), "Europe/Amsterdam"), "event_over"),
        (None, EventDay(date(2026, 11, 24), "UTC"), "too_long"),
        (NOW + 40 * HOUR, EventDay(date(2026, 10, 25), "UTC"), "opens_too_late"),
        (NOW + 10 * HOUR, 715, "too_long"),
        (None, 720.01, "too_long"),
    ],
)
def test_a_window_that_is_none_is_refused(
    opens_at: datetime | None, end: float | EventDay, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        window(NOW, opens_at, end)
    assert caught.value.code == code


def test_thirty_days_are_allowed() -> None:
    assert window(NOW, None, 720).expires_at == NOW + timedelta(days=30)
