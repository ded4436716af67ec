"""When a wave was started."""

from hypothesis import given
from hypothesis import strategies as st

from project88.race.guns import NEAR_US, From, Gun, Started, Wave, starts

MINUTE = 60_000_000
NINE = 1_800_000_000_000_000


def test_each_wave_has_the_gun_that_is_nearest_to_its_plan() -> None:
    waves = [Wave(1, NINE), Wave(2, NINE + 10 * MINUTE)]
    guns = [Gun(7, NINE + 11 * MINUTE), Gun(5, NINE + MINUTE)]
    found = starts(waves, guns)
    assert found.waves == {
        1: Started(NINE + MINUTE, From.GUN, 5),
        2: Started(NINE + 11 * MINUTE, From.GUN, 7),
    }
    assert found.unused == ()


def test_until_a_gun_comes_the_plan_counts() -> None:
    assert starts([Wave(1, NINE)], []).waves == {1: Started(NINE, From.PLAN)}
    assert starts([Wave(1)], []).waves == {1: Started(None, From.NOTHING)}


def test_what_a_person_entered_counts_more_than_a_gun() -> None:
    found = starts([Wave(1, NINE, NINE + 3)], [Gun(5, NINE + 1)])
    assert found.waves == {1: Started(NINE + 3, From.MANUAL)}
    assert found.unused == (5,)


def test_a_gun_that_was_given_to_a_wave_is_its_own_however_late() -> None:
    late = Gun(5, NINE + 3 * NEAR_US, wave=1)
    assert starts([Wave(1, NINE)], [late]).waves == {1: Started(late.at_us, From.GUN, 5)}


def test_after_a_false_start_the_last_gun_that_was_given_counts() -> None:
    guns = [Gun(5, NINE, wave=1), Gun(6, NINE + MINUTE, wave=1)]
    found = starts([Wave(1, NINE)], guns)
    assert (found.waves[1].gun, found.unused) == (6, (5,))


def test_a_gun_far_from_every_plan_is_told_and_starts_nobody() -> None:
    found = starts([Wave(1, NINE)], [Gun(5, NINE - 2 * NEAR_US)])
    assert (found.waves[1].by, found.unused) == (From.PLAN, (5,))


def test_the_only_gun_starts_the_only_wave_that_has_no_plan() -> None:
    assert starts([Wave(1)], [Gun(5, NINE)]).waves == {1: Started(NINE, From.GUN, 5)}
    two = starts([Wave(1)], [Gun(5, NINE), Gun(6, NINE + 1)])
    assert (two.waves[1].by, two.unused) == (From.NOTHING, (5, 6))


WAVES = st.lists(
    st.builds(
        Wave, st.integers(1, 9), st.none() | st.integers(0, 5).map(lambda m: NINE + m * MINUTE)
    ),
    unique_by=lambda wave: wave.ref,
)
GUNS = st.lists(
    st.builds(
        Gun,
        st.integers(1, 9),
        st.integers(-30, 40).map(lambda m: NINE + m * MINUTE),
        st.none() | st.integers(1, 9),
    ),
    unique_by=lambda gun: gun.ref,
)


@given(WAVES, GUNS)
def test_the_order_of_guns_and_waves_changes_nothing(waves: list[Wave], guns: list[Gun]) -> None:
    assert starts(waves, guns) == starts(waves[::-1], guns[::-1])


@given(WAVES, GUNS)
def test_a_gun_starts_only_what_is_planned_together_and_none_is_forgotten(
    waves: list[Wave], guns: list[Gun]
) -> None:
    found = starts(waves, guns)
    plans = {wave.ref: wave.plan_us for wave in waves}
    used = {(one.gun, plans[ref]) for ref, one in found.waves.items() if one.gun is not None}
    given = {gun.ref for gun in guns if gun.wave is not None}
    alone = [gun for gun, _ in used if gun not in given]
    assert len(alone) == len(set(alone))
    told = {gun for gun, _ in used if gun is not None}
    assert sorted([*told, *found.unused]) == sorted(gun.ref for gun in guns)


def test_two_races_of_one_start_have_one_gun() -> None:
    found = starts([Wave(1, NINE), Wave(2, NINE), Wave(3, NINE + 10 * MINUTE)], [Gun(7, NINE + 2)])
    assert [found.waves[ref].gun for ref in (1, 2, 3)] == [7, 7, None]
