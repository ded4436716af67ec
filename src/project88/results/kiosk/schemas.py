"""One runner's result as the kiosk, the personal card and the announcer's guess need it."""

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Duration: TypeAlias = Annotated[int | None, Meta(description="Milliseconds.", examples=[2_525_000])]
Among: TypeAlias = Literal["overall", "sex", "division", "wave", "group"]
Status: TypeAlias = Literal["not_started", "started", "on_course", "finished", "dnf", "dns", "dq"]


class KioskRace(Struct, frozen=True):
    """One race of the event."""

    id: int
    name: Annotated[str, Meta(examples=["10 km"])]
    distance_m: Annotated[int | None, Meta(description="Null: not known.", examples=[10_000])]


class Kiosk(Struct, frozen=True):
    """What a kiosk needs to know before anybody comes."""

    event: Annotated[str, Meta(description="Name of the event.", examples=["Canal Run"])]
    day: date
    zone: Annotated[str, Meta(description="Zone of every time of day.", examples=["Europe/Berlin"])]
    races: list[KioskRace]


class Match(Struct, frozen=True):
    """Somebody whose name or bib fits what was typed."""

    bib: Annotated[str, Meta(description="Leads to the result.", examples=["101"])]
    name: Annotated[str, Meta(description="As the runner wants it shown.", examples=["Ann B."])]
    race: Annotated[str, Meta(examples=["10 km"])]
    team: str
    city: str


class Matches(Struct, frozen=True):
    """A few, the best first."""

    matches: list[Match]
    more: Annotated[bool, Meta(description="There are others; more letters find them.")]


class OwnPlace(Struct, frozen=True):
    """A place among those with whom the runner is ranked."""

    among: Among
    of: Annotated[str, Meta(description="Which sex, division …; '' overall.", examples=["F 30-39"])]
    place: Annotated[int, Meta(examples=[12])]
    finishers: Annotated[int | None, Meta(description="Among how many so far.", examples=[240])]


class OwnSplit(Struct, frozen=True):
    """A point at which the runner was."""

    point: Annotated[str, Meta(examples=["5 km"])]
    kind: Literal["start", "split", "finish"]
    distance_m: int | None
    at: Annotated[datetime, Meta(description="When the runner was there.")]
    gun_ms: Duration
    chip_ms: Duration
    leg_ms: Annotated[int | None, Meta(description="Since the point before, in milliseconds.")]
    leg_m: Annotated[int | None, Meta(description="Metres since the point before.")]
    place_overall: int | None
    place_sex: int | None


class OwnArrival(Struct, frozen=True):
    """When the runner will probably be at a point ahead; eight in ten come in between."""

    point: Annotated[str, Meta(examples=["Finish"])]
    kind: Literal["start", "split", "finish"]
    distance_m: int | None
    at: datetime
    earliest: datetime
    latest: datetime


class OwnResult(Struct, frozen=True):
    """All that is known of one runner, as far as it may be shown."""

    bib: str
    name: Annotated[str, Meta(description="As the runner wants it shown; '': not at all.")]
    sex: str
    division: str
    team: str
    city: str
    race: str
    distance_m: int | None
    status: Status
    state: Annotated[
        Literal["live", "provisional", "official"],
        Meta(description="Of the race: live and provisional results may change."),
    ]
    decimals: Annotated[int, Meta(description="Of shown times.", ge=0, le=3)]
    gun_ms: Duration
    chip_ms: Duration
    penalty_ms: Annotated[int, Meta(description="In both times; milliseconds.")]
    by_chip: Annotated[bool, Meta(description="This runner is ranked by chip time.")]
    started_at: datetime | None
    finished_at: datetime | None
    places: list[OwnPlace]
    splits: list[OwnSplit]
    arrivals: Annotated[list[OwnArrival], Meta(description="Empty once the runner is done.")]


class Ticket(Struct, frozen=True):
    """The way to the personal live card: no account, no phone number, and void after a day."""

    url: Annotated[str, Meta(examples=["https://hub.example/results/canal-run/card/q8Zt3mVw"])]
    token: Annotated[str, Meta(description="The last part of the address.", examples=["q8Zt3mVw"])]
    qr: Annotated[str, Meta(description="The same as a picture (SVG).")]
    until: datetime


class KioskResult(Struct, frozen=True):
    """What the kiosk shows of a runner."""

    result: OwnResult
    card: Annotated[Ticket | None, Meta(description="Null: there is no such page for now.")]


class Card(Struct, frozen=True):
    """The personal card, as it is now."""

    event: str
    day: date
    zone: str
    until: Annotated[datetime, Meta(description="Then this address is void.")]
    result: OwnResult


class KioskAddress(Struct, frozen=True):
    """What to open on the screen of a kiosk."""

    url: Annotated[str, Meta(examples=["https://hub.example/results/canal-run/kiosk"])]
    qr: Annotated[str, Meta(description="The same as a picture (SVG), for a tablet.")]
    until: Annotated[
        datetime | None,
        Meta(description="Then the address is void; null: while the results are published."),
    ]
