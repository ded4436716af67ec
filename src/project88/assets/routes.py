"""Assets over HTTP."""

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import anyio.to_thread
import msgspec
from litestar import Request, Response, delete, get, patch, post
from litestar.datastructures import State, UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Body, JSONBody, PathParameter, QueryParameter
from litestar.response import Stream

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.assets import library, reading, schemas, serving
from project88.assets.families import VENDORED
from project88.assets.store import Wanted
from project88.assets.taking_in import Intake, Upload, require_size, take_in
from project88.db.pool import Pool
from project88.settings import Settings

SEE = {"access": Needs(Permission.DISPLAYS_RUN)}
EDIT = {"access": Needs(Permission.TEMPLATES_EDIT)}
TAGS = ["assets"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 413, 422, 503)
MOST_BODY_BYTES = 257 * 1024 * 1024
"""More than any setting allows for a file; the setting is looked at by the handler."""
AssetId = Annotated[int, PathParameter(description="Number of the asset.", ge=1, le=2**31 - 1)]


class AssetUpload(msgspec.Struct):
    """A form with one file; several files are several requests."""

    file: Annotated[
        UploadFile,
        msgspec.Meta(
            description="JPEG, PNG, WebP, AVIF, GIF, HEIC, SVG; WOFF2; MP4, WebM; MP3, Ogg, WAV."
        ),
    ]
    name: Annotated[str, msgspec.Meta(max_length=200, description="Empty: the file's name.")] = ""
    licence: Annotated[str, msgspec.Meta(max_length=300, description="Needed with a font.")] = ""


@post(
    "/api/assets",
    opt=EDIT,
    summary="Bring a file",
    tags=TAGS,
    request_max_body_size=MOST_BODY_BYTES,
    responses={
        200: ResponseSpec(schemas.Asset, description="This file is there already."),
        **CHANGED,
    },
)
async def bring_asset(
    caller: NamedDependency[Caller],
    intake: NamedDependency[Intake],
    data: Annotated[AssetUpload, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> Response[schemas.Asset]:
    """Its content decides what it is, not its name. The smaller files of a picture are made soon
    after: it is `pending` until then.
    """
    with tempfile.TemporaryDirectory(prefix="project88-upload-") as folder:
        place = Path(folder) / "content"
        size = await anyio.to_thread.run_sync(_copy, data.file, place)
        require_size(size, intake.settings)
        upload = Upload(place, data.name or data.file.filename, data.licence)
        taken = await take_in(intake, caller, upload)
    return Response(taken.asset, status_code=201 if taken.is_new else 200)


def _copy(upload: UploadFile, place: Path) -> int:
    with place.open("wb") as file:
        shutil.copyfileobj(upload.file, file)
    return place.stat().st_size


@get("/api/assets", opt=SEE, summary="Assets", tags=TAGS, responses=SEEN)
async def list_assets(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    kind: Annotated[schemas.Kind | None, QueryParameter(description="Only these.")] = None,
    category: Annotated[schemas.Category | None, QueryParameter(description="Only these.")] = None,
    search: Annotated[
        str, QueryParameter(description="A part of the name or family.", max_length=100)
    ] = "",
    removed: Annotated[bool, QueryParameter(description="Those that were removed.")] = False,
    after: Annotated[
        int | None, QueryParameter(description="`after` of the page before.", ge=1, le=2**31 - 1)
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 100,
) -> schemas.AssetPage:
    """The newest first."""
    wanted = Wanted(removed, kind, category, search, after, limit)
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await library.page(connection, caller.partner_id, wanted)


@get("/api/assets/usage", opt=SEE, summary="Room that assets take", tags=TAGS, responses=SEEN)
async def read_usage(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    settings: NamedDependency[Settings],
) -> schemas.AssetUsage:
    """Uploads and what was made from them, also what was removed and is still kept."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await library.usage(connection, caller.partner_id, settings.assets)


@get("/api/assets/families", opt=SEE, summary="Fonts to choose from", tags=TAGS, responses=SEEN)
async def list_families(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool]
) -> schemas.FontFamilies:
    """Those that come with the product, and this partner's own."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        own = await library.fonts(connection, caller.partner_id)
    return schemas.FontFamilies(list(VENDORED.values()), own)


@get("/api/assets/{asset_id:int}", opt=SEE, summary="An asset", tags=TAGS, responses=SEEN)
async def read_asset(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], asset_id: AssetId
) -> schemas.Asset:
    """Also one that was removed."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await library.one(connection, caller.partner_id, asset_id)


@patch(
    "/api/assets/{asset_id:int}", opt=EDIT, summary="Name an asset", tags=TAGS, responses=CHANGED
)
async def change_asset(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    asset_id: AssetId,
    data: JSONBody[schemas.AssetChange],
) -> schemas.Asset:
    """Templates that have it are not changed by it. A font keeps a licence note (`no_licence`)."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await library.change(connection, caller.partner_id, asset_id, data)


@delete(
    "/api/assets/{asset_id:int}",
    opt=EDIT,
    summary="Remove an asset",
    tags=TAGS,
    status_code=200,
    responses=CHANGED,
)
async def remove_asset(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], asset_id: AssetId
) -> schemas.Asset:
    """It is in no list any more; templates that have it show it all the same, and it can be
    restored. Its files go after some days, unless a template has it.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await library.remove(connection, caller.partner_id, asset_id)


@post(
    "/api/assets/{asset_id:int}/restore",
    opt=EDIT,
    summary="Restore an asset",
    tags=TAGS,
    status_code=200,
    responses=CHANGED,
)
async def restore_asset(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], asset_id: AssetId
) -> schemas.Asset:
    """It is in the list again; `asset_is_gone` when its files have gone: bring the file again."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        return await library.restore(connection, caller.partner_id, asset_id)


@get(
    "/api/assets/files/{sha256:str}",
    opt=SEE,
    summary="Bytes of a file",
    tags=TAGS,
    responses={
        200: ResponseSpec(bytes, description="The bytes.", media_type="application/octet-stream"),
        206: ResponseSpec(bytes, description="A part.", media_type="application/octet-stream"),
        **SEEN,
    },
)
async def read_asset_file(
    request: Request[object, object, State],
    caller: NamedDependency[Caller],
    intake: NamedDependency[Intake],
    sha256: Annotated[
        str, PathParameter(description="Of the original or of what was made from it.",
                           pattern="^[0-9a-f]{64}$")
    ],
) -> Stream:  # fmt: skip
    """As what it was found to be, whatever it was called. Parts by `Range`."""
    async with intake.pool.partner(caller.partner_id, by=caller.actor) as connection:
        file = serving.require(await reading.original_of(connection, sha256))
    return await serving.answer(intake.store, file, request.headers.get("range"))


HANDLERS = [
    bring_asset,
    list_assets,
    read_usage,
    list_families,
    read_asset,
    change_asset,
    remove_asset,
    restore_asset,
    read_asset_file,
]
