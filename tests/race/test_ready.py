"""Ready for official: each check in order, or with what to do."""

import pytest

from project88.race.guns import From
from project88.race.ready import Facts, WaveStart, checked

FINE = Facts(points=3, faults=(), waves=(WaveStart("", From.GUN),), on_course=0, unheard=0, open={})


def lines(of: Facts) -> dict[str, tuple[int, str]]:
    return {one.check: (one.count, one.sentence) for one in checked(of)}


def but(**more: object) -> Facts:
    told = {name: getattr(FINE, name) for name in FINE.__struct_fields__}
    return Facts(**{**told, **more})


def test_a_race_without_anything_open_is_ready() -> None:
    assert all(one.ok for one in checked(FINE))


@pytest.mark.parametrize(
    ("facts", "check", "count", "said"),
    [
        (but(points=0), "course", 1, "The race has no course."),
        (but(faults=("Add a finish.",)), "course", 1, "Add a finish."),
        (but(waves=()), "guns", 1, "No start is known."),
        (but(waves=(WaveStart("", From.PLAN),)), "guns", 1, "Of the race only the plan is known."),
        (but(waves=(WaveStart("B", From.NOTHING),)), "guns", 1, "Of wave B no start is known."),
        (but(on_course=1), "all_in", 1, "One runner is still on the course."),
        (but(on_course=14), "all_in", 14, "14 runners are still on the course."),
        (but(unheard=2), "dns", 2, "2 people on the roster were heard nowhere."),
        (but(open={"unknown_tag": 1}), "unknown_tags", 1, "One tag that was heard"),
        (but(open={"missing_split": 2, "no_start_read": 3}), "splits", 5, "5 times are missing."),
        (but(open={"held_differs": 1}), "holds", 1, "A held podium differs"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_counted_and_says_what_to_do(
    facts: Facts, check: str, count: int, said: str
) -> None:
    found = lines(facts)
    assert found[check][0] == count
    assert found[check][1].startswith(said)
    assert [name for name, (many, _) in found.items() if many] == [check]
