"""Errors say whose fault it is, to a person and to a program."""

import inspect

import pytest

from project88 import errors
from project88.errors import InputError, Misconfigured, Project88Error, UnsafeRole

ALL = [
    found
    for _, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, Project88Error)
]


def test_the_tree_at_the_head_of_the_module_is_the_tree_of_the_code() -> None:
    drawn = {
        line.split("──")[-1].split()[0]
        for line in (errors.__doc__ or "").splitlines()
        if "──" in line
    }
    assert drawn | {"Project88Error"} == {found.__name__ for found in ALL}


def test_each_error_has_a_code_of_its_own() -> None:
    assert len({found.code for found in ALL}) == len(ALL)


def test_a_person_gets_the_sentence_and_the_log_the_detail() -> None:
    error = InputError("The bib is missing.", code="bib_missing", detail="row 12, column bib")
    assert str(error) == error.sentence == "The bib is missing."
    assert (error.code, error.detail, error.status) == ("bib_missing", "row 12, column bib", 422)
    assert InputError("x").code == "input"


@pytest.mark.parametrize("kind", ALL)
def test_every_error_can_be_answered_over_http(kind: type[Project88Error]) -> None:
    assert 400 <= kind.status <= 599


def test_an_unsafe_role_is_a_matter_of_configuration() -> None:
    assert issubclass(UnsafeRole, Misconfigured)
