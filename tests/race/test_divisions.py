"""Who is ranked with whom, and who could be ranked in two places."""

import pytest

from project88.race.divisions import Division, division_of, overlaps, sentence

OPEN_WOMEN = Division("Women", "F")
F40 = Division("F40", "F", 40)
M40 = Division("M40", "M", 40, 49)
YOUTH = Division("Youth", "", None, 17)


@pytest.mark.parametrize(
    ("age", "gender", "name"),
    [
        (44, "F", "F40"),
        (39, "F", "Women"),
        (17, "M", "Youth"),
        (18, "M", None),
        (40, "M", "M40"),
        (49, "M", "M40"),
        (50, "M", None),
        (None, "F", "Women"),
        (None, "", None),
        (0, "X", "Youth"),
    ],
)
def test_the_first_division_that_fits_counts(
    age: int | None, gender: str, name: str | None
) -> None:
    found = division_of(age, gender, [YOUTH, F40, M40, OPEN_WOMEN])
    assert (found and found.name) == name


def test_divisions_that_share_people_are_told_in_a_sentence() -> None:
    assert [sentence(one) for one in overlaps([YOUTH, F40, M40, OPEN_WOMEN])] == [
        "Women up to 17 fit Youth and Women.",
        "Women from 40 fit F40 and Women.",
    ]
    assert [sentence(one) for one in overlaps([Division("All"), Division("Everyone")])] == [
        "People of every age fit All and Everyone."
    ]
    assert [sentence(one) for one in overlaps([M40, Division("M45", "M", 45, 60)])] == [
        "Men of 45 to 49 fit M40 and M45."
    ]


def test_neighbours_share_nobody() -> None:
    assert overlaps([Division("M40", "M", 40, 49), Division("M50", "M", 50, 59)]) == []
    assert overlaps([Division("M", "M"), Division("F", "F"), Division("X", "X")]) == []
