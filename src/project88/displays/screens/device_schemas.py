"""What a screen and the hub say to each other. A screen is a browser that nobody vouches for: every
field has its bounds, and one that an older page sends besides is not looked at.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

NO_NUL = r"^[^\x00]*$"
LATEST_MS = 4_102_444_800_000
MOST_SHOWING, MOST_PLAYS = 40, 500

Ms = Annotated[
    int,
    Meta(ge=0, le=LATEST_MS, description="Milliseconds UTC since 1970.", examples=[1782561605000]),
]
Key = Annotated[
    str,
    Meta(
        max_length=100,
        description="The secret that the browser keeps.",
        examples=["3kTMd1i0Q9mGkVwFZ0wz0A"],
    ),
]
Pixels = Annotated[int, Meta(ge=0, le=100_000, description="In CSS pixels.", examples=[1920])]
Count = Annotated[int, Meta(ge=0, le=2**31 - 1, description="How many.", examples=[4])]
Milliseconds = Annotated[int, Meta(ge=0, le=2**31 - 1, description="Milliseconds.", examples=[85])]
PixelRatio = Annotated[
    float, Meta(ge=0, le=100, description="Device pixels for one CSS pixel.", examples=[1.5])
]
LanguageTag = Annotated[str, Meta(max_length=60, description="The browser's.", examples=["de-DE"])]
Build = Annotated[
    str,
    Meta(
        max_length=60, pattern=NO_NUL, description="Of the page's own code.", examples=["4f2a91c"]
    ),
]
PassingKey = Annotated[
    str,
    Meta(
        max_length=200, pattern=NO_NUL, description="As the stream names it.", examples=["3:4021:1"]
    ),
]
ScreenCode = Annotated[
    str, Meta(description="Lets another device become this screen.", examples=["7HK2MPQ9"])
]


class EnterScreen(Struct, frozen=True):
    """A browser that has opened a link."""

    key: Key | None = None
    """From the last time; null: it was never here."""
    width: Pixels = 0
    height: Pixels = 0
    pixel_ratio: PixelRatio = 1
    build: Build = ""
    language: LanguageTag = ""
    touch: Annotated[bool, Meta(description="Whether it is a touch screen.")] = False


class TakeOverScreen(Struct, frozen=True):
    """A device that is to become a screen which is down, or which an operator released."""

    code: Annotated[
        str,
        Meta(
            min_length=1, max_length=40, description="Of the other screen.", examples=["7HK2MPQ9"]
        ),
    ]
    width: Pixels = 0
    height: Pixels = 0
    pixel_ratio: PixelRatio = 1
    build: Build = ""
    language: LanguageTag = ""
    touch: Annotated[bool, Meta(description="Whether it is a touch screen.")] = False


class ScreenAssignment(Struct, frozen=True):
    """What operators want of this screen alone, as far as it differs from its session. The stream
    says the same, and every change of it.
    """

    group: Annotated[str, Meta(description="'' is no group.", examples=["Finish"])]
    language: Annotated[Literal["en", "de"] | None, Meta(description="Null: the session's.")]
    locations: Annotated[
        list[str] | None,
        Meta(
            description="Names of locations it shows; null: all of the session.",
            examples=[["Finish"]],
        ),
    ]
    template: Annotated[str | None, Meta(description="Null: the session's.", examples=["wall"])]
    blank: Annotated[bool, Meta(description="Whether it is to be dark.")]
    identify_until: Annotated[Ms | None, Meta(description="Its number stands large on it so long.")]
    reloads: Annotated[int, Meta(description="It loads its page anew when this rises.")]


class EnteredScreen(Struct, frozen=True):
    """Who this browser is from now on."""

    id: int
    number: Annotated[int, Meta(description="What people call it by.", examples=[7])]
    name: Annotated[str, Meta(examples=["Screen 7"])]
    key: Annotated[Key, Meta(description="Keep it; it is told to nobody else.")]
    code: ScreenCode
    assignment: ScreenAssignment


class ScreenLatency(Struct, frozen=True):
    """From a read's arrival at the collector to the painted frame, since the last report, in ms."""

    count: Count = 0
    p50: Milliseconds = 0
    max: Milliseconds = 0


ScreenPage = Literal["rest", "runners", "notice", "message", "emergency", "blank", "identify"]


class ScreenReport(Struct, frozen=True):
    """How a screen does, right now. Whom it shows is told by keys of passings, never by names."""

    page: Annotated[ScreenPage, Meta(description="What can be seen.")] = "rest"
    showing: Annotated[
        list[PassingKey],
        Meta(
            max_length=MOST_SHOWING,
            description="Passings that can be seen.",
            examples=[["3:4021:1"]],
        ),
    ] = []
    waiting: Annotated[Count, Meta(description="Runners in its queue.")] = 0
    frames: Annotated[Count, Meta(description="Frames painted since its last report.")] = 0
    version: Annotated[
        str,
        Meta(
            max_length=500,
            pattern=NO_NUL,
            description="Place in the stream.",
            examples=["e1:17.42"],
        ),
    ] = ""
    build: Build = ""
    width: Pixels = 0
    height: Pixels = 0
    pixel_ratio: PixelRatio = 1
    data_age_ms: Annotated[
        Annotated[int, Meta(ge=0, le=LATEST_MS)] | None, Meta(description="Of the newest read.")
    ] = None
    latency: ScreenLatency = ScreenLatency()
    errors: Annotated[Count, Meta(description="Errors of its page since it was loaded.")] = 0
    template: Annotated[
        str,
        Meta(max_length=64, pattern=NO_NUL, description="Hash of what it draws; '': built in."),
    ] = ""
    trouble: Annotated[
        str,
        Meta(
            max_length=300,
            pattern=NO_NUL,
            description="Why it does not draw the template that it was told; '': it does.",
        ),
    ] = ""


class ReportedPlay(Struct, frozen=True, gc=False):
    """One thing that was shown, by the screen's clock as it is set by the hub's."""

    kind: Annotated[
        Literal["runner", "rest", "message", "emergency", "blank", "identify", "notice"],
        Meta(description="What was shown."),
    ]
    at: Ms
    until: Annotated[Ms | None, Meta(description="Null: it is shown still.")] = None
    session: Annotated[
        Annotated[int, Meta(ge=1, le=2**31 - 1)] | None,
        Meta(description="Timing session of the passing."),
    ] = None
    passing: Annotated[
        str,
        Meta(
            max_length=200,
            pattern=NO_NUL,
            description="Key of the passing that was shown.",
            examples=["3:4021:1"],
        ),
    ] = ""
    words: Annotated[
        str,
        Meta(
            max_length=300, pattern=NO_NUL, description="Of a notice; never names.", examples=[""]
        ),
    ] = ""
    latency_ms: Annotated[
        Annotated[int, Meta(ge=0, le=2**31 - 1)] | None, Meta(description="At first showing only.")
    ] = None


class ScreenReporting(Struct, frozen=True):
    """What a screen sends every ten seconds."""

    key: Key
    report: ScreenReport
    plays: Annotated[
        list[ReportedPlay], Meta(max_length=MOST_PLAYS, description="Ended since the last report.")
    ] = []


class LeaveScreen(Struct, frozen=True):
    """The page is being closed or loaded anew."""

    key: Key
