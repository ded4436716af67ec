"""Runner messages as they are read and written."""

from datetime import datetime
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

MOST_LINES = 1000
Line: TypeAlias = Annotated[
    str,
    Meta(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$",
         examples=["Well done!"]),
]  # fmt: skip


class RunnerMessages(Struct, frozen=True):
    """The lines of a timing partner; a display session's own lines come before them."""

    lines: list[Line]
    version: Annotated[int, Meta(description="Bring it with a change; 0: never written.", ge=0)]
    updated_at: datetime | None
    updated_by: Annotated[str, Meta(description="'' for a key, somebody who is gone, or nobody.")]


class RunnerMessagesChange(Struct, frozen=True, forbid_unknown_fields=True):
    """All lines, in their order; spaces at the ends go, and so do empty and doubled lines."""

    lines: Annotated[
        list[Annotated[str, Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]],
        Meta(max_length=MOST_LINES, examples=[["Well done!", "You made it!"]]),
    ]
    version: Annotated[int, Meta(ge=0, le=2**31 - 2, description="That these lines came from.")]
