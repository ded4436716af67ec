"""The OpenAPI document, as it is served and as the client is made from it.

litestar tells what it knows of the routes: paths, parameters, schemas. The rest is added here to
its plain document, because it follows from other things: the access rule gives the ways to sign in
and the refusals, the fields' examples give the bodies'.
"""

from collections.abc import Iterator

import msgspec
from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.routes import HTTPRoute

from project88.accounts.access import Access, AccessRule, Needs
from project88.web.openapi import words
from project88.web.openapi.examples import Examples
from project88.web.openapi.kinds import Json
from project88.web.openapi.rules import refusals, security

PATH = "/schema"
JSON = "application/json"
_REFUSED = {str(status): status for status in words.CODES}


class Route(msgspec.Struct, frozen=True):
    """One operation of the document, with the handler that it came from."""

    method: str
    path: str
    handler: HTTPRouteHandler
    operation: Json

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def changes(self) -> bool:
        return self.method not in {"get", "head"}

    @property
    def rule(self) -> AccessRule:
        rule: AccessRule = self.handler.opt["access"]
        return rule


def configuration() -> OpenAPIConfig:
    """What litestar needs to serve the document at `PATH` and at ``/schema/openapi.json``."""
    return OpenAPIConfig(
        title="Project88Hub",
        version="1",
        description=words.DESCRIPTION,
        render_plugins=[Document()],
        openapi_router=Router(
            PATH, route_handlers=[], opt={"access": Access.PUBLIC}, include_in_schema=False
        ),
        use_handler_docstrings=True,
    )


class Document(OpenAPIRenderPlugin):
    """Serves the finished document as JSON; made when it is first asked for."""

    def __init__(self) -> None:
        super().__init__(path=["/", "/openapi.json"], media_type=MediaType.JSON)
        self._encoded: bytes | None = None

    def render(
        self,
        request: Request[object, object, State],
        openapi_schema: Json,  # noqa: ARG002 -- litestar's own, made without our settings
    ) -> bytes:
        if self._encoded is None:
            self._encoded = msgspec.json.encode(document(request.app))
        return self._encoded


def document(app: Litestar) -> Json:
    """The whole document of these routes, as plain JSON."""
    return finished(app)[0]


def finished(app: Litestar) -> tuple[Json, list[str]]:
    """The document, and the places that have no example."""
    _invent_nothing(app)
    # A copy: litestar keeps its own, and would see what is changed here.
    plain = msgspec.json.encode(app.openapi_schema.to_schema())
    # Of an integer or a number both may fit: litestar says oneOf where anyOf is meant.
    told: Json = msgspec.json.decode(plain.replace(b'"oneOf":', b'"anyOf":'))
    parts = told.setdefault("components", {})
    for schema in parts.setdefault("schemas", {}).values():
        _say_usual_fields(schema)
    examples = Examples(parts["schemas"])
    for route in operations(app, told):
        _finish(route, examples)
    parts["securitySchemes"] = words.SECURITY_SCHEMES
    parts["responses"] = {words.component(status): words.refusal(status) for status in words.CODES}
    used = {tag for route in operations(app, told) for tag in route.operation.get("tags", [])}
    told["tags"] = [
        {"name": name, "description": text} for name, text in words.TAGS.items() if name in used
    ]
    return told, sorted(set(examples.missing))


def _invent_nothing(app: Litestar) -> None:
    """litestar would make examples of random letters, others with every start."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler, _ in route.route_handler_map.values():
                for answer in (handler.responses or {}).values():
                    answer.generate_examples = False


def operations(app: Litestar, told: Json) -> Iterator[Route]:
    """Every operation of the document beside its handler."""
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            continue
        operations_here = told["paths"].get(route.path_format, {})
        for method, (handler, _) in route.route_handler_map.items():
            if (operation := operations_here.get(method.lower())) is not None:
                yield Route(method.lower(), route.path_format, handler, operation)


def _finish(route: Route, examples: Examples) -> None:
    operation, rule = route.operation, route.rule
    own = route.handler.operation_id
    operation["operationId"] = _camel(own if isinstance(own, str) else route.handler.handler_name)
    operation["security"] = security(rule, changes=route.changes)
    for status in refusals(rule, operation, changes=route.changes):
        _refuse(operation, status)
    for status in [one for one in operation["responses"] if one in _REFUSED]:
        _name_refusal(operation, status)
    for parameter in operation.get("parameters", []):
        _describe(parameter, examples, route.name)
    if isinstance(rule, Needs):
        operation.setdefault("parameters", []).append(words.PARTNER_HEADER)
    if "requestBody" in operation:
        _exemplify(operation["requestBody"], examples, f"{route.name} body")
    for status, answer in operation["responses"].items():
        _exemplify(answer, examples, f"{route.name} {status}")
    for kind in route.handler.opt.get("also_as", ()):
        # A route that gives one thing in several forms; litestar can tell of one.
        operation["responses"]["200"]["content"][kind] = {
            "schema": {},
            "example": words.STREAMS[kind],
        }
    # litestar tells a body of null, and none is sent.
    operation["responses"].get("204", {}).pop("content", None)
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _refuse(operation: Json, status: int) -> None:
    """Adds the refusal, unless the route tells it in its own words."""
    if not _is_problem(operation["responses"].get(str(status), {})):
        operation["responses"].setdefault(str(status), words.refusal(status))


def _name_refusal(operation: Json, status: str) -> None:
    """A refusal in the usual words is a reference; one in the route's own gets the example."""
    answer, usual = operation["responses"][status], words.refusal(_REFUSED[status])
    if not _is_problem(answer) and not _is_litestars(answer):
        return
    if answer["description"] == usual["description"] or _is_litestars(answer):
        reference = f"#/components/responses/{words.component(_REFUSED[status])}"
        operation["responses"][status] = {"$ref": reference}
    else:
        answer["content"] = usual["content"]


def _is_problem(answer: Json) -> bool:
    schemas = [media.get("schema", {}) for media in answer.get("content", {}).values()]
    return any(schema.get("$ref") == "#/components/schemas/Problem" for schema in schemas)


def _is_litestars(answer: Json) -> bool:
    """Its own form of a validation error, which our routes never send."""
    schemas = [media.get("schema", {}) for media in answer.get("content", {}).values()]
    return any(schema.get("description") == "Validation Exception" for schema in schemas)


def _say_usual_fields(schema: Json) -> None:
    """Fills in what a field left out, from the table of usual fields."""
    for name, field in schema.get("properties", {}).items():
        text, example = words.FIELDS.get(name, ("", None))
        if text and "$ref" not in field:
            field.setdefault("description", text)
        of_shapes = "$ref" in field.get("items", {})
        if example is None or "examples" in field or of_shapes:
            continue
        if _kinds(example) & _told_kinds(field):
            field["examples"] = [example]
        elif _kinds(example) & _told_kinds(field.get("items", {})):
            field["examples"] = [[example]]


def _told_kinds(field: Json) -> set[str]:
    """The types that a field may have, as far as it names them itself and allows any value."""
    shapes = [
        one
        for one in (field, *field.get("anyOf", []))
        if not {"enum", "const", "format"} & one.keys()
    ]
    return {one["type"] for one in shapes if isinstance(one.get("type"), str)}


def _kinds(example: object) -> set[str]:
    return {{int: "integer", str: "string", list: "array", dict: "object"}[type(example)]}


def _describe(parameter: Json, examples: Examples, place: str) -> None:
    """Fills in what the route left out, from the table of usual parameters."""
    name = parameter["name"]
    text, usual = words.PARAMETERS.get(name) or words.FIELDS.get(name, ("", None))
    parameter["description"] = parameter.get("description") or text
    for word in ("deprecated", "allowEmptyValue", "allowReserved"):
        if not parameter.get(word):
            parameter.pop(word, None)
    if "examples" in parameter or "example" in parameter:
        return
    schema = parameter["schema"]
    own = schema.get("examples") or usual is None or not _kinds(usual) & _told_kinds(schema)
    example = examples.of(schema, f"{place} ?{name}") if own else usual
    if example is not None:
        parameter["example"] = example


def _exemplify(answer: Json, examples: Examples, place: str) -> None:
    """An example for each form of a body that has none."""
    for kind, media in answer.get("content", {}).items():
        if "examples" in media or "example" in media:
            continue
        if kind in words.STREAMS and (kind != JSON or _is_file(media)):
            if kind == JSON:
                media["schema"] = {}
            media["example"] = words.STREAMS[kind]
        elif "schema" in media:
            media["example"] = examples.of(media["schema"], f"{place} {kind}")


def _is_file(media: Json) -> bool:
    """JSON that is given as bytes: its shape is the file's, which its own pages describe."""
    schema: Json = media.get("schema", {})
    return schema.get("type") == "string" and not {"enum", "const"} & schema.keys()


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
