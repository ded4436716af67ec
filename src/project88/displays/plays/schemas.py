"""Proofs of play as they leave the hub."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

PlayKind = Literal["runner", "rest", "message", "emergency", "blank", "identify", "notice"]


class PlayScreen(Struct, frozen=True):
    """The screen that showed it."""

    id: int
    number: Annotated[int, Meta(description="What people call it by.", examples=[7])]
    name: Annotated[str, Meta(examples=["Finish arch, left"])]


class PlaySession(Struct, frozen=True):
    """The display session that it showed."""

    id: int
    name: Annotated[str, Meta(examples=["Finish line"])]
    event: Annotated[str | None, Meta(description="Name of its event.", examples=["Dike Run"])]


class Play(Struct, frozen=True):
    """One thing that one screen showed, from an instant until another."""

    id: int
    at: Annotated[datetime, Meta(description="From then on it was to be seen.")]
    until: Annotated[datetime | None, Meta(description="Null: the screen told no end of it.")]
    kind: Annotated[PlayKind, Meta(description="What was shown.")]
    screen: PlayScreen
    session: PlaySession | None
    bib: Annotated[
        str | None, Meta(description="Null: no runner, or a chip of nobody.", examples=["101"])
    ]
    name: Annotated[
        str,
        Meta(
            description="As anybody may see it today; '' for a hidden name.",
            examples=["Mara Vliet"],
        ),
    ]
    location: Annotated[str, Meta(description="Where the runner passed.", examples=["Finish"])]
    words: Annotated[str, Meta(description="Of a message.", examples=["Prizes at four"])]
    latency_ms: Annotated[
        int | None,
        Meta(description="From the read's arrival to the picture; at a first showing only."),
    ]


class Plays(Struct, frozen=True):
    """What was shown, the newest first."""

    plays: list[Play]
    after: Annotated[
        str | None, Meta(description="Ask with this for older ones; null: there are no more.")
    ]
