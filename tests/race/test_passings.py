"""Reads to passings: the definition by table, and that hearing read by read comes to the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project88.race import passings as passings_module
from project88.race.passings import (
    NEEDS_HISTORY,
    NOTHING,
    Change,
    History,
    Passing,
    Rule,
    TagReads,
    Takes,
    difference,
    passings,
    settled,
    stored_passing,
)

TABLES = Path(__file__).parent / "tables"
FIRST_30 = Rule(ignore_window_us=30_000_000)


def us(seconds: str) -> int:
    return round(float(seconds) * 1_000_000)


def seconds(at_us: int) -> str:
    return f"{at_us / 1_000_000:.6f}".rstrip("0").rstrip(".")


def rule_of(takes: str, window: str) -> Rule:
    return Rule(ignore_window_us=us(window), takes=Takes(takes))


def lines(name: str) -> list[str]:
    text = (TABLES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def shown(found: tuple[Passing, ...]) -> str:
    return " ".join(
        f"{p.no}@{seconds(p.at_us)}({seconds(p.first_us)}..{seconds(p.last_us)},{p.reads})"
        for p in found
    )


def told(change: Change | History) -> str:
    if isinstance(change, History):
        return "history"
    assert not change.withdrawn
    return " ".join(f"{p.no}@{seconds(p.at_us)}" for p in change.changed) or "nothing"


def stories() -> Iterator[tuple[str, Rule, list[tuple[str, str]]]]:
    name, rule, heard = "", FIRST_30, list[tuple[str, str]]()
    for line in [*lines("heard.txt"), "the end"]:
        if line.startswith("="):
            rule, heard = rule_of(*line[1:].split()), []
        elif ">" in line:
            read, _, answer = line.partition(">")
            heard.append((read.strip(), answer.strip()))
        else:
            if name:
                yield name, rule, heard
            name = line


@pytest.mark.parametrize(
    "row",
    [tuple(c.strip() for c in r.split("|")) for r in lines("passings.txt")],
    ids=lambda r: r[0],
)
def test_all_reads_known_make_the_passings_of_the_table(row: tuple[str, ...]) -> None:
    _, takes, window, reads, expected = row
    assert shown(passings([us(r) for r in reads.split()], rule_of(takes, window))) == expected


@pytest.mark.parametrize(("name", "rule", "heard"), list(stories()), ids=lambda v: str(v)[:60])
def test_each_read_tells_what_it_changed(
    name: str, rule: Rule, heard: list[tuple[str, str]]
) -> None:
    tag = TagReads()
    assert [(read, told(tag.hear(us(read), rule))) for read, _ in heard] == heard


def test_a_read_that_changes_nothing_gives_the_one_shared_answer() -> None:
    tag = TagReads()
    tag.hear(100, FIRST_30)
    assert tag.hear(101, FIRST_30) is NOTHING


def test_a_runner_who_rests_on_the_mat_keeps_a_bounded_memory() -> None:
    tag = TagReads()
    rule = Rule(ignore_window_us=3_600_000_000)
    for at in range(0, 3_600_000_000, 1_000_000):
        tag.hear(at, rule)
    assert tag._reads is None
    late = 3_600_000_001
    assert tag.hear(late, rule) == Change((Passing(2, late, late, late, 1),), opened=True)
    assert tag.hear(-1, rule) is NEEDS_HISTORY


def test_a_passing_is_settled_when_the_location_is_seven_seconds_on() -> None:
    passing = Passing(1, 100_000_000, 100_000_000, 101_000_000, 4)
    assert not settled(passing, 106_999_999)
    assert settled(passing, 107_000_000)
    assert settled(passing, 102_000_000, ordering_window_us=2_000_000)


def test_numbers_that_are_no_more_are_withdrawn_in_order() -> None:
    old = passings([100, 200, 300], Rule(ignore_window_us=10))
    new = passings([100, 200, 300], Rule(ignore_window_us=1000))
    assert difference(old, new) == Change((), (2, 3))
    assert difference(reversed(new), old).changed == old[1:]


class Screen:
    """A caller as the recorder is: applies what it is told, fetches the history when asked."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.reads: list[int] = []
        self.published: dict[int, Passing] = {}
        self.tag = TagReads()

    def hear(self, at_us: int) -> None:
        self.reads.append(at_us)
        change = self.tag.hear(at_us, self.rule)
        if isinstance(change, History):
            self.tag = TagReads.from_reads(self.reads, self.rule)
            change = difference(self.in_order(), passings(sorted(self.reads), self.rule))
        for no in change.withdrawn:
            del self.published[no]
        self.published.update((passing.no, passing) for passing in change.changed)

    def restart(self, *, warm: bool) -> None:
        stored = [stored_passing(p.no, p.at_us, p.first_us) for p in self.in_order()]
        recent = self.reads if warm else ()
        self.tag = TagReads.from_published(stored, self.rule, recent)

    def in_order(self) -> list[Passing]:
        return [self.published[no] for no in sorted(self.published)]

    def shows(self) -> list[tuple[int, int, int]]:
        return [(p.no, p.at_us, p.first_us) for p in self.in_order()]


RULES = st.builds(Rule, st.integers(0, 40), st.sampled_from(Takes))
DOINGS = st.lists(st.integers(-20, 200) | st.sampled_from(["restart warm", "restart cold"]))


@given(rule=RULES, doings=DOINGS, kept=st.sampled_from([1, 2, 4, 256]))
def test_heard_in_any_order_the_screen_shows_what_the_definition_says(
    rule: Rule, doings: list[int | str], kept: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passings_module, "KEPT_READS", kept)
        screen = Screen(rule)
        for doing in doings:
            if isinstance(doing, int):
                screen.hear(doing)
            else:
                screen.restart(warm=doing.endswith("warm"))
            truth = passings(sorted(screen.reads), rule)
            assert screen.shows() == [(p.no, p.at_us, p.first_us) for p in truth]


@given(rule=RULES, reads=st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_without_a_restart_a_told_passing_has_its_last_read_and_its_count(
    rule: Rule, reads: list[int]
) -> None:
    tag, heard = TagReads(), list[int]()
    for at in reads:
        heard.append(at)
        change = tag.hear(at, rule)
        truth = {p.no: p for p in passings(sorted(heard), rule)}
        if isinstance(change, History):
            tag = TagReads.from_reads(heard, rule)
        else:
            assert all(truth[p.no] == p for p in change.changed)
            assert not change.withdrawn


@given(rule=RULES, reads=st.lists(st.integers(0, 300), min_size=1))
def test_a_warm_restart_hears_on_as_if_there_had_been_none(rule: Rule, reads: list[int]) -> None:
    screen = Screen(rule)
    for at in reads[:-1]:
        screen.hear(at)
    steady = screen.tag
    screen.restart(warm=True)
    expected = steady.hear(reads[-1], rule)
    assert expected is NEEDS_HISTORY or screen.tag.hear(reads[-1], rule) == expected
