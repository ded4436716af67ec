"""The demo's race is lively from its first seconds, and every demo is a race of its own."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from project88.demo import race
from project88.replay.feed import Rows, Wait

NOON = datetime(2026, 6, 27, 12, 0, tzinfo=UTC)


def finishers(seconds: float) -> set[str]:
    """The tags that the demo's senders have read at the finish that long after its start."""
    tags = set()
    for stream in race.streams(NOON, "demo 1"):
        stream.feed.start(None, None)
        while isinstance(action := stream.feed.next(seconds), Rows):
            rows = (line.split("~") for line in action.data.decode().splitlines())
            tags |= {row[3] for row in rows if row[2] == "Finish"}
        assert isinstance(action, Wait)
    return tags


def test_somebody_is_in_within_ten_seconds_and_a_crowd_after_two_minutes() -> None:
    assert 1 <= len(finishers(10)) <= 5
    assert len(finishers(150)) - len(finishers(120)) >= 15


def test_runners_keep_coming_for_five_minutes() -> None:
    for half_minute in range(10):
        begin, end = 30 * half_minute, 30 * half_minute + 30
        assert len(finishers(end)) - len(finishers(begin)) >= 2


def test_two_demos_are_two_senders() -> None:
    ids = {race.streams(NOON, name)[0].config.event_id for name in ("demo 1", "demo 2")}
    assert ids == {"demo 1", "demo 2"}


def test_a_demo_just_after_midnight_had_its_gun_the_day_before() -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    assert race.gun_for(datetime(2026, 6, 27, 0, 2, tzinfo=amsterdam)).day == 26
    assert race.gun_for(datetime(2026, 6, 27, 0, 8, tzinfo=amsterdam)).day == 27
