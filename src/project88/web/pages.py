"""Pages and files of the front end, as its build left them.

A display is a guest on someone's big screen, so its address always answers with the designed page:
the page itself says that an address is not valid, and waits when the database is away. Only the
status differs, which is what the service worker and a person with curl look at.
"""

from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe

from litestar import MediaType, Response, get
from litestar.datastructures import CacheControlHeader, ResponseHeader
from litestar.handlers import HTTPRouteHandler
from litestar.response import File
from litestar.router import Router
from litestar.static_files import create_static_files_router

from project88.accounts.access import Access
from project88.errors import NotFound, Project88Error, Unavailable
from project88.web.headers import content_security_policy
from project88.web.misses import TooManyMisses
from project88.web.problems import AnyRequest
from project88.web.services import Services

NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Project88Hub</title>
<h1>The front end has not been built yet</h1>
<p>Run <code>./project88 up</code> or <code>./project88 demo</code> in the folder of the project:
it builds the pages first. This address works as soon as that is done.</p>
</html>
"""

APP_PATHS = (
    "/",
    "/sign-in",
    "/set-up/{secret:str}",
    "/link/{secret:str}",
    "/account",
    "/account/{place:path}",
    "/p/{place:path}",
    "/hub",
    "/hub/{place:path}",
)
"""Every address that the app's own router knows; it is one page."""

NONCE = "__NONCE__"
NO_CACHE = "no-cache"
NO_STORE = "no-store"
ASSETS_LAST_S = 365 * 24 * 3600


def app_page(dist: Path) -> HTTPRouteHandler:
    """The page of the app, the same for everybody: who may see what, the API decides.

    Its style elements (the component library makes them) carry a nonce that is new in every answer,
    so the answer must not be kept.
    """

    @get(
        list(APP_PATHS),
        opt={"access": Access.PUBLIC},
        media_type=MediaType.HTML,
        include_in_schema=False,
        sync_to_thread=False,
    )
    def read_app() -> Response[str]:
        text = _text(dist / "app" / "index.html")
        nonce = token_urlsafe(18)
        return Response(
            NOT_BUILT if text is None else text.replace(NONCE, nonce),
            status_code=200 if text is not None else 503,
            media_type=MediaType.HTML,
            headers={
                "Cache-Control": NO_STORE,
                "Content-Security-Policy": content_security_policy(nonce),
            },
        )

    return read_app


def display_page(dist: Path) -> HTTPRouteHandler:
    """The page of every display. It is the same for all: what it shows, it asks for itself."""

    def page(status: int) -> Response[str]:
        text = _text(dist / "display.html")
        return Response(
            NOT_BUILT if text is None else text,
            status_code=status if text is not None else 503,
            media_type=MediaType.HTML,
            headers={
                "Cache-Control": NO_CACHE,
                # The app shows it in small, beside what is chosen for it.
                "Content-Security-Policy": content_security_policy(framed_by="'self'"),
            },
        )

    def with_status(
        status: int,
    ) -> Callable[[AnyRequest, Project88Error], Response[str]]:
        return lambda _request, _error: page(status)

    @get(
        "/display/{address:str}",
        opt={"access": Access.DISPLAY_URL},
        media_type=MediaType.HTML,
        include_in_schema=False,
        sync_to_thread=False,
        exception_handlers={
            NotFound: with_status(404),
            TooManyMisses: with_status(429),
            # Nobody can say now whether it exists; the page comes up and waits.
            Unavailable: with_status(200),
        },
    )
    def read_page() -> Response[str]:
        return page(200)

    return read_page


def service_worker(dist: Path, file: str, owns: str) -> HTTPRouteHandler:
    """It keeps the shell of the pages that it owns, so that they open again without network."""

    @get(
        f"/{Path(file).name}",
        opt={"access": Access.PUBLIC},
        include_in_schema=False,
        sync_to_thread=False,
        response_headers=[ResponseHeader(name="Service-Worker-Allowed", value=owns)],
    )
    def read_worker() -> File:
        path = dist / file
        if not path.is_file():
            raise NotFound("The front end has not been built yet.")
        return File(
            path,
            media_type="text/javascript",
            content_disposition_type="inline",
            headers={"Cache-Control": NO_CACHE},
        )

    return read_worker


def assets(dist: Path, path: str) -> Router:
    """Files whose names carry their content's hash: a browser may keep them for ever."""
    return create_static_files_router(
        path=path,
        directories=[dist / path.removeprefix("/")],
        opt={"access": Access.PUBLIC},
        cache_control=CacheControlHeader(max_age=ASSETS_LAST_S, public=True, immutable=True),
        include_in_schema=False,
    )


def pages(services: Services) -> list[HTTPRouteHandler | Router]:
    dist = services.dist
    return [
        app_page(dist),
        display_page(dist),
        service_worker(dist, "display-sw.js", "/display/"),
        service_worker(dist, "app/app-sw.js", "/p/"),
        assets(dist, "/assets"),
        assets(dist, "/app/assets"),
    ]


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None
