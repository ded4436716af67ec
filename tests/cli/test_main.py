"""The command line answers people: a sentence when they can mend it, a hint when we have to."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from project88 import cli
from project88.cli import Command
from project88.errors import InputError, NotFound

CANARY = "canary-pass"


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Makes ``project88 doctor`` end with an error."""

    def arrange(error: BaseException) -> None:
        def run() -> None:
            raise error

        monkeypatch.setattr(Command, "function", lambda _: run)
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    return arrange


def code_of(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    return caught.value.code


def test_an_error_of_the_installation_is_one_sentence_and_exit_code_2(
    ends: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    ends(NotFound("There is no event 7."))
    assert code_of("doctor") == 2
    assert capsys.readouterr().err == "project88: There is no event 7.\n"


def test_errors_of_several_tasks_are_a_sentence_each(
    ends: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    inner = ExceptionGroup("tasks", [InputError("The bib is missing.")])
    ends(ExceptionGroup("tasks", [NotFound("There is no event 7."), inner]))
    assert code_of("doctor") == 2
    assert capsys.readouterr().err.splitlines() == [
        "project88: There is no event 7.",
        "project88: The bib is missing.",
    ]


def test_a_bug_among_the_errors_is_not_hidden_by_them(
    ends: Callable[[BaseException], None],
) -> None:
    ends(ExceptionGroup("tasks", [NotFound("There is no event 7."), ZeroDivisionError()]))
    with pytest.raises(ExceptionGroup):
        cli.main(["doctor"])


def test_with_debug_an_error_keeps_its_traceback(
    ends: Callable[[BaseException], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROJECT88_LOG__LEVEL", "info")
    ends(NotFound("There is no event 7."))
    with pytest.raises(NotFound):
        cli.main(["--debug", "doctor"])


def bug(*before: str) -> subprocess.CompletedProcess[str]:
    """A process in which a command has a mistake, with a password in its message."""
    program = (
        "from project88 import cli\n"
        "def run(): raise RuntimeError('postgresql://service:" + CANARY + "@db/hub')\n"
        "cli.Command.function = lambda _: run\n"
        f"cli.main([*{before!r}, 'doctor'])\n"
    )
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_bug_of_ours_is_a_hint_and_exit_code_1() -> None:
    done = bug()
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "--debug" in done.stderr
    assert "RuntimeError" in done.stderr
    assert CANARY not in done.stderr


def test_with_debug_a_bug_shows_where_it_is() -> None:
    done = bug("--debug")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_a_command_that_does_not_exist_is_a_usage_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert code_of("dmeo") == 2
    assert "dmeo" in capsys.readouterr().err


def test_help_names_every_command_and_imports_none_of_them() -> None:
    program = (
        "import sys\n"
        "from project88 import cli\n"
        "try: cli.main(['--help'])\n"
        "finally: print(sorted(m for m in sys.modules if m.startswith('project88.')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert all(f"  {command.name} " in done.stdout for command in cli.COMMANDS)
    assert done.stdout.splitlines()[-1] == "['project88.cli', 'project88.errors']"


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of(command.name, "--help") == 0
    assert command.help.split(":")[0].split(".")[0][:40] in capsys.readouterr().out
