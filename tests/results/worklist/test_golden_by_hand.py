"""The golden figures of the work list, reckoned again from the files alone, without a line of the hub's code.

How: rows of the four logs are read as text; a tag's reads at a place become passings 30 s long, as its first read
opens one. Whoever has rows of event code 18 is on the roster, and in the marathon when heard out on the course.
The marathon has the gun of 08:00:55.16 and the others that of 08:15:55.42 (marker files: seven button presses, so
five start nobody). A start is the last passing at the mat within the hour after the gun and before anything else
of that runner (of the mat itself, before the finish can be reached); a split the first passing after it, and a
finish the first one after the least time. The rest is counting.
"""

import json
from calendar import timegm
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

LOGS = Path(__file__).parents[3].parent / "shared" / "data" / "chronotrack"
GOLDEN = Path(__file__).parent / "golden" / "race_day.json"
FINISH, *COURSE = (
    ("FINISH1_5071909.csv", 0),
    *(("9K_5071949.csv", 9_000), ("19K_5072019.csv", 19_000), ("27k_5072049.csv", 27_000)),
)
ALL = [FINISH[0], *(name for name, _ in COURSE)]
WINDOW, HOUR = 30_00, 3600_00
"""Hundredths of a second, as the boxes write them."""
FASTEST_M_S = 7.2
MIDNIGHT = timegm((2021, 5, 8, 0, 0, 0)) * 100
MARATHON_GUN, OTHERS_GUN = (MIDNIGHT + at for at in (8 * HOUR + 55_16, 8 * HOUR + 955_42))

pytestmark = pytest.mark.skipif(not LOGS.is_dir(), reason="shared data folder is absent")


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:  # Any: JSON
    found: dict[str, Any] = json.loads(GOLDEN.read_text())
    return found


class Field:
    """What the files say of every tag."""

    def __init__(self) -> None:
        self.reads: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.codes: dict[str, set[str]] = defaultdict(set)
        for name, _ in (FINISH, *COURSE):
            for line in (LOGS / name).read_text().splitlines():
                if line.startswith("TO~"):
                    _, _, tag, _, code, at, *_ = line.split("~")
                    whole, _, part = at.partition(".")
                    self.reads[tag.lstrip("0")][name].append(
                        int(whole) * 100 + int(part.ljust(2, "0"))
                    )
                    self.codes[tag.lstrip("0")].add(code.lstrip("0"))
        self.own = {tag for tag in self.reads if "18" in self.codes[tag]}
        self.marathon = {tag for tag in self.own if set(self.reads[tag]) - {FINISH[0]}}

    def passings(self, tag: str, name: str) -> list[int]:
        found: list[int] = []
        for at in sorted(self.reads[tag].get(name, ())):
            if not found or at > found[-1] + WINDOW:
                found.append(at)
        return found


@pytest.fixture(scope="module")
def field() -> Field:
    return Field()


def ran(
    field: Field, tag: str, gun: int, course: list[tuple[str, int]], least: int
) -> Counter[str]:
    """What one runner adds to the counts."""
    mat = field.passings(tag, FINISH[0])
    starts = [at for at in mat if gun <= at <= gun + HOUR]
    away = [
        at for name, _ in course for at in field.passings(tag, name) if starts and at > starts[0]
    ]
    last = min([*away, *(at + least - 1 for at in starts[:1])], default=0)
    start = max((at for at in starts if at <= last), default=None)
    base = gun if start is None else start
    passed = [
        (metres, [at for at in field.passings(tag, name) if at >= base]) for name, metres in course
    ]
    marks = [(metres, told[0]) for metres, told in passed if told]
    finished = any(at >= base + least and at != start for at in mat)
    if start is None and not marks and not finished:
        return Counter(unheard=1)
    reached = [metres for metres, _ in marks]
    due = [metres for _, metres in course if finished or metres < max(reached, default=0)]
    before, fast = (0, base), 0
    for metres, at in marks:
        fast += (metres - before[0]) * 100 > FASTEST_M_S * (at - before[1])
        before = (metres, at)
    where = "finished" if finished else "on_course" if marks else "started"
    return Counter(
        {
            where: 1,
            "no_start": int(start is None),
            "missing": len(set(due) - set(reached)),
            "fast": fast,
        }
    )


def test_unknown_tags_are_those_of_other_races_and_of_tests(
    field: Field, golden: dict[str, Any]
) -> None:
    unknown = set(field.reads) - field.own
    assert golden["unknown"] == {
        "tags": len(unknown),
        "passings": sum(
            len(field.passings(tag, name)) for tag in unknown for name in field.reads[tag]
        ),
        "reads": sum(len(reads) for tag in unknown for reads in field.reads[tag].values()),
    }
    assert golden["event"]["unknown_tag"] == len(unknown)


def test_the_marathon(field: Field, golden: dict[str, Any]) -> None:
    told: Counter[str] = Counter()
    for tag in field.marathon:
        told += ran(field, tag, MARATHON_GUN, list(COURSE), 5_400_00)
    assert golden["standing"]["Marathon"] == {
        name: told[name] for name in ("finished", "on_course")
    }
    assert golden["Marathon"] == {
        "impossible_pace": told["fast"],
        "missing_split": told["missing"],
        "no_start_read": told["no_start"],
    }
    checks = golden["ready"]["Marathon"]
    assert (checks["all_in"], checks["splits"], checks["times"]) == (
        told["on_course"], told["missing"] + told["no_start"], told["fast"],
    )  # fmt: skip


def test_the_other_races(field: Field, golden: dict[str, Any]) -> None:
    told: Counter[str] = Counter()
    for tag in field.own - field.marathon:
        told += ran(field, tag, OTHERS_GUN, [], 1_800_00)
    assert golden["standing"]["Others"] == {name: told[name] for name in ("finished", "started")}
    assert golden["Others"] == {"dns_candidate": told["unheard"], "no_start_read": told["no_start"]}


def test_five_of_seven_guns_start_nobody(golden: dict[str, Any]) -> None:
    pressed = {
        line.split(",")[4]
        for path in LOGS.glob("*.mrk")
        for line in path.read_text().splitlines()
        if line.split(",")[2:3] == ["Gun"]
    }
    assert (len(pressed), golden["event"]["unused_gun"]) == (7, 7 - 2)


def test_no_mat_was_dead_as_none_missed_five_in_a_row(field: Field, golden: dict[str, Any]) -> None:
    """In the order in which the runners came to the mat beside it, at most four in a row are missing."""
    assert golden["dead"] == []
    for name, beside in ((1, 2), (2, 3), (3, 2)):
        there = sorted(
            (at, tag) for tag in field.marathon for at in field.passings(tag, ALL[beside])[:1]
        )
        missed = ["x" if field.passings(tag, ALL[name]) else "-" for _, tag in there]
        assert max(map(len, "".join(missed).split("x"))) < 5, ALL[name]
