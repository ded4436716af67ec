"""``project88 display-url``: the address that makes any screen a display of a timing session."""

from datetime import timedelta
from typing import Annotated

import typer

from project88.cli import desk, environment
from project88.displays.link import give_out, path_of
from project88.errors import InputError
from project88.settings import Settings


def run(
    partner: Annotated[str, typer.Option(help="Short name of the timing partner.")],
    session: Annotated[str, typer.Option(help="Number of the session, or `latest`.")] = "latest",
    hours: Annotated[float, typer.Option(help="How long the address is valid.", min=0.1)] = 24,
    title: Annotated[str, typer.Option(help="Shown with the display.")] = "",
) -> None:
    """Make an address and print it."""
    number, ttl = _number(session), timedelta(hours=hours)
    made = desk.ask("display-url", lambda pool: give_out(pool, partner, number, ttl, title))
    typer.echo(f"{_origin(environment.settings())}{path_of(made.id)}")


def _origin(settings: Settings) -> str:
    return settings.web.public_url or f"http://localhost:{settings.web.port}"


def _number(session: str) -> int | None:
    if session == "latest":
        return None
    if not session.isdigit():
        raise InputError(f"--session is a number or `latest`, not {session!r}.")
    return int(session)
