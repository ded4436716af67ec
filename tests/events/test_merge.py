"""A second file meets the first: nothing known is lost, nothing changes hands unsaid, again is nothing."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from project88.events.merge import Decision, LocalEdits, Outcome, Plan, merge, plan
from project88.events.model import Entrant, Row, Stored
from project88.events.pairing import AMBIGUOUS, OTHER_NAME


def known(*entrants: Entrant, local: tuple[str, ...] = ()) -> list[Stored]:
    return [Stored(n, entrant, local) for n, entrant in enumerate(entrants, start=1)]


def told(*entrants: Entrant) -> list[Row]:
    return [
        Row(n, (), msgspec.structs.replace(entrant, source_bib=entrant.bib, privacy=""))
        for n, entrant in enumerate(entrants, start=2)
    ]


def person(bib: str, *chips: str, **more: str | int) -> Entrant:
    fields = {"last_name": "Lee", "source_bib": bib, "privacy": "public", **more}
    return Entrant(bib=bib, chips=tuple(sorted(chips)), **fields)  # type: ignore[arg-type]


def outcomes(decided: Plan) -> list[tuple[str, int | None]]:
    return [(one.outcome.value, one.participant_id) for one in decided.decisions]


def reasons(decided: Plan) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in decided.rejected]


def only(decided: Plan) -> Decision:
    (one,) = decided.decisions
    return one


def test_a_blank_leaves_what_is_known_and_anything_else_replaces_it() -> None:
    before = Entrant(bib="1", first_name="Ann", age=40, city="Boulder", chips=("A",))
    after, changed, kept = merge(before, Entrant(bib="1", first_name="Anna", state="CO", age=0))
    assert after == Entrant(
        bib="1", first_name="Anna", age=0, city="Boulder", state="CO", chips=("A",)
    )
    assert changed == {"first_name": "Ann", "age": 40, "state": ""}
    assert kept == {}


def test_each_row_is_new_changed_or_unchanged() -> None:
    decided = plan(
        known(person("1", "A"), person("2")),
        told(person("1"), person("2", team="Harriers"), person("3", last_name="Orr")),
    )
    assert outcomes(decided) == [("unchanged", 1), ("changed", 2), ("new", None)]
    assert decided.decisions[1].before == {"team": ""}


def test_a_replacement_chip_takes_the_place_of_the_old_one() -> None:
    assert only(plan(known(person("1", "A")), told(person("1", "B")))).result == person("1", "B")


def test_two_runners_who_swapped_chips_are_swapped() -> None:
    decided = plan(
        known(person("1", "A"), person("2", "B")), told(person("1", "B"), person("2", "A"))
    )
    assert [one.result for one in decided.decisions] == [person("1", "B"), person("2", "A")]


def test_a_chip_is_not_taken_from_somebody_whom_the_file_does_not_name() -> None:
    decided = plan(known(person("1", "A")), told(person("2", "A", last_name="Orr")))
    assert reasons(decided) == [(2, "Chip A already belongs to bib 1.")]


def test_a_rejected_row_keeps_its_chip_and_may_reject_the_next() -> None:
    decided = plan(
        known(person("1", "A"), person("2", "B"), person("3", "C")),
        told(person("2", "A"), person("3", "B"), person("4", "C", last_name="Orr")),
    )
    assert reasons(decided) == [
        (2, "Chip A already belongs to bib 1."),
        (3, "Chip B already belongs to bib 2."),
        (4, "Chip C already belongs to bib 3."),
    ]


def test_an_entry_number_is_stronger_than_any_bib() -> None:
    stored = known(person("1", external_id="E1"), person("2", external_id="E2", last_name="Orr"))
    decided = plan(
        stored,
        told(
            person("2", external_id="E1"),
            person("1", external_id="E2", last_name="Orr"),
        ),
    )
    assert outcomes(decided) == [("changed", 1), ("changed", 2)]
    assert [one.result.bib for one in decided.decisions if one.result] == ["2", "1"]


def test_another_entry_number_is_another_person_even_under_the_same_bib() -> None:
    decided = plan(known(person("1", external_id="E1")), told(person("1", external_id="E9")))
    assert reasons(decided) == [(2, "Bib 1 already belongs to somebody else.")]


def test_a_bib_that_was_given_here_stays_whatever_the_file_says() -> None:
    stored = known(person("500", source_bib="1"), local=("bib",))
    for edits in LocalEdits:
        one = only(plan(stored, told(person("1", team="Harriers")), edits))
        assert (one.participant_id, one.result and one.result.bib) == (1, "500")
        assert one.kept == {"bib": "1"}
        assert one.before == {"team": ""}


def test_a_bib_that_was_taken_away_here_does_not_come_back() -> None:
    stored = known(person("", source_bib="1"), local=("bib",))
    one = only(plan(stored, told(person("1"))))
    assert (one.outcome, one.participant_id, one.kept) == (Outcome.UNCHANGED, 1, {"bib": "1"})


def test_somebody_elses_bib_of_here_is_no_proof_and_is_not_taken() -> None:
    stored = known(person("500", source_bib="1"), local=("bib",))
    decided = plan(stored, told(person("500", last_name="Orr")))
    assert reasons(decided) == [(2, "Bib 500 already belongs to somebody else.")]


def test_what_was_set_here_stays_unless_the_file_is_asked_for() -> None:
    stored = known(person("1", team="Ours"), local=("team",))
    rows = told(person("1", team="Theirs"))
    kept = only(plan(stored, rows))
    assert (kept.outcome, kept.kept) == (Outcome.UNCHANGED, {"team": "Theirs"})
    taken = only(plan(stored, rows, LocalEdits.OVERWRITE))
    assert (taken.outcome, taken.before) == (Outcome.CHANGED, {"team": "Ours"})


def test_a_row_without_a_bib_finds_its_person_by_name_age_and_gender() -> None:
    stored = known(
        person("7", first_name="Jörg", last_name="Müller", age=40, source_bib=""),
        person("8", first_name="Jörg", last_name="Müller", age=60, source_bib=""),
    )
    row = person("", first_name="Muller", last_name="JORG", age=61, city="Ulm")
    assert only(plan(stored, told(row))).participant_id == 2


def test_a_row_that_may_mean_two_people_is_sent_back() -> None:
    stored = known(person("7", age=40), person("8", age=60))
    assert reasons(plan(stored, told(person("", city="Ulm")))) == [(2, AMBIGUOUS)]


def test_a_bib_that_the_file_tells_at_last_goes_to_who_was_waiting_for_it() -> None:
    one = only(plan(known(person("", age=40)), told(person("12", age=40))))
    assert (one.participant_id, one.before) == (1, {"bib": "", "source_bib": ""})


def test_another_name_under_a_bib_of_the_file_corrects_it_and_says_so() -> None:
    one = only(plan(known(person("1")), told(person("1", last_name="Leigh"))))
    assert (one.participant_id, one.outcome, one.reasons) == (1, Outcome.CHANGED, (OTHER_NAME,))


BIBS, CHIPS = st.sampled_from(["", "1", "2", "3", "4"]), "ABCD"
PEOPLE = st.builds(
    Entrant,
    bib=BIBS,
    first_name=st.sampled_from(["", "Ann", "Bo"]),
    last_name=st.sampled_from(["Lee", "Orr"]),
    age=st.sampled_from([None, 30, 31, 40]),
    gender=st.sampled_from(["", "F", "M"]),
    external_id=st.sampled_from(["", "", "E1", "E2"]),
    team=st.sampled_from(["", "Harriers"]),
)


@st.composite
def files(draw: st.DrawFn) -> list[Row]:
    """Rows as `read_rows` lets them through: nothing is claimed twice in one file."""
    free, claims, rows = draw(st.permutations(CHIPS)), set[object](), list[Entrant]()
    for one in draw(st.lists(PEOPLE, max_size=6)):
        mine = {("bib", one.bib), ("entry", one.external_id)} - {("bib", ""), ("entry", "")}
        mine = mine or {(one.first_name, one.last_name, one.age, one.gender)}  # type: ignore[arg-type]
        if not mine & claims:
            claims |= mine
            count = draw(st.integers(0, 2))
            rows.append(msgspec.structs.replace(one, chips=tuple(sorted(free[:count]))))
            free = free[count:]
    return told(*rows)


def after(stored: list[Stored], decided: Plan) -> list[Stored]:
    """The roster when the plan has been written."""
    people = {one.id: one for one in stored}
    for number, one in enumerate(decided.decisions, start=1000 + len(stored)):
        if one.result is not None:
            who = one.participant_id or number
            local = people[who].local if who in people else ()
            people[who] = Stored(who, one.result, local)
    return list(people.values())


def assert_sound(stored: list[Stored]) -> None:
    for things in (
        [one.entrant.bib for one in stored if one.entrant.bib],
        [chip for one in stored for chip in one.entrant.chips],
    ):
        assert len(things) == len(set(things))


@st.composite
def rosters(draw: st.DrawFn) -> list[Stored]:
    """A roster that files made, in which somebody here then gave and took some bibs."""
    stored = after([], plan([], draw(files())))
    taken = {one.entrant.bib for one in stored}
    for index, one in enumerate(stored):
        bib = draw(st.sampled_from([one.entrant.bib, "", "2", "90", "91"]))
        if bib != one.entrant.bib and (not bib or bib not in taken):
            taken = taken - {one.entrant.bib} | {bib}
            entrant = msgspec.structs.replace(one.entrant, bib=bib)
            stored[index] = Stored(one.id, entrant, ("bib",))
    return stored


@given(rosters(), files(), st.sampled_from(LocalEdits))
def test_after_any_import_nothing_has_two_holders_and_no_local_bib_is_lost(
    stored: list[Stored], rows: list[Row], edits: LocalEdits
) -> None:
    assert_sound(stored)
    decided = plan(stored, rows, edits)
    assert len(decided.decisions) == len(rows)
    then = after(stored, decided)
    assert_sound(then)
    bibs = {one.id: one.entrant.bib for one in then}
    assert {one.id for one in stored} <= bibs.keys()
    for one in stored:
        if "bib" in one.local:
            assert bibs[one.id] == one.entrant.bib


@given(rosters(), files(), st.sampled_from(LocalEdits))
def test_a_blank_never_overwrites(stored: list[Stored], rows: list[Row], edits: LocalEdits) -> None:
    then = {one.id: one.entrant for one in after(stored, plan(stored, rows, edits))}
    for one in stored:
        for field in Entrant.__struct_fields__:
            if getattr(one.entrant, field):
                assert getattr(then[one.id], field)


@given(rosters(), files(), st.sampled_from(LocalEdits))
def test_the_same_file_again_brings_nothing_new(
    stored: list[Stored], rows: list[Row], edits: LocalEdits
) -> None:
    then = after(stored, plan(stored, rows, edits))
    again = plan(then, rows, edits)
    assert again.of(Outcome.NEW) + again.of(Outcome.CHANGED) == []


@given(rosters(), files(), st.sampled_from(LocalEdits))
def test_what_changed_is_told_so_that_it_can_be_brought_back(
    stored: list[Stored], rows: list[Row], edits: LocalEdits
) -> None:
    known_by_id = {one.id: one.entrant for one in stored}
    for one in plan(stored, rows, edits).of(Outcome.CHANGED):
        assert one.result is not None
        assert one.participant_id is not None
        back = msgspec.structs.replace(one.result, **one.before)
        assert back == known_by_id[one.participant_id]
