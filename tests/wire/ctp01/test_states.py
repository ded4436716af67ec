"""The table of states is complete, and what it leaves out is left out for a written reason."""

from itertools import product

import pytest

from project88.wire.ctp01.states import IMPOSSIBLE, TABLE, Input, State, follow
from project88.wire.errors import ProtocolMisuse

PAIRS = list(product(State, Input))


@pytest.mark.parametrize(("state", "given"), PAIRS)
def test_each_pair_is_either_in_the_table_or_impossible(state: State, given: Input) -> None:
    assert (given in TABLE[state]) != (given in IMPOSSIBLE[state])


@pytest.mark.parametrize(("state", "given"), PAIRS)
def test_an_impossible_pair_is_a_misuse_that_says_why(state: State, given: Input) -> None:
    if given in TABLE[state]:
        assert follow(state, given) is TABLE[state][given]
        return
    with pytest.raises(ProtocolMisuse) as caught:
        follow(state, given)
    assert caught.value.detail == IMPOSSIBLE[state][given]


def test_every_state_can_be_reached_and_every_one_but_the_last_can_be_left() -> None:
    reached = {State.ACCEPTED}
    for _ in State:
        reached |= {following for state in reached for following in TABLE[state].values()}
    assert reached == set(State)
    assert [state for state in State if not TABLE[state]] == [State.CLOSED]
