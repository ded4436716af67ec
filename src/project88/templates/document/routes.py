"""The schema of a template over HTTP: for programs that write templates, it asks nobody who they are."""

from litestar import Response, get

from project88.accounts.access import Access
from project88.templates.document import schema


@get(
    "/schema/template.json",
    opt={"access": Access.PUBLIC},
    include_in_schema=False,
    media_type="application/schema+json",
)
async def read_template_schema() -> Response[bytes]:
    """Of today's version of the document."""
    return Response(
        schema.text(),
        media_type="application/schema+json",
        headers={"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"},
    )


HANDLERS = [read_template_schema]
