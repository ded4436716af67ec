"""What a route may ask for by name: the process's parts, and what the gate found out.

`pool`, `now`, `settings`, `relay`, `accounts`, `boards` and `services` are made once per process.
`visit`, `browser`, `caller`, `signed_in` and `display` belong to one request; the last three are
there only where the route's rule makes the gate look for them.
"""

from collections.abc import Callable, Mapping

from litestar.datastructures import State
from litestar.di import Provide

from project88.accounts.access import Caller
from project88.accounts.parts import Accounts
from project88.accounts.sign_in import cookies
from project88.accounts.sign_in.browser import Browser
from project88.accounts.visit import Visit
from project88.assets.taking_in import Intake
from project88.db.pool import Pool
from project88.displays.screens.gathering import Gathering
from project88.displays.store import Display
from project88.displays.templates import References
from project88.events.desk import Rematch
from project88.relay import Relay
from project88.relay.sessions import SignedIn
from project88.results.announcer.boards import AnnouncerBoards
from project88.results.kiosk.field import Fields
from project88.results.printing.faces import Faces, faces_in
from project88.results.public.watching import ResultsPages
from project88.settings import Settings
from project88.templates.bundle.shelf import Shelf
from project88.templates.starters import starters
from project88.timing.choosing.counting import TagCounts
from project88.timing.dashboard.boards import Boards
from project88.timing.rematch import rematch_roster
from project88.web import gate
from project88.web.misses import Misses
from project88.web.problems import AnyRequest
from project88.web.services import Services
from project88.web.template_files import AssetShelf


def dependencies() -> Mapping[str, Provide]:
    """What is of the process is found in the application's state, what is of a request there."""
    given: dict[str, Callable[..., object]] = {
        "services": _services,
        "pool": _pool,
        "now": _now,
        "settings": _settings,
        "relay": _relay,
        "accounts": _accounts,
        "rematch": _rematch,
        "boards": _boards,
        "announcing": _announcing,
        "caller": _caller,
        "display": _display,
        "signed_in": _signed_in,
        "visit": _visit,
        "csrf": _csrf,
        "gathering": _gathering,
        "references": _references,
        "misses": _misses,
        "tag_counts": _tag_counts,
        "results_pages": _results_pages,
        "faces": _faces,
        "fields": _fields,
        "intake": _intake,
        "shelf": _shelf,
    }
    return {
        **{name: Provide(give, sync_to_thread=False) for name, give in given.items()},
        "browser": Provide(_browser),
    }


def _services(state: State) -> Services:
    services: Services = state.services
    return services


def _pool(state: State) -> Pool:
    return _services(state).pool


def _now(state: State) -> Callable[[], int]:
    return _services(state).now


def _settings(state: State) -> Settings:
    return _services(state).settings


def _relay(state: State) -> Relay:
    return _services(state).relay


def _accounts(state: State) -> Accounts:
    return _services(state).accounts


def _boards(state: State) -> Boards:
    return _services(state).dashboards.boards


def _announcing(state: State) -> AnnouncerBoards:
    return _services(state).announcers.boards


def _gathering(state: State) -> Gathering:
    return _services(state).gathering


def _references() -> References:
    """For who chooses a template and may not know how they are kept."""
    return References(starters().keys())


def _misses(state: State) -> Misses:
    return _services(state).misses


def _tag_counts(state: State) -> TagCounts:
    return _services(state).tag_counts


def _fields(state: State) -> Fields:
    """For who tells a runner among how many, and when the next point comes."""
    return _services(state).fields


def _results_pages(state: State) -> ResultsPages:
    return _services(state).results_pages


def _faces(state: State) -> Faces:
    """For who prints: the fonts of the front end's build."""
    return faces_in(_services(state).dist / "assets" / "fallback")


def _intake(state: State) -> Intake:
    """For who takes files in, or reads what was taken in."""
    return _services(state).intake


def _shelf(state: State) -> Shelf:
    """For bundles of templates, which lie beside the assets."""
    return AssetShelf(_services(state).intake)


def _rematch() -> Rematch:
    """For who changes a roster and lies below the matching of tags."""
    return Rematch(rematch_roster)


def _caller(request: AnyRequest) -> Caller:
    caller: Caller = request.state.caller
    return caller


def _display(request: AnyRequest) -> Display:
    """What the gate found at this address."""
    display: Display = request.state.display
    return display


def _signed_in(request: AnyRequest) -> SignedIn:
    signed_in: SignedIn = request.state.signed_in
    return signed_in


def _visit(request: AnyRequest) -> Visit:
    visit: Visit = request.state.visit
    return visit


def _csrf(request: AnyRequest) -> str:
    secure = _visit(request).secure
    return cookies.csrf_of(cookies.read(request.cookies, cookies.SESSION, secure=secure))


async def _browser(request: AnyRequest) -> Browser:
    """For routes that sign somebody in or out, whoever was signed in there before."""
    visit = _visit(request)
    device = cookies.read(request.cookies, cookies.DEVICE, secure=visit.secure)
    return Browser(visit, device, await gate.former(request))
