"""Screens as their operators see them, and what operators tell them."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from project88.displays.screen_settings import ScreenSettings
from project88.displays.screens.device_schemas import (
    NO_NUL,
    Build,
    PixelRatio,
    Pixels,
    ScreenCode,
    ScreenLatency,
    ScreenPage,
)
from project88.displays.templates import Template

ONE_LINE = r"^[^\x00-\x1f\x7f]*$"
Id = Annotated[int, Meta(ge=1, le=2**31 - 1, description="Its number.", examples=[12])]
Language = Literal["en", "de"]
ScreenName = Annotated[
    str,
    Meta(
        min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$",
        description="Chosen by an operator.", examples=["Finish arch, left"],
    ),
]  # fmt: skip
GroupName = Annotated[
    str, Meta(max_length=60, pattern=ONE_LINE, description="'' is no group.", examples=["Finish"])
]
LocationNames = Annotated[
    list[Annotated[str, Meta(min_length=1, max_length=200, pattern=NO_NUL)]],
    Meta(
        min_length=1,
        max_length=50,
        description="Names of the locations that it shows.",
        examples=[["Finish"]],
    ),
]


class PassingOnScreen(Struct, frozen=True):
    """A runner on a screen, as anybody may see him or her."""

    key: Annotated[str, Meta(description="As the stream names it.", examples=["3:4021:1"])]
    location: str
    bib: str | None
    name: Annotated[str, Meta(description="'' for an unknown chip and for a hidden name.")]


class NoticeOnScreen(Struct, frozen=True):
    """Words that stand over this screen now."""

    id: int
    kind: Annotated[Literal["message", "emergency"], Meta(description="What it is.")]
    text: Annotated[str, Meta(description="The words.", examples=["Prizes at four."])]
    until: Annotated[datetime | None, Meta(description="Null: until it is taken back.")]


class ScreenPicture(Struct, frozen=True):
    """What a screen showed when it reported last."""

    page: Annotated[ScreenPage, Meta(description="What could be seen.")]
    passings: list[PassingOnScreen]
    waiting: Annotated[int, Meta(description="Runners in its queue.", examples=[0])]


class ScreenLink(Struct, frozen=True):
    """The link that the screen opened last."""

    address: Annotated[str, Meta(description="Eight characters.", examples=["7HK2MPQ9"])]
    label: Annotated[str, Meta(description="Chosen by who made it.", examples=["Finish"])]
    expires_at: datetime
    state: Annotated[Literal["works", "ended"], Meta(description="`ended`: expired or taken back.")]


class ScreenSession(Struct, frozen=True):
    """The display session that the screen shows."""

    id: int
    name: str
    event_id: int | None
    template: Annotated[str, Meta(description="How it is drawn.", examples=["standard"])]
    by: Annotated[
        Literal["link", "operator"], Meta(description="Its link's session, or pointed there.")
    ]


ScreenState = Annotated[
    Literal["up", "down", "never", "left"],
    Meta(
        description="`up`: heard within 30 s. `left`: its page was closed or is being loaded anew; "
        "`down` after 30 s. `never`: opened the link and has not reported yet."
    ),
]


class Screen(Struct, frozen=True):
    """One screen as it is now."""

    id: int
    number: Annotated[int, Meta(description="What people call it by.", examples=[7])]
    name: ScreenName
    group: GroupName
    state: ScreenState
    reason: Annotated[
        Literal["", "silent", "closed"], Meta(description="Why it is down; '' while it is not.")
    ]
    seen_at: Annotated[datetime | None, Meta(description="When it was heard last.")]
    up_since: Annotated[datetime | None, Meta(description="Heard without a break since.")]
    first_seen_at: Annotated[datetime, Meta(description="When it entered first.")]
    width: Pixels
    height: Pixels
    pixel_ratio: PixelRatio
    build: Build
    version: Annotated[str, Meta(description="Place in the stream.", examples=["e1:17.42"])]
    data_age_ms: Annotated[int | None, Meta(description="Of its newest read, when it reported.")]
    frames: Annotated[int, Meta(description="Painted between its last reports.", examples=[600])]
    errors: Annotated[int, Meta(description="Of its page since it was loaded.", examples=[0])]
    latency: ScreenLatency
    trouble: Annotated[
        str, Meta(description="Why it draws another template than it was told; '': it does not.")
    ]
    showing: ScreenPicture | None
    notice: NoticeOnScreen | None
    link: ScreenLink | None
    session: ScreenSession | None
    language: Annotated[Language | None, Meta(description="Null: the session's.")]
    locations: Annotated[
        list[str] | None,
        Meta(description="Locations that it shows; null: all.", examples=[["Finish"]]),
    ]
    template: Annotated[str | None, Meta(description="Null: the session's.", examples=["wall"])]
    settings: Annotated[ScreenSettings, Meta(description="What is left out is as usual.")]
    blank: Annotated[bool, Meta(description="Whether it is to be dark.")]
    identify_until: Annotated[datetime | None, Meta(description="It shows its number so long.")]
    released_until: Annotated[
        datetime | None, Meta(description="Until then another device may become it, even running.")
    ]
    code: ScreenCode
    takeover_url: Annotated[
        str | None,
        Meta(
            description="Opened on another device, it becomes this screen.",
            examples=["https://hub.example/display/7HK2MPQ9?screen=K4M7XQ2P"],
        ),
    ]


class Screens(Struct, frozen=True):
    """Screens of the display sessions that the caller reaches, by number."""

    screens: list[Screen]
    after: Annotated[
        int | None, Meta(description="Ask with this for the next page; null: no more.")
    ]


class ScreenTakeover(Struct, frozen=True):
    """How a spare device becomes this screen."""

    code: ScreenCode
    url: Annotated[
        str | None,
        Meta(
            description="Null when the screen's link has ended; then use the code with another link.",
            examples=["https://hub.example/display/7HK2MPQ9?screen=K4M7XQ2P"],
        ),
    ]
    qr: Annotated[str | None, Meta(description="The same to be scanned, as an SVG picture.")]


class ScreenChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays as it is."""

    name: ScreenName | UnsetType = UNSET
    group: GroupName | UnsetType = UNSET
    language: Annotated[Language | UnsetType | None, Meta(description="Null: the session's.")] = (
        UNSET
    )
    locations: LocationNames | UnsetType | None = UNSET
    template: Template | UnsetType | None = UNSET
    display_session_id: Annotated[
        Id | UnsetType | None, Meta(description="Null: back to the session of its link.")
    ] = UNSET
    settings: Annotated[
        ScreenSettings | UnsetType,
        Meta(description="All of them; what is left out in here is as usual again."),
    ] = UNSET


class ScreensMeant(Struct, frozen=True, forbid_unknown_fields=True):
    """Exactly one of: some screens, a group (of one display session or of all that the caller
    reaches), the screens of a display session, or all that the caller reaches.
    """

    screens: (
        Annotated[
            list[Id],
            Meta(min_length=1, max_length=1000, description="Their numbers.", examples=[[12]]),
        ]
        | None
    ) = None
    group: (
        Annotated[
            str,
            Meta(
                min_length=1,
                max_length=60,
                pattern=ONE_LINE,
                description="All of this group.",
                examples=["Finish"],
            ),
        ]
        | None
    ) = None
    display_session_id: Annotated[
        Id | None, Meta(description="All that show this one.", examples=[3])
    ] = None
    all: Annotated[bool, Meta(description="Of all that the caller reaches.")] = False


class Identify(Struct, frozen=True, tag_field="do", tag="identify", forbid_unknown_fields=True):
    """Its number, large, for so many seconds; 0 ends it."""

    seconds: Annotated[int, Meta(ge=0, le=600, description="How long.", examples=[10])] = 10


class Blank(Struct, frozen=True, tag_field="do", tag="blank", forbid_unknown_fields=True):
    """Dark, or not any more."""

    on: Annotated[bool, Meta(description="Whether it is to be dark.")]


class Reload(Struct, frozen=True, tag_field="do", tag="reload", forbid_unknown_fields=True):
    """Loads its page anew."""


class Point(Struct, frozen=True, tag_field="do", tag="point", forbid_unknown_fields=True):
    """To another display session (null: that of its link), and perhaps to another template."""

    display_session_id: Annotated[
        Id | None, Meta(description="Null: that of its link.", examples=[3])
    ] = None
    template: Template | UnsetType | None = UNSET


class ReleaseTakeover(
    Struct, frozen=True, tag_field="do", tag="release_takeover", forbid_unknown_fields=True
):
    """For so many minutes another device may become it though it runs; 0 ends that."""

    minutes: Annotated[int, Meta(ge=0, le=60, description="How long.", examples=[5])] = 5


class ClearQueue(
    Struct, frozen=True, tag_field="do", tag="clear_queue", forbid_unknown_fields=True
):
    """Drops the runners who wait to be shown."""


Order = Identify | Blank | Reload | Point | ReleaseTakeover | ClearQueue


class ScreenOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that screens are to do, all in the same moment."""

    to: ScreensMeant
    order: Order


class ScreensOrdered(Struct, frozen=True):
    """How many screens were told."""

    screens: Annotated[int, Meta(description="How many.", examples=[12])]
