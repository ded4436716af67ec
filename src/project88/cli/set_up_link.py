"""``project88 set-up-link``: the link of the first start once more, while there is no administrator."""

import typer

from project88.accounts.links import making
from project88.cli import desk, environment
from project88.cli.up import now_ms, public_origin


def run() -> None:
    """Print a link that makes the first hub administrator; the former one ends."""
    made = desk.ask("set-up-link", lambda pool: making.set_up_link_again(pool, now_ms()))
    origin = public_origin(environment.settings())
    typer.echo(f"Works once, for 24 hours: {origin}{made.path}")
