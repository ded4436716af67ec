"""Race set-up as it crosses the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

LOCAL = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?$"
MOST_POINTS = 200
LONGEST_MS = 2_000_000_000
"""23 days."""

Id: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1, examples=[7])]
Kind: TypeAlias = Annotated[
    Literal["start", "split", "finish"], Meta(description="What it is in the race.")
]
PointName: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=60, description="Unique in its race.", examples=["10 km"])
]
Metres: TypeAlias = Annotated[
    int, Meta(ge=0, le=2_000_000, description="Metres from the start.", examples=[10000])
]
Location: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200, examples=["FINISH"])]
Ms: TypeAlias = Annotated[int, Meta(ge=0, le=LONGEST_MS, description="Milliseconds.")]
SomeMs: TypeAlias = Annotated[int, Meta(ge=1, le=LONGEST_MS, description="Milliseconds.")]
Version: TypeAlias = Annotated[
    int, Meta(ge=0, le=2**31 - 1, description="Version that the change was made from.")
]
Wall: TypeAlias = Annotated[
    str,
    Meta(
        pattern=LOCAL,
        max_length=23,
        description="Wall clock of the event's zone, without an offset.",
        examples=["2027-06-27T09:30:12.4"],
    ),
]
Instant: TypeAlias = Annotated[
    datetime | None, Meta(description="An instant.", examples=["2027-06-27T07:30:12.400Z"])
]
Occurrence: TypeAlias = Annotated[
    Literal["earlier", "later"] | None,
    Meta(description="Which of the two, in the hour that comes twice when clocks go back."),
]
RankBy: TypeAlias = Annotated[
    Literal["gun", "chip", "mixed"],
    Meta(description="Which time decides; mixed: the first so many by gun, all others by chip."),
]
State: TypeAlias = Annotated[
    Literal["live", "provisional", "official"],
    Meta(description="Official: what is heard later changes nothing."),
]
By: TypeAlias = Annotated[
    Literal["manual", "gun", "plan", "nothing"], Meta(description="Where the start comes from.")
]
AgeOn: TypeAlias = Annotated[
    Literal["race_day", "event_day", "dec_31"], Meta(description="The day on which ages count.")
]
GroupBy: TypeAlias = Annotated[
    Literal["", "team", "city", "state", "country"],
    Meta(description="A further group with places of its own; empty: none."),
]
TeamSum: TypeAlias = Annotated[
    Literal["", "places", "times"], Meta(description="What a team's score adds up; empty: none.")
]
FirstByGun: TypeAlias = Annotated[
    int, Meta(ge=0, le=10_000, description="Under the mixed rule: so many have places by gun.")
]
TieMs: TypeAlias = Annotated[
    Literal[1, 10, 100, 1000], Meta(description="Times that show the same figure of it tie.")
]
Speed: TypeAlias = Annotated[
    float,
    Meta(gt=0, le=100, description="m/s. Whoever is faster between two points did not run there."),
]
Excluded: TypeAlias = Annotated[
    int, Meta(ge=0, le=100, description="So many of each sex overall have no division place.")
]
Scorers: TypeAlias = Annotated[int, Meta(ge=1, le=100, description="Who score for a team.")]
Displacers: TypeAlias = Annotated[
    int, Meta(ge=0, le=100, description="Who score nothing and push others back.")
]
Decimals: TypeAlias = Annotated[int, Meta(ge=0, le=3, description="Digits after the second.")]
BackupWindow: TypeAlias = Annotated[
    int,
    Meta(
        ge=0,
        le=3_600_000,
        description="What main and backup hear within it is one crossing, in ms.",
    ),
]
StartEarly: TypeAlias = Annotated[
    int, Meta(ge=0, le=86_400_000, description="So long before the gun a start counts, in ms.")
]
StartLate: TypeAlias = Annotated[
    int, Meta(ge=0, le=864_000_000, description="So long after the gun somebody may start, in ms.")
]
Holder: TypeAlias = Annotated[str, Meta(max_length=120, description="Whose it is.")]
Year: TypeAlias = Annotated[int, Meta(ge=1800, le=2200, examples=[2019])]
Scope: TypeAlias = Annotated[
    Literal["course", "sex", "division"], Meta(description="Whose record: of all, or of a group.")
]
ScopeValue: TypeAlias = Annotated[
    str, Meta(max_length=100, description="F, M or X, or the division; empty for the course.")
]


class RacePoint(Struct, frozen=True):
    """A point that runners pass; no id: one that is only suggested."""

    id: Id | None
    name: PointName
    kind: Kind
    distance_m: Metres | None
    least_ms: Annotated[Ms, Meta(description="Nobody is here sooner after the point before.")]
    cutoff_ms: Annotated[SomeMs | None, Meta(description="Gun time at which the point closes.")]
    main: Annotated[list[str], Meta(description="Names of the locations that hear it.")]
    backup: Annotated[list[str], Meta(description="Locations that count where main heard nobody.")]


class RacePointTold(Struct, frozen=True, forbid_unknown_fields=True):
    """A point as it shall be; with its id it stays the same point, also under another name."""

    name: PointName
    kind: Kind
    id: Id | None = None
    distance_m: Metres | None = None
    least_ms: Ms = 0
    cutoff_ms: SomeMs | None = None
    main: Annotated[list[Location], Meta(max_length=32)] = []
    backup: Annotated[list[Location], Meta(max_length=32)] = []


class RacePoints(Struct, frozen=True, forbid_unknown_fields=True):
    """All points of a race in their order. None at all: the course is suggested again."""

    version: Version
    points: Annotated[list[RacePointTold], Meta(max_length=MOST_POINTS)]


class RaceRules(Struct, frozen=True):
    """How a race is scored and ranked."""

    rank_by: RankBy
    first_by_gun: FirstByGun
    of_each_sex: Annotated[bool, Meta(description="The first by gun of each sex, or of all.")]
    tie_ms: TieMs
    backup_window_ms: BackupWindow
    start_early_ms: StartEarly
    start_late_ms: StartLate
    fastest_m_s: Speed
    limit_ms: Annotated[SomeMs | None, Meta(description="A race against the clock ends here.")]
    age_on: AgeOn
    exclude_overall: Excluded
    group_by: GroupBy
    team_sum: TeamSum
    team_scorers: Scorers
    team_displacers: Displacers
    relay: Annotated[bool, Meta(description="Several people share one bib, one leg each.")]
    decimals: Decimals


class RaceRulesChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays; null takes away."""

    version: Version
    rank_by: RankBy | UnsetType = UNSET
    first_by_gun: FirstByGun | UnsetType = UNSET
    of_each_sex: bool | UnsetType = UNSET
    tie_ms: TieMs | UnsetType = UNSET
    backup_window_ms: BackupWindow | UnsetType = UNSET
    start_early_ms: StartEarly | UnsetType = UNSET
    start_late_ms: StartLate | UnsetType = UNSET
    fastest_m_s: Speed | UnsetType = UNSET
    limit_ms: SomeMs | UnsetType | None = UNSET
    age_on: AgeOn | UnsetType = UNSET
    exclude_overall: Excluded | UnsetType = UNSET
    group_by: GroupBy | UnsetType = UNSET
    team_sum: TeamSum | UnsetType = UNSET
    team_scorers: Scorers | UnsetType = UNSET
    team_displacers: Displacers | UnsetType = UNSET
    relay: bool | UnsetType = UNSET
    decimals: Decimals | UnsetType = UNSET


class RaceStart(Struct, frozen=True):
    """When a wave, or a race without waves, was started."""

    plan_at: Instant
    manual_at: Annotated[Instant, Meta(description="Entered by a person; counts before a gun.")]
    manual: Annotated[Wall | None, Meta(description="The same on the wall clock.")]
    at: Annotated[Instant, Meta(description="What counts.")]
    by: By
    gun_id: Annotated[Id | None, Meta(description="The gun that counts, if one does.")]


class WaveStart(Struct, frozen=True):
    """A wave and its start."""

    id: Id
    name: str
    version: int
    start: RaceStart


class CourseRecord(Struct, frozen=True):
    """The best time of the course or of a group, before this race."""

    id: Id
    race_id: Id
    scope: Scope
    scope_value: ScopeValue
    ms: SomeMs
    holder: Holder
    year: Year | None
    version: int


class RaceCourse(Struct, frozen=True):
    """One race with all that is set up for it."""

    id: Id
    name: str
    distance_m: int | None
    version: Annotated[int, Meta(ge=0, description="Of points, rules, own start and state.")]
    points: list[RacePoint]
    suggested: Annotated[
        list[RacePoint],
        Meta(description="What it is scored by while it has no points of its own."),
    ]
    faults: Annotated[list[str], Meta(description="What is wrong with the course, in sentences.")]
    rules: RaceRules
    start: Annotated[RaceStart | None, Meta(description="Its own; null: it starts in waves.")]
    waves: list[WaveStart]
    state: State
    closed_at: Annotated[Instant, Meta(description="Since when nobody comes any more.")]
    divisions: Annotated[list[str], Meta(description="Names of its divisions.")]
    records: list[CourseRecord]


class GunOwner(Struct, frozen=True, forbid_unknown_fields=True):
    """To whom a person gave a gun: a wave, or a race without waves."""

    race_id: Id
    wave_id: Id | None = None


class HeardGun(Struct, frozen=True):
    """A start signal that was heard."""

    id: Id
    at: Instant
    time: Annotated[str, Meta(description="As the sender wrote it.")]
    location: str
    session: Annotated[str, Meta(description="Name of the timing session.")]
    given_to: Annotated[GunOwner | None, Meta(description="Whose a person has said it is.")]
    counts_for: Annotated[GunOwner | None, Meta(description="Whose start it is; null: nobody's.")]


class HeardLocation(Struct, frozen=True):
    """A location of the event's timing sessions, by which points can be heard."""

    name: str
    reads: int
    newest_at: Instant


class EventCourse(Struct, frozen=True):
    """All races of an event as they are set up."""

    zone: Annotated[str, Meta(examples=["Europe/Amsterdam"])]
    races: list[RaceCourse]
    guns: Annotated[list[HeardGun], Meta(description="The oldest first.")]
    heard: list[HeardLocation]


class ManualStart(Struct, frozen=True, forbid_unknown_fields=True):
    """A start that a person saw; null takes it away, and gun or plan count again."""

    version: Version
    start: Wall | None
    occurrence: Occurrence = None


class GunGiven(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose a gun is from now on (null: nobody says), and whose it was when the caller looked."""

    to: GunOwner | None
    was: GunOwner | None


class RaceStateChange(Struct, frozen=True, forbid_unknown_fields=True):
    """How far the results of a race are to be relied on."""

    version: Version
    state: State


class RaceClosing(Struct, frozen=True, forbid_unknown_fields=True):
    """Closed: nobody comes any more, so who is on course did not finish."""

    version: Version
    closed: bool


class NewCourseRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """A record to be kept."""

    scope: Scope
    ms: SomeMs
    scope_value: ScopeValue = ""
    holder: Holder = ""
    year: Year | None = None


class CourseRecordChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays; null takes away. Whose record it is stays as well."""

    version: Version
    ms: SomeMs | UnsetType = UNSET
    holder: Holder | UnsetType = UNSET
    year: Year | UnsetType | None = UNSET
