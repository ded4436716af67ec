"""Results over HTTP, for those who look after a race."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.events.paths import EventId
from project88.results.listing import listing, schemas, searching, store, teams
from project88.results.listing.listing import MOST, Query
from project88.results.listing.store import Filter

PATH = "/api/events/{event_id:int}/results"
VIEW = {"access": Needs(Permission.TIMING_VIEW)}
TAGS = ["results"]
SEEN = problems(400, 401, 403, 404, 422, 503)
_TEXT = r"^[^\x00]*$"
_LARGEST = 2**31 - 1

ParticipantId = Annotated[
    int, PathParameter(description="Number of the participant.", ge=1, le=_LARGEST)
]
RaceFilter = Annotated[
    int | None, QueryParameter(description="Results of this race.", ge=1, le=_LARGEST)
]
RaceId = Annotated[
    int, QueryParameter(name="race", description="Number of the race.", ge=1, le=_LARGEST)
]
GroupFilter = Annotated[
    str | None, QueryParameter(description="Of this group alone.", max_length=200, pattern=_TEXT)
]


@get(PATH, opt=VIEW, summary="Results of an event", tags=TAGS, responses=SEEN)
async def list_results(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race: RaceFilter = None,
    sex: GroupFilter = None,
    division: GroupFilter = None,
    wave: GroupFilter = None,
    status: Annotated[
        schemas.Status | None, QueryParameter(description="Of this status alone.")
    ] = None,
    search: Annotated[
        str,
        QueryParameter(
            description="Beginning of a bib, or a part of a name or team as shown.",
            max_length=100,
            pattern=_TEXT,
        ),
    ] = "",
    flagged: Annotated[bool, QueryParameter(description="Only results with a doubt.")] = False,
    everybody: Annotated[
        bool, QueryParameter(description="Also people of the roster who were never heard.")
    ] = False,
    sort: Annotated[schemas.Sort, QueryParameter(description="What orders them.")] = "place",
    order: Annotated[schemas.Order, QueryParameter(description="Up: the first first.")] = "up",
    after: Annotated[
        str | None, QueryParameter(description="`more` of the page before.", max_length=200)
    ] = None,
    offset: Annotated[
        int, QueryParameter(description="How many to pass over.", ge=0, le=10_000_000)
    ] = 0,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=MOST)] = 50,
) -> schemas.ResultPage:
    """By places: the finishers of a race, then who is on the way, then who is out. Without `race`
    the races follow one another.
    """
    asked = Filter(
        race_id=race,
        sex=sex,
        division=division,
        wave=wave,
        status=status,
        search=search,
        flagged=flagged,
        everybody=everybody or status == "not_started",
    )
    query = Query(
        event_id=event_id,
        filter=asked,
        sort=sort,
        order=order,
        after=after,
        offset=offset,
        limit=limit,
    )
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await listing.page(connection, query)


@get(PATH + "/version", opt=VIEW, summary="Where results stand", tags=TAGS, responses=SEEN)
async def read_results_version(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> schemas.ResultVersion:
    """Another number than before says that something changed."""
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return schemas.ResultVersion(await store.version(connection, event_id))


@get(PATH + "/summary", opt=VIEW, summary="How far the races are", tags=TAGS, responses=SEEN)
async def read_results_summary(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId
) -> schemas.ResultSummary:
    """How many have which status in each race, and who came in last."""
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await listing.summary(connection, event_id)


@get(PATH + "/teams", opt=VIEW, summary="Teams of a race", tags=TAGS, responses=SEEN)
async def read_teams(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], event_id: EventId, race: RaceId
) -> schemas.TeamTable:
    """By the rule of the race; a team that is not complete stands at the end."""
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await teams.teams(connection, event_id, race)


@get(PATH + "/relay", opt=VIEW, summary="Legs of a relay", tags=TAGS, responses=SEEN)
async def read_relay(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    race: RaceId,
    limit: Annotated[
        int, QueryParameter(description="So many places of each leg.", ge=1, le=MOST)
    ] = 10,
) -> schemas.RelayTable:
    """The quickest of each leg; where the race is no relay there are none."""
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await teams.relay(connection, event_id, race, limit)


@get(
    PATH + "/{participant_id:int}",
    opt=VIEW,
    summary="One result with its interval times",
    tags=TAGS,
    responses=SEEN,
)
async def read_result(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    participant_id: ParticipantId,
) -> schemas.ResultDetail:
    """Also of somebody who was never heard: then without times."""
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await listing.one(connection, event_id, participant_id)


@get("/api/results/search", opt=VIEW, summary="Results by name", tags=TAGS, responses=SEEN)
async def search_results(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    q: Annotated[
        str,
        QueryParameter(
            description="Beginning of a first or last name, or three letters and more of one.",
            min_length=2,
            max_length=100,
            pattern=_TEXT,
        ),
    ],
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=100)] = 20,
) -> schemas.FoundResults:
    """Of all events of the partner. Nobody is found by what he or she does not show."""
    async with pool.snapshot(caller.partner_id, by=caller.actor) as connection:
        return await searching.search(connection, q, limit)


HANDLERS = [
    list_results,
    read_results_version,
    read_results_summary,
    read_teams,
    read_relay,
    read_result,
    search_results,
]
