"""``project88 replay``: play a race to a collector, as a timing sender would.

Loopback only unless asked otherwise: a rehearsal that is sent to the hub of a running race would
put invented runners on its screens.
"""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from project88.errors import InputError, Unavailable
from project88.replay import rehearsal
from project88.replay.faults import fault_of
from project88.replay.pace import speed_of
from project88.replay.rehearsal import Stream
from project88.replay.sources import Choices
from project88.replay.target import Sent, Target, target_of
from project88.wire.ctp01.sender_events import SenderConfig

Files = Annotated[
    list[Path], typer.Argument(help="Controller logs, CT01 files, results lists, or `demo`.")
]


def run(  # noqa: PLR0913, PLR0917 - each is an option of the command
    files: Files,
    to: Annotated[str, typer.Option(help="HOST:PORT of the collector.")] = "127.0.0.1:61611",
    speed: Annotated[str, typer.Option(help="1 is as it was, 10 ten times that, or max.")] = "1",
    seed: Annotated[int, typer.Option(help="Names everything random.")] = 88,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            help="cut@500, cut-resume@500, half@100, resend@end, burst+50@600, "
            "clock+14s@300, silent+20s@400; ~5 for five random places."
        ),
    ] = None,
    location: Annotated[str | None, typer.Option(help="Name of the location.")] = None,
    rebase: Annotated[str | None, typer.Option(help="now: move the times to now.")] = None,
    zone: Annotated[str, typer.Option(help="Where `now` and --start hang on the wall.")] = "UTC",
    start: Annotated[
        datetime, typer.Option(help="The gun of a results list; the day of a CT01 file.")
    ] = datetime(2026, 6, 27, 9, 0),  # noqa: DTZ001 - a wall clock has no zone
    guns: Annotated[bool, typer.Option(help="Send gun times too.")] = True,
    connections: Annotated[
        int | None, typer.Option(min=1, help="Deal locations over so many; else one a file.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Rows of each file at most.")] = None,
    silent_start: Annotated[
        bool, typer.Option(help="Say nothing for 3.05 s after connecting, as Fusion does.")
    ] = True,
    linger: Annotated[
        float, typer.Option(min=0, help="Stay connected so many seconds after the last row.")
    ] = 0,
    allow_remote: Annotated[bool, typer.Option(help="Let --to be another machine.")] = False,
) -> None:
    """Play a race to a collector, as a timing sender would."""
    target = target_of(to, linger_s=linger, allow_remote=allow_remote)
    plan = rehearsal.Plan(
        files=tuple(files),
        choices=Choices(location=location, start=start, guns=guns, limit=limit),
        speed=speed_of(speed),
        seed=seed,
        faults=tuple(fault_of(text) for text in fault or ()),
        now_us=_now(rebase, zone),
        connections=connections,
        manners=SenderConfig() if silent_start else SenderConfig(greet_after_ms=0),
    )
    _say(_performed(rehearsal.prepare(plan), target))


def _now(rebase: str | None, zone: str) -> int | None:
    if rebase is None:
        return None
    if rebase != "now":
        raise InputError(f"--rebase {rebase}: times can be moved to now only.")
    try:
        return rehearsal.wall_clock(ZoneInfo(zone), datetime.now(UTC))
    except (KeyError, ValueError) as error:
        raise InputError(f"There is no time zone {zone}.") from error


def _performed(streams: Sequence[Stream], target: Target) -> list[Sent]:
    progress = _bar() if sys.stderr.isatty() else None
    task = progress.add_task("rows", total=sum(len(s.feed) for s in streams)) if progress else None
    shown: AbstractContextManager[object] = progress or nullcontext()

    def advance(rows: int) -> None:
        if progress is not None and task is not None:
            progress.advance(task, rows)

    with shown:
        return asyncio.run(rehearsal.perform(streams, target, advance))


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )


def _say(sents: Sequence[Sent]) -> None:
    """One line for each connection on stdout; the exit code says whether all got through."""
    for sent in sents:
        typer.echo(sent.sentence)
    lost = [sent for sent in sents if not sent.finished]
    if lost:
        raise Unavailable(f"{len(lost)} of {len(sents)} senders gave up.")
