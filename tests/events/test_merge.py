"""A second file meets the first: nothing known is lost, no chip changes hands unsaid."""

from hypothesis import given
from hypothesis import strategies as st

from project88.events.merge import Plan, merge, plan
from project88.events.model import Entrant, Row, Stored


def known(*entrants: Entrant) -> dict[str, Stored]:
    return {entrant.bib: Stored(n, entrant) for n, entrant in enumerate(entrants, start=1)}


def told(*entrants: Entrant) -> list[Row]:
    return [Row(n, (), entrant) for n, entrant in enumerate(entrants, start=2)]


def person(bib: str, *chips: str, team: str = "") -> Entrant:
    return Entrant(bib=bib, last_name="Lee", team=team, chips=tuple(sorted(chips)))


def reasons(decided: Plan) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in decided.rejected]


def test_a_blank_leaves_what_is_known_and_anything_else_replaces_it() -> None:
    before = Entrant(bib="1", first_name="Ann", age=40, city="Boulder", chips=("A",))
    after = merge(before, Entrant(bib="1", first_name="Anna", state="CO", age=0))
    assert after == Entrant(
        bib="1", first_name="Anna", age=0, city="Boulder", state="CO", chips=("A",)
    )


def test_each_row_is_new_changed_or_unchanged() -> None:
    decided = plan(
        known(person("1", "A"), person("2")),
        told(person("1"), person("2", team="Harriers"), person("3")),
    )
    assert decided == Plan(
        new=(person("3"),), changed=(person("2", team="Harriers"),), unchanged=1, rejected=()
    )


def test_a_replacement_chip_takes_the_place_of_the_old_one() -> None:
    assert plan(known(person("1", "A")), told(person("1", "B"))).changed == (person("1", "B"),)


def test_two_runners_who_swapped_chips_are_swapped() -> None:
    decided = plan(
        known(person("1", "A"), person("2", "B")), told(person("1", "B"), person("2", "A"))
    )
    assert decided.changed == (person("1", "B"), person("2", "A"))


def test_a_chip_is_not_taken_from_somebody_whom_the_file_does_not_name() -> None:
    decided = plan(known(person("1", "A")), told(person("2", "A")))
    assert reasons(decided) == [(2, "Chip A already belongs to bib 1.")]


def test_a_rejected_row_keeps_its_chip_and_may_reject_the_next() -> None:
    decided = plan(
        known(person("1", "A"), person("2", "B"), person("3", "C")),
        told(person("2", "A"), person("3", "B"), person("4", "C")),
    )
    assert reasons(decided) == [
        (2, "Chip A already belongs to bib 1."),
        (3, "Chip B already belongs to bib 2."),
        (4, "Chip C already belongs to bib 3."),
    ]


BIBS, CHIPS = st.sampled_from("12345"), st.sampled_from("ABCD")


@st.composite
def rosters(draw: st.DrawFn) -> list[Entrant]:
    free = draw(st.permutations("ABCD"))
    found = []
    for bib in draw(st.lists(BIBS, unique=True)):
        count = draw(st.integers(0, 2))
        found.append(person(bib, *free[:count]))
        free = free[count:]
    return found


@given(rosters(), rosters())
def test_after_any_import_no_chip_has_two_holders_and_again_changes_nothing(
    before: list[Entrant], file: list[Entrant]
) -> None:
    decided = plan(known(*before), told(*file))
    after = {entrant.bib: entrant for entrant in [*before, *decided.new, *decided.changed]}
    chips = [chip for entrant in after.values() for chip in entrant.chips]
    assert len(chips) == len(set(chips))
    counts = len(decided.new) + len(decided.changed) + decided.unchanged + len(decided.rejected)
    assert counts == len(file)
    refused = {row.line for row in decided.rejected}
    good = [row for row in told(*file) if row.line not in refused]
    again = plan(known(*after.values()), good)
    assert again == Plan(new=(), changed=(), unchanged=len(good), rejected=())
