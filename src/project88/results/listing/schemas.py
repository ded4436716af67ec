"""Results as they leave the hub. Durations are milliseconds, instants milliseconds UTC."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

Ms: TypeAlias = Annotated[int, Meta(description="Milliseconds.", examples=[2374000])]
Instant: TypeAlias = Annotated[
    int, Meta(description="Milliseconds UTC since 1970.", examples=[1782561605000])
]
Place: TypeAlias = Annotated[int, Meta(description="Equal times share a place.", examples=[3])]
Count: TypeAlias = Annotated[int, Meta(ge=0, examples=[412])]
Status: TypeAlias = Literal["not_started", "started", "on_course", "finished", "dnf", "dns", "dq"]
Sort: TypeAlias = Literal[
    "place",
    "name",
    "bib",
    "gun",
    "chip",
    "division",
    "sex",
    "age",
    "town",
    "team",
    "wave",
    "status",
]
Order: TypeAlias = Literal["up", "down"]
Version: TypeAlias = Annotated[
    int, Meta(ge=0, description="Raised by everything that changes a result of the event.")
]


class Places(Struct, frozen=True):
    """Places of a finisher; null where there is none."""

    overall: Place | None
    sex: Place | None
    division: Place | None
    wave: Place | None
    group: Annotated[Place | None, Meta(description="In the further group that the race has.")]


class Doubt(Struct, frozen=True):
    """What the timer should look at; it takes nothing away."""

    doubt: Annotated[str, Meta(examples=["missing_split"])]
    point: Annotated[str | None, Meta(examples=["5 km"])]
    other: str | None


class Pace(Struct, frozen=True):
    """Minutes and seconds for a distance; empty where there is no time or no distance."""

    km: Annotated[str, Meta(examples=["4:35"])]
    mile: Annotated[str, Meta(examples=["7:22"])]


class Result(Struct, frozen=True, kw_only=True):
    """Somebody's result, with the name as it may be shown."""

    participant_id: Annotated[int, Meta(examples=[88])]
    bib: Annotated[str, Meta(description="Empty: none yet.", examples=["101"])]
    name: Annotated[str, Meta(description="Empty: the person is hidden.", examples=["Ann Lee"])]
    first_name: str
    last_name: str
    sex: Annotated[str, Meta(examples=["F"])]
    age: int | None
    town: Annotated[str, Meta(examples=["Boulder, CO"])]
    country: str
    team: str
    race_id: int | None
    status: Status
    reason: Annotated[str, Meta(description="Why, of a status that was given.")]
    gun_ms: Annotated[Ms | None, Meta(description="Since the gun, with the penalty.")]
    chip_ms: Annotated[Ms | None, Meta(description="Since the own start, with the penalty.")]
    penalty_ms: Ms
    start: Instant | None
    finish: Instant | None
    laps: Annotated[int, Meta(description="In a race against the clock.")]
    pace: Annotated[Pace, Meta(description="By chip time; by gun time where there is none.")]
    places: Places
    division: Annotated[str, Meta(description="In which the place is.", examples=["F30-39"])]
    wave: str
    last_point: Annotated[
        str | None, Meta(description="The last point with a time.", examples=["5 km"])
    ]
    last: Annotated[Instant | None, Meta(description="When it was last heard of.")]
    flags: list[Doubt]
    version: Version


class ResultPage(Struct, frozen=True):
    """Some results in the order that was asked for."""

    version: Version
    race_id: Annotated[int | None, Meta(description="The race that was asked for.")]
    results: list[Result]
    total: Annotated[
        Count | None, Meta(description="Of all pages; null on a page that was asked by `after`.")
    ]
    more: Annotated[
        str | None, Meta(description="Ask again with `after` = this; null: that was the last page.")
    ]


class ResultVersion(Struct, frozen=True):
    """Where the results of an event stand."""

    version: Version


class Split(Struct, frozen=True, kw_only=True):
    """A time at a point of the course."""

    position: Annotated[int, Meta(description="Number of the point in the course.", examples=[1])]
    point: Annotated[str, Meta(examples=["5 km"])]
    kind: Literal["start", "split", "finish"]
    distance_m: int | None
    at: Instant
    how: Annotated[
        Literal["main", "backup", "manual"], Meta(description="`manual`: a person entered it.")
    ]
    gun_ms: Ms | None
    chip_ms: Ms | None
    leg_ms: Annotated[Ms | None, Meta(description="Since the point before with a time.")]
    leg_m: int | None
    pace: Annotated[Pace, Meta(description="From the start to here.")]
    leg_pace: Annotated[Pace, Meta(description="Since the point before with a time.")]
    place_overall: Annotated[Place | None, Meta(description="When it was reached.")]
    place_sex: Place | None


class ResultDetail(Struct, frozen=True):
    """One result with its interval times."""

    version: Version
    race: Annotated[str, Meta(description="Name of the race.", examples=["10 km"])]
    distance_m: int | None
    result: Result
    splits: list[Split]
    finishers: Annotated[Count, Meta(description="Of the race, so far.")]


class RaceCounts(Struct, frozen=True, kw_only=True):
    """How far a race is."""

    race_id: int
    name: Annotated[str, Meta(examples=["10 km"])]
    distance_m: int | None
    state: Literal["live", "provisional", "official"]
    closed: Annotated[bool, Meta(description="Nobody comes any more.")]
    decimals: Annotated[int, Meta(description="Figures after the second that times show.")]
    entered: Annotated[Count, Meta(description="On the roster.")]
    not_started: Annotated[Count, Meta(description="Entered, and never heard.")]
    started: Count
    on_course: Count
    finished: Count
    dnf: Count
    dns: Count
    dq: Count
    flagged: Annotated[Count, Meta(description="Results with a doubt.")]
    last_finisher: Annotated[Result | None, Meta(description="Who came in last, so far.")]


class ResultSummary(Struct, frozen=True):
    """How far the races of an event are."""

    version: Version
    races: list[RaceCounts]


class TeamMember(Struct, frozen=True):
    """Somebody who runs for a team."""

    participant_id: int
    bib: str
    name: str
    place: Place | None
    ms: Ms | None
    points: Annotated[int, Meta(description="The number in the counting, or the time in ms.")]


class ResultTeam(Struct, frozen=True):
    """A team; one that is not complete has neither score nor place."""

    name: Annotated[str, Meta(examples=["Harriers"])]
    place: Place | None
    score: Annotated[int | None, Meta(description="Sum of places, or of times in ms.")]
    scorers: list[TeamMember]
    displacers: list[TeamMember]


class TeamTable(Struct, frozen=True):
    """The teams of a race, the best first."""

    version: Version
    race_id: int
    sum: Annotated[
        Literal["", "places", "times"], Meta(description="Empty: the race has no team scoring.")
    ]
    scorers: int
    displacers: int
    teams: list[ResultTeam]


class LegTime(Struct, frozen=True):
    """A team's time on one leg."""

    place: Place
    participant_id: int
    bib: str
    name: str
    team: str
    leg_ms: Ms
    pace: Pace


class RelayLeg(Struct, frozen=True):
    """One leg of a relay, the quickest first."""

    position: int
    point: Annotated[str, Meta(description="Where the leg ends.", examples=["Change 1"])]
    leg_m: int | None
    times: list[LegTime]


class RelayTable(Struct, frozen=True):
    """The legs of a race that is a relay; none where it is not."""

    version: Version
    race_id: int
    relay: bool
    legs: list[RelayLeg]


class Found(Struct, frozen=True, kw_only=True):
    """A result that was found by a name."""

    event_id: int
    event: Annotated[str, Meta(examples=["Dike Run"])]
    day: Annotated[str, Meta(description="Day of the event.", examples=["2026-06-27"])]
    race: Annotated[str, Meta(examples=["10 km"])]
    distance_m: int | None
    result: Result


class FoundResults(Struct, frozen=True):
    """Results of all events by a name: the best fit first, the newest event first."""

    found: list[Found]
    more: Annotated[bool, Meta(description="There are more; write more of the name.")]
