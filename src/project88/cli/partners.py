"""``project88 partners``: the timing companies that this hub serves."""

from typing import Annotated

import typer

from project88.accounts.partners import add_partner, partners
from project88.cli import desk

run = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List the timing partners, or add one.",
)


@run.command("list")
def list_them() -> None:
    """All of them, by short name."""
    found = desk.ask("partners", partners)
    if not found:
        typer.echo("There is no timing partner yet: project88 partners add SLUG NAME.")
        return
    typer.echo(desk.table(("SLUG", "NAME", "ZONE"), [(p.slug, p.name, p.zone) for p in found]))


@run.command()
def add(
    slug: Annotated[str, typer.Argument(help="Short name, such as polder-timing.")],
    name: Annotated[str, typer.Argument(help="Name as people say it.")],
    zone: Annotated[str, typer.Option(help="Where its races are, such as Europe/Amsterdam.")],
) -> None:
    """A new partner, who sees nothing of the others."""
    made = desk.ask("partners", lambda pool: add_partner(pool, slug, name, zone))
    typer.echo(f"{made.name} is there, as {made.slug}, in {made.zone}.")
