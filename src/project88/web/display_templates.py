"""What a screen fetches to draw: a published document by its hash, and the files in it by theirs.

Joined here, because displays, templates and assets do not know each other. An address opens only
what its own partner published, or keeps; everything else is as if it were not there. What is known
by its hash never changes, so a browser keeps it for ever.
"""

from typing import Annotated

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example
from litestar.params import PathParameter
from litestar.response import Stream

from project88.accounts.access import Access
from project88.accounts.problem import Problem, problems
from project88.assets import reading, serving
from project88.assets.taking_in import Intake
from project88.db.pool import Pool
from project88.displays.store import Display
from project88.errors import NotFound
from project88.templates import store
from project88.templates.schemas import A_DOCUMENT
from project88.templates.starters import starters
from project88.web.made_files import with_made_files

FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
_ADDRESS = {"access": Access.DISPLAY_URL}
_PROBLEMS = {
    404: ResponseSpec(Problem, description="No such display, or nothing of this hash for it."),
    429: ResponseSpec(Problem, description="Too many addresses that do not exist."),
    **problems(422, 503),
}
Sha256 = Annotated[
    str, PathParameter(description="sha256, in hexadecimal digits.", pattern="^[0-9a-f]{64}$")
]


@get(
    "/api/display/{address:str}/templates/{document_hash:str}",
    opt=_ADDRESS,
    summary="A document to draw",
    tags=["displays"],
    responses={
        200: ResponseSpec(
            dict[str, object],
            description="The template's document; see /schema/template.json.",
            generate_examples=False,
            examples=[Example(value=A_DOCUMENT)],
        ),
        **_PROBLEMS,
    },
)
async def read_display_template(
    display: NamedDependency[Display], pool: NamedDependency[Pool], document_hash: Sha256
) -> Response[bytes]:
    """By the hash that an assignment tells: a starter's, or that of what the display's partner has
    published now.
    """
    starter = _starter(document_hash)
    if starter is not None:
        return Response(starter.encode(), media_type=MediaType.JSON, headers=FOREVER)
    async with pool.partner(display.partner_id) as connection:
        text = await store.shown_document(connection, document_hash)
        if text is None:
            raise NotFound("There is no such template for this display.", code="no_template")
        content = await with_made_files(connection, text)
    return Response(content, media_type=MediaType.JSON, headers=FOREVER)


@get(
    "/api/display/{address:str}/assets/{sha256:str}",
    opt=_ADDRESS,
    summary="A file to draw",
    tags=["displays"],
    responses={
        200: ResponseSpec(bytes, description="The bytes.", media_type="application/octet-stream"),
        206: ResponseSpec(bytes, description="A part.", media_type="application/octet-stream"),
        **_PROBLEMS,
    },
)
async def read_display_asset(
    request: Request[object, object, State],
    display: NamedDependency[Display],
    intake: NamedDependency[Intake],
    sha256: Sha256,
) -> Stream:
    """A picture, font, film or sound of the display's partner, by the hash that a document tells.
    Instead of a photograph's original, which may say where it was taken, what was made from it.
    """
    async with intake.pool.partner(display.partner_id) as connection:
        file = serving.require(await reading.file_of(connection, sha256))
    return await serving.answer(intake.store, file, request.headers.get("range"))


def _starter(document_hash: str) -> str | None:
    return next((one.text for one in starters().values() if one.hash == document_hash), None)


HANDLERS = [read_display_template, read_display_asset]
