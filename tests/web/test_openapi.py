"""The API's description: whole, with examples that fit, and true about who may call what."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import jsonschema_rs
import pytest
from litestar import Litestar

from project88.web.app import routes_of
from project88.web.openapi.document import Route, document, finished, operations
from project88.web.services import Services

if TYPE_CHECKING:
    from tests.web.conftest import Browser

pytestmark = pytest.mark.long

Json = dict[str, Any]  # Any: an OpenAPI document is JSON of many shapes
LONGEST_SUMMARY = 60
LIMITS = ("maxLength", "maxItems", "pattern")


_app: list[Litestar] = []


@pytest.fixture
def app(services: Services) -> Litestar:
    """The application's routes; the same for every test, so they are joined and described once."""
    if not _app:
        _app.append(routes_of(services))
    return _app[0]


@pytest.fixture
def told(app: Litestar) -> Json:
    """The document."""
    return document(app)


@pytest.fixture
def routes(app: Litestar, told: Json) -> list[Route]:
    """Every operation of the document."""
    return list(operations(app, told))


def none(complaints: Iterable[str]) -> None:
    """Fails with all of them."""
    if told := sorted(complaints):
        pytest.fail("\n".join(told))


def bodies(routes: list[Route]) -> list[tuple[str, str, Json]]:
    """Every body that a route takes or gives in its success: where, which kind, what it says."""
    found = []
    for route in routes:
        taken = route.operation.get("requestBody", {}).get("content", {})
        found += [(f"{route.name} body", kind, media) for kind, media in taken.items()]
        for status, answer in route.operation["responses"].items():
            given = answer.get("content", {})
            found += [(f"{route.name} {status}", kind, media) for kind, media in given.items()]
    return found


def test_every_route_is_in_it_and_says_what_it_does(app: Litestar, routes: list[Route]) -> None:
    silent = []
    for route in routes:
        operation = route.operation
        for word in ("summary", "description", "tags", "operationId"):
            if not operation.get(word):
                silent.append(f"{route.name}: no {word}")
        if len(operation["summary"]) > LONGEST_SUMMARY:
            silent.append(f"{route.name}: the summary is a heading, not a sentence")
        if operation["summary"].endswith("."):
            silent.append(f"{route.name}: no full stop after a heading")
    none(silent)
    told = document(app)["paths"]
    hidden = [
        route.path
        for route in app.routes
        if route.path.startswith("/api/") and route.path_format not in told
    ]
    none(hidden)


def test_every_tag_says_what_it_holds(told: Json, routes: list[Route]) -> None:
    described = {tag["name"] for tag in told["tags"]}
    used = {tag for route in routes for tag in route.operation["tags"]}
    assert used == described


def test_names_of_operations_are_words_and_are_given_once(routes: list[Route]) -> None:
    names = [route.operation["operationId"] for route in routes]
    assert sorted(names) == sorted(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z][A-Za-z0-9]+", name)] == []


def test_names_of_schemas_are_words(told: Json) -> None:
    odd = [name for name in told["components"]["schemas"] if not re.fullmatch(r"[A-Z]\w+", name)]
    assert [name for name in odd or told["components"]["schemas"] if "_" in name] == []


def test_every_body_has_an_example(app: Litestar) -> None:
    _, missing = finished(app)
    none(missing)


def test_every_example_fits_its_schema(told: Json, routes: list[Route]) -> None:
    wrong = []
    for place, kind, media in bodies(routes):
        if "schema" not in media or kind == "multipart/form-data":
            continue
        examples = [one.get("value") for one in media.get("examples", {}).values()]
        for example in examples or [media.get("example")]:
            if complaint := misfit(told, media["schema"], example):
                wrong.append(f"{place} {kind}: {complaint}")
    for route in routes:
        for parameter in route.operation.get("parameters", []):
            if "example" in parameter:
                complaint = misfit(told, parameter["schema"], parameter["example"])
                wrong += [f"{route.name} ?{parameter['name']}: {complaint}"] * bool(complaint)
    none(wrong)


def misfit(told: Json, schema: Json, example: object) -> str:
    """Why the example is not of the schema; empty when it is."""
    whole = {**schema, "components": told["components"]}
    validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
    found = next(validator.iter_errors(example), None)
    return "" if found is None else f"{found.message} at {'/'.join(map(str, found.instance_path))}"


def test_every_field_and_parameter_says_what_it_is(told: Json, routes: list[Route]) -> None:
    silent = [
        f"{name}.{field}"
        for name, schema in told["components"]["schemas"].items()
        for field, facts in schema.get("properties", {}).items()
        if not described(told, facts)
    ]
    silent += [
        f"{route.name} ?{parameter['name']}"
        for route in routes
        for parameter in route.operation.get("parameters", [])
        if not parameter.get("description")
    ]
    none(silent)


def described(told: Json, facts: Json) -> bool:
    """A field of a named shape is described by the shape's own fields."""
    inside = [facts, *facts.get("allOf", []), *facts.get("anyOf", []), facts.get("items", {})]
    return any("description" in one or "$ref" in one for one in inside)


def test_every_text_and_list_that_is_taken_has_a_limit(told: Json, routes: list[Route]) -> None:
    endless: set[str] = set()
    for route in routes:
        for parameter in route.operation.get("parameters", []):
            if parameter["in"] != "path":
                place = f"{route.name} ?{parameter['name']}"
                endless |= unbounded(told, parameter["schema"], place)
        for media in route.operation.get("requestBody", {}).get("content", {}).values():
            endless |= unbounded(told, media["schema"], f"{route.name} body")
    none(endless)


def unbounded(told: Json, schema: Json, place: str, depth: int = 0) -> set[str]:
    """Places within this schema where anything of any length may be sent."""
    if depth > 8:
        return set()
    found = {f"{place}: a {schema['type']}"} if endless_itself(schema) else set()
    for name, inner in within(told, schema):
        found |= unbounded(told, inner, f"{place}{name}", depth + 1)
    return found


def endless_itself(schema: Json) -> bool:
    match schema.get("type"):
        case "string":
            return not {*LIMITS, "enum", "const", "format"} & schema.keys()
        case "array":
            return "maxItems" not in schema
    return False


def within(told: Json, schema: Json) -> Iterator[tuple[str, Json]]:
    """The schemas inside this one."""
    if "$ref" in schema:
        yield "", told["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    # Limits of a list's plain entries are kept by the code and not told by litestar.
    if schema.get("items", {}).get("type", "string") != "string":
        yield "[]", schema["items"]
    for name, field in schema.get("properties", {}).items():
        yield f".{name}", field
    # Limits of a value that may be null stand beside its two shapes.
    limits = {key: schema[key] for key in LIMITS if key in schema}
    for one in (*schema.get("anyOf", []), *schema.get("allOf", [])):
        yield "", {**one, **limits}


def test_refusals_follow_from_the_rule(told: Json, routes: list[Route]) -> None:
    by_name = {route.name: set(route.operation["responses"]) for route in routes}
    assert {"401", "403", "503"} <= by_name["GET /api/me"]
    assert {"400", "401", "403", "413", "422", "503"} <= by_name["PATCH /api/me"]
    assert "404" in by_name["DELETE /api/me/sessions/{session_id}"]
    assert "401" not in by_name["GET /api/health"]
    used = {
        answer["$ref"].rpartition("/")[2]
        for route in routes
        for answer in route.operation["responses"].values()
        if "$ref" in answer
    }
    assert used <= told["components"]["responses"].keys()


def test_it_says_how_to_sign_in(routes: list[Route]) -> None:
    by_name = {route.name: route.operation["security"] for route in routes}
    assert by_name["GET /api/health"] == []
    assert by_name["GET /api/me"] == [{"session": []}]
    assert by_name["PATCH /api/me"] == [{"session": [], "csrf": []}]


async def test_it_is_served_to_everybody(browser: httpx.AsyncClient, told: Json) -> None:
    for path in ("/schema", "/schema/openapi.json"):
        answer = await browser.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert answer.json() == told


async def test_the_page_that_shows_it_is_our_own(browser_at: "Browser", services: Services) -> None:
    browser = browser_at("203.0.113.9")
    assert (await browser.get("/schema/docs")).status_code == 404
    page = services.dist / "app" / "docs" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<title>API</title>")
    answer = await browser.get("/schema/docs")
    assert (answer.status_code, answer.text) == (200, "<title>API</title>")
    assert answer.headers["content-type"].startswith("text/html")
