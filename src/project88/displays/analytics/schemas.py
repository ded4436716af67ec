"""How displays did, in numbers and by time."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

Seconds = Annotated[int, Meta(ge=0, description="Seconds for which screens were heard.")]
Share = Annotated[
    float | None,
    Meta(
        description="Of the time between the first and the last sign of life of each screen; null: "
        "nothing was heard long enough.",
        examples=[99.4],
    ),
]
Opened = Annotated[int, Meta(ge=0, description="How often a browser opened a display as a screen.")]
Shown = Annotated[int, Meta(ge=0, description="Runners that were shown.")]
LatencyMs = Annotated[
    int | None,
    Meta(
        description="From a read's arrival at the collector to the painted frame, in milliseconds, "
        "within 8 %; null: nothing was measured.",
        examples=[180],
    ),
]


class ShownLatency(Struct, frozen=True):
    """Latencies as the screens measured them, at first showings."""

    p50: LatencyMs
    p95: LatencyMs
    p99: LatencyMs


class DisplayTotals(Struct, frozen=True):
    """All of it in big numbers."""

    opened: Opened
    screens: Annotated[int, Meta(ge=0, description="Different screens.")]
    uptime_s: Seconds
    uptime_percent: Share
    shown: Shown
    latency: ShownLatency


class DisplayMinute(Struct, frozen=True):
    """One step of time, for charts."""

    minute: Annotated[datetime, Meta(description="When the step begins.")]
    screens: Annotated[int, Meta(ge=0, description="Different screens that were heard in it.")]
    opened: Opened
    shown: Shown
    p50: LatencyMs
    p95: LatencyMs
    p99: LatencyMs


class DisplayScreen(Struct, frozen=True):
    """One screen."""

    id: int
    number: Annotated[int, Meta(description="What people call it by.", examples=[7])]
    name: Annotated[str, Meta(examples=["Finish arch, left"])]
    uptime_s: Seconds
    uptime_percent: Share
    shown: Shown
    opened: Opened
    p50: LatencyMs
    p95: LatencyMs
    p99: LatencyMs


class DisplayAnalytics(Struct, frozen=True):
    """How displays did."""

    totals: DisplayTotals
    step_s: Annotated[
        int,
        Meta(
            description="Length of a step in seconds: a minute, more where there would be too many "
            "for a chart.",
            examples=[60],
        ),
    ]
    minutes: list[DisplayMinute]
    screens: list[DisplayScreen]
