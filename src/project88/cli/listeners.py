"""``project88 listeners``: the ports on which timing hardware may connect."""

from typing import Annotated

import typer

from project88.accounts.listeners import Protocol, add_listener, listeners, remove_listener
from project88.accounts.partners import partner_of
from project88.cli import desk
from project88.db.pool import Pool

run = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, open and close the ports on which timing hardware arrives.",
)


@run.command("list")
def list_them() -> None:
    """Every open port and whose it is."""
    found = desk.ask("listeners", listeners)
    if not found:
        typer.echo("No port is listed; the collector opens the usual ones when it starts.")
        return
    rows = [
        (one.port, one.protocol, one.partner, ", ".join(one.networks) or "any address")
        for one in found
    ]
    typer.echo(desk.table(("PORT", "PROTOCOL", "PARTNER", "MAY CONNECT"), rows))


@run.command()
def add(
    partner: Annotated[
        str, typer.Option(help="Short name; `unclaimed` makes the port a shared one.")
    ],
    port: Annotated[int, typer.Option(help="TCP port.")],
    protocol: Annotated[Protocol, typer.Option(help="What the hardware speaks.")] = "ctp01",
    allow: Annotated[
        list[str] | None, typer.Option(help="A network that may connect; none: any address.")
    ] = None,
) -> None:
    """Open a port for a partner, at once."""

    async def added(pool: Pool) -> None:
        owner = await partner_of(pool, partner)
        await add_listener(pool, owner.id, protocol, port, allow or ())

    desk.ask("listeners", added)
    typer.echo(f"Port {port} is for {protocol} hardware of {partner}.")


@run.command()
def remove(port: Annotated[int, typer.Argument(help="TCP port.")]) -> None:
    """Close a port, at once; what came in on it stays where it is."""
    desk.ask("listeners", lambda pool: remove_listener(pool, port))
    typer.echo(f"Port {port} is closed.")
