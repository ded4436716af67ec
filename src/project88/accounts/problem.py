"""What an answer to a refused request looks like, in every feature (RFC 9457).

Here, and not beside the code that makes these answers (``web/problems``), because every feature's
routes name it in their OpenAPI description.
"""

from typing import Annotated

import msgspec
from litestar.openapi.datastructures import ResponseSpec

Meta = msgspec.Meta

SAID = {
    400: "The request is no request of this API.",
    401: "Nobody is signed in, or not any more.",
    403: "This caller may not do that here.",
    404: "There is no such thing, or not for this caller.",
    409: "Somebody else changed it first.",
    413: "The body is too large.",
    422: "Something in the request cannot be accepted; `fields` says what.",
    429: "Too many tries; wait a minute.",
    503: "A part of the hub is away; try again.",
}


class FieldProblem(msgspec.Struct, frozen=True):
    """What is wrong with one field of a body."""

    field: Annotated[str, Meta(description="Path of the field.", examples=["email"])]
    message: Annotated[
        str, Meta(description="A sentence for a person.", examples=["This must not be empty."])
    ]


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 9457: `detail` is for people, `code` for programs."""

    title: Annotated[str, Meta(description="The status in words.", examples=["Not Found"])]
    status: Annotated[int, Meta(description="The HTTP status.", examples=[404])]
    detail: Annotated[
        str, Meta(description="What to do, in a sentence.", examples=["There is no such event."])
    ]
    code: Annotated[str, Meta(description="Stable name for programs.", examples=["not_found"])]
    fields: Annotated[
        list[FieldProblem], Meta(description="Wrong fields of the body, if it was the body.")
    ] = []
    type: Annotated[str, Meta(description="Always `about:blank`.")] = "about:blank"


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """For a route's ``responses=``: what it may answer beside its result."""
    return {
        status: ResponseSpec(
            Problem,
            description=SAID[status],
            media_type="application/problem+json",
            generate_examples=False,
        )
        for status in statuses
    }
