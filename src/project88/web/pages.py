"""Pages and files of the front end, as its build left them.

A display is a guest on someone's big screen, so its address always answers with the designed page:
the page itself says that an address is not valid, and waits when the database is away. Only the
status differs, which is what the service worker and a person with curl look at.
"""

from collections.abc import Callable
from html import escape
from pathlib import Path
from secrets import token_urlsafe

from litestar import MediaType, Response, get
from litestar.datastructures import CacheControlHeader, ResponseHeader
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from litestar.response import File
from litestar.router import Router
from litestar.static_files import create_static_files_router

from project88.accounts.access import Access
from project88.db.pool import Pool
from project88.errors import NotFound, Project88Error, Unavailable
from project88.results.public.watching import ResultsPages
from project88.web.headers import FramedBy, content_security_policy
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
FOR_A_MINUTE = "public, max-age=60"
TITLE = "<title>"
"""The event's name goes before the page's own title."""
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


def results_page(dist: Path) -> HTTPRouteHandler:
    """The page of published results. With ``?embed=1`` any website may show it in a frame: it asks
    nobody to sign in, so nothing can be done there in somebody's name.
    """

    @get(
        "/results/{slug:str}",
        opt={"access": Access.PUBLIC},
        media_type=MediaType.HTML,
        include_in_schema=False,
    )
    async def read_results(
        results_pages: NamedDependency[ResultsPages],
        pool: NamedDependency[Pool],
        now: NamedDependency[Callable[[], int]],
        slug: FromPath[str],
        embed: FromQuery[str] = "",
    ) -> Response[str]:
        status, title = 200, ""
        try:
            shown = await results_pages.shown(pool, slug, now())
            title = f"{escape(shown.event.name)} · "
        except NotFound:
            status = 404
        except Unavailable:
            # Nobody can say now whether it exists; the page comes up and waits.
            pass
        text = _text(dist / "public" / "results.html")
        headers = _framed("*" if embed == "1" else "'none'")
        headers["Cache-Control"] = FOR_A_MINUTE if title else NO_CACHE
        return Response(
            NOT_BUILT if text is None else text.replace(TITLE, TITLE + title, 1),
            status_code=503 if text is None else status,
            media_type=MediaType.HTML,
            headers=headers,
        )

    return read_results


def _framed(by: FramedBy) -> dict[str, str]:
    return {
        "Content-Security-Policy": content_security_policy(framed_by=by),
        "Cross-Origin-Resource-Policy": "cross-origin" if by == "*" else "same-origin",
    }


def public_page(dist: Path, path: str, file: str) -> HTTPRouteHandler:
    """A page that is the same for everybody: what it shows, and whether there is anything, it asks itself."""

    @get(
        path,
        opt={"access": Access.PUBLIC},
        media_type=MediaType.HTML,
        include_in_schema=False,
        sync_to_thread=False,
    )
    def read_public_page() -> Response[str]:
        text = _text(dist / "public" / file)
        return Response(
            NOT_BUILT if text is None else text,
            status_code=200 if text is not None else 503,
            media_type=MediaType.HTML,
            headers={"Cache-Control": NO_CACHE},
        )

    return read_public_page


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
        results_page(dist),
        public_page(dist, "/results/{slug:str}/kiosk", "kiosk.html"),
        public_page(dist, "/results/{slug:str}/card/{token:str}", "card.html"),
        service_worker(dist, "display-sw.js", "/display/"),
        service_worker(dist, "app/app-sw.js", "/p/"),
        assets(dist, "/assets"),
        assets(dist, "/app/assets"),
        assets(dist, "/public/assets"),
    ]


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None
