"""``project88 sessions``: what hardware sent, and what a person corrects about it afterwards."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal, TypeVar

import typer

from project88.accounts.audit import note
from project88.accounts.partners import partner_of
from project88.cli import desk
from project88.db.actor import COMMAND
from project88.db.pool import Connection, Pool
from project88.errors import InputError
from project88.race.passings import Takes
from project88.timing.binding import Bound, RuleChange, bind, change_rule, location_named
from project88.timing.overview import Session, event_named, sessions, source_of
from project88.timing.rebuilding import Rebuilt
from project88.timing.rezone import Rezoned, rezone_session, rezone_source

SUBJECT = "timing session"
T = TypeVar("T")
Number = Annotated[int, typer.Argument(metavar="SESSION", help="Its number in the list.")]
Slug = Annotated[str, typer.Option(help="Short name of the timing partner.")]

run = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List timing sessions; give one its event, its zone, its rules.",
)


@run.command("list")
def list_them(
    partner: Slug, limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20
) -> None:
    """The newest sessions of a partner, each with its locations."""
    found = _ask(partner, lambda connection: sessions(connection, limit))
    if not found:
        typer.echo("Nothing was recorded for this partner yet.")
    for session in found:
        _show(session)


@run.command("bind")
def bind_one(
    session: Number,
    partner: Slug,
    event: Annotated[str | None, typer.Option(help="Name or number of the event.")] = None,
    none: Annotated[bool, typer.Option("--none", help="It belongs to no event.")] = False,
) -> None:
    """Give a session its event; its tags are matched to that roster."""
    if (event is None) is not none:
        raise InputError("Say either --event NAME or --none.")

    async def bound(connection: Connection) -> Bound:
        event_id = None if event is None else await event_named(connection, event)
        done = await bind(connection, session, event_id)
        await note(connection, "bound", SUBJECT, session, event_id, {"event_id": event_id})
        return done

    done = _ask(partner, bound)
    typer.echo(
        f"Session {session} belongs to {done.event or 'no event'}; "
        f"{desk.counted(done.rematched.passings, 'passing')} matched anew."
    )
    if done.event_zone not in (None, done.session_zone):
        typer.echo(
            f"Its times are read as {done.session_zone}, the event is in {done.event_zone}: "
            f"`project88 sessions rezone {session} {done.event_zone} --partner {partner}`."
        )


@run.command()
def rezone(
    session: Number,
    zone: Annotated[str, typer.Argument(help="Where the sender's clock hangs, such as +02:00.")],
    partner: Slug,
    only: Annotated[
        bool, typer.Option("--only", help="This session alone, not all of its sender.")
    ] = False,
) -> None:
    """Correct the zone of a sender's clock: every time is computed again."""

    async def rezoned(connection: Connection) -> Rezoned:
        told = {"zone": zone, "only": only}
        await note(connection, "rezoned", SUBJECT, session, new=told)
        if only:
            return await rezone_session(connection, session, zone)
        return await rezone_source(connection, await source_of(connection, session), zone)

    done = _ask(partner, rezoned)
    typer.echo(
        f"{desk.counted(done.sessions, 'session')} in {zone}: {desk.counted(done.reads, 'read')} "
        f"and {desk.counted(done.guns, 'gun time')} moved, {desk.counted(done.passings, 'passing')} "
        f"published anew, {done.withdrawn:,} withdrawn."
    )


@run.command()
def rule(
    session: Number,
    location: Annotated[str, typer.Argument(help="Name of the location.")],
    partner: Slug,
    takes: Annotated[
        Literal["first", "last"] | None, typer.Option(help="Which read is the time.")
    ] = None,
    ignore: Annotated[
        int | None, typer.Option(help="Seconds in which further reads are the same passing.")
    ] = None,
) -> None:
    """Say how reads become passings at a location; they are made anew."""
    if takes is None and ignore is None:
        raise InputError("Say --takes, --ignore, or both.")
    change = RuleChange(None if takes is None else Takes(takes), ignore)

    async def ruled(connection: Connection) -> Rebuilt:
        told = {"location": location, "takes": takes, "ignore_window_s": ignore}
        await note(connection, "rule changed", SUBJECT, session, new=told)
        return await change_rule(
            connection, await location_named(connection, session, location), change
        )

    done = _ask(partner, ruled)
    typer.echo(
        f"{desk.counted(done.changed, 'passing')} published anew, {done.withdrawn:,} withdrawn."
    )


def _ask(slug: str, work: Callable[[Connection], Awaitable[T]]) -> T:
    async def as_partner(pool: Pool) -> T:
        owner = await partner_of(pool, slug)
        async with pool.partner(owner.id, by=COMMAND) as connection:
            return await work(connection)

    return desk.ask("sessions", as_partner)


def _show(session: Session) -> None:
    typer.echo(
        f"{session.id}  {session.name}, {session.day} ({session.zone}), {session.state}, "
        f"{desk.counted(session.reads, 'read')}, event: {session.event or 'none'}"
    )
    for place in session.locations:
        typer.echo(
            f"    {place.name}: {desk.counted(place.reads, 'read')}, "
            f"{desk.counted(place.passings, 'passing')} "
            f"(the {place.rule} read, {place.ignore_window_s} s)"
        )
