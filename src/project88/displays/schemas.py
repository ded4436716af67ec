"""Links of displays as their makers see them."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Mode = Annotated[
    Literal["pre_race", "results"],
    Meta(description="`pre_race`: who is coming; `results`: who has finished."),
]
Title = Annotated[
    str, Meta(max_length=100, description="For whoever sees several screens.", examples=["Finish"])
]


class NewLink(Struct, frozen=True, forbid_unknown_fields=True):
    """A display to be opened."""

    session_id: Annotated[
        int, Meta(ge=1, le=2**31 - 1, description="A timing session of the event.", examples=[17])
    ]
    title: Title = ""
    mode: Mode = "results"
    hours: Annotated[float, Meta(gt=0, le=24, description="How long the link works.")] = 24


class Link(Struct, frozen=True):
    """A link that works until it expires or is taken back. Whoever has it needs nothing else."""

    address: Annotated[str, Meta(description="Eight characters.", examples=["7HK2MPQ9"])]
    url: Annotated[
        str,
        Meta(description="For the screen.", examples=["https://hub.example/display/7HK2MPQ9"]),
    ]
    qr: Annotated[str, Meta(description="The same to be scanned, as an SVG picture.")]
    title: Title
    mode: Mode
    session_id: int
    session: Annotated[str, Meta(description="Name of the timing session.")]
    created_at: datetime
    expires_at: datetime


class Links(Struct, frozen=True):
    """Links of an event that work now, the newest first."""

    items: list[Link]
