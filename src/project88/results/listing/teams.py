"""Teams of a race, and the legs of a relay."""

from typing import TYPE_CHECKING

from project88.errors import NotFound
from project88.race.teams import Member, Rule, Runner, Sum, Team, scored
from project88.results.listing import store
from project88.results.listing.rows import first_of, name_of, pace_of
from project88.results.listing.schemas import (
    LegTime,
    RelayLeg,
    RelayTable,
    ResultTeam,
    TeamMember,
    TeamTable,
)

if TYPE_CHECKING:
    import asyncpg

    from project88.db.pool import Connection


async def teams(connection: "Connection", event_id: int, race_id: int) -> TeamTable:
    """The table of a race's teams. :raises NotFound: no such event or race."""
    version = await store.version(connection, event_id)
    race = await _race(connection, event_id, race_id)
    found: list[ResultTeam] = []
    if race["team_sum"]:
        by_gun = race["rank_by"] == "gun"
        rows = {
            row["id"]: row for row in await store.runners_of_teams(connection, event_id, race_id)
        }
        runners = [
            Runner(number, row["team"], row["rank_key"], _ms(row, by_gun=by_gun) or 0)
            for number, row in rows.items()
        ]
        rule = Rule(Sum(race["team_sum"]), race["team_scorers"], race["team_displacers"])
        for team in scored(runners, rule):
            found.append(_team(team, rows, by_gun=by_gun))
    return TeamTable(
        version, race_id, race["team_sum"], race["team_scorers"], race["team_displacers"], found
    )


async def relay(connection: "Connection", event_id: int, race_id: int, first: int) -> RelayTable:
    """The first so many of each leg. :raises NotFound: no such event or race."""
    version = await store.version(connection, event_id)
    race = await _race(connection, event_id, race_id)
    if not race["relay"]:
        return RelayTable(version, race_id, relay=False, legs=[])
    rows = await store.legs(connection, race_id, first)
    people = await store.names(connection, event_id, [row["participant_id"] for row in rows])
    legs: dict[int, RelayLeg] = {}
    for row in rows:
        leg = legs.setdefault(
            row["position"], RelayLeg(row["position"], row["point"], row["leg_m"], [])
        )
        if row["participant_id"] in people:
            leg.times.append(_leg(row, people[row["participant_id"]]))
    return RelayTable(version, race_id, relay=True, legs=list(legs.values()))


async def _race(connection: "Connection", event_id: int, race_id: int) -> "asyncpg.Record":
    for race in await store.races(connection, event_id):
        if race["id"] == race_id:
            return race
    raise NotFound("There is no such race.")


def _ms(row: "asyncpg.Record", *, by_gun: bool) -> int | None:
    times = (row["gun_ms"], row["chip_ms"])
    return first_of(*times) if by_gun else first_of(*reversed(times))


def _team(team: Team, rows: "dict[int, asyncpg.Record]", *, by_gun: bool) -> ResultTeam:
    def member(of: Member) -> TeamMember:
        row = rows[of.who]  # type: ignore[index]  # the pure rules take any name for a runner
        return TeamMember(
            row["id"], row["bib"], name_of(row), row["place_overall"], _ms(row, by_gun=by_gun),
            of.points,
        )  # fmt: skip

    return ResultTeam(
        team.name,
        team.place,
        team.score,
        [member(one) for one in team.scorers],
        [member(one) for one in team.displacers],
    )


def _leg(row: "asyncpg.Record", person: "asyncpg.Record") -> LegTime:
    return LegTime(
        row["place"],
        person["id"],
        person["bib"],
        name_of(person),
        person["team"],
        row["leg_ms"],
        pace_of(row["leg_ms"], row["leg_m"]),
    )
