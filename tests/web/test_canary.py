"""Canary names: of people who asked to be hidden or shortened, nothing leaves the hub by any door.

Every route of the application stands in this file. A new one fails here until it is listed: GET
routes are asked by callers who may not see real names, the others either drive people through them
here, or say why there are none in them. One public person with a name of her own shows that the
doors do open, so that a test which looks nowhere cannot pass.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

import asyncpg
import httpx
import msgspec
import pytest
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp

from project88 import log
from project88.accounts.roles import Permission, Role
from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.settings import LogSettings
from project88.timing.following import show_all
from project88.web.app import create_app, routes_of
from project88.web.services import Services

pytestmark = pytest.mark.long

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]

HIDDEN = ("Xaviera-Canary", "Quillfeather-Canary", "Oolitic-Canary", "Team-Canary", "Note-Canary")
"""First and last name, town, team and note of somebody who is hidden."""
SHORTENED = ("Waldegrave-Canary", "Bramblewick-Canary")
"""Last name and town of somebody who is shortened; her first name may be seen."""
BORN = "1911-03-07"
"""When all three were born: told to nobody who may not see real names, however public the name is."""
SINGING = (*HIDDEN, *SHORTENED, BORN)
SEEN = "Public-Person"

IN_PATHS: Final = {
    "event_id:int": "event",
    "race_id:int": "race",
    "wave_id:int": "one",
    "division_id:int": "one",
    "session_id:int": "session",
    "participant_id:int": "hidden",
    "address:str": "address",
    "place:path": "address",
    "file_path:path": "address",
    "secret:str": "address",
    "path:str": "address",
    "import_id:int": "one",
    "range_id:int": "one",
    "gun_id:int": "one",
    "record_id:int": "one",
    "undo_id:int": "one",
    "webhook_id:int": "webhook",
    "screen_id:int": "one",
    "display_session_id:int": "one",
    "template_id:int": "one",
    "number:int": "one",
    "document_hash:str": "document",
    "sha256:str": "document",
    "asset_id:int": "one",
    "correction_id:int": "one",
    "hold_id:int": "one",
    "note_id:int": "one",
    "slug:str": "slug",
    "token:str": "document",
}
"""What a path's parameter is filled with, so that the route finds something."""

NOT_ASKED: Final = {
    "/api/display/{address:str}/stream": "never ends; tests/live/test_privacy reads it on a socket",
    "/api/events/{event_id:int}/announcer/stream": "never ends; says what /announcer says",
    "/api/events/{event_id:int}/dashboard/stream": "never ends; says what /dashboard says",
    "/api/chronotrack/sessions/{session_id:int}/preview/stream": "never ends; says what /preview says",
    "/api/results/{slug:str}/card/{token:str}/stream": "never ends; says what the card says",
    "/api/screens/stream": "never ends; says what /screens says",
    "/api/templates/{template_id:int}/stream": "never ends; says who draws, and nobody else",
}
"""GET routes that are not asked here, with the reason."""

CHANGES: Final[dict[str, Any]] = {
    "PATCH /api/events/{event_id:int}": {"version": 1, "place": "Harlingen"},
    "POST /api/events/{event_id:int}/clone": {
        "name": "Copy", "day": "2027-01-01", "people": "without_bibs",
    },
    "POST /api/events/{event_id:int}/archive": {},
    "POST /api/events/{event_id:int}/restore": {},
    "POST /api/events/{event_id:int}/races": {"name": "1K"},
    "PATCH /api/events/{event_id:int}/races/{race_id:int}": {"version": 1, "name": "5 km"},
    "DELETE /api/events/{event_id:int}/races/{race_id:int}": {},
    "POST /api/events/{event_id:int}/timing-sessions/{session_id:int}": {},
    "POST /api/chronotrack/sessions/{session_id:int}/select": {"display_session_id": 1},
    "PATCH /api/screens/{screen_id:int}": {"name": "Arch, left"},
    "PATCH /api/events/{event_id:int}/participants/{participant_id:int}": {
        "version": 1, "wave": "A",
    },
    "PUT /api/events/{event_id:int}/participants/{participant_id:int}/chips": {
        "chips": ["A1", "A9"],
    },
    "POST /api/events/{event_id:int}/bibs/swap": {
        "participant_id": 1, "with_participant_id": 2, "although_read": True,
    },
    "POST /api/events/{event_id:int}/duplicates/merge": {"keep": 1, "gone": 2},
    "POST /api/events/{event_id:int}/bibs/assign": {"mode": "preview"},
    "POST /api/events/{event_id:int}/corrections/statuses": {
        "participant_id": 1, "status": "dq", "reason": "Cut the course",
    },
    "POST /api/events/{event_id:int}/corrections/penalties": {
        "participant_id": 2, "ms": 1000, "reason": "Littering",
    },
    "POST /api/events/{event_id:int}/corrections/manual-times": {
        "participant_id": 1, "point_id": 1, "at": "2026-06-14T10:00:00", "reason": "By hand",
    },
    "POST /api/events/{event_id:int}/corrections/voids": {
        "session_id": 1, "location_id": 1, "tag": "A1", "passing_no": 1, "reason": "A friend",
    },
    "POST /api/events/{event_id:int}/corrections/{correction_id:int}/undo": {},
    "POST /api/events/{event_id:int}/corrections/{correction_id:int}/redo": {},
    "POST /api/events/{event_id:int}/holds": {"race_id": 1, "scope": "overall"},
    "POST /api/events/{event_id:int}/holds/{hold_id:int}/release": {},
    "PATCH /api/events/{event_id:int}/announcer/people/{participant_id:int}": {
        "version": 0, "pronunciation": "AH-da",
    },
    "POST /api/events/{event_id:int}/announcer/said": {
        "ticks": [{"participant_id": 1, "what": "at:Finish"}],
    },
    "DELETE /api/events/{event_id:int}/announcer/said": {},
    "POST /api/events/{event_id:int}/announcer/notes": {"participant_id": 1, "text": "Won here"},
    "PATCH /api/events/{event_id:int}/announcer/notes/{note_id:int}": {"version": 1, "text": "No"},
    "DELETE /api/events/{event_id:int}/announcer/notes/{note_id:int}": {},
    "DELETE /api/events/{event_id:int}/participants/{participant_id:int}": {},
    "POST /api/events/{event_id:int}/roster-undos/{undo_id:int}": {},
}  # fmt: skip
"""Changes that a caller without real names makes to what has people in it; the answers are read."""

NO_PEOPLE: Final = re.compile(
    r"/api/(sign-in|sign-out|set-up|links|me|people|partner|hub|keys|webhooks|selection)\b"
    r"|/races/\{race_id:int\}/(points|rules|start|state|closed|records)\b|/guns/\{"
    r"|/corrections/clock-shifts\b"
    r"|/worklist/dismissals\b|/events/\{event_id:int\}/publishing\b"
    r"|/(waves|divisions)\b|/displays/\{link|^POST /api/events$|^DELETE /api/events/\{event_id:int\}$"
    r"|^DELETE /api/events/\{event_id:int\}/timing-sessions|^POST /api/chronotrack/unclaimed/"
    r"|^DELETE /api/sessions/\{display_session_id:int\}/timing-sessions"
    r"|^[A-Z]+ /api/sessions/(create|\{display_session_id:int\}(/people|/[a-z-]+)?)$"
    r"|^POST /api/display/generate-url$|^[A-Z]+ /api/display-links/"
    r"|^POST /api/display/\{address:str\}/screen(/[a-z-]+)?$|^DELETE /api/screens/"
    r"|^POST /api/screens/(orders|notices)$|^[A-Z]+ /api/(templates|assets|messages)\b"
)
"""Changes whose answers hold no participants: of users, keys, settings, or of parts of races."""

WITH_NAMES: Final = re.compile(r"/(participants|bibs|bib-ranges|imports|duplicates|roster)\b")
"""Changes of rosters: they are tried with a body that no person would send, as the same callers."""


class Stage(msgspec.Struct, frozen=True):
    """Numbers of what is in the database."""

    event: int
    race: int
    session: int
    hidden: int
    webhook: int
    address: str
    one: int = 1
    document: str = "ab" * 32
    slug: str = "dike-run"


@pytest.fixture
async def stage(pool: Pool, partner: int, database: Urls) -> Stage:
    """A race with a hidden, a shortened and a public runner who have all crossed the line."""
    async with pool.partner(partner) as connection:
        webhook = await connection.fetchval(
            "insert into webhooks (timing_partner_id, url, kinds, secret) values ($1, "
            "'https://results.example/hook', '{roster.imported,roster.changed,event.changed,"
            "timing_session.opened,timing_session.closed,sender.silent}', '') returning id",
            partner,
        )
        event = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, results_slug, "
            "results_published_at) values ($1, 'Dike Run', current_date, 'dike-run', now()) returning id",
            partner,
        )
        race = await connection.fetchval(
            "insert into normalized_races (timing_partner_id, event_id, name) "
            "values ($1, $2, '5K') returning id",
            partner,
            event,
        )
        people = []
        for bib, privacy, (first, last, city, team, note) in (
            ("1", "hidden", HIDDEN),
            ("2", "short", ("Joan", SHORTENED[0], SHORTENED[1], "Club", HIDDEN[4])),
            ("3", "public", ("Ann", SEEN, "Sneek", "Club", HIDDEN[4])),
        ):
            person = await connection.fetchval(
                "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, "
                "privacy, first_name, last_name, city, team, note, born_on) "
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::date) returning id",
                partner, event, race, bib, privacy, first, last, city, team, note, BORN,
            )  # fmt: skip
            people.append(person)
            await connection.execute(
                "insert into participant_chips values ($1, $2, $3, $4)",
                partner,
                event,
                f"A{bib}",
                person,
            )
        await connection.execute(
            "insert into normalized_results (participant_id, timing_partner_id, event_id, race_id, "
            "status, gun_ms, chip_ms, rank_key, place_overall, version) "
            "select id, $1, event_id, race_id, 'finished', 60000 * id, 60000 * id, id, id, 1 "
            "from normalized_participants",
            partner,
        )
        # A second line in the log of each, with the old and the new value of a secret field.
        await connection.execute(
            "update normalized_participants set team = $1 where bib = '1'", f"{HIDDEN[3]} B"
        )
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') "
            "returning id",
            partner,
        )
        session = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, "
            "zone, epoch, version) values ($1, $2, $3, current_date, 'Mat', 'UTC', 'e', 1) "
            "returning id",
            partner,
            source,
            event,
        )
        location = await connection.fetchval(
            "insert into timing_locations (timing_partner_id, session_id, name) "
            "values ($1, $2, 'Finish') returning id",
            partner,
            session,
        )
        await connection.execute(
            "insert into timing_passings (timing_partner_id, session_id, location_id, tag, "
            "passing_no, participant_id, passing_at, first_read_at, received_at, version) "
            "select $1, $2, $3, chip, 1, participant_id, now(), now(), now(), 1 "
            "from participant_chips",
            partner,
            session,
            location,
        )
        await connection.execute(
            "with opened as (insert into display_sessions (timing_partner_id, event_id, name) "
            "values ($1, $3, 'Canary') returning id), bound as (insert into session_timing_streams "
            "(timing_partner_id, display_session_id, session_id) select $1, id, $2 from opened) "
            "insert into display_urls (id, timing_partner_id, display_session_id, expires_at) "
            "select 'ABCDEFGH', $1, id, now() + interval '1 hour' from opened",
            partner,
            session,
            event,
        )
        await connection.execute(
            "with screen as (insert into screens (timing_partner_id, number, name, key_hash, code, "
            "link_id) values ($1, 1, 'Arch', 'k', 'ABCDEFGH', 'ABCDEFGH') returning id) "
            "insert into screen_plays (timing_partner_id, screen_id, display_session_id, kind, at, "
            "session_id, passing) select $1, screen.id, opened.id, 'runner', now(), $2, "
            "$3 || ':' || chip || ':1' from screen, display_sessions opened, participant_chips",
            partner,
            session,
            str(location),
        )
        await connection.execute(
            "insert into screen_reports (screen_id, timing_partner_id, display_session_id, report) "
            "select screen.id, $1, opened.id, jsonb_build_object('page', 'runners', 'showing', "
            "(select jsonb_agg($2 || ':' || chip || ':1') from participant_chips)) "
            "from screens screen, display_sessions opened",
            partner,
            str(location),
        )
    return Stage(event, race, session, people[0], webhook, "ABCDEFGH")


@pytest.fixture
def application(services: Services) -> ASGIApp:
    """Joined for this test, as its pages stand on this test's front end: pages are asked here too."""
    return create_app(services)


@pytest.fixture
async def callers(sign_in: SignIn, with_key: SignIn, services: Services) -> list[httpx.AsyncClient]:
    """Everybody who may not see real names, as far as they may go."""
    return [
        await with_key(set(Permission) - {Permission.NAMES_REAL}),
        await sign_in(Role.ANNOUNCER),
        await sign_in(Role.READ_ONLY),
        await sign_in(None, hub_administrator=True),
    ]


def routes(services: Services, *methods: str) -> list[tuple[str, str]]:
    """(method, path) of every route of the application."""
    return sorted(
        (method, route.path)
        for route in routes_of(services).routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.handler_name != "options_handler"
        for method in handler.http_methods
        if method in methods
    )


def filled(path: str, stage: Stage) -> str:
    """The path of something that is there; an unknown parameter fails the test that asks."""
    return re.sub(r"\{([^}]+)\}", lambda found: str(getattr(stage, IN_PATHS[found.group(1)])), path)


def sings(text: str) -> list[str]:
    return [name for name in SINGING if name.lower() in text.lower()]


async def test_no_get_route_sings(
    services: Services, stage: Stage, callers: list[httpx.AsyncClient]
) -> None:
    told, public = [], set()
    for _, path in routes(services, "GET"):
        if path in NOT_ASKED:
            continue
        asked = filled(path, stage)
        for caller in callers:
            for more in ("", "?format=csv", "?format=json", f"?search={HIDDEN[1]}"):
                answer = await caller.get(asked + more)
                assert answer.status_code < 500, (path, answer.text)
                told += [(path, name) for name in sings(answer.text.replace(more[8:], ""))]
                if SEEN in answer.text:
                    public.add(path)
    assert told == []
    assert public, "nobody was shown anywhere, so this looked nowhere"


async def test_no_search_finds_a_hidden_name(
    services: Services, stage: Stage, callers: list[httpx.AsyncClient]
) -> None:
    """Whether a list is empty tells as much as a name."""
    for _, path in routes(services, "GET"):
        if path in NOT_ASKED or "{event_id:int}" not in path:
            continue
        asked = filled(path, stage)
        for caller in callers:
            right, wrong = [
                (await caller.get(asked, params={"search": text})).text.replace(text, "")
                for text in (HIDDEN[1], "Nobody-Of-That-Name")
            ]
            if "/dashboard" not in path:
                assert right == wrong, path


async def test_no_change_sings(
    services: Services, stage: Stage, callers: list[httpx.AsyncClient]
) -> None:
    unlisted, told = [], []
    changes = [
        *routes(services, "PATCH", "PUT"),
        *routes(services, "POST"),
        *routes(services, "DELETE"),
    ]
    for method, path in changes:
        line = f"{method} {path}"
        if line in CHANGES or WITH_NAMES.search(path):
            for caller in callers:
                answer = await caller.request(
                    method, filled_or_one(path, stage), json=CHANGES.get(line, {"nonsense": 1})
                )
                assert answer.status_code < 500, (line, answer.text)
                told += [(line, name) for name in sings(answer.text)]
        elif not NO_PEOPLE.search(line):
            unlisted.append(line)
    assert told == []
    assert unlisted == [], "say in this file what these answer with"


def filled_or_one(path: str, stage: Stage) -> str:
    return re.sub(
        r"\{([^}]+)\}",
        lambda found: str(getattr(stage, IN_PATHS.get(found.group(1), "one"))),
        path,
    )


async def test_no_wish_is_made_less_strict_to_hear_the_song(
    stage: Stage, callers: list[httpx.AsyncClient]
) -> None:
    """A program that corrects rosters and may not see names cannot say "public" and read on."""
    program, told = callers[0], []
    path = f"/api/events/{stage.event}"
    one, shortened, public = (stage.hidden + number for number in range(3))
    lines = f"bib,name,privacy\n1,{HIDDEN[0]} {HIDDEN[1]},public\n"
    brought = await program.post(f"{path}/imports", files={"file": ("a.csv", lines)})
    number = brought.json()["id"]
    for method, where, body in (
        ("PATCH", f"participants/{one}", {"version": 2, "privacy": "public"}),
        ("PATCH", f"participants/{shortened}", {"version": 1, "privacy": "public"}),
        ("PATCH", f"imports/{number}", {"local_edits": "overwrite"}),
        ("POST", f"imports/{number}/commit", None),
        ("POST", "duplicates/merge", {"keep": one, "drop": public, "from_dropped": ["privacy"]}),
        ("GET", "participants", None),
    ):
        answer = await program.request(method, f"{path}/{where}", json=body)
        assert answer.status_code in {200, 403, 409}, (where, answer.text)
        told += [(where, name) for name in sings(answer.text)]
    assert told == []


async def test_webhooks_and_the_log_do_not_sing(
    services: Services,
    stage: Stage,
    callers: list[httpx.AsyncClient],
    database: Urls,
    capfd: pytest.CaptureFixture[str],
) -> None:
    log.configure(LogSettings(level="debug", format="json"), "test")
    program = callers[0]
    for line, body in CHANGES.items():
        method, _, path = line.partition(" ")
        await program.request(method, filled(path, stage), json=body)
    async with services.pool.partner(await partner_of(database)) as connection:
        await connection.execute(
            "update normalized_participants set city = $1 where bib = '1'", f"{HIDDEN[2]} B"
        )
    assert (await show_all(services.pool)).passings >= 1
    await program.get(f"/api/display/{stage.address}/nothing-{stage.hidden}")
    owner = await asyncpg.connect(database.superuser_url)
    bodies = await owner.fetch("select body from webhook_deliveries")
    await owner.close()
    assert bodies
    assert [name for row in bodies for name in sings(row["body"])] == []
    written = capfd.readouterr()
    assert sings(written.out + written.err) == []


async def partner_of(database: Urls) -> int:
    owner = await asyncpg.connect(database.superuser_url)
    number: int = await owner.fetchval("select id from timing_partners where slug = 'polder'")
    await owner.close()
    return number
