"""The command line: one module per command, imported when that command is asked for.

A module of this package reads what the person wants, hands it to a feature and prints what came of
it; decisions are taken in the features. To add a command, write ``cli/<name>.py`` with a function
``run`` and add its line to `COMMANDS`. Nothing is imported for ``--help`` or for another command,
so a development tool that is missing stops nobody from serving a race.
"""

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from project88.errors import Project88Error

WRONG = 2
"""Exit code when the person or the installation has to change something; a bug of ours exits 1."""


@dataclass(frozen=True)
class Command:
    """A line of ``--help``. An open one hands on every option that it does not know."""

    name: str
    help: str
    open: bool = False

    def function(self) -> Callable[..., None]:
        """The ``run`` of the command's module, which is imported only now; a group is a Typer."""
        module = importlib.import_module(f"project88.cli.{self.name.replace('-', '_')}")
        function: Callable[..., None] = module.run
        return function

    @property
    def context(self) -> dict[str, bool]:
        return (
            {"ignore_unknown_options": True, "allow_interspersed_args": False} if self.open else {}
        )


COMMANDS = (
    Command("demo", "Start everything, invent a race and show it on a screen."),
    Command("up", "Start the hub: database, collector, web and worker."),
    Command(
        "test",
        "Run the tests: `unit`, `database`, `all`, or what you would tell pytest.",
        open=True,
    ),
    Command("check", "Run every check of the code: format, types, imports, our own rules."),
    Command("bench", "Run a bench by name; without a name, list them.", open=True),
    Command("replay", "Play a race to a collector, as a timing sender would."),
    Command("import-log", "Take in files of a ChronoTrack controller."),
    Command("import-roster", "Take in the participants of an event from a CSV file."),
    Command("seed", "Invent a past: partners, events, people and results, up to full size."),
    Command("partners", "List the timing partners, or add one."),
    Command("listeners", "List, open and close the ports on which timing hardware arrives."),
    Command("sessions", "List timing sessions; give one its event, its zone, its rules."),
    Command("streams", "List what came in on a shared port, and assign it to its partner."),
    Command("audit", "Check the audit log against its seals."),
    Command("set-up-link", "Print the link of the first start again, while nobody is there."),
    Command("reset-link", "Print a link for a new password, for somebody who is locked out."),
    Command("display-url", "Make the address of a display for a timing session."),
    Command("migrate", "Bring the database's schema up to date."),
    Command("doctor", "Say in plain sentences what is missing on this machine."),
    Command("collector", "Start only the process that timing hardware connects to."),
    Command("web", "Start only the process that browsers connect to."),
    Command("worker", "Start only the process that does scheduled work."),
    Command("client", "Make the front end's types from the API; with --check, compare."),
    Command("settings", "Print the table of every setting (docs/settings.md)."),
)


class LateGroup(TyperGroup):
    """A group that knows its commands' names, and imports the one that is called."""

    # The context is of a class that typer keeps private, and so is what is returned.
    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        for command in COMMANDS:
            if args and args[0] == command.name:
                self.commands[command.name] = typer.main.get_command(_single(command))
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=LateGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Project88Hub: from the chip on the mat to the name on the big screen.",
)


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Log more, and show tracebacks.")] = False,
) -> None:
    if debug:
        os.environ["PROJECT88_LOG__LEVEL"] = "debug"


def _never_called() -> None:
    """Stands in the list of commands until `LateGroup` puts the real one there."""


for _command in COMMANDS:
    app.command(_command.name, help=_command.help)(_never_called)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0, or 2 with a sentence, or 1 with a hint when it is our bug."""
    sys.excepthook = _explain_bug
    try:
        typer.main.get_command(app)(list(arguments or sys.argv[1:]), prog_name="project88")
    except Project88Error as error:
        _explain([error])
    except ExceptionGroup as group:
        ours, others = group.split(Project88Error)
        if others is not None or ours is None:
            raise
        _explain(_leaves(ours))


def _single(command: Command) -> typer.Typer:
    function = command.function()
    if isinstance(function, typer.Typer):
        return function
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(command.name, help=command.help, context_settings=command.context)(function)
    return single


def _leaves(group: ExceptionGroup[Project88Error]) -> list[Project88Error]:
    found: list[Project88Error] = []
    for error in group.exceptions:
        found += _leaves(error) if isinstance(error, ExceptionGroup) else [error]
    return found


def _explain(errors: Sequence[Project88Error]) -> None:
    if _debugging():
        raise errors[0]
    for error in errors:
        print(f"project88: {error.sentence}", file=sys.stderr)  # noqa: T201 -- the log may be JSON
    sys.exit(WRONG)


def _explain_bug(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if _debugging():
        sys.__excepthook__(kind, error, trace)
        return
    from project88.log import mask_text

    said = mask_text(f"{kind.__name__}: {error}")
    print(  # noqa: T201 -- the log may be JSON
        f"project88: this should not have happened ({said}). It is a mistake of ours; "
        "`./project88 --debug …` with the same command shows where.",
        file=sys.stderr,
    )


def _debugging() -> bool:
    return os.environ.get("PROJECT88_LOG__LEVEL", "").strip() == "debug"
