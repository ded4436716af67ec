"""Teams that are scored by their first runners: by the sum of their places, or of their times.

By places, as in cross country: whoever runs for no team, or for one that is not complete, is left
out of the counting, and so is whoever comes in behind a team's last displacer; the others are
numbered anew, and these numbers are added up. Displacers score nothing and push the scorers of
other teams back. Equal sums go to the team whose first displacer is further in front.

By times: the sum of the first runners' times; of equal sums the team with the quicker last scorer.
"""

import enum
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias

import msgspec

Who: TypeAlias = Hashable


class Sum(enum.Enum):
    """What is added up."""

    PLACES = "places"
    TIMES = "times"


class Rule(msgspec.Struct, frozen=True):
    """How many score for a team, and how many after them displace others."""

    of: Sum = Sum.PLACES
    scorers: int = 5
    displacers: int = 2


class Runner(msgspec.Struct, frozen=True):
    """Somebody who finished; `key` is the rank key (`ranking`), `ms` the time that is added up."""

    who: Who
    team: str
    key: int
    ms: int


class Member(msgspec.Struct, frozen=True):
    """A runner in a team's score: a number in the counting, or a time."""

    who: Who
    points: int


class Team(msgspec.Struct, frozen=True):
    """A team's score. A team that is not complete has neither score nor place."""

    name: str
    place: int | None
    score: int | None
    scorers: tuple[Member, ...]
    displacers: tuple[Member, ...] = ()


def scored(runners: Iterable[Runner], rule: Rule) -> list[Team]:
    """All teams, the best first, and those that are not complete at the end by name."""
    teams: dict[str, list[Runner]] = defaultdict(list)
    for runner in sorted(runners, key=lambda one: (one.key, str(one.who))):
        if runner.team:
            teams[runner.team].append(runner)
    whole = {name: members for name, members in teams.items() if len(members) >= rule.scorers}
    counted = _by_places(whole, rule) if rule.of is Sum.PLACES else _by_times(whole, rule)
    short = [
        Team(name, None, None, tuple(Member(one.who, one.ms) for one in members))
        for name, members in sorted(teams.items())
        if name not in whole
    ]
    return [*_placed(counted, rule), *short]


def _by_places(teams: dict[str, list[Runner]], rule: Rule) -> list[Team]:
    """Equal keys share a number, as they share a place."""
    kept = rule.scorers + rule.displacers
    running = sorted(
        (one for members in teams.values() for one in members[:kept]), key=lambda one: one.key
    )
    numbers: dict[int, int] = {}
    for number, one in enumerate(running, 1):
        numbers.setdefault(one.key, number)
    return [
        _team(name, [Member(one.who, numbers[one.key]) for one in members[:kept]], rule)
        for name, members in teams.items()
    ]


def _by_times(teams: dict[str, list[Runner]], rule: Rule) -> list[Team]:
    return [
        _team(name, [Member(one.who, one.ms) for one in members[: rule.scorers]], rule)
        for name, members in teams.items()
    ]


def _team(name: str, members: Sequence[Member], rule: Rule) -> Team:
    scorers, displacers = tuple(members[: rule.scorers]), tuple(members[rule.scorers :])
    return Team(name, None, sum(one.points for one in scorers), scorers, displacers)


def _placed(teams: list[Team], rule: Rule) -> list[Team]:
    ordered = sorted(teams, key=lambda team: (_order(team, rule), team.name))
    orders = [_order(team, rule) for team in ordered]
    return [
        msgspec.structs.replace(team, place=orders.index(order) + 1)
        for team, order in zip(ordered, orders, strict=True)
    ]


def _order(team: Team, rule: Rule) -> tuple[int, int]:
    """The score, and what parts equal ones."""
    never = 1 << 62
    if rule.of is Sum.TIMES:
        return team.score or 0, max((one.points for one in team.scorers), default=0)
    return team.score or 0, team.displacers[0].points if team.displacers else never
