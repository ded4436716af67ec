"""A selection as it crosses the border."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Mode = Annotated[
    Literal["pre_race", "results"],
    Meta(description="`pre_race`: who is coming; `results`: who has finished."),
]
EventIds = Annotated[
    list[Annotated[int, Meta(ge=1, le=2**31 - 1)]],
    Meta(max_length=50, description="The first is the primary one.", examples=[[7]]),
]


class Selection(Struct, frozen=True):
    """What the caller works on at this partner; nothing yet: no mode and no events."""

    mode: Mode | None
    event_ids: EventIds
    updated_at: datetime | None


class NewSelection(Struct, frozen=True, forbid_unknown_fields=True):
    """Replaces what was chosen before."""

    mode: Mode
    event_ids: EventIds = []
