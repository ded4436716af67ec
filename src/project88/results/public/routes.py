"""Published results over HTTP, for everybody: nobody is asked who they are.

Whoever follows a race asks for the event every few seconds with the ETag of the answer before, and
for rows only when its version is another one: `since` that version, only what changed.
"""

from collections.abc import Callable
from typing import Annotated, Final, TypeAlias

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import PathParameter, QueryParameter

from project88.accounts.access import Access
from project88.accounts.paths import LARGEST
from project88.accounts.problem import problems
from project88.accounts.visit import Visit
from project88.db.pool import Pool
from project88.errors import NotFound
from project88.results.printing.faces import Faces
from project88.results.public import answers, exporting, publishing, rows, store
from project88.results.public.keeping import Kept
from project88.results.public.pacing import Cost
from project88.results.public.publishing_routes import HANDLERS as PUBLISHING
from project88.results.public.schemas import (
    PublishedEvent,
    PublishedPerson,
    PublishedSplit,
    Rows,
)
from project88.results.public.store import Stamp
from project88.results.public.tables import Form, Language
from project88.results.public.watching import ResultsPages, Shown

ONE = "/api/results/{slug:str}"
RACE = ONE + "/races/{race_id:int}"
ANYBODY = {"access": Access.PUBLIC}
TAGS = ["public results"]
IN_WORDS: Final[dict[Form, str]] = {
    "csv": "CSV",
    "xlsx": "a workbook",
    "json": "JSON",
    "pdf": "a PDF to print",
}
PROBLEMS = problems(400, 404, 422, 429, 503)
NOT_CHANGED = ResponseSpec(None, description="As the ETag in `If-None-Match` says.")

Ask: TypeAlias = Request[object, object, State]
Ms: TypeAlias = NamedDependency[Callable[[], int]]
SlugPath: TypeAlias = Annotated[
    str, PathParameter(description="The end of the page's address.", max_length=80)
]
RaceId: TypeAlias = Annotated[
    int, PathParameter(description="Number of the race.", ge=1, le=LARGEST)
]
VersionAsked: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        description="The event's version now; with it, a proxy may keep the answer for longer.",
        max_length=60,
        schema_extra={"examples": ["42"]},
    ),
]
Since: TypeAlias = Annotated[
    str | None,
    QueryParameter(
        description="Version of the rows that you have: only those that changed after it are given. "
        "When `total` is not what you have then, ask without it.",
        max_length=60,
    ),
]


class Desk(msgspec.Struct, frozen=True):
    """What an answer is made with."""

    request: Ask
    pages: ResultsPages
    pool: Pool
    visit: Visit
    now: int

    async def shown(self, slug: str) -> Shown:
        """:raises NotFound: nothing is published there. :raises TooMuch: see `pacing`."""
        await self.take(Cost.READY)
        return await self.pages.shown(self.pool, slug, self.now)

    async def take(self, cost: Cost) -> None:
        await self.pages.pace.take(self.visit.address, cost, self.now)

    def has(self, etag: str) -> bool:
        return answers.is_known(self.request.headers.get("if-none-match"), etag)

    async def answer(self, kept: Kept, etag: str, cache: str) -> Response[bytes]:
        accepted = self.request.headers.get("accept-encoding", "")
        body, encoding = await answers.packed_for(accepted, kept)
        headers = answers.headers_of(etag, cache)
        if encoding is not None:
            headers["Content-Encoding"] = encoding
        return Response(body, media_type=MediaType.JSON, headers=headers)


def _desk(
    request: Ask,
    results_pages: NamedDependency[ResultsPages],
    pool: NamedDependency[Pool],
    visit: NamedDependency[Visit],
    now: Ms,
) -> Desk:
    return Desk(request, results_pages, pool, visit, now())


WITH_DESK = {"desk": Provide(_desk, sync_to_thread=False)}


@get(
    ONE,
    opt=ANYBODY,
    summary="A published event",
    tags=TAGS,
    dependencies=WITH_DESK,
    responses={
        200: ResponseSpec(PublishedEvent, description="The event as it is now."),
        304: NOT_CHANGED,
        **PROBLEMS,
    },
)
async def read_published_event(desk: NamedDependency[Desk], slug: SlugPath) -> Response[bytes]:
    """Its races, how far they are, and the version of their results. It is never older than two
    seconds, so a proxy may keep it for two.
    """
    shown = await desk.shown(slug)
    if desk.has(shown.etag):
        return answers.unchanged(shown.etag, answers.POLLED)
    return await desk.answer(Kept(shown.body), shown.etag, answers.POLLED)


@get(
    RACE + "/rows",
    opt=ANYBODY,
    summary="All results of a race",
    tags=TAGS,
    dependencies=WITH_DESK,
    responses={
        200: ResponseSpec(
            Rows, description="All rows, or those that changed.", generate_examples=False
        ),
        304: NOT_CHANGED,
        **PROBLEMS,
    },
)
async def read_published_rows(
    desk: NamedDependency[Desk],
    slug: SlugPath,
    race_id: RaceId,
    version: VersionAsked = None,
    since: Since = None,
) -> Response[bytes]:
    """Everybody who was heard or of whom something is known, column by column, in the order of the
    list. Whoever asked to be hidden has a bib and no name.
    """
    shown = await desk.shown(slug)
    shown.race(race_id)
    wanted = rows.Wanted(shown, race_id, None if since is None else Stamp.read(since))
    etag = f"{shown.stamp}-{race_id}-{wanted.since or 'all'}"
    cache = answers.VERSIONED if version == str(shown.stamp) else answers.ASKED_AGAIN
    if desk.has(etag):
        return answers.unchanged(etag, cache)
    if not desk.pages.shelf.has(wanted.key):
        await desk.take(Cost.LOOK)
    kept = await rows.rows_of(desk.pages, desk.pool, wanted)
    return await desk.answer(kept, etag, cache)


@get(
    ONE + "/participants/{participant_id:int}",
    opt=ANYBODY,
    summary="One result with its splits",
    tags=TAGS,
    dependencies=WITH_DESK,
    responses={
        200: ResponseSpec(PublishedPerson, description="The result.", generate_examples=False),
        304: NOT_CHANGED,
        **PROBLEMS,
    },
)
async def read_published_person(
    desk: NamedDependency[Desk],
    slug: SlugPath,
    participant_id: Annotated[int, PathParameter(description="`id` of the row.", ge=1, le=LARGEST)],
) -> Response[bytes]:
    """Times and places at every point of the course so far."""
    shown = await desk.shown(slug)
    etag = f"{shown.stamp}-p{participant_id}"
    if desk.has(etag):
        return answers.unchanged(etag, answers.ASKED_AGAIN)
    key = ("person", shown.found.event_id, participant_id, shown.stamp)
    if not desk.pages.shelf.has(key):
        await desk.take(Cost.LOOK)

    async def make() -> Kept:
        return rows.packed(msgspec.json.encode(await _person(desk.pool, shown, participant_id)))

    kept = await desk.pages.shelf.of(key, make)
    return await desk.answer(kept, etag, answers.ASKED_AGAIN)


async def _person(pool: Pool, shown: Shown, participant_id: int) -> PublishedPerson:
    async with pool.snapshot(shown.found.partner_id) as connection:
        row = await store.person(connection, shown.found.event_id, participant_id)
        if row is None:
            raise NotFound("There is no such result here.")
        splits = await store.splits(connection, shown.found.event_id, participant_id)
    return PublishedPerson(splits=[PublishedSplit(**dict(each)) for each in splits], **dict(row))


def _export(form: Form) -> HTTPRouteHandler:
    """A route for each form, because each says of what kind its answer is."""

    @get(
        f"{RACE}/export.{form}",
        opt=ANYBODY,
        operation_id=f"export_results_as_{form}",
        summary=f"The results of a race as {IN_WORDS[form]}",
        tags=TAGS,
        dependencies=WITH_DESK,
        responses={
            200: ResponseSpec(
                bytes,
                description="The file.",
                media_type=exporting.MEDIA_TYPES[form].partition(";")[0],
                generate_examples=False,
            ),
            304: NOT_CHANGED,
            **PROBLEMS,
        },
    )
    async def export_results(  # noqa: PLR0913, PLR0917 -- which file, and how
        desk: NamedDependency[Desk],
        faces: NamedDependency[Faces],
        slug: SlugPath,
        race_id: RaceId,
        language: Annotated[Language, QueryParameter(description="Of the headings.")] = "en",
        mark: Annotated[
            bool, QueryParameter(description="CSV: begin with the mark by which Excel knows UTF-8.")
        ] = True,
    ) -> Response[bytes]:
        """The same rows as on the page, names as on the page; no cell is taken for a formula."""
        shown = await desk.shown(slug)
        shown.race(race_id)
        wish = exporting.Wish(form, language, mark, str(faces.folder))
        return await _file(desk, rows.Wanted(shown, race_id), wish)

    return export_results


async def _file(desk: Desk, wanted: rows.Wanted, wish: exporting.Wish) -> Response[bytes]:
    shown, race_id = wanted.shown, wanted.race_id
    etag = f"{shown.etag}-{race_id}-{wish.form}-{wish.language}-{wish.mark:d}"
    if desk.has(etag):
        return answers.unchanged(etag, answers.ASKED_AGAIN)
    if not desk.pages.shelf.has(exporting.key_of(wanted, wish)):
        await desk.take(Cost.FILE)
    kept = await exporting.file_of(desk.pages, desk.pool, wanted, wish)
    answer = await desk.answer(kept, etag, answers.ASKED_AGAIN)
    answer.media_type = exporting.MEDIA_TYPES[wish.form]
    name = publishing.file_name(shown.event.slug, shown.race(race_id).name, wish.form)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


HANDLERS = [
    read_published_event,
    read_published_rows,
    read_published_person,
    *(_export(form) for form in exporting.FORMS),
    *PUBLISHING,
]
