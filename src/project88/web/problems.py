"""Errors become answers: `application/problem+json` with a sentence for a person and a code.

What we raise on purpose carries both. What litestar raises (no such route, wrong method) is told in
its own words. Everything else is a bug: it is logged whole, and the caller learns only that it
happened.
"""

import re
from http import HTTPStatus

import asyncpg
import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ExceptionHandlersMap

from project88 import log
from project88.accounts.problem import FieldProblem, Problem
from project88.errors import InputError, Project88Error

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = {429: "60", 503: "1"}

_log = log.get("web")

_PLACED = re.compile(r"(?P<message>.+) - at `\$\.data\.(?P<path>[^`]+)`")
_NAMED = re.compile(r"(?:missing required|contains unknown) field `(\w+)`")
_TOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"of length >= 1$"), "This must not be empty."),
    (re.compile(r"`str` of length >= (\d+)"), "This must have at least {0} characters."),
    (re.compile(r"`str` of length <= (\d+)"), "This may have at most {0} characters."),
    (re.compile(r"`array` of length >= (\d+)"), "This must have at least {0} entries."),
    (re.compile(r"`array` of length <= (\d+)"), "This may have at most {0} entries."),
    (re.compile(r"`(?:int|float)` >= (\S+)$"), "This must be {0} or more."),
    (re.compile(r"`(?:int|float)` <= (\S+)$"), "This must be {0} or less."),
    (re.compile(r"matching regex"), "This does not have the form that is expected."),
    (re.compile(r"missing required field"), "This is missing."),
    (re.compile(r"contains unknown field"), "There is no such field."),
    (re.compile(r"Invalid enum value"), "This is not one of the possible values."),
)
"""What the parser says, and what a person is told instead."""

# litestar leaves the user and auth of a request open, hence `object`.
AnyRequest = Request[object, object, State]


def answer(
    status: int, code: str, sentence: str, fields: list[FieldProblem] | None = None
) -> Response[Problem]:
    headers = {"Cache-Control": "no-store"}
    if status in RETRY_AFTER_S:
        headers["Retry-After"] = RETRY_AFTER_S[status]
    return Response(
        Problem(
            title=HTTPStatus(status).phrase,
            status=status,
            detail=sentence,
            code=code,
            fields=fields or [],
        ),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


def _ours(_request: AnyRequest, error: Project88Error) -> Response[Problem]:
    if error.status < 500 or error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        told = error.fields if isinstance(error, InputError) else ()
        fields = [FieldProblem(place, sentence) for place, sentence in told]
        return answer(error.status, error.code, error.sentence, fields)
    _log.error("misconfigured", code=error.code, sentence=error.sentence, detail=error.detail)
    return answer(error.status, error.code, "The operator of this hub has to look at its log.")


def _of_http(request: AnyRequest, error: HTTPException) -> Response[Problem]:
    status = HTTPStatus(error.status_code)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        if field := _of_our_name(error):
            return answer(422, "input", "Something in the request cannot be accepted.", [field])
        return _unexpected(request, error)
    sentence = status.description or status.phrase
    return answer(status, status.name.lower(), f"{sentence.rstrip('.')}.")


def _of_our_name(error: HTTPException) -> FieldProblem | None:
    """What is wrong with a field of the body that has the name of a part that we hand in, such as
    `settings`: the framework takes it for that part, and the fault for ours.
    """
    told = _PLACED.fullmatch(str(error.__cause__))
    if told is None or not isinstance(error.__cause__, msgspec.ValidationError):
        return None
    return _field(told["path"], told["message"])


def _of_input(_request: AnyRequest, error: ValidationException) -> Response[Problem]:
    """What msgspec said about the body, a path or a query: 422, field by field."""
    return answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "input",
        "Something in the request cannot be accepted.",
        fields_of(error.extra),
    )


def _of_value(request: AnyRequest, error: asyncpg.DataError) -> Response[Problem]:
    """A NUL in a text, a number or a day beyond those of the database: no column can hold them, and
    they can only have come with the request. Whatever else the driver refuses is a bug of ours.
    """
    no_text = isinstance(error, asyncpg.CharacterNotInRepertoireError)
    if not no_text and not isinstance(error.__cause__, OverflowError):
        return _unexpected(request, error)
    return answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "input",
        "A text in the request has a character that cannot be kept."
        if no_text
        else "A number or a date in the request is out of range.",
    )


def _of_waiting(request: AnyRequest, error: asyncpg.PostgresError) -> Response[Problem]:
    """Others held what this request needed for too long; nothing of it was kept."""
    _log.warning("a request gave up waiting", path=request.url.path, reason=str(error))
    return answer(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "busy",
        "Somebody else's work took too long, so this was not done. Try again.",
    )


def fields_of(extra: object) -> list[FieldProblem]:
    """From the framework's list of dicts with `message`, `key` and, of a body, `source`."""
    if not isinstance(extra, list):
        return []
    return [
        _field(str(one.get("key", "")), str(one.get("message", "")))
        for one in extra
        if isinstance(one, dict)
    ]


def _field(path: str, message: str) -> FieldProblem:
    """The body as a whole is called `data` by the framework, and '' here."""
    whole = path.removeprefix("data").lstrip(".")
    if message == "'data'":
        return FieldProblem(whole, "The request has no body.")
    if named := _NAMED.search(message):
        whole = f"{whole}.{named[1]}".lstrip(".")
    return FieldProblem(whole, _sentence(message))


def _sentence(message: str) -> str:
    """`Expected `str` of length >= 3` is for programmers."""
    for pattern, told in _TOLD:
        if found := pattern.search(message):
            return told.format(*found.groups())
    return f"{message.rstrip('.')}."


def _unexpected(request: AnyRequest, error: Exception) -> Response[Problem]:
    _log.error("request failed", path=request.url.path, exc_info=error)
    return answer(500, "internal", "Something went wrong here. It was noted in the log.")


HANDLERS: ExceptionHandlersMap = {
    Project88Error: _ours,
    ValidationException: _of_input,
    HTTPException: _of_http,
    asyncpg.DataError: _of_value,
    asyncpg.QueryCanceledError: _of_waiting,
    asyncpg.DeadlockDetectedError: _of_waiting,
    asyncpg.LockNotAvailableError: _of_waiting,
    Exception: _unexpected,
}
