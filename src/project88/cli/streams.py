"""``project88 streams``: what came in on a shared port and belongs to nobody yet."""

from typing import Annotated

import typer

from project88.accounts.partners import Partner, partner_of
from project88.cli import desk
from project88.db.pool import Pool
from project88.timing.claim import Assigned, assign, unclaimed

run = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List what came in on a shared port, and assign it to its partner.",
)


@run.command("list")
def list_them() -> None:
    """Every stream that nobody has claimed, the newest first."""
    found = desk.ask("streams", unclaimed)
    if not found:
        typer.echo("Every stream has its partner.")
        return
    heading = ("STREAM", "READS", "NEWEST (UTC)", "EVENT", "PROGRAM", "KEY")
    rows = [
        (one.id, f"{one.reads:,}", one.newest_received, one.event_name, one.program, one.key)
        for one in found
    ]
    typer.echo(desk.table(heading, rows))


@run.command("assign")
def assign_one(
    source: Annotated[int, typer.Argument(metavar="STREAM", help="Its number in the list.")],
    partner: Annotated[str, typer.Option(help="Short name of the timing partner.")],
) -> None:
    """Give a stream to its partner, with all that it has said and will say."""

    async def assigned(pool: Pool) -> tuple[Partner, Assigned]:
        owner = await partner_of(pool, partner)
        return owner, await assign(pool, source, owner.id)

    owner, done = desk.ask("streams", assigned)
    typer.echo(
        f"{desk.counted(done.reads, 'read')} in {desk.counted(done.sessions, 'session')} "
        f"belong to {owner.name} now; {done.bound} found an event."
    )
    for zone in done.zones:
        if zone != owner.zone:
            typer.echo(
                f"Its times were read as {zone}, {owner.name} is in {owner.zone}: see "
                f"`project88 sessions list --partner {owner.slug}` and `project88 sessions rezone`."
            )
