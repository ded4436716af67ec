"""``project88 reset-link``: a way back in for somebody who is locked out.

For whoever can sign in to the machine, which is more than any password of the hub proves. Where a
phone was lost the second factor can be taken away as well, and only here.
"""

from typing import Annotated

import typer

from project88.accounts.links import rescue
from project88.cli import desk, environment
from project88.cli.up import now_ms, public_origin


def run(
    email: Annotated[str, typer.Argument(help="E-mail address of the person.")],
    without_second_factor: Annotated[
        bool,
        typer.Option(
            "--without-second-factor", help="Also take away the authenticator and its codes."
        ),
    ] = False,
) -> None:
    """Print a link with which the person chooses a new password."""
    kept = rescue.SecondFactor.GOES if without_second_factor else rescue.SecondFactor.STAYS
    made = desk.ask("reset-link", lambda pool: rescue.reset_link(pool, email, kept, now_ms()))
    origin = public_origin(environment.settings())
    typer.echo(f"For {email}. Works once, for 24 hours: {origin}{made.path}")
