"""The event in the paths of all that belongs to one; the gate looks for it under this name."""

from typing import Annotated, TypeAlias

from litestar.params import PathParameter

from project88.accounts.paths import LARGEST

EventId: TypeAlias = Annotated[
    int, PathParameter(description="Number of the event.", ge=1, le=LARGEST)
]
