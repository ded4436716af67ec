"""Rows to entrants: what is understood, and with which sentence a row is sent back."""

from datetime import date

import pytest

from project88.events.model import Entrant, RosterFile
from project88.events.rows import read_rows
from project88.events.sheet import read_sheet

DAY = date(2026, 6, 27)


def read(text: str, race: str = "") -> RosterFile:
    return read_rows(read_sheet(text.encode()), DAY, race)


def entrants(text: str, race: str = "") -> list[Entrant]:
    file = read(text, race)
    assert not file.rejected
    return [row.entrant for row in file.rows]


def test_a_full_row_is_understood() -> None:
    text = (
        "Bib #,First,Last,Sex,Age,City,State,Country,Race,Category,Club,Wave,Chip,Chip 2,Entry ID,Privacy\n"
        "0101,Megan,Price,Female,33,Boulder,CO,USA,10K,F30-39,Harriers,2,A1;A2,B7,E-9,initials\n"
    )
    assert entrants(text) == [
        Entrant(
            bib="0101",
            first_name="Megan",
            last_name="Price",
            gender="F",
            age=33,
            city="Boulder",
            state="CO",
            country="USA",
            division="F30-39",
            team="Harriers",
            wave="2",
            race="10K",
            chips=("A1", "A2", "B7"),
            external_id="E-9",
            source_bib="0101",
            privacy="short",
        )
    ]


def test_blanks_signs_and_excel_habits_do_not_get_into_the_roster() -> None:
    text = 'bib,name,chip\n="0012",  Ann\u00a0 \u2003Lee ,\'0042\n13,Jose\u0301 Diaz,-\n'
    first, second = entrants(text)
    assert (first.bib, first.first_name, first.last_name, first.chips) == (
        *("0012", "Ann", "Lee"),
        ("0042",),
    )
    assert (second.first_name, second.chips) == ("José", ())


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ann Lee", ("Ann", "Lee")),
        ("Ludwig van Beethoven", ("Ludwig", "van Beethoven")),
        ("Price, Megan", ("Megan", "Price")),
        ("Pelé", ("", "Pelé")),
    ],
)
def test_a_whole_name_is_parted(name: str, parts: tuple[str, str]) -> None:
    (one,) = entrants(f'bib,name\n1,"{name}"\n')
    assert (one.first_name, one.last_name) == parts


def test_a_town_that_names_its_state_does_not_name_it_twice() -> None:
    first, second = entrants('bib,name,city,state\n1,Ann,"Boulder, CO",CO\n2,Bo,"Boulder, CO",\n')
    assert (first.city, first.state) == ("Boulder", "CO")
    assert (second.city, second.state) == ("Boulder, CO", "")


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1990-06-27", 36),
        ("1990-06-28", 35),
        ("1990/06/28", 35),
        ("28.06.1990", 35),
        ("6/28/1990", 35),
        ("28/6/1990", 35),
        ("03/04/1990", 36),  # March or April: 36 either way
        ("06/07/1990", None),  # 6 July or 7 June: unknown
        ("1990", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_a_date_of_birth_gives_the_age_on_race_day(born: str, age: int | None) -> None:
    (one,) = entrants(f"bib,name,dob\n1,Ann,{born}\n")
    assert one.age == age


@pytest.mark.parametrize(
    ("born", "day"),
    [
        ("1990-06-27", date(1990, 6, 27)),
        ("28.06.1990", date(1990, 6, 28)),
        ("6/28/1990", date(1990, 6, 28)),
        ("06/06/1990", date(1990, 6, 6)),  # the same either way
        ("03/04/1990", None),  # 36 either way, and born on one of two days
        ("1990", None),
        ("", None),
    ],
)
def test_a_date_of_birth_is_kept_when_it_means_one_day(born: str, day: date | None) -> None:
    (one,) = entrants(f"bib,name,dob\n1,Ann,{born}\n")
    assert one.born_on == day


@pytest.mark.parametrize("born", ["2031-01-01", "1822-01-01", "soon", "31.02.1990"])
def test_a_date_of_birth_that_cannot_be_is_left_out_where_the_age_is_told(born: str) -> None:
    (one,) = entrants(f"bib,name,age,dob\n1,Ann,33,{born}\n")
    assert (one.age, one.born_on) == (33, None)


def test_a_row_without_a_race_gets_the_one_that_was_told() -> None:
    first, second = entrants("bib,name,race\n1,Ann,5K\n2,Bo,\n", race="10K")
    assert (first.race, second.race) == ("5K", "10K")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("9,,40,", "It has no name."),
        ("9,Ann,abc,", "The age “abc” is not a number of years."),
        ("9,Ann,131,", "The age “131” is not a number of years."),
        ("1,Ann,40,", "Bib 1 is already on line 2."),
        ("9,Ann,40,C1", "Chip C1 is already on line 2."),
        ("9,Ann,40,A;C1", "Chip C1 is already on line 2."),
        (f"{'9' * 41},Ann,40,", "The bib is longer than 40 characters."),
        (f"9,Ann,40,{'9' * 65}", "The chip is longer than 64 characters."),
        (f"9,{'a' * 201} b,40,", "The first name is longer than 200 characters."),
        (f"9,{'a' * 5001} b,40,", "A cell is longer than 5000 characters."),
        (
            "9,Lee,Ann,40,A9",
            "It has 5 cells and the header 4; is a separator inside a name that is not quoted?",
        ),
        (
            '9,"Ann\nLee",40,',
            "A cell goes on over several lines; is a quote opened and not closed?",
        ),
        (
            '9,"Ann\n10,Bo,41,B\n11,Cy",40,',
            "A cell goes on over other rows; is a quote opened and not closed?",
        ),
    ],
)
def test_a_row_is_sent_back_with_its_line_and_the_reason(row: str, reason: str) -> None:
    file = read(f"bib,name,age,chip\n1,Bob,40,C1\n{row}\n77,Cy,,\n")
    assert [one.entrant.bib for one in file.rows] == ["1", "77"]
    assert [(one.line, one.reason) for one in file.rejected] == [(3, reason)]


def test_a_date_of_birth_that_is_none_is_sent_back() -> None:
    file = read("bib,name,dob\n1,Ann,31/02/1990\n2,Bo,soon\n3,Cy,2030-01-01\n")
    assert [one.reason for one in file.rejected] == [
        "The date of birth “31/02/1990” cannot be read.",
        "The date of birth “soon” cannot be read.",
        "The date of birth “2030-01-01” cannot be read.",
    ]


def test_a_rejected_row_claims_nothing() -> None:
    file = read("bib,name,chip\n1,,C1\n1,Ann,C1\n")
    assert [one.entrant.bib for one in file.rows] == ["1"]


def test_what_was_not_used_is_named() -> None:
    file = read("bib,name,shoe size,\n1,Ann,42,\n")
    assert file.columns == (("bib", "bib"), ("name", "full_name"))
    assert file.ignored == ("shoe size",)


def test_people_without_a_bib_are_welcome_once() -> None:
    file = read('bib,name,age,chip\n,Ann Lee,40,\nTBA,Bo Park,,B1\n-,"LEE, Ann",40,\n')
    assert [(one.entrant.bib, one.entrant.chips) for one in file.rows] == [("", ()), ("", ("B1",))]
    assert [one.reason for one in file.rejected] == [
        "It is the same as line 2, and has no bib to tell them apart."
    ]


@pytest.mark.parametrize(
    ("cell", "wish"),
    [("", ""), ("no", "public"), ("Short", "short"), ("x", "hidden"), ("YES", "hidden"), ("-", "")],
)
def test_a_wish_for_privacy_is_never_read_as_less(cell: str, wish: str) -> None:
    (one,) = entrants(f"bib,name,privacy\n1,Ann,{cell}\n")
    assert one.privacy == wish


def test_somebody_may_say_what_the_columns_are() -> None:
    sheet = read_sheet(b"bib,name,a,b\n7,Ann,8,X1\n")
    file = read_rows(sheet, DAY, "", [None, "last_name", "bib", "chips"])
    (row,) = file.rows
    assert (row.entrant.bib, row.entrant.last_name, row.entrant.chips) == ("8", "Ann", ("X1",))
    assert file.ignored == ("bib",)
