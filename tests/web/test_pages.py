"""Pages, files and what every answer carries."""

import asyncio
import itertools
from typing import TYPE_CHECKING

import httpx
import pytest
from litestar.openapi.spec import OpenAPI

from project88.db.pool import Pool
from project88.displays.address import ALPHABET
from project88.web.app import create_app, routes_of
from project88.web.misses import BURST
from project88.web.services import Services

if TYPE_CHECKING:
    from tests.web.conftest import Browser

pytestmark = pytest.mark.long


async def test_a_display_address_opens_the_page(browser: httpx.AsyncClient, address: str) -> None:
    answer = await browser.get(f"/display/{address}")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    assert answer.headers["content-type"].startswith("text/html")
    assert "Live display" in answer.text


async def test_an_unknown_address_gets_the_same_designed_page(browser: httpx.AsyncClient) -> None:
    pair = itertools.product(ALPHABET, repeat=2)
    paths = (f"/display/GUESSY{one}{two}" for one, two in itertools.islice(pair, BURST + 1))
    answers = await asyncio.gather(*map(browser.get, paths))
    assert sorted(answer.status_code for answer in answers) == [404] * BURST + [429]
    assert {answer.text for answer in answers} == {"<title>Live display</title>"}


async def test_the_page_opens_while_the_database_is_away(
    without_database: Services, address: str
) -> None:
    transport = httpx.ASGITransport(create_app(without_database))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
        assert (await client.get(f"/display/{address}")).status_code == 200
        api = await client.get(f"/api/display/{address}")
        assert (api.status_code, api.json()["code"]) == (503, "unavailable")
        assert api.headers["retry-after"] == "1"
        health = await client.get("/api/health")
        assert (health.status_code, health.json()["database"]) == (503, "away")


async def test_before_the_front_end_is_built_the_page_says_what_to_run(
    without_front_end: Services, address: str
) -> None:
    transport = httpx.ASGITransport(create_app(without_front_end))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
        answer = await client.get(f"/display/{address}")
        assert (answer.status_code, "./project88 up" in answer.text) == (503, True)
        assert (await client.get("/display-sw.js")).status_code == 404
        assert (await client.get("/assets/display-1a2b.js")).status_code == 404


async def test_assets_are_kept_for_ever(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/assets/display-1a2b.js")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize("path", ["/assets/../display.html", "/assets/%2e%2e/display.html"])
async def test_nothing_outside_of_the_assets_is_a_file(
    browser: httpx.AsyncClient, path: str
) -> None:
    assert (await browser.get(path)).status_code == 404


@pytest.mark.parametrize(("worker", "owns"), [("display-sw", "/display/"), ("app-sw", "/p/")])
async def test_a_service_worker_owns_its_pages_and_is_always_asked_for(
    browser: httpx.AsyncClient, worker: str, owns: str
) -> None:
    answer = await browser.get(f"/{worker}.js")
    assert answer.headers["service-worker-allowed"] == owns
    assert answer.headers["cache-control"] == "no-cache"
    assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sign-in",
        "/set-up/x",
        "/link/x",
        "/account",
        "/account/keys",
        "/p/polder/events",
        "/hub",
    ],
)
async def test_every_address_of_the_app_is_its_one_page(
    browser: httpx.AsyncClient, path: str
) -> None:
    answers = [await browser.get(path) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    assert answers[0].text != answers[1].text


async def test_the_styles_of_the_app_carry_a_nonce_that_is_used_once(
    browser: httpx.AsyncClient,
) -> None:
    answer = await browser.get("/")
    nonce = answer.text.removeprefix('<meta name="nonce" content="').removesuffix('">')
    assert len(nonce) >= 22
    policy = answer.headers["content-security-policy"]
    assert f"style-src 'self' 'nonce-{nonce}'" in policy
    assert "script-src 'self';" in policy
    assert len(answer.headers.get_list("content-security-policy")) == 1


async def test_the_app_s_files_are_kept_for_ever_and_nothing_else_is_one(
    browser: httpx.AsyncClient,
) -> None:
    assert "immutable" in (await browser.get("/app/assets/main-3c4d.js")).headers["cache-control"]
    assert (await browser.get("/app/assets/../index.html")).status_code == 404


async def test_before_the_app_is_built_its_page_says_what_to_run(
    without_front_end: Services,
) -> None:
    transport = httpx.ASGITransport(create_app(without_front_end))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
        answer = await client.get("/p/polder")
        assert (answer.status_code, "./project88 up" in answer.text) == (503, True)


async def test_browsers_keep_no_answer_of_the_api(browser: httpx.AsyncClient) -> None:
    for path in ("/api/health", "/api/me", "/api/nothing", "/api/display/ABCDEFGH"):
        assert (await browser.get(path)).headers.get_list("cache-control") == ["no-store"]


async def test_a_browser_that_came_by_tls_shall_not_come_without(
    browser_at: "Browser",
) -> None:
    direct, proxied = browser_at("203.0.113.9"), browser_at("127.0.0.1")
    assert "strict-transport-security" not in (await direct.get("/")).headers
    forged = await direct.get("/", headers={"X-Forwarded-Proto": "https"})
    assert "strict-transport-security" not in forged.headers
    secure = await proxied.get("/", headers={"X-Forwarded-Proto": "https"})
    assert secure.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/", "/nothing", "/display/ABCDEFGH", "/schema", "/assets/x.js"])
async def test_every_answer_is_guarded_by_its_headers(
    browser: httpx.AsyncClient, path: str
) -> None:
    headers = (await browser.get(path)).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("path", "framed_by"),
    [("/", "'none'"), ("/api/health", "'none'"), ("/nothing", "'none'"), ("/display/x", "'self'")],
)
async def test_only_a_display_stands_in_a_frame_and_only_in_the_hub_s_own(
    browser: httpx.AsyncClient, path: str, framed_by: str
) -> None:
    policies = (await browser.get(path)).headers.get_list("content-security-policy")
    assert [f"frame-ancestors {framed_by}" in policy for policy in policies] == [True]


async def test_what_an_address_opens_is_told_in_full(
    browser: httpx.AsyncClient, address: str
) -> None:
    facts = (await browser.get(f"/api/display/{address}")).json()
    assert (facts["name"], facts["mode"], facts["state"]) == ("Finish", "results", "open")
    assert facts["stream"] == f"/api/display/{address}/stream"
    assert (facts["id"], facts["label"], facts["zone"]) == (address, "Finish", "Europe/Amsterdam")


async def test_the_schema_describes_every_api_route(
    browser_at: "Browser", services: Services
) -> None:
    schema = (await browser_at("203.0.113.9").get("/schema")).json()
    paths = {"/api/display/{address}", "/api/display/{address}/stream", "/api/health", "/api/me"}
    assert paths <= set(schema["paths"])
    for operations in schema["paths"].values():
        assert all(one["summary"] and one["description"] for one in operations.values())
    facts = schema["components"]["schemas"]["DisplayFacts"]["properties"]
    assert facts["zone"]["examples"] == ["Europe/Amsterdam"]
    assert isinstance(routes_of(services).openapi_schema, OpenAPI)


async def test_any_website_may_show_published_results_in_a_frame_that_asks_for_it(
    browser: httpx.AsyncClient, pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into normalized_events (timing_partner_id, name, event_date, results_slug, "
            "results_published_at) values ($1, 'Dike <Run>', current_date, 'dike-run', now())",
            partner,
        )
    page = await browser.get("/results/dike-run")
    assert (page.status_code, page.text) == (200, "<title>Dike &lt;Run&gt; · Results</title>")
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    framed = await browser.get("/results/dike-run?embed=1")
    assert framed.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    missing = await browser.get("/results/no-such-run?embed=1")
    assert (missing.status_code, missing.text) == (404, "<title>Results</title>")
