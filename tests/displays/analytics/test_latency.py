"""Latencies in classes: small to keep, and what they say is near what was measured."""

import math
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project88.displays.analytics.latency import (
    CLASSES,
    class_of,
    counted,
    middle_of,
    percentile,
)

PARTS = (0.5, 0.95, 0.99)
TEN_MINUTES_MS = 600_000


def exact(latencies: Sequence[int], part: float) -> int:
    """The nearest rank."""
    ordered = sorted(latencies)
    return ordered[max(1, math.ceil(part * len(ordered))) - 1]


def near(told: int | None, real: int) -> bool:
    return told is not None and abs(told - real) <= max(1, 0.1 * real)


@pytest.mark.parametrize(
    "draw",
    [
        lambda chance: chance.lognormvariate(math.log(150), 0.5),
        lambda chance: chance.uniform(20, 60),
        lambda chance: chance.expovariate(1 / 400),
        lambda chance: chance.choice([90, 91, 4_000]),
        lambda chance: chance.uniform(0, TEN_MINUTES_MS),
    ],
)
def test_percentiles_are_right_within_ten_percent(
    draw: Callable[[random.Random], float],
) -> None:
    chance = random.Random(88)
    for size in (1, 2, 7, 100, 5_000):
        latencies = [int(draw(chance)) for _ in range(size)]
        for part in PARTS:
            assert near(percentile(counted(latencies), part), exact(latencies, part)), (size, part)


@given(st.lists(st.integers(0, TEN_MINUTES_MS), min_size=1, max_size=300), st.sampled_from(PARTS))
def test_whatever_was_measured_is_near(latencies: list[int], part: float) -> None:
    assert near(percentile(counted(latencies), part), exact(latencies, part))


def test_a_class_holds_what_lies_in_it_and_they_rise() -> None:
    classes = [class_of(ms) for ms in range(TEN_MINUTES_MS)]
    assert classes == sorted(classes)
    assert all(near(middle_of(number), ms) for ms, number in enumerate(classes))
    assert class_of(TEN_MINUTES_MS) < CLASSES
    assert class_of(2**31 - 1) == CLASSES - 1


def test_minutes_can_be_added() -> None:
    first, second = [12, 180, 190], [9_000] * 3
    longest = max(len(counted(first)), len(counted(second)))
    padded = [one + [0] * (longest - len(one)) for one in (counted(first), counted(second))]
    assert [a + b for a, b in zip(*padded, strict=True)] == counted(first + second)


def test_of_nothing_nothing_is_told() -> None:
    assert counted([]) == []
    assert percentile([], 0.5) is None
    assert percentile([0, 0], 0.5) is None
