"""Links to display sessions as they cross the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from project88.displays.sessions.schemas import Id

Label: TypeAlias = Annotated[
    str,
    Meta(
        max_length=100,
        pattern=r"^[^\x00]*$",
        description="For whoever sees several links.",
        examples=["Finish"],
    ),
]
Hours: TypeAlias = Annotated[
    float,
    Meta(
        ge=1,
        le=720,
        description="How long it works, from now or from when it opens; 24 by default.",
        examples=[24],
    ),
]
Until: TypeAlias = Annotated[
    Literal["event_end"],
    Meta(description="Until midnight after the event's day, in the event's own zone."),
]
OpensAt: TypeAlias = Annotated[
    datetime | None,
    Meta(description="Before this instant its screens say when it opens. Null: it works at once."),
]


class NewDisplayUrl(Struct, frozen=True, forbid_unknown_fields=True):
    """A link that somebody wants: to a display session, or to a new one for a timing session."""

    display_session_id: Annotated[
        Id | None, Meta(description="The display session to be looked at.", examples=[4])
    ] = None
    timing_session_id: Annotated[
        Id | None, Meta(description="A display session is opened for this timing session.")
    ] = None
    event_id: Annotated[
        Id | None, Meta(description="Of the new display session; null: the timing session's.")
    ] = None
    label: Label = ""
    hours: Hours | UnsetType = UNSET
    until: Until | UnsetType = UNSET
    opens_at: OpensAt = None


class DisplayUrlChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays. `hours` count from now, or from when it opens."""

    label: Label | UnsetType = UNSET
    hours: Hours | UnsetType = UNSET
    until: Until | UnsetType = UNSET
    opens_at: OpensAt | UnsetType = UNSET


class DisplayUrl(Struct, frozen=True):
    """A link. Whoever has it needs nothing else."""

    id: Annotated[str, Meta(description="Its eight characters.", examples=["7HK2MPQ9"])]
    url: Annotated[
        str,
        Meta(description="For the screen.", examples=["https://hub.example/display/7HK2MPQ9"]),
    ]
    qr: Annotated[str, Meta(description="The same to be scanned, as an SVG picture.")]
    label: Label
    display_session_id: Annotated[int, Meta(description="What it opens.", examples=[4])]
    created_at: datetime
    expires_at: Annotated[datetime, Meta(description="From then on there is nothing here.")]
    opens_at: OpensAt
    state: Annotated[
        Literal["waiting", "open", "expired", "revoked"],
        Meta(description="`waiting`: it opens later. An expired one can be extended again."),
    ]
    viewers: Annotated[int, Meta(ge=0, description="Screens that are up on it.")]
    last_seen_at: Annotated[
        datetime | None, Meta(description="When a screen on it was heard last; null: never.")
    ]


class DisplayUrls(Struct, frozen=True):
    """Links to a display session, the newest first."""

    items: list[DisplayUrl]
    after: Annotated[
        str | None, Meta(description="Ask again with `after` = this for older ones; null: no more.")
    ]
