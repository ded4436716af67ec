"""The page that shows the document, where a person may try the routes out.

It is part of the front end's build and asks nobody else for anything, so it lives under the same
content policy as every page of ours.
"""

from litestar import MediaType, Response, get
from litestar.di import NamedDependency

from project88.accounts.access import Access
from project88.errors import NotFound
from project88.web.services import Services

FILE = "app/docs/index.html"


@get("/schema/docs", opt={"access": Access.PUBLIC}, include_in_schema=False, sync_to_thread=True)
def read_docs(services: NamedDependency[Services]) -> Response[str]:
    page = services.dist / FILE
    if not page.is_file():
        raise NotFound("The front end has not been built yet.")
    return Response(
        page.read_text(encoding="utf-8"),
        media_type=MediaType.HTML,
        headers={"Cache-Control": "no-cache"},
    )
