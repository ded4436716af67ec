"""``project88 check`` runs everything and tells all that failed, not only the first."""

from functools import partial

import pytest
import typer

from project88.cli import check
from project88.cli.rules import RULES


def checks(*outcomes: tuple[str, str]) -> list[check.Check]:
    return [(name, partial(str, complaint)) for name, complaint in outcomes]


def test_all_failures_are_told_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = checks(("types", "a.py:1 wrong"), ("format", ""), ("imports", "b knows c"))
    monkeypatch.setattr(check, "checks", lambda: outcomes)
    with pytest.raises(typer.Exit) as caught:
        check.run()
    assert caught.value.exit_code == 1
    said = capsys.readouterr()
    assert "ok      format" in said.out
    assert "a.py:1 wrong" in said.err
    assert "b knows c" in said.err
    assert said.err.endswith("failed: types, imports\n")


def test_a_clean_project_passes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "checks", lambda: checks(("types", ""), ("format", "")))
    check.run()
    assert capsys.readouterr().out.endswith("2 checks passed.\n")


def test_every_tool_and_every_rule_is_among_the_checks() -> None:
    names = [name for name, _ in check.checks()]
    assert {
        "mypy --strict",
        "ruff check",
        "ruff format",
        "imports",
        "eslint",
        "tsc",
        "client",
    } <= set(names)
    assert len(names) == len(set(names)) == 7 + len(RULES)


def test_a_tool_that_says_nothing_and_fails_still_fails() -> None:
    assert check._said(["false"], {}) == "exit code 1"
    assert check._said(["true"], {}) == ""
