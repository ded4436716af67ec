"""The web application, put together from parts that are handed in.

`create_app` is what a server runs; `routes_of` is the same without its outermost layer, for tests
that read the table of routes. Each feature says its own routes; they are only listed here.
"""

from litestar import Litestar
from litestar.datastructures import State
from litestar.types import ASGIApp

from project88.accounts.audit import routes as audit
from project88.accounts.hub import routes as hub
from project88.accounts.keys import routes as keys
from project88.accounts.links import routes as links
from project88.accounts.me import routes as me
from project88.accounts.passkeys import routes as passkeys
from project88.accounts.people import routes as people
from project88.accounts.second_factor import routes as second_factor
from project88.accounts.sign_in import routes as sign_in
from project88.accounts.webhooks import routes as webhooks
from project88.assets import routes as assets
from project88.assets.messages import routes as runner_messages
from project88.assets.style import routes as styles
from project88.displays.analytics import routes as analytics
from project88.displays.binding import routes as binding
from project88.displays.links import routes as display_links
from project88.displays.notices import routes as notices
from project88.displays.screens import routes as screens
from project88.displays.sessions import routes as display_sessions
from project88.events import roster_routes as rosters
from project88.events import routes as events
from project88.results.announcer import routes as announcer
from project88.results.corrections import routes as corrections
from project88.results.holds import routes as holds
from project88.results.kiosk import print_routes as kiosk_prints
from project88.results.kiosk import routes as kiosk
from project88.results.listing import routes as results
from project88.results.public import routes as public_results
from project88.results.setting import routes as race_setup
from project88.results.why import routes as why
from project88.results.worklist import routes as worklist
from project88.templates import editing_routes as template_editing
from project88.templates import routes as templates
from project88.templates import version_routes as template_versions
from project88.templates.bundle import routes as template_bundles
from project88.templates.document import routes as template_schema
from project88.timing.dashboard import routes as dashboard
from project88.timing.sessions import routes as timing_sessions
from project88.web import (
    announcer_stream,
    card_stream,
    dashboard_stream,
    display_templates,
    handed_in,
    preview_stream,
    screens_stream,
    template_stream,
)
from project88.web.bodies import BodyRequest
from project88.web.display_api import read_display, read_stream
from project88.web.gate import gate
from project88.web.headers import secured
from project88.web.openapi.document import configuration
from project88.web.openapi.page import read_docs
from project88.web.operations import health, read_metrics
from project88.web.pages import pages
from project88.web.problems import HANDLERS
from project88.web.proxies import believing
from project88.web.services import Services

MOST_BODY_BYTES = 1024 * 1024

FEATURES = (
    sign_in.HANDLERS,
    links.HANDLERS,
    me.HANDLERS,
    second_factor.HANDLERS,
    passkeys.HANDLERS,
    people.HANDLERS,
    hub.HANDLERS,
    keys.HANDLERS,
    webhooks.HANDLERS,
    audit.HANDLERS,
    events.HANDLERS,
    rosters.HANDLERS,
    dashboard.HANDLERS,
    dashboard_stream.HANDLERS,
    announcer.HANDLERS,
    announcer_stream.HANDLERS,
    timing_sessions.HANDLERS,
    results.HANDLERS,
    race_setup.HANDLERS,
    binding.HANDLERS,
    screens.HANDLERS,
    notices.HANDLERS,
    display_sessions.HANDLERS,
    display_links.HANDLERS,
    analytics.HANDLERS,
    preview_stream.HANDLERS,
    screens_stream.HANDLERS,
    assets.HANDLERS,
    runner_messages.HANDLERS,
    styles.HANDLERS,
    templates.HANDLERS,
    template_bundles.HANDLERS,
    template_schema.HANDLERS,
    template_editing.HANDLERS,
    template_versions.HANDLERS,
    template_stream.HANDLERS,
    display_templates.HANDLERS,
    public_results.HANDLERS,
    kiosk.HANDLERS,
    kiosk_prints.HANDLERS,
    card_stream.HANDLERS,
    corrections.HANDLERS,
    holds.HANDLERS,
    why.HANDLERS,
    worklist.HANDLERS,
)
"""The routes of every feature, one line each."""


def create_app(services: Services) -> ASGIApp:
    """The application as it is served. No other site may call it: there is no CORS."""
    settings = services.settings
    return believing(secured(routes_of(services), settings), settings.web.proxies)


def routes_of(services: Services) -> Litestar:
    return Litestar(
        route_handlers=[
            read_display,
            read_stream,
            health,
            read_metrics,
            read_docs,
            *(handler for handlers in FEATURES for handler in handlers),
            *pages(services),
        ],
        guards=[gate],
        state=State({"services": services}),
        dependencies=handed_in.dependencies(),
        exception_handlers=HANDLERS,
        request_class=BodyRequest,
        request_max_body_size=MOST_BODY_BYTES,
        openapi_config=configuration(),
        logging_config=None,
    )
