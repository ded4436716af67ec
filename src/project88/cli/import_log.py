"""``project88 import-log``: files of ChronoTrack boxes, through the same door as live reads."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from project88.accounts.partners import partner_of
from project88.cli import desk, environment
from project88.collector.server import new_connection_id
from project88.db.listen import Notifier
from project88.db.pool import Pool
from project88.errors import InputError
from project88.race.zones import zone_of
from project88.settings import CollectorSettings
from project88.timing.importing import Importer, Tally, Wishes
from project88.timing.logfile import LogFile, log_files
from project88.timing.record import Raised, Recorder
from project88.timing.registry import Registry

_NOTE_SESSIONS = 100

Advance = Callable[[int], None]


def run(
    files: Annotated[
        list[Path], typer.Argument(help="Controller logs (.csv), markers (.mrk), CT01 files.")
    ],
    partner: Annotated[str, typer.Option(help="Short name of the timing partner.")],
    location: Annotated[
        str | None, typer.Option(help="Where the box stood; else its own id.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Zone of the box's clock, such as America/Denver.")
    ] = None,
    event_day: Annotated[
        str | None, typer.Option(help="Day on which times without a date begin, YYYY-MM-DD.")
    ] = None,
) -> None:
    """Take in what boxes have logged; what is stored already is not stored again."""
    if zone is not None:
        zone_of(zone)
    logs = log_files(files)
    wishes = Wishes(location=location, zone=zone, event_day=_day(event_day))
    collector = environment.settings().collector
    progress = _bar() if sys.stderr.isatty() else None
    task = progress.add_task("reading", total=sum(one.size for one in logs)) if progress else None

    def advance(size: int) -> None:
        if progress is not None and task is not None:
            progress.advance(task, size)

    shown: AbstractContextManager[object] = progress or nullcontext()
    with shown:
        tallies = desk.ask(
            "import-log",
            lambda pool: take_in(pool, partner, logs, wishes, collector, advance),
        )
    for line in report(tallies):
        typer.echo(line)


async def take_in(  # noqa: PLR0913, PLR0917 -- joined by `run`
    pool: Pool,
    slug: str,
    logs: Sequence[LogFile],
    wishes: Wishes,
    collector: CollectorSettings,
    advance: Advance,
) -> list[Tally]:
    """Takes the files in for the partner of this short name; one tally each."""
    partner = await partner_of(pool, slug)
    registry = Registry(
        pool, partner.id, silence_hours=collector.session_silence_hours, zone=collector.zone
    )
    async with Notifier(pool.dedicated) as notifier:
        importer = Importer(
            pool,
            Recorder(pool, registry),
            wishes,
            now_us,
            lambda raised: _wake(notifier, partner.id, raised),
        )
        return [await importer.take(one, new_connection_id(now_us()), advance) for one in logs]


def now_us() -> int:
    """UTC microseconds since 1970."""
    return time.time_ns() // 1000


def report(tallies: Sequence[Tally]) -> list[str]:
    """A sentence or two for each file, and for all of them together."""
    lines = [line for tally in tallies for line in _sentences(tally)]
    if len(tallies) > 1:
        total = Tally("All files")
        for tally in tallies:
            total.add(tally)
        lines += _sentences(total)
    return lines


def _wake(notifier: Notifier, partner_id: int, raised: Sequence[Raised]) -> None:
    notes = [(partner_id, one.session_id, one.version, one.received_us // 1000) for one in raised]
    for start in range(0, len(notes), _NOTE_SESSIONS):
        part = notes[start : start + _NOTE_SESSIONS]
        notifier.post("live", msgspec.json.encode(part).decode())


def _sentences(tally: Tally) -> list[str]:
    lines = [
        f"{tally.name}: {desk.counted(tally.rows, 'row')}, {tally.stored:,} stored, "
        f"{tally.duplicates:,} known already, {desk.counted(tally.guns, 'gun marker')}.",
        f"  {_gaps(tally)}; {tally.out_of_order:,} out of time order; "
        f"{desk.counted(tally.test_tags, 'test read')}.",
    ]
    if tally.unknown is not None:
        lines.append(f"  {desk.counted(len(tally.unknown), 'tag')} not on the roster.")
    if tally.quarantined:
        lines.append(
            f"  {desk.counted(tally.quarantined, 'line')} could not be read; kept in quarantine."
        )
    return lines


def _gaps(tally: Tally) -> str:
    if not tally.gaps:
        return "no gaps in its numbers"
    return f"{desk.counted(tally.gaps, 'gap')} in its numbers, {tally.missing:,} missing"


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"“{text}” is not a date; write it as 2026-06-27.") from error


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
