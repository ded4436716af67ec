"""Bodies that are no JSON, however they are none, are refused in the same way.

The parser tells of most by an error of its own. What is nested beyond its depth, and bytes that are
no UTF-8, come out of it as errors of Python, and would be taken for bugs of ours.
"""

from typing import Any

from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import SerializationException


class BodyRequest(Request[object, object, State]):
    """A request whose body may be anything."""

    async def json(self) -> Any:  # Any: JSON of every shape, and the framework's own word for it
        try:
            return await super().json()
        except (RecursionError, UnicodeDecodeError) as error:
            raise SerializationException(str(error)) from error
