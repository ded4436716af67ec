"""What a caller is told when something goes wrong, and what he is not told."""

from datetime import UTC, datetime

import httpx
import msgspec
import pytest
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from project88.db.pool import Pool
from project88.errors import Conflict, Misconfigured, Project88Error
from project88.web.app import routes_of
from project88.web.gate import Access
from project88.web.headers import secured
from project88.web.services import Services

pytestmark = pytest.mark.long

ANYBODY = {"access": Access.PUBLIC}


@get("/bug", opt=ANYBODY)
async def bug() -> str:
    raise KeyError("the password is swordfish")


@get("/conflict", opt=ANYBODY)
async def conflict() -> str:
    raise Conflict("Someone else saved first.", detail="row 7 of secret_table")


@get("/misconfigured", opt=ANYBODY)
async def misconfigured() -> str:
    raise Misconfigured("The folder /srv/secret cannot be written.")


class Kept(msgspec.Struct):
    """What the database has to hold; the columns' types are those of the casts."""

    text: str = ""
    number: int = 0
    at: datetime = datetime(2026, 6, 27, tzinfo=UTC)


@post("/keep", opt=ANYBODY)
async def keep(data: JSONBody[Kept], pool: NamedDependency[Pool]) -> None:
    async with pool.no_partner() as connection:
        statement = "select $1::text, $2::int, $3::timestamptz"
        await connection.execute(statement, data.text, data.number, data.at)


@post("/wrong-type", opt=ANYBODY)
async def wrong_type(pool: NamedDependency[Pool]) -> None:
    async with pool.no_partner() as connection:
        await connection.execute("select $1::int", "a text where a number belongs")


@post("/wait", opt=ANYBODY)
async def wait(pool: NamedDependency[Pool]) -> None:
    async with pool.no_partner() as connection:
        await connection.execute("set local statement_timeout = '20ms'; select pg_sleep(20)")


@post("/letters", opt=ANYBODY)
async def letters(data: JSONBody[dict[str, str]]) -> str:
    return str(len(data))


@pytest.fixture
def faulty(services: Services) -> httpx.AsyncClient:
    """The application with routes that go wrong."""
    app = routes_of(services)
    for route in (bug, conflict, misconfigured, letters, keep, wrong_type, wait):
        app.register(route)
    transport = httpx.ASGITransport(secured(app), raise_app_exceptions=False)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=transport, base_url="http://hub")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/bug", 500, "internal"),
        ("/conflict", 409, "conflict"),
        ("/misconfigured", 500, "misconfigured"),
        ("/nothing-here", 404, "not_found"),
        ("/api/display/ABCDEFGH", 404, "no_display"),
    ],
)
async def test_a_failure_is_a_problem_with_a_code(
    faulty: httpx.AsyncClient, path: str, status: int, code: str
) -> None:
    answer = await faulty.get(path)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["detail"].endswith(".")


@pytest.mark.parametrize("path", ["/bug", "/conflict", "/misconfigured"])
async def test_what_is_for_the_log_stays_there(faulty: httpx.AsyncClient, path: str) -> None:
    told = (await faulty.get(path)).text
    assert not any(word in told for word in ("swordfish", "secret", "Traceback", "KeyError"))


async def test_a_wrong_method_and_a_body_too_large_are_problems_too(
    faulty: httpx.AsyncClient,
) -> None:
    assert (await faulty.post("/api/health")).json()["code"] == "method_not_allowed"
    large = await faulty.post("/letters", json={"text": "x" * 1_100_000})
    assert (large.status_code, large.json()["status"]) == (413, 413)


def test_each_error_of_ours_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in Project88Error.__subclasses__()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"email": "a@b.c"}, {"password": "This is missing."}),
        ({"email": "a@b.c", "password": ""}, {"password": "This must not be empty."}),
        ({"email": "x", "password": "y"}, {"email": "This must have at least 3 characters."}),
        (
            {"email": "no address", "password": "y"},
            {"email": "This does not have the form that is expected."},
        ),
        ({"email": "a@b.c", "password": "y", "role": "owner"}, {"role": "There is no such field."}),
        ({"email": 5, "password": "y"}, {"email": "Expected `str`, got `int`."}),
        ([], {"": "Expected `object`, got `array`."}),
    ],
)
async def test_what_is_wrong_with_a_body_is_told_field_by_field(
    browser: httpx.AsyncClient, body: object, fields: dict[str, str]
) -> None:
    answer = await browser.post("/api/sign-in", json=body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "input")
    assert {one["field"]: one["message"] for one in problem["fields"]} == fields


async def test_a_request_without_a_body_or_with_a_broken_one_is_told_so(
    browser: httpx.AsyncClient,
) -> None:
    without = (await browser.post("/api/sign-in")).json()
    assert without["fields"] == [{"field": "", "message": "The request has no body."}]
    broken = await browser.post("/api/sign-in", content=b"{")
    assert (broken.status_code, broken.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize(
    "body",
    [
        '{"text": "a\\u0000b"}',
        '{"number": 2147483648}',
        '{"number": -9223372036854775809}',
        '{"at": "0001-01-01T00:00:00+14:00"}',
        '{"at": "9999-12-31T23:59:59-14:00"}',
    ],
)
async def test_what_no_column_can_hold_is_refused(faulty: httpx.AsyncClient, body: str) -> None:
    answer = await faulty.post("/keep", content=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "input")
    assert (await faulty.post("/keep", content="{}")).status_code == 201


async def test_who_waited_too_long_for_others_may_try_again(faulty: httpx.AsyncClient) -> None:
    answer = await faulty.post("/wait")
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer.headers["retry-after"] == "1"


async def test_a_value_of_the_wrong_type_is_a_bug_of_ours(faulty: httpx.AsyncClient) -> None:
    assert (await faulty.post("/wrong-type")).status_code == 500


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a": "\xed\xa0\x80"}', b"{"])
async def test_a_body_that_is_no_json_is_the_senders_fault(
    faulty: httpx.AsyncClient, body: bytes
) -> None:
    answer = await faulty.post("/letters", content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
