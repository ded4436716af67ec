"""``project88 test``: what is run, and that nothing missing passes for a success under CI."""

from pathlib import Path

import pytest
import typer

from project88.cli import environment, test, tools
from project88.errors import MissingTool


class Recorder:
    """Stands in for running npm and pytest; remembers in which order, and answers as told."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.front_end = 0
        self.ours = 0

    def npm(self) -> int:
        self.calls.append(["npm"])
        return self.front_end

    def pytest(self, arguments: list[str]) -> int:
        self.calls.append(["pytest", *arguments])
        return self.ours


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    made = Recorder()
    monkeypatch.setattr(test, "_npm_test", made.npm)
    monkeypatch.setattr(test, "_pytest", made.pytest)
    monkeypatch.setattr(tools, "browser", lambda: Path("chromium"))
    monkeypatch.delenv("CI", raising=False)
    return made


def code_of(*arguments: str) -> int:
    with pytest.raises(typer.Exit) as caught:
        test.run(list(arguments))
    return caught.value.exit_code


def test_everything_is_the_front_end_first_and_then_all_of_ours(recorder: Recorder) -> None:
    assert code_of() == 0
    assert recorder.calls == [["npm"], ["pytest", *test.PARALLEL]]


def test_unit_leaves_out_browsers_and_processes_and_takes_more_arguments(
    recorder: Recorder,
) -> None:
    assert code_of("unit", "-k", "clock") == 0
    assert recorder.calls == [["pytest", *test.PARALLEL, *test.INNER_LOOP, "-k", "clock"]]


def test_what_needs_the_database_is_a_suite_of_its_own(recorder: Recorder) -> None:
    assert code_of("database") == 0
    assert recorder.calls == [["pytest", *test.PARALLEL, *test.DATABASE]]


def test_anything_else_is_told_to_pytest_as_it_is(recorder: Recorder) -> None:
    assert code_of("tests/race", "-x") == 0
    assert recorder.calls == [["pytest", "tests/race", "-x"]]


@pytest.mark.parametrize(("front_end", "ours", "code"), [(1, 0, 1), (0, 1, 1), (0, 5, 5)])
def test_a_failure_on_either_side_is_a_failure_and_pytest_speaks_last(
    recorder: Recorder, front_end: int, ours: int, code: int
) -> None:
    recorder.front_end, recorder.ours = front_end, ours
    assert code_of("all") == code
    assert recorder.calls[-1][0] == "pytest"


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch, recorder: Recorder) -> Recorder:
    monkeypatch.setattr(tools, "browser", lambda: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    return recorder


def test_a_missing_browser_is_named_with_what_to_do(
    no_browser: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of() == 0
    assert "apt-get install chromium" in capsys.readouterr().err
    assert no_browser.calls[-1][-2:] == ["-m", test.WITHOUT_BROWSER]


def test_a_missing_browser_under_ci_is_a_failure(
    no_browser: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(MissingTool, match="apt-get install chromium"):
        test.run([])
    assert ["pytest"] not in [call[:1] for call in no_browser.calls]


def test_npm_keeps_its_cache_in_the_project_and_runs_on_our_node() -> None:
    environ = tools.npm_environ()
    assert Path(environ["npm_config_cache"]).is_relative_to(environment.STATE)
    assert environ["PATH"].startswith(str(tools.node() / "bin"))
    assert tools.npm("test")[1].endswith("npm-cli.js")
