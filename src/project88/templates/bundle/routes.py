"""Templates as files over HTTP: out of one hub, or one partner, and into another."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import IO, Annotated, Literal

import anyio.to_thread
import msgspec
from litestar import post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Body, JSONBody
from litestar.response import Stream
from msgspec import Meta

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.problem import FieldProblem, problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.templates import listing, store
from project88.templates.bundle import manifest, writing
from project88.templates.bundle.shelf import Shelf
from project88.templates.bundle.taking import Desk, Outcome, take_in
from project88.templates.document import TemplateDocument, decode
from project88.templates.paths import PATH
from project88.templates.schemas import TemplateIds, TemplateRow

SEE = {"access": Needs(Permission.DISPLAYS_RUN)}
EDIT = {"access": Needs(Permission.TEMPLATES_EDIT)}
TAGS = ["templates"]
MOST_FILES = 50
_CHUNK = 256 * 1024
_IN_MEMORY = 4 * manifest.MIB


class BundleUpload(msgspec.Struct):
    """A form with one or more files."""

    files: Annotated[
        list[UploadFile],
        Meta(
            min_length=1, max_length=MOST_FILES, description="Bundles (.zip) or documents (.json)."
        ),
    ]


class TemplateImported(msgspec.Struct, frozen=True):
    """What became of one template of a file."""

    file: Annotated[
        str, Meta(description="Where it was.", examples=["screens.zip/templates/2-finish"])
    ]
    outcome: Literal["made", "refused"]
    template: Annotated[TemplateRow | None, Meta(description="Null: it was refused.")]
    sentence: Annotated[str | None, Meta(description="Why it was refused.")]
    fields: Annotated[
        list[FieldProblem],
        Meta(
            description="Where the document is wrong.",
            examples=[[{"field": "blocks.b3.font.size", "message": "This must be a number."}]],
        ),
    ]


@post(
    PATH + "/export",
    opt=SEE,
    status_code=200,
    summary="Templates as a file",
    tags=TAGS,
    responses={
        200: ResponseSpec(bytes, description="A bundle.", media_type="application/zip"),
        **problems(400, 401, 403, 404, 413, 422, 503),
    },
)
async def export_templates(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    shelf: NamedDependency[Shelf],
    data: JSONBody[TemplateIds],
) -> Stream:
    """The newest version of each, with the originals of all their files: a .zip for any hub."""
    documents = await _documents(pool, caller, data.ids)
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- `_pieces` closes it
    try:
        await writing.write(file, documents, shelf, caller)
        size = file.seek(0, 2)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    name = writing.slug(documents[0].name) if len(documents) == 1 else "templates"
    return Stream(
        _pieces(file),
        media_type="application/zip",
        headers={
            "Content-Length": str(size),
            "Content-Disposition": f'attachment; filename="{name}.zip"',
            "Cache-Control": "no-store",
        },
    )


async def _documents(pool: Pool, caller: Caller, ids: list[int]) -> list[TemplateDocument]:
    """Raises NotFound when one is not there."""
    found = []
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        for number in dict.fromkeys(ids):
            row = await store.document_of(connection, number)
            if row is None:
                raise listing.no_template()
            found.append(decode(listing.document_of(row)))
    return found


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while piece := await anyio.to_thread.run_sync(file.read, _CHUNK):
            yield piece


@post(
    PATH + "/import",
    opt=EDIT,
    status_code=200,
    summary="Templates from files",
    tags=TAGS,
    request_max_body_size=manifest.MOST_BYTES,
    responses=problems(400, 401, 403, 404, 413, 422, 503),
)
async def import_templates(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    shelf: NamedDependency[Shelf],
    now: NamedDependency[Callable[[], int]],
    data: Annotated[BundleUpload, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> list[TemplateImported]:
    """Each template is taken in whole, with its files, or refused; one that is refused leaves the
    others. Nothing is published by it.
    """
    desk = Desk(pool, shelf, caller, instant(now()))
    outcomes: list[Outcome] = []
    for upload in data.files:
        with tempfile.TemporaryDirectory(prefix="project88-bundle-") as folder:
            place = Path(folder) / "bundle"
            await anyio.to_thread.run_sync(_copy, upload, place)
            outcomes += await take_in(desk, place, _name(upload.filename))
    rows = await listing.rows_of(
        pool, caller, [one.template_id for one in outcomes if one.template_id is not None]
    )
    return [_told(one, rows) for one in outcomes]


def _copy(upload: UploadFile, place: Path) -> None:
    with place.open("wb") as file:
        shutil.copyfileobj(upload.file, file)


def _name(told: str) -> str:
    """Of a file, for a person: without folders and signs that nobody can read."""
    plain = told.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in plain if sign.isprintable())[:120] or "file"


def _told(outcome: Outcome, rows: dict[int, TemplateRow]) -> TemplateImported:
    row = rows.get(outcome.template_id) if outcome.template_id is not None else None
    made: Literal["made", "refused"] = "refused" if outcome.template_id is None else "made"
    return TemplateImported(outcome.file, made, row, outcome.sentence, list(outcome.fields))


HANDLERS = [export_templates, import_templates]
