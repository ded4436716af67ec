"""Published results as they cross the border."""

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

State: TypeAlias = Literal["live", "provisional", "official"]
Status: TypeAlias = Literal["started", "on_course", "finished", "dnf", "dns", "dq"]
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
Slug: TypeAlias = Annotated[
    str,
    Meta(
        min_length=3,
        max_length=80,
        pattern=SLUG,
        description="The end of the page's address: small letters, digits, hyphens between them.",
        examples=["harbour-mile-2026"],
    ),
]
Version: TypeAlias = Annotated[
    str,
    Meta(
        description="Another one whenever anything on the page may be. Its parts mean nothing.",
        examples=["812.1764012345678.3"],
    ),
]
Ms: TypeAlias = Annotated[int | None, Meta(description="Milliseconds.", examples=[2_541_300])]
Place: TypeAlias = Annotated[int | None, Meta(description="Finishers only.", examples=[17])]


class Counts(Struct, frozen=True):
    """How many people of a race have which status."""

    finished: int = 0
    on_course: int = 0
    started: int = 0
    dnf: int = 0
    dns: int = 0
    dq: int = 0


class PublishedRace(Struct, frozen=True):
    """A race, and how far it is."""

    id: Annotated[int, Meta(examples=[7])]
    name: Annotated[str, Meta(examples=["10 km"])]
    distance_m: Annotated[int | None, Meta(description="Metres.", examples=[10_000])]
    start_at: Annotated[datetime | None, Meta(description="The plan.")]
    state: Annotated[
        State, Meta(description="`official`: the results are final, `live`: it is being run.")
    ]
    rank_by: Annotated[
        Literal["gun", "chip", "mixed"],
        Meta(
            description="Which time the places are by; `mixed`: the first by gun, others by chip."
        ),
    ]
    decimals: Annotated[
        int, Meta(ge=0, le=3, description="Of a second, that times are shown with.")
    ]
    counts: Counts


class PublishedEvent(Struct, frozen=True):
    """An event whose results everybody may see."""

    slug: Slug
    name: Annotated[str, Meta(examples=["Harbour Mile"])]
    day: date
    zone: Annotated[str, Meta(description="IANA zone.", examples=["Europe/Amsterdam"])]
    place: Annotated[str, Meta(examples=["Harlingen"])]
    timed_by: Annotated[str, Meta(description="Who timed it.", examples=["North Timing"])]
    state: Annotated[State, Meta(description="Of the race that is least far.")]
    version: Version
    changed_at: Annotated[datetime | None, Meta(description="When a result changed last.")]
    races: list[PublishedRace]


class Columns(Struct, frozen=True):
    """The rows of a race, column by column: the first entries are the first row."""

    id: list[int]
    bib: list[str | None]
    name: Annotated[list[str], Meta(description="As it may be shown; empty: a bib and no name.")]
    sex: list[str]
    age: list[int | None]
    division: list[str]
    club: list[str]
    town: list[str]
    country: list[str]
    status: list[Status]
    gun: Annotated[list[int | None], Meta(description="Milliseconds since the gun.")]
    chip: Annotated[list[int | None], Meta(description="Milliseconds since the own start.")]
    place: list[int | None]
    place_sex: list[int | None]
    place_division: list[int | None]
    seen: Annotated[list[str], Meta(description="Of whom is on course: the last point.")]

    def __len__(self) -> int:
        return len(self.id)


class Rows(Struct, frozen=True):
    """The results of a race, all or those that changed."""

    version: Version
    total: Annotated[int, Meta(description="How many rows the race has.", examples=[31_984])]
    whole: Annotated[
        bool, Meta(description="False: only what changed; it replaces rows of the same `id`.")
    ]
    columns: Columns


class PublishedSplit(Struct, frozen=True):
    """A runner at a point of the course."""

    point: Annotated[str, Meta(examples=["5 km"])]
    kind: Literal["start", "split", "finish"]
    distance_m: Annotated[int | None, Meta(description="Metres from the start.", examples=[5000])]
    at: datetime
    gun: Ms
    chip: Ms
    leg_ms: Annotated[int | None, Meta(description="Since the point before.", examples=[912_000])]
    leg_m: Annotated[int | None, Meta(description="Metres since the point before.")]
    place: Annotated[int | None, Meta(description="At this point.", examples=[23])]
    place_sex: Annotated[int | None, Meta(description="At this point.", examples=[19])]


class PublishedPerson(Struct, frozen=True):
    """One result with its times on the way."""

    id: int
    bib: str | None
    name: Annotated[str, Meta(description="As it may be shown; empty: a bib and no name.")]
    sex: str
    age: int | None
    division: str
    club: str
    town: str
    country: str
    status: Status
    gun: Ms
    chip: Ms
    place: Place
    place_sex: Place
    place_division: Place
    seen: str
    race_id: int
    race: str
    distance_m: int | None
    penalty_ms: Annotated[int, Meta(description="In both times already.", examples=[0])]
    laps: int
    wave: str
    start_at: datetime | None
    finish_at: datetime | None
    splits: list[PublishedSplit]


class Publishing(Struct, frozen=True):
    """Whether everybody may see the results of an event, and where."""

    slug: Annotated[str | None, Meta(description="Null: not published.")]
    suggestion: Annotated[
        str, Meta(description="A slug from name and year.", examples=["harbour-mile-2026"])
    ]
    url: Annotated[str | None, Meta(examples=["https://hub.example/results/harbour-mile-2026"])]
    qr: Annotated[str | None, Meta(description="The address to be scanned, as an SVG picture.")]
    embed: Annotated[str | None, Meta(description="HTML that shows the page in another one.")]
    published_at: datetime | None


class Publish(Struct, frozen=True, forbid_unknown_fields=True):
    """The address that the results of an event shall have."""

    slug: Slug
