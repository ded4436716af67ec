"""When a mat was dead, told by the runners whom it missed."""

from hypothesis import given
from hypothesis import strategies as st

from project88.race.silences import FEWEST, Missed, silences

S = 1_000_000


def missed(*about_s: int) -> list[Missed]:
    return [Missed(at, at * S - 600 * S, at * S + 600 * S) for at in about_s]


def test_several_in_a_row_are_a_silence_from_the_first_to_the_last() -> None:
    heard = [at * S for at in (*range(1000, 1100, 5), *range(1200, 1300, 5))]
    (found,) = silences(missed(1110, 1120, 1130, 1150, 1190), heard)
    assert (found.from_us, found.until_us, found.people, found.ever) == (
        1110 * S,
        1190 * S,
        5,
        True,
    )


def test_one_missed_now_and_then_is_no_silence() -> None:
    heard = [at * S for at in range(1000, 2000, 2)]
    assert silences(missed(*range(1001, 1999, 100)), heard) == []


def test_a_mat_that_never_heard_anybody_says_so() -> None:
    (found,) = silences(missed(*range(1000, 1010)), [])
    assert (found.people, found.ever) == (10, False)


def test_where_on_the_way_a_point_lies_tells_when_somebody_went_by() -> None:
    assert Missed("Ann", 1000 * S, 2000 * S, 0.25).about_us == 1250 * S


@given(st.lists(st.integers(0, 5_000), max_size=60), st.lists(st.integers(0, 5_000), max_size=60))
def test_nobody_is_heard_within_a_silence_and_nobody_is_in_two(
    about: list[int], heard: list[int]
) -> None:
    told = sorted(at * S for at in heard)
    found = silences(missed(*about), told)
    assert sum(one.people for one in found) <= len(about)
    for one in found:
        assert one.people >= FEWEST
        assert not any(one.from_us < at <= one.until_us for at in told)
