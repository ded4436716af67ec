"""Headings of real exports mean what their writers mean."""

import pytest

from project88.events.headings import ALIASES, columns, meaning, names_a_roster


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Bib", "bib"),
        ("BIB #", "bib"),
        ("Race No.", "bib"),
        ("start number", "bib"),
        ("Startnummer", "bib"),
        ("number", "bib"),
        ("First Name", "first_name"),
        ("first_name", "first_name"),
        ("FirstName", "first_name"),
        ("Prénom", "first_name"),
        ("Last-Name", "last_name"),
        ("Name", "full_name"),
        ("Sex", "gender"),
        ("M/F", "gender"),
        ("Age on race day", "age"),
        ("Date of Birth", "dob"),
        ("Home Town", "city"),
        ("State/Province", "state"),
        ("Nat.", "country"),
        ("Nationalität", "country"),
        ("Distance", "race"),
        ("Age Group", "division"),
        ("Club/Team", "team"),
        ("Corral", "wave"),
        ("Chip", "chips"),
        ("Chip 1", "chips"),
        ("Tag2", "chips"),
        ("Transponder ID", "chips"),
        ("\ufeffBib", "bib"),
        ("Bib 2", None),
        ("5k_ms", None),
        ("overall_place", None),
        ("", None),
    ],
)
def test_a_heading_means_the_field(heading: str, field: str | None) -> None:
    assert meaning(heading) == field


def test_no_heading_means_two_things() -> None:
    aliases = [alias for field in ALIASES.values() for alias in field]
    assert len(aliases) == len(set(aliases))


def test_of_two_columns_for_one_thing_the_more_telling_comes_first() -> None:
    assert columns(["Distance", "Bib", "Race"])["race"] == (2, 0)
    assert columns(["Chip 2", "Chip"])["chips"] == (1, 0)


def test_a_roster_needs_a_name_and_something_more() -> None:
    assert names_a_roster(["No", "Name"])
    assert names_a_roster(["Chip", "Name"])
    assert not names_a_roster(["Name", "Name 2"])
    assert not names_a_roster(["Bib", "Age"])
