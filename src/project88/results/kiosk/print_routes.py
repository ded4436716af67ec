"""The certificate and the card as files to print."""

from collections.abc import Callable
from typing import Annotated

import anyio.to_thread
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter

from project88.accounts.instants import instant
from project88.accounts.parts import Accounts
from project88.accounts.problem import problems
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.errors import Conflict
from project88.results.kiosk import store
from project88.results.kiosk.cards import page_of, ticket
from project88.results.kiosk.certificate import certificate
from project88.results.kiosk.door import PRINTS, brake, no_results, opened
from project88.results.kiosk.field import Fields
from project88.results.kiosk.looking import no_runner, wearer
from project88.results.kiosk.own import own_result
from project88.results.kiosk.paper import Sheet
from project88.results.kiosk.routes import KIOSK, PUBLIC, TAGS, Bib, Slug
from project88.results.kiosk.slip import Paper, slip
from project88.results.kiosk.words import Language
from project88.results.printing.faces import Faces

PDF = "application/pdf"
Ms = NamedDependency[Callable[[], int]]
Tongue = Annotated[Language, QueryParameter(description="In which it is printed.")]
ANSWERS = {
    200: ResponseSpec(bytes, media_type=PDF, description="A PDF.", generate_examples=False),
    **problems(404, 409, 422, 429, 503),
}
_HEADERS = {
    # The kiosk shows it in a frame of its own page, and prints it from there.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "object-src 'self'; frame-ancestors 'self'",
    "Cache-Control": "no-store",
}


@get(
    KIOSK + "/certificate",
    opt=PUBLIC,
    summary="A runner's certificate",
    tags=TAGS,
    media_type=PDF,
    responses=ANSWERS,
)
async def print_certificate(  # noqa: PLR0913, PLR0917 -- who asks, where and for whom
    pool: NamedDependency[Pool],
    accounts: NamedDependency[Accounts],
    fields: NamedDependency[Fields],
    faces: NamedDependency[Faces],
    visit: NamedDependency[Visit],
    now: Ms,
    slug: Slug,
    bib: Bib,
    language: Tongue = "en",
) -> Response[bytes]:
    """A4, lying: event, race, name, time, places and date. `not_finished`: there is one once somebody
    has finished.
    """
    sheet = await _sheet(pool, accounts, fields, visit, now(), slug, bib, language)
    if sheet.result.status != "finished":
        raise Conflict("There is a certificate once this runner has finished.", code="not_finished")
    made = await anyio.to_thread.run_sync(certificate, sheet, faces)
    return _file(made, f"certificate-{sheet.result.bib}")


@get(
    KIOSK + "/card",
    opt=PUBLIC,
    summary="A runner's card",
    tags=TAGS,
    media_type=PDF,
    responses=ANSWERS,
)
async def print_card(  # noqa: PLR0913, PLR0917 -- who asks, where, for whom and on what
    pool: NamedDependency[Pool],
    accounts: NamedDependency[Accounts],
    fields: NamedDependency[Fields],
    faces: NamedDependency[Faces],
    visit: NamedDependency[Visit],
    now: Ms,
    slug: Slug,
    bib: Bib,
    language: Tongue = "en",
    paper: Annotated[
        Paper, QueryParameter(description="`receipt`: 80 mm wide, as long as it must be.")
    ] = "a6",
) -> Response[bytes]:
    """Small, in black: time, places, splits, and the code of the personal live card."""
    sheet = await _sheet(pool, accounts, fields, visit, now(), slug, bib, language)
    made = await anyio.to_thread.run_sync(slip, sheet, faces, paper)
    return _file(made, f"card-{sheet.result.bib}")


async def _sheet(  # noqa: PLR0913, PLR0917 -- who asks, where and for whom
    pool: Pool,
    accounts: Accounts,
    fields: Fields,
    visit: Visit,
    now_ms: int,
    slug: str,
    bib: str,
    language: Language,
) -> Sheet:
    """What is printed of somebody. :raises NotFound: there is no such event, or nobody has the bib."""
    await brake(accounts.limits, PRINTS, visit.address, now_ms)
    at = instant(now_ms)
    door = await opened(pool, accounts.secrets, slug, at)
    async with pool.snapshot(door.partner_id) as connection:
        event = await store.event(connection, door.event_id)
        runner = await wearer(connection, door.event_id, bib)
        result = await own_result(connection, fields, door.event_id, runner, now_ms)
    if event is None:
        raise no_results()
    if result is None:
        raise no_runner(bib)
    return Sheet(
        event["name"],
        event["event_date"],
        event["zone"],
        event["place"],
        event["timed_by"],
        language,
        result,
        ticket(accounts, page_of(accounts, visit, slug), door, runner, at),
    )


def _file(body: bytes, name: str) -> Response[bytes]:
    """Shown by the browser; kept under a name of plain letters."""
    plain = "".join(
        letter for letter in name if letter.isascii() and (letter.isalnum() or letter == "-")
    )
    disposition = f'inline; filename="{plain}.pdf"'
    return Response(body, media_type=PDF, headers={**_HEADERS, "Content-Disposition": disposition})


HANDLERS = [print_certificate, print_card]
