"""Bindings as they come in and go out. Instants are milliseconds UTC."""

from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from project88.timing.choosing.guessing import LocationRole
from project88.timing.choosing.schemas import Ms, TimingChoice
from project88.timing.sessions.schemas import SessionEvent

Meta = msgspec.Meta
MOST_LOCATIONS = 100
LONGEST_LOCATION = 200


class LocationUse(msgspec.Struct, frozen=True):
    """What a display session does with a location. By its name, so that it holds for one of that
    name that comes later.
    """

    name: Annotated[
        str,
        Meta(max_length=LONGEST_LOCATION, pattern=r"^[^\x00]*$", examples=["Finish"]),
    ]
    role: Annotated[LocationRole | None, Meta(description="Null: nothing is known of it.")] = None
    shown: Annotated[bool, Meta(description="False: displays leave its passings out.")] = True


class BindingChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Binds a timing session to a display session, or changes how it is bound."""

    display_session_id: Annotated[
        int, Meta(ge=1, le=2**31 - 1, description="Number of the display session.", examples=[4])
    ]
    locations: (
        Annotated[
            list[LocationUse],
            Meta(
                max_length=MOST_LOCATIONS,
                description="Left out, they stay as they are; of a new binding, every location is "
                "shown with the role that its name suggests.",
            ),
        ]
        | UnsetType
    ) = UNSET
    only_listed: (
        Annotated[
            bool,
            Meta(
                description="True: locations that are not listed are not shown. Left out: as it is."
            ),
        ]
        | UnsetType
    ) = UNSET
    bind_event: Annotated[
        bool,
        Meta(
            description="A timing session of no event is bound to the display session's event too, "
            "so that its chips get names. Needs the permission to change timing."
        ),
    ] = False


class BoundTimingSession(msgspec.Struct, frozen=True):
    """A timing session that feeds a display session."""

    display_session_id: Annotated[
        int, Meta(description="Number of the display session.", examples=[4])
    ]
    id: Annotated[int, Meta(description="Number of the timing session.")]
    name: str
    event: SessionEvent | None
    locations: tuple[LocationUse, ...]
    only_listed: Annotated[bool, Meta(description="Other locations are not shown.")]
    bound_at: Ms
    without_names: Annotated[
        bool,
        Meta(
            description="The timing session belongs to no event, so no chip of it has a name. Bind "
            "it again with `bind_event`, or let a timer bind it to the event."
        ),
    ]
    zones_differ: Annotated[
        bool, Meta(description="Its clock hangs in another zone than the event.")
    ] = False


class UnclaimedStream(msgspec.Struct, frozen=True):
    """What came in on a shared port and belongs to no timing partner yet."""

    id: Annotated[int, Meta(description="For `POST /api/chronotrack/unclaimed/{id}/claim`.")]
    key: Annotated[
        str, Meta(description="What tells this sender from others.", examples=["ctp01:4711"])
    ]
    kind: Annotated[str, Meta(description="Its protocol.", examples=["ctp01"])]
    program: Annotated[str, Meta(description="What it calls itself.", examples=["Fusion 2.4"])]
    told_event: str
    timing_sessions: Annotated[int, Meta(ge=0, description="How many timing sessions it has.")]
    reads: Annotated[int, Meta(ge=0)]
    newest_received: Ms | None


class TimingChoicePage(msgspec.Struct, frozen=True):
    """Timing sessions, the newest first."""

    items: list[TimingChoice]
    after: Annotated[
        int | None, Meta(description="Ask again with `after` = this for older ones; null: no more.")
    ]
    unclaimed: Annotated[
        list[UnclaimedStream],
        Meta(
            description="Streams of nobody, on the first page of a hub administrator; else empty."
        ),
    ] = []


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To whom a stream belongs."""

    partner: Annotated[
        str,
        Meta(
            description="Short name of the timing partner.",
            min_length=1,
            max_length=63,
            pattern=r"^[a-z0-9][a-z0-9-]*$",
            examples=["polder"],
        ),
    ]


class ClaimedStream(msgspec.Struct, frozen=True):
    """What was moved to the partner."""

    key: Annotated[str, Meta(description="What tells it from others.", examples=["ctp01:4711"])]
    timing_sessions: Annotated[int, Meta(ge=0, description="How many timing sessions it has.")]
    reads: Annotated[int, Meta(ge=0)]
    found_event: Annotated[
        int, Meta(ge=0, description="How many of them found their event by its day.")
    ]
    zones: Annotated[
        tuple[str, ...],
        Meta(description="In which its clocks were read; they stay.", examples=[["UTC"]]),
    ]
