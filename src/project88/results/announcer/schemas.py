"""The announcer's screen as it crosses the border."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from project88.race.cues import CueCode

MOST_TICKS = 200
Id: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1, examples=[7])]
What: TypeAlias = Annotated[
    str,
    Meta(
        min_length=4,
        max_length=100,
        pattern=r"^(at|cue):[^\x00]+$",
        description="`at:` and the point for the name itself, or the `what` of a cue.",
        examples=["at:Finish"],
    ),
]
Version: TypeAlias = Annotated[
    int, Meta(ge=0, le=2**31 - 1, description="Version that the change was made from.")
]
Text: TypeAlias = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=1000,
        pattern=r"^[^\x00]*[^\s\x00][^\x00]*$",
        examples=["Runs for the children's hospital."],
    ),
]
Scope: TypeAlias = Annotated[
    Literal["everybody", "author"], Meta(description="`author`: nobody else sees it.")
]
Pronunciation: TypeAlias = Annotated[
    str,
    Meta(
        max_length=200,
        pattern=r"^[^\x00]*$",
        description="How the name is spoken.",
        examples=["SHIV-awn o-NEEL"],
    ),
]
Pronoun: TypeAlias = Annotated[
    str, Meta(max_length=40, pattern=r"^[^\x00]*$", examples=["they/them"])
]


class AnnouncerSaid(Struct, frozen=True):
    """A tick: somebody has said it over the loudspeakers."""

    what: What
    by: Annotated[str, Meta(examples=["Ada de Vries"])]
    at: datetime


class AnnouncerOther(Struct, frozen=True):
    """Somebody in a cue of somebody else."""

    participant_id: Id
    bib: str | None
    name: Annotated[str, Meta(description="Empty: hidden.")]


class AnnouncerCue(Struct, frozen=True, omit_defaults=True):
    """Something to say, with what proves it; screens make the sentence."""

    what: What
    code: CueCode
    weight: Annotated[int, Meta(description="The most telling has the most.")]
    scope: Annotated[str, Meta(description="overall, sex, division; town, club, country.")] = ""
    group: Annotated[str, Meta(description="Which one.", examples=["F 20-29"])] = ""
    number: Annotated[int | None, Meta(description="Years, times in a row, people from there.")] = (
        None
    )
    ms: int | None = None
    gap_ms: Annotated[int | None, Meta(description="By so much.")] = None
    other: Annotated[AnnouncerOther | None, Meta(description="Who led, with whom the duel is.")] = (
        None
    )
    told: Annotated[str, Meta(description="The former event, or holder.")] = ""
    year: int | None = None


class AnnouncerNote(Struct, frozen=True):
    """A note of one author."""

    id: Id
    participant_id: Id
    text: Text
    scope: Scope
    author: Annotated[str, Meta(examples=["Ada de Vries"])]
    mine: Annotated[bool, Meta(description="Only the author changes a note.")]
    made_at: datetime
    changed_at: datetime
    version: int


class AnnouncerRunner(Struct, frozen=True):
    """A participant as the microphone may know him or her."""

    participant_id: Id
    bib: str | None
    first_name: Annotated[str, Meta(description="Empty: hidden.")]
    last_name: str
    gender: str
    age: int | None
    city: str
    state: str
    country: str
    team: str
    division: str
    race_id: int | None
    race: str
    pronunciation: Pronunciation = ""
    pronoun: Pronoun = ""
    vip: bool = False
    version: Annotated[int, Meta(description="Of pronunciation, pronoun and VIP; 0: none yet.")] = 0
    notes: list[AnnouncerNote] = []


class AnnouncerCard(Struct, frozen=True):
    """Somebody who crossed a watched point. The card keeps its `id` when time and place come."""

    id: Annotated[str, Meta(examples=["712:Finish"])]
    runner: AnnouncerRunner
    point: Annotated[str, Meta(examples=["Finish"])]
    kind: Literal["start", "split", "finish"]
    at: Annotated[datetime, Meta(description="When the line was crossed.")]
    scored: Annotated[bool, Meta(description="False: just heard, time and place are on their way.")]
    status: Annotated[str, Meta(examples=["finished"])]
    gun_ms: int | None
    chip_ms: int | None
    by: Annotated[Literal["gun", "chip"], Meta(description="Which of the two decides.")]
    decimals: int
    place_overall: int | None
    place_sex: int | None
    place_division: int | None
    cues: list[AnnouncerCue]
    said: list[AnnouncerSaid]


class AnnouncerComing(Struct, frozen=True):
    """Somebody who is on the way to a watched point."""

    id: Annotated[str, Meta(examples=["712:Finish"])]
    runner: AnnouncerRunner
    point: str
    last_point: Annotated[str, Meta(description="Where he or she was seen last.")]
    last_at: datetime
    last_place: Annotated[int | None, Meta(description="Place overall there.")]
    at: Annotated[datetime, Meta(description="Projected arrival.")]
    earliest: datetime
    latest: Annotated[datetime, Meta(description="Eight in ten come between the two.")]
    cues: list[AnnouncerCue]
    said: list[AnnouncerSaid]


class AnnouncerPoint(Struct, frozen=True):
    """A point of a race, and whether this screen looks at it."""

    name: str
    kind: Literal["start", "split", "finish"]
    distance_m: int | None
    watched: bool


class AnnouncerRace(Struct, frozen=True):
    """A race of the event, and how far it is."""

    id: Id
    name: str
    distance_m: int | None
    points: list[AnnouncerPoint]
    expected: Annotated[int, Meta(description="On the roster.")]
    started: Annotated[int, Meta(description="Seen, on the course or not any more.")]
    on_course: int
    finished: int
    stopped: Annotated[int, Meta(description="Did not finish, or was disqualified.")]


class AnnouncerMissed(Struct, frozen=True):
    """Who crossed and was not named yet."""

    count: int
    cards: Annotated[list[AnnouncerCard], Meta(description="The first of them, the oldest first.")]


class AnnouncerBoard(Struct, frozen=True):
    """All that an announcer's screen shows."""

    event_id: Id
    event: str
    zone: str
    now: datetime
    races: list[AnnouncerRace]
    per_minute: Annotated[int, Meta(description="Who came to the watched points this minute.")]
    crossed: Annotated[list[AnnouncerCard], Meta(description="The newest first.")]
    coming: Annotated[list[AnnouncerComing], Meta(description="The next first.")]
    missed: AnnouncerMissed


class AnnouncerFound(Struct, frozen=True):
    """One hit of a search, with where the runner is."""

    runner: AnnouncerRunner
    status: Annotated[str, Meta(examples=["on_course"])]
    points: Annotated[list["AnnouncerPassed"], Meta(description="Where he or she was, in order.")]
    place_overall: int | None
    cues: list[AnnouncerCue]


class AnnouncerPassed(Struct, frozen=True):
    """A point that somebody passed."""

    point: str
    at: datetime
    gun_ms: int | None
    chip_ms: int | None
    place_overall: int | None


class AnnouncerSearch(Struct, frozen=True):
    """Who was meant, the likeliest first."""

    people: list[AnnouncerFound]


class Tick(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that was said of one participant."""

    participant_id: Id
    what: What


class Ticks(Struct, frozen=True, forbid_unknown_fields=True):
    """What was said. Ticking again changes nothing: the first who said it stays."""

    ticks: Annotated[list[Tick], Meta(min_length=1, max_length=MOST_TICKS)]


class TickTold(Struct, frozen=True):
    """Who said it."""

    participant_id: Id
    said: AnnouncerSaid


class TicksTold(Struct, frozen=True):
    """Who said each of them, as it stands now."""

    ticks: list[TickTold]


class AnnouncerPersonChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays."""

    version: Version
    pronunciation: Pronunciation | UnsetType = UNSET
    pronoun: Pronoun | UnsetType = UNSET
    vip: bool | UnsetType = UNSET


class NewAnnouncerNote(Struct, frozen=True, forbid_unknown_fields=True):
    """A note on somebody, by the caller."""

    participant_id: Id
    text: Text
    scope: Scope = "everybody"


class AnnouncerNoteChange(Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays; the former text is kept."""

    version: Version
    text: Text | UnsetType = UNSET
    scope: Scope | UnsetType = UNSET


class FormerText(Struct, frozen=True):
    """What a note said before it was changed."""

    version: int
    text: str
    scope: Scope
    written_at: datetime


class AnnouncerNoteHistory(Struct, frozen=True):
    """Former texts of a note, the newest first."""

    versions: list[FormerText]
