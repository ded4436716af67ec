"""``project88 import-roster``: the participants of an event from a CSV file."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from project88.cli import environment
from project88.cli.desk import counted
from project88.cli.up import migrated_database
from project88.db.actor import COMMAND
from project88.db.pool import Pool
from project88.errors import InputError
from project88.events import report as words
from project88.events.model import Report, RosterFile
from project88.events.roster import (
    RefusedRoster,
    Rejects,
    read_roster,
    take_in,
    target_of,
)
from project88.timing.binding import bind_waiting
from project88.timing.rematch import Rematched, rematch_roster


def run(  # noqa: PLR0913, PLR0917 -- an option each
    file: Annotated[Path, typer.Argument(help="CSV with a header; any usual separator.")],
    partner: Annotated[str, typer.Option(help="Short name of the timing partner.")],
    event: Annotated[str, typer.Option(help="Name of the event; made when it is missing.")],
    day: Annotated[str, typer.Option("--date", help="Day of the event, YYYY-MM-DD.")],
    race: Annotated[str, typer.Option(help="Race of the rows that name none.")] = "",
    zone: Annotated[
        str | None, typer.Option(help="Zone of a new event, such as Europe/Amsterdam.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Import nothing when any row is rejected.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Write rejected rows to this file, to mend and import.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the file, when the guess is wrong.")
    ] = None,
) -> None:
    """Take in the rows that are good, and say of each other row why not."""
    settings = environment.begin("import-roster")
    on = _day(day)
    roster = read_roster(_bytes(file), on, race, encoding)
    policy = Rejects.REFUSE if strict else Rejects.REPORT

    async def import_roster(url: str) -> tuple[Report, int, Rematched]:
        pool = await Pool.open(url, size=1)
        try:
            target = await target_of(pool, partner, event, on, zone)
            async with pool.partner(target.partner_id, by=COMMAND) as connection:
                report = await take_in(connection, target, roster, policy)
                bound = await bind_waiting(connection, report.event.id)
                return report, bound, await rematch_roster(connection, report.event.id)
        finally:
            await pool.close()

    with migrated_database(settings) as url:
        try:
            done, bound, rematched = asyncio.run(import_roster(url))
        except RefusedRoster as refused:
            for line in words.rejected_lines(refused.rejected):
                typer.echo(line, err=True)
            _keep(rejects, words.rejects_csv(roster, refused.rejected))
            raise
    _tell(done, roster, rejects)
    _tell_of_passings(bound, rematched)


def _tell_of_passings(bound: int, rematched: Rematched) -> None:
    if bound:
        typer.echo(f"Bound to this event by its day: {counted(bound, 'timing session')}.")
    if rematched.passings:
        typer.echo(f"{counted(rematched.passings, 'passing')} matched anew.")


def _tell(done: Report, roster: RosterFile, rejects: Path | None) -> None:
    for line in words.sentences(done):
        typer.echo(line)
    if done.rejected:
        _keep(rejects, words.rejects_csv(roster, done.rejected))


def _keep(rejects: Path | None, text: str) -> None:
    if rejects is not None:
        rejects.write_text(text, encoding="utf-8-sig")
        typer.echo(f"The rejected rows are in {rejects}.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"“{text}” is not a date; write it as 2026-06-27.") from error


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from error
