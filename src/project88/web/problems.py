"""Errors become answers: `application/problem+json` with a sentence for a person and a code.

What we raise on purpose carries both. What litestar raises (no such route, wrong method) is told in
its own words. Everything else is a bug: it is logged whole, and the caller learns only that it
happened.
"""

from http import HTTPStatus

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from project88 import log
from project88.errors import Project88Error

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = {429: "60", 503: "1"}

_log = log.get("web")

# litestar leaves the user and auth of a request open, hence `object`.
AnyRequest = Request[object, object, State]


class Problem(msgspec.Struct, frozen=True):
    """RFC 9457: `detail` is for people, `code` for programs."""

    title: str
    status: int
    detail: str
    code: str
    type: str = "about:blank"


def answer(status: int, code: str, sentence: str) -> Response[Problem]:
    headers = {"Cache-Control": "no-store"}
    if status in RETRY_AFTER_S:
        headers["Retry-After"] = RETRY_AFTER_S[status]
    return Response(
        Problem(title=HTTPStatus(status).phrase, status=status, detail=sentence, code=code),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )


def _ours(_request: AnyRequest, error: Project88Error) -> Response[Problem]:
    if error.status < 500 or error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        return answer(error.status, error.code, error.sentence)
    _log.error("misconfigured", code=error.code, sentence=error.sentence, detail=error.detail)
    return answer(error.status, error.code, "The operator of this hub has to look at its log.")


def _of_http(_request: AnyRequest, error: HTTPException) -> Response[Problem]:
    status = HTTPStatus(error.status_code)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unexpected(_request, error)
    sentence = status.description or status.phrase
    return answer(status, status.name.lower(), f"{sentence.rstrip('.')}.")


def _unexpected(request: AnyRequest, error: Exception) -> Response[Problem]:
    _log.error("request failed", path=request.url.path, exc_info=error)
    return answer(500, "internal", "Something went wrong here. It was noted in the log.")


HANDLERS: ExceptionHandlersMap = {
    Project88Error: _ours,
    HTTPException: _of_http,
    Exception: _unexpected,
}
