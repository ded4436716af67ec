"""The web application, put together from parts that are handed in.

`create_app` is what a server runs; `routes_of` is the same without its outermost layer, for tests
that read the table of routes.
"""

from litestar import Litestar, Router
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp

from project88.displays.store import Display
from project88.web.display_api import read_display, read_stream
from project88.web.gate import Access, gate
from project88.web.headers import secured
from project88.web.operations import health, read_metrics
from project88.web.pages import pages
from project88.web.problems import HANDLERS
from project88.web.services import Services

MOST_BODY_BYTES = 1024 * 1024


def create_app(services: Services) -> ASGIApp:
    """The application as it is served. No other site may call it: there is no CORS."""
    return secured(routes_of(services))


def routes_of(services: Services) -> Litestar:
    return Litestar(
        route_handlers=[
            read_display,
            read_stream,
            health,
            read_metrics,
            *pages(services),
        ],
        guards=[gate],
        state=State({"services": services}),
        dependencies={
            "services": Provide(lambda: services, sync_to_thread=False),
            "display": Provide(_display, sync_to_thread=False),
        },
        exception_handlers=HANDLERS,
        request_max_body_size=MOST_BODY_BYTES,
        openapi_config=_openapi(),
        logging_config=None,
    )


def _display(request: ASGIConnection[object, object, object, State]) -> Display:
    """What the gate found at this address."""
    display: Display = request.state.display
    return display


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Project88Hub",
        version="1",
        description="Live race timing: displays and their streams.",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        openapi_router=Router(
            "/schema", route_handlers=[], opt={"access": Access.PUBLIC}, include_in_schema=False
        ),
        use_handler_docstrings=True,
    )
