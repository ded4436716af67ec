"""The gate in front of partners: who gets to which one, as what, and for how long.

A route of our own stands for all of them; the table of the real routes is walked as nobody.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import httpx
import msgspec
import pytest
from litestar import Litestar, get, post
from litestar.di import NamedDependency
from litestar.params import PathParameter
from litestar.routes import HTTPRoute

from project88.accounts.access import Access, Caller, Needs
from project88.accounts.callers.resolve import permissions_of_scopes
from project88.accounts.roles import IN_WORDS, MAY, NEVER_FOR_KEYS, TODAY_ONLY, Permission, Role
from project88.db.pool import Pool
from project88.web import app as application
from project88.web.app import routes_of
from project88.web.services import Services

if TYPE_CHECKING:
    from tests.conftest import Clock, Hub_, SignIn


class Seen(msgspec.Struct):
    """What a route gets to know of its caller."""

    kind: str
    partner_id: int
    role: str | None
    actor: str


@get("/api/test/events", opt={"access": Needs(Permission.EVENTS_VIEW)}, include_in_schema=False)
async def look(caller: NamedDependency[Caller]) -> Seen:
    return Seen(caller.kind, caller.partner_id, caller.role, caller.actor.address)


@post("/api/test/events", opt={"access": Needs(Permission.EVENTS_EDIT)}, include_in_schema=False)
async def change(caller: NamedDependency[Caller]) -> Seen:
    return Seen(caller.kind, caller.partner_id, caller.role, caller.actor.address)


@get(
    "/api/test/events/{event_id:int}",
    opt={"access": Needs(Permission.EVENTS_VIEW)},
    include_in_schema=False,
)
async def one(event_id: Annotated[int, PathParameter()]) -> int:
    return event_id


@get(
    "/api/test/lists",
    opt={"access": Needs(Permission.EVENTS_VIEW, filters_events=True)},
    include_in_schema=False,
)
async def lists(caller: NamedDependency[Caller]) -> bool:
    return caller.today_only


@get("/api/test/hub", opt={"access": Access.HUB_ADMINISTRATOR}, include_in_schema=False)
async def of_the_hub() -> str:
    return "the hub"


@pytest.fixture(autouse=True)
def _with_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = [look, change, one, lists, of_the_hub]
    monkeypatch.setattr(application, "FEATURES", (*application.FEATURES, mine))


@pytest.fixture
async def other_partner(pool: Pool) -> int:
    async with pool.hub("another partner") as connection:
        number: int = await connection.fetchval(
            "insert into timing_partners (slug, name, zone) "
            "values ('alpine', 'Alpine Timing', 'Europe/Vienna') returning id"
        )
    return number


async def code(answer: httpx.Response) -> tuple[int, str]:
    told = answer.json()
    return answer.status_code, told.get("code", "") if isinstance(told, dict) else ""


async def test_a_member_gets_to_their_partner(sign_in: "SignIn", partner: int) -> None:
    ada = await sign_in(Role.TIMER)
    assert (await ada.get("/api/test/events")).json() == {
        "kind": "user",
        "partner_id": partner,
        "role": "timer",
        "actor": "203.0.113.20",
    }
    del ada.headers["X-Timing-Partner"]
    assert (await ada.get("/api/test/events?partner=polder")).status_code == 200
    assert await code(await ada.get("/api/test/events")) == (422, "no_partner")


async def test_who_is_no_member_cannot_tell_whether_a_partner_exists(
    sign_in: "SignIn", other_partner: int
) -> None:
    ada = await sign_in(Role.OWNER)
    told = []
    for slug in ("alpine", "there-is-none", "unclaimed", "x" * 500, "Polder", "-"):
        told.append((await ada.get("/api/test/events", headers={"X-Timing-Partner": slug})).text)
    assert len(set(told)) == 1
    assert '"no_partner_here"' in told[0]


async def test_nobody_is_asked_to_sign_in_whatever_the_partner(hub: "Hub_", partner: int) -> None:
    for slug in ("polder", "there-is-none", ""):
        answer = await hub().get("/api/test/events", headers={"X-Timing-Partner": slug})
        assert await code(answer) == (401, "sign_in")


async def test_a_lesser_role_is_told_what_it_may_not_do(sign_in: "SignIn") -> None:
    answer = await (await sign_in(Role.READ_ONLY)).post("/api/test/events")
    assert await code(answer) == (403, "not_allowed")
    assert answer.json()["detail"] == "You may not change events here."


@pytest.mark.parametrize(
    "statement",
    [
        "update memberships set state = 'ended'",
        "update memberships set expires_at = now() - interval '1 hour'",
        "update timing_partners set state = 'closed'",
    ],
)
async def test_who_is_sent_away_is_away_at_the_next_request(
    sign_in: "SignIn", pool: Pool, partner: int, statement: str
) -> None:
    ada = await sign_in(Role.OWNER)
    assert (await ada.get("/api/test/events")).status_code == 200
    async with pool.partner(partner) as connection:
        await connection.execute(statement)
    assert await code(await ada.get("/api/test/events")) == (404, "no_partner_here")
    assert (await ada.get("/api/me")).json()["memberships"] == []


async def test_a_disabled_user_is_nobody_at_the_next_request(sign_in: "SignIn", pool: Pool) -> None:
    ada = await sign_in(Role.OWNER)
    async with pool.hub("disable") as connection:
        await connection.execute("update users set state = 'disabled'")
    for path in ("/api/test/events", "/api/me"):
        assert await code(await ada.get(path)) == (401, "sign_in")


async def test_another_role_counts_from_the_next_request(
    sign_in: "SignIn", pool: Pool, partner: int
) -> None:
    ada = await sign_in(Role.OWNER)
    async with pool.partner(partner) as connection:
        await connection.execute("update memberships set role = 'read_only'")
    assert await code(await ada.post("/api/test/events")) == (403, "not_allowed")


async def test_a_hub_administrator_sees_nothing_of_a_partner_by_default(
    sign_in: "SignIn", partner: int, pool: Pool
) -> None:
    root = await sign_in(None, hub_administrator=True)
    assert (await root.get("/api/test/hub")).status_code == 200
    assert await code(await root.get("/api/test/events")) == (404, "no_partner_here")


async def test_the_hub_is_for_its_administrators(hub: "Hub_", sign_in: "SignIn") -> None:
    assert await code(await hub().get("/api/test/hub")) == (401, "sign_in")
    owner = await sign_in(Role.OWNER)
    assert await code(await owner.get("/api/test/hub")) == (403, "not_allowed")


async def test_a_partner_may_ask_for_a_second_factor(
    sign_in: "SignIn", pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute("update timing_partners set second_factor = 'required'")
    without = await sign_in(Role.OWNER, second_factor=False)
    assert await code(await without.get("/api/test/events")) == (403, "second_factor_required")
    assert (await without.get("/api/me")).json()["memberships"][0]["second_factor_required"]
    given = await sign_in(Role.OWNER)
    assert (await given.get("/api/test/events")).status_code == 200


class TestToday:
    """Volunteers: an event on its own day, in its own zone."""

    @pytest.fixture
    async def event(self, pool: Pool, partner: int) -> Callable[..., object]:
        async def make(day: str, zone: str, at: int = partner) -> int:
            async with pool.partner(at) as connection:
                number: int = await connection.fetchval(
                    "insert into normalized_events (timing_partner_id, name, event_date, zone) "
                    "values ($1, $2, $3::text::date, $2) returning id",
                    at,
                    zone,
                    day,
                )
            return number

        return make

    # 2026-06-14 23:30 UTC: the 15th in Amsterdam, the 14th in Denver, the 15th in Auckland.
    LATE_MS = 1_781_479_800_000

    @pytest.mark.parametrize(
        ("day", "zone", "status"),
        [
            ("2026-06-15", "Europe/Amsterdam", 200),
            ("2026-06-14", "Europe/Amsterdam", 404),
            ("2026-06-14", "America/Denver", 200),
            ("2026-06-15", "America/Denver", 404),
            ("2026-06-14", "UTC", 200),
            ("2026-06-15", "Pacific/Auckland", 200),
        ],
    )
    async def test_an_event_is_seen_while_it_is_its_day_there(
        self,
        sign_in: "SignIn",
        clock: "Clock",
        event: Callable[..., "object"],
        day: str,
        zone: str,
        status: int,
    ) -> None:
        clock.ms = self.LATE_MS
        bo = await sign_in(Role.VOLUNTEER)
        number = await event(day, zone)  # type: ignore[misc]
        assert (await bo.get(f"/api/test/events/{number}")).status_code == status

    async def test_a_foreign_event_is_told_as_one_of_another_day(
        self, sign_in: "SignIn", event: Callable[..., "object"], other_partner: int, clock: "Clock"
    ) -> None:
        clock.ms = self.LATE_MS
        bo = await sign_in(Role.VOLUNTEER)
        foreign = await event("2026-06-15", "Europe/Amsterdam", other_partner)  # type: ignore[misc]
        past = await event("2026-01-01", "Europe/Amsterdam")  # type: ignore[misc]
        told = {(await bo.get(f"/api/test/events/{n}")).text for n in (foreign, past, 999_999)}
        assert len(told) == 1

    async def test_what_has_no_event_is_closed_unless_it_looks_itself(
        self, sign_in: "SignIn"
    ) -> None:
        bo = await sign_in(Role.VOLUNTEER)
        assert await code(await bo.get("/api/test/events")) == (403, "not_allowed")
        assert (await bo.get("/api/test/lists")).json() is True


class TestKeys:
    """Programs with an API key."""

    async def test_a_key_is_its_partner_s_with_its_scopes(
        self, with_key: "SignIn", partner: int, pool: Pool
    ) -> None:
        program = await with_key({Permission.EVENTS_VIEW})
        seen = (await program.get("/api/test/events")).json()
        assert (seen["kind"], seen["partner_id"], seen["role"]) == ("key", partner, None)
        assert await code(await program.post("/api/test/events")) == (403, "not_allowed")
        async with pool.partner(partner) as connection:
            assert await connection.fetchval("select last_used_at from api_keys") is not None

    async def test_a_change_by_a_key_needs_no_page(self, with_key: "SignIn") -> None:
        program = await with_key({Permission.EVENTS_EDIT})
        foreign = {"Origin": "https://scripts.example", "Sec-Fetch-Site": "cross-site"}
        assert (await program.post("/api/test/events", headers=foreign)).status_code == 201

    async def test_a_key_names_no_other_partner(
        self, with_key: "SignIn", other_partner: int
    ) -> None:
        assert other_partner
        program = await with_key({Permission.EVENTS_VIEW})
        answer = await program.get("/api/test/events", headers={"X-Timing-Partner": "alpine"})
        assert await code(answer) == (404, "no_partner_here")

    @pytest.mark.parametrize(
        "statement",
        [
            "update api_keys set revoked_at = now()",
            "update api_keys set expires_at = now() - interval '1 hour'",
            "update timing_partners set state = 'closed'",
            "update api_keys set secret_hash = 'another'",
        ],
    )
    async def test_a_key_that_ended_is_refused_at_the_next_request(
        self, with_key: "SignIn", pool: Pool, partner: int, statement: str
    ) -> None:
        program = await with_key({Permission.EVENTS_VIEW})
        assert (await program.get("/api/test/events")).status_code == 200
        async with pool.partner(partner) as connection:
            await connection.execute(statement)
        assert await code(await program.get("/api/test/events")) == (401, "sign_in")

    async def test_a_key_is_no_person(self, with_key: "SignIn") -> None:
        program = await with_key(set(Permission))
        for path in ("/api/me", "/api/test/hub"):
            assert await code(await program.get(path)) == (403, "not_allowed")

    def test_a_key_can_make_no_people_and_no_keys(self) -> None:
        assert not permissions_of_scopes([*Permission, "no.such.scope"]) & NEVER_FOR_KEYS


def guarded(app: Litestar) -> list[tuple[str, str, object]]:
    """(method, path, rule) of each real route."""
    return [
        (method, route.path, handler.opt.get("access"))
        for route in app.routes
        if isinstance(route, HTTPRoute) and not route.path.startswith("/api/test/")
        for handler in route.route_handlers
        if handler.handler_name != "options_handler"
        for method in sorted(handler.http_methods)
    ]


async def test_every_route_that_is_not_public_asks_nobody_to_sign_in_first(
    hub: "Hub_", services: Services
) -> None:
    stranger, let_in = hub(), []
    for method, path, rule in guarded(routes_of(services)):
        if rule in {Access.PUBLIC, Access.DISPLAY_URL, Access.OPERATOR}:
            continue
        asked = path.replace("{", "").replace("}", "")
        for named in ("1", "x"):
            address = "/".join(named if ":" in part else part for part in asked.split("/"))
            answer = await stranger.request(method, address, json={})
            if answer.status_code not in {401, 404}:
                let_in.append(f"{method} {address}: {answer.status_code}")
            if answer.status_code == 401:
                assert answer.json()["code"] == "sign_in"
                break
        else:
            let_in.append(f"{method} {path}: never asked to sign in")
    assert let_in == []


def test_whatever_a_volunteer_reaches_is_about_one_event_or_looks_at_the_day_itself(
    services: Services,
) -> None:
    reach = frozenset().union(*(MAY[role] for role in TODAY_ONLY))
    loose = [
        f"{method} {path}"
        for method, path, rule in guarded(routes_of(services))
        if isinstance(rule, Needs)
        and rule.permission in reach
        and not rule.filters_events
        and "{event_id:int}" not in path
        and path not in CLOSED_TO_VOLUNTEERS
    ]
    assert loose == []


CLOSED_TO_VOLUNTEERS: dict[str, str] = {}
"""Routes without an event that a volunteer's permissions would open, and the gate does not; why."""


def test_each_permission_has_words_for_the_refusal() -> None:
    assert set(IN_WORDS) == set(Permission)
    assert all(words and not words.endswith(".") for words in IN_WORDS.values())
