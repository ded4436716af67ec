"""Newcomers come first; whom they moved gets a place in between, and not all of the time."""

from itertools import pairwise

from project88.results.scoring.settling import (
    LONGEST_REST_S,
    QUIET_S,
    SETTLE_AFTER_S,
    SETTLE_ANYWAY_S,
    Settling,
)


def test_nothing_is_due_where_nobody_was_moved() -> None:
    settling = Settling()
    settling.scored(10.0, unsettled=False)
    assert settling.due is None
    assert not settling.is_due(99.0)


def test_the_first_step_waits_for_the_usual_moment_and_for_a_pause() -> None:
    settling = Settling()
    settling.scored(10.0, unsettled=True)
    assert settling.due == 10.0 + SETTLE_AFTER_S
    settling.scored(10.0 + SETTLE_AFTER_S, unsettled=True)
    assert settling.due == 10.0 + SETTLE_AFTER_S + QUIET_S


def test_where_somebody_comes_in_all_the_time_it_waits_no_longer_than_so() -> None:
    settling = Settling()
    settling.scored(0.0, unsettled=True)
    at, stepped = 0.0, []
    while at < 5.0:
        at += 0.01
        settling.scored(at, unsettled=True)
        if settling.is_due(at):
            stepped.append(at)
            settling.stepped(at, unsettled=True)
    first = SETTLE_AFTER_S + SETTLE_ANYWAY_S
    assert abs(stepped[0] - first) < 0.011
    gaps = [later - sooner for sooner, later in pairwise(stepped)]
    assert len(gaps) > 5
    assert all(SETTLE_ANYWAY_S <= round(gap, 6) < SETTLE_ANYWAY_S + 0.02 for gap in gaps)


def test_steps_follow_one_another_while_nobody_comes_in() -> None:
    settling = Settling()
    settling.scored(0.0, unsettled=True)
    settling.stepped(0.6, unsettled=True)
    assert settling.is_due(0.6)
    settling.stepped(0.7, unsettled=False)
    assert settling.due is None


def test_it_rests_as_long_as_it_has_worked_and_never_for_ever() -> None:
    settling = Settling()
    settling.scored(0.0, unsettled=True)
    settling.stepped(1.0, unsettled=True)
    settling.stepped(4.0, unsettled=False)
    settling.scored(4.1, unsettled=True)
    assert settling.due == 7.0
    settling.stepped(100.0, unsettled=True)
    settling.stepped(200.0, unsettled=False)
    settling.scored(200.0, unsettled=True)
    assert settling.due == 200.0 + LONGEST_REST_S
