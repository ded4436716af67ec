"""Tag to participant: the table of cases, and that nobody is invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project88.race import matching
from project88.race.matching import Entry, Roster

TABLE = Path(__file__).parent / "tables" / "matching.txt"
TEXTS = st.text("012A", max_size=4)


def entry(line: str) -> Entry:
    number, bib, *chips = line.split()
    return Entry(int(number), "" if bib == "-" else bib, tuple(c for c in chips if c != "-"))


def cases() -> Iterator[tuple[str, Roster, list[str]]]:
    for block in TABLE.read_text(encoding="utf-8").split("\n\n")[1:]:
        name, *lines = block.strip().splitlines()
        roster = Roster(entry(line) for line in lines if ">" not in line)
        yield name, roster, [line for line in lines if ">" in line]


CASES = list(cases())


# The name alone is the id: a Roster's repr would differ on every xdist worker.
@pytest.mark.parametrize(
    ("roster", "answers"),
    [(roster, answers) for _, roster, answers in CASES],
    ids=[name for name, *_ in CASES],
)
def test_a_tag_belongs_to_whom_the_table_says(roster: Roster, answers: list[str]) -> None:
    tags = [line.split(" > ")[0] for line in answers]
    for _ in range(2):  # the second time from memory
        assert [f"{tag} > {roster.match(tag) or 'unknown'}" for tag in tags] == answers


def test_a_blank_tag_is_nobody_even_beside_a_blank_bib() -> None:
    assert Roster([Entry(1, "", ("",)), Entry(2, "0")]).match("") is None


def test_foreign_tags_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "_MEMO_KEPT", 10)
    roster = Roster([Entry(1, "101")])
    assert {roster.match(f"foreign{n}") for n in range(100)} == {None}
    assert len(roster._zeros) <= 10
    assert roster.match("0101") == 1


@given(st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=2)), max_size=6), TEXTS)
def test_whoever_is_found_carries_that_number(
    people: list[tuple[str, list[str]]], tag: str
) -> None:
    roster = Roster(Entry(n, bib, tuple(chips)) for n, (bib, chips) in enumerate(people))
    found = roster.match(tag)
    if found is not None:
        bib, chips = people[found]
        assert tag.lstrip("0") in {text.lstrip("0") for text in (bib, *chips) if text}
