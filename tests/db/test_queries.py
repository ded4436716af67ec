"""SQL in files: found by name, described, never twice."""

from pathlib import Path

import pytest

from project88.db.queries import load, parse


def test_a_query_is_found_by_its_name() -> None:
    found = parse("-- name: newest\n-- The newest read.\nselect 1\nfrom reads\n")
    assert found == {"newest": "select 1\nfrom reads"}


def test_comments_inside_a_statement_stay() -> None:
    text = "-- name: newest\n-- The newest.\nselect 1\n-- of the day\nfrom reads\n"
    assert parse(text)["newest"] == "select 1\n-- of the day\nfrom reads"


def test_remarks_above_the_first_query_are_allowed() -> None:
    assert list(parse("-- For the start line.\n\n-- name: gun\n-- The gun.\nselect 1\n")) == ["gun"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("-- name: gun\nselect 1\n", "no description"),
        ("-- name: gun\n-- The gun.\n", "is empty"),
        ("-- name: gun\n-- A.\nselect 1\n-- name: gun\n-- B.\nselect 2\n", "there twice"),
        ("select 1\n", "before the first name"),
    ],
)
def test_a_careless_file_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(text)


def test_asking_for_a_missing_query_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "queries.sql").write_text("-- name: gun\n-- The gun.\nselect 1\n")
    queries = load(str(tmp_path / "store.py"))
    with pytest.raises(KeyError, match=r"mat.*queries\.sql"):
        queries["mat"]


def test_a_package_is_found_by_its_dotted_name() -> None:
    assert "notify_many" in load("project88.db")
