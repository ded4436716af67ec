"""Display sessions as they cross the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from project88.accounts.roles import Role
from project88.displays.binding.schemas import LocationUse
from project88.displays.templates import STANDARD, Template

LARGEST = 2**31 - 1
MOST_TIMING_SESSIONS = 16
MOST_RACES = 100
MOST_PEOPLE = 100

Id: TypeAlias = Annotated[int, Meta(ge=1, le=LARGEST, examples=[4])]
Name: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=100,
        pattern=r"^[^\x00]*\S[^\x00]*$",
        description="For operators; runners never see it.",
        examples=["Finish, big wall"],
    ),
]
Mode: TypeAlias = Annotated[
    Literal["pre_race", "results"],
    Meta(description="`pre_race`: who is coming; `results`: who has finished."),
]
UnknownTags: TypeAlias = Annotated[
    Literal["hidden", "shown"],
    Meta(description="Whether chips that match nobody are shown, by their number."),
]
RaceIds: TypeAlias = Annotated[
    list[Id],
    Meta(max_length=MOST_RACES, description="Only runners of these races; empty: all of them."),
]
Line: TypeAlias = Annotated[
    str,
    Meta(
        max_length=200,
        pattern=r"^[^\x00]*$",
        description="A line for a runner.",
        examples=["Well run!"],
    ),
]
Messages: TypeAlias = Annotated[
    list[Line],
    Meta(
        max_length=200,
        description="Lines for runners; a screen picks one for each.",
        examples=[["Well run!"]],
    ),
]
SessionVersion: TypeAlias = Annotated[
    int, Meta(ge=1, le=LARGEST, description="Rises with each change.", examples=[3])
]


class DisplaySettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How screens of the session behave. What is left out has its default."""

    show_ms: Annotated[
        int, Meta(ge=1000, le=60_000, description="How long one runner stays.", examples=[5000])
    ] = 5000
    language: Annotated[
        Literal["en", "de"] | None, Meta(description="Null: as each screen's browser says.")
    ] = None
    calm: Annotated[bool, Meta(description="No movement on the screens.")] = False
    idle_after_ms: (
        Annotated[
            int,
            Meta(
                ge=1000,
                le=3_600_000,
                description="Without a runner for this long, screens rest. Null: as the page does.",
                examples=[15_000],
            ),
        ]
        | None
    ) = None


class SessionPerson(Struct, frozen=True):
    """Somebody who may work in display sessions."""

    user_id: Annotated[int, Meta(description="Number of the user.", examples=[7])]
    name: Annotated[str, Meta(description="As colleagues say it.", examples=["Ada de Vries"])]


class SessionOwner(Struct, frozen=True):
    """Whose session it is."""

    user_id: Annotated[int, Meta(description="Number of the user.", examples=[7])]
    name: Annotated[str, Meta(description="As colleagues say it.", examples=["Ada de Vries"])]
    gone: Annotated[
        bool, Meta(description="Disabled, or works here no more: anybody may take it over.")
    ]


class SessionTiming(Struct, frozen=True):
    """A timing session that feeds the display session."""

    id: Annotated[int, Meta(description="Number of the timing session.", examples=[17])]
    name: Annotated[str, Meta(examples=["Harbour Mile"])]
    zone: Annotated[str, Meta(description="IANA zone of its clock.", examples=["Europe/Amsterdam"])]
    state: Annotated[Literal["open", "closed"], Meta(description="Closed after hours of silence.")]
    locations: list[LocationUse]
    only_listed: Annotated[bool, Meta(description="Other locations are not shown.")]
    bound_at: Annotated[datetime, Meta(description="Since when it feeds the session.")]


class DisplaySession(Struct, frozen=True):
    """An operator's workspace on one event."""

    id: Id
    name: Name
    event_id: Annotated[int | None, Meta(description="Null: made by a command, for no event.")]
    event: Annotated[str | None, Meta(description="Name of the event.", examples=["Dike Run"])]
    mode: Mode
    template: Annotated[str, Meta(description="How it is drawn.", examples=["standard"])]
    race_ids: RaceIds
    unknown_tags: UnknownTags
    messages: Messages
    settings: DisplaySettings
    queue_cleared_at: Annotated[
        datetime | None, Meta(description="Screens dropped who waited before.")
    ]
    state: Annotated[
        Literal["open", "archived"], Meta(description="Screens of an archived one show nothing.")
    ]
    version: SessionVersion
    created_at: datetime
    updated_at: datetime
    last_used_at: Annotated[datetime, Meta(description="When somebody last worked in it.")]
    archived_at: Annotated[datetime | None, Meta(description="Null while it is open.")]
    owner: Annotated[
        SessionOwner | None, Meta(description="Null: made by an API key or a command.")
    ]
    mine: Annotated[bool, Meta(description="Whether the caller owns it.")]
    people: Annotated[list[SessionPerson], Meta(description="With whom it is shared.")]
    timing_sessions: Annotated[list[SessionTiming], Meta(description="What feeds it.")]
    screens: Annotated[int, Meta(ge=0, description="Screens that show it now and are up.")]
    screens_down: Annotated[
        int,
        Meta(ge=0, description="Screens that should show it by a link that works, and are silent."),
    ]
    links: Annotated[int, Meta(ge=0, description="Links to it that have not ended.")]
    viewers: Annotated[int, Meta(ge=0, description="Screens that are up on its links.")]


class DisplaySessionPage(Struct, frozen=True):
    """Display sessions, the newest first."""

    items: list[DisplaySession]
    after: Annotated[
        int | None, Meta(description="Ask again with `after` = this for older ones; null: no more.")
    ]


class NewDisplaySession(Struct, frozen=True, forbid_unknown_fields=True):
    """A workspace to be opened. Without a name it gets the event's."""

    event_id: Id
    name: Name | None = None
    mode: Mode = "results"
    timing_session_ids: Annotated[
        list[Id],
        Meta(max_length=MOST_TIMING_SESSIONS, description="Timing sessions that feed it."),
    ] = []
    template: Template = STANDARD
    race_ids: RaceIds = []
    unknown_tags: UnknownTags = "hidden"
    messages: Messages = []
    settings: DisplaySettings = DisplaySettings()


class DisplaySessionChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays; `settings` are replaced as a whole."""

    version: SessionVersion
    name: Name | UnsetType = UNSET
    mode: Mode | UnsetType = UNSET
    template: Template | UnsetType = UNSET
    race_ids: RaceIds | UnsetType = UNSET
    unknown_tags: UnknownTags | UnsetType = UNSET
    messages: Messages | UnsetType = UNSET
    settings: DisplaySettings | UnsetType = UNSET


class DisplaySessionClone(Struct, frozen=True, forbid_unknown_fields=True):
    """How the copy is called; null: as the original, with "(copy)"."""

    name: Name | None = None


class SharedWith(Struct, frozen=True, forbid_unknown_fields=True):
    """With whom a display session is shared from now on, in place of those before."""

    user_ids: Annotated[
        list[Id],
        Meta(max_length=MOST_PEOPLE, description="Numbers of users.", examples=[[7, 9]]),
    ]


class Sharer(Struct, frozen=True):
    """Somebody with whom a display session can be shared."""

    user_id: Annotated[int, Meta(description="Number of the user.", examples=[7])]
    name: Annotated[str, Meta(description="As colleagues say it.", examples=["Ada de Vries"])]
    role: Role


class Sharers(Struct, frozen=True):
    """Who may run displays here, by name."""

    items: list[Sharer]
