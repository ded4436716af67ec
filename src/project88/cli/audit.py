"""``project88 audit``: whether anybody changed the audit log behind the hub's back."""

import typer

from project88.accounts.audit.sealing import Verified, seal_all
from project88.accounts.audit.sealing import verify as verify_all
from project88.cli import desk

run = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Check the audit log against its seals, or seal what is new.",
)


@run.command()
def verify() -> None:
    """Work out every seal again; exits with 2 when one does not hold."""
    found = [log for log in desk.ask("audit", verify_all) if log.seals or log.unsealed]
    if not found:
        typer.echo("There is nothing in the audit log yet.")
        return
    typer.echo(desk.table(("PARTNER", "SEALS", "NOT SEALED YET", "NEWEST DIGEST"), _rows(found)))
    broken = [(log, seal) for log in found for seal in log.broken]
    for log, seal in broken:
        typer.echo(
            f"{log.slug}: seal {seal.number} of {seal.made_at:%Y-%m-%d %H:%M} UTC does not hold: "
            f"entries {seal.first_id} to {seal.last_id} are not what they were "
            f"({seal.sealed_entries} then, {seal.entries_now} now).",
            err=True,
        )
    if broken:
        raise typer.Exit(2)
    typer.echo("Every seal holds. The digests stand in the worker's log, too: compare them there.")


@run.command()
def seal() -> None:
    """Seal what is new now; the worker does it every hour."""
    made = desk.ask("audit", seal_all)
    typer.echo("There was nothing to seal." if made == 0 else f"Seals made: {made}.")


def _rows(found: list[Verified]) -> list[tuple[str, str, str, str]]:
    return [(log.slug, str(len(log.seals)), str(log.unsealed), log.head[:16]) for log in found]
