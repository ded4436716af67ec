"""One way to write a duration, on paper and on screens, and to read one that a person wrote."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project88.race.durations import MILE_M, UnreadableDuration, duration, pace, read_duration

AS_WRITTEN = json.loads((Path(__file__).parent / "durations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("one", AS_WRITTEN, ids=lambda one: f"{one['ms']}/{one['decimals']}")
def test_a_duration_has_no_leading_zeros_and_a_begun_unit_counts(one: dict[str, int | str]) -> None:
    assert duration(int(one["ms"]), int(one["decimals"])) == one["text"]


@given(st.integers(0, 3_599_999_000), st.integers(0, 3))
def test_what_is_written_is_read_again_as_the_begun_unit(ms: int, decimals: int) -> None:
    unit = 10 ** (3 - decimals)
    assert read_duration(duration(ms, decimals)) == -(-ms // unit) * unit


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_longer_time_never_reads_as_a_shorter_one(one: int, other: int) -> None:
    early, late = sorted((one, other))
    assert read_duration(duration(early)) <= read_duration(duration(late))


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("45", 45_000),
        (" 19:52 ", 1_192_000),
        ("2:03:07,4", 7_387_400),
        ("02:03:07.04", 7_387_040),
        ("90:00", 5_400_000),
        ("0:00:00.001", 1),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, ms: int) -> None:
    assert read_duration(text) == ms


@pytest.mark.parametrize(
    "text",
    ["", "x", "1:60", "1:60:00", "1:2:3:4", "-5", "1:", "1.2345", "1000:00:00", "1e3", "१:०२"],
)
def test_what_is_no_time_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableDuration) as caught:
        read_duration(text)
    assert caught.value.sentence.endswith(".")


def test_a_pace_is_for_a_kilometre_or_a_mile() -> None:
    assert pace(8_337_000, 42_195) == "3:18"
    assert pace(8_337_000, 42_195, MILE_M) == "5:18"
    assert pace(1000, 0) == ""
