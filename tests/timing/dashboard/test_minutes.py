"""The little curve of a location is the same whether its minutes were read once or at every look."""

from hypothesis import given
from hypothesis import strategies as st

from project88.timing.dashboard.minutes import MINUTES, Heard, Minutes


def shown(heard: list[Heard], minute: int) -> dict[int, int]:
    """Reads by minute, of the minutes that are shown."""
    found: dict[int, int] = {}
    for one in heard:
        if one.minute > minute - MINUTES:
            found[one.minute] = found.get(one.minute, 0) + one.reads
    return found


@given(
    st.lists(st.integers(0, 40), max_size=60), st.lists(st.integers(0, 4), min_size=1, max_size=20)
)
def test_a_minute_that_is_over_is_read_once_and_never_forgotten(
    reads: list[int], pauses: list[int]
) -> None:
    minutes, now = Minutes(), 3
    for pause in pauses:
        now += pause
        first = minutes.first_to_read([1], now)
        heard = [one for one in reads if first <= one <= now]
        whole = [one for one in reads if now - MINUTES < one <= now]
        rows = [Heard(7, one, heard.count(one), 0) for one in sorted(set(heard))]
        expected = {one: whole.count(one) for one in set(whole)}
        assert shown(minutes.take(rows, now), now) == expected


def test_the_last_sixty_seconds_are_not_counted_again() -> None:
    minutes = Minutes()
    minutes.first_to_read([1], 100)
    minutes.take([Heard(7, 97, 5, 5), Heard(7, 100, 2, 2)], 100)
    assert minutes.first_to_read([1], 100) == 98
    assert [one.last_minute for one in minutes.take([Heard(7, 100, 3, 3)], 100)] == [0, 3]


def test_another_timing_session_is_read_from_its_beginning() -> None:
    minutes = Minutes()
    minutes.first_to_read([1], 100)
    minutes.take([Heard(7, 90, 5, 0)], 100)
    assert minutes.first_to_read([1, 2], 100) == 100 - MINUTES + 1
    assert minutes.take([], 100) == []
