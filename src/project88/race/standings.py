"""Places of a race that is being run: exact at any moment, in a time that hardly grows with the field.

`ranking.places` is the definition, over everybody at once. `Standings` gives the same answers while
people come one by one, are corrected and are taken out again: each group keeps its rank keys in
order, so a place is one search. Whoever comes in moves everybody behind; who that is, is told by
`settle`, from the foremost change on, so that the usual finisher (the last so far) costs nothing.

Groups are pairs of a scope and a value. The first of each sex may be left out of the places of
their divisions; of these the place is None. In a group everybody is one number, the rank key above
the number of the person, since nothing sorts and searches faster.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from project88.race.ranking import By, Ranking, Timed, key, time_of

Group: TypeAlias = tuple[str, str]
OVERALL: Final[Group] = ("overall", "")
_BITS: Final = 32
"""Of the number of a person."""
_PERSON: Final = (1 << _BITS) - 1


class _Ranked:
    """One group in order, and how far forward it was touched."""

    __slots__ = ("members", "touched")

    def __init__(self) -> None:
        self.members: list[int] = []
        self.touched: int | None = None

    def add(self, rank_key: int, who: int) -> None:
        insort(self.members, rank_key << _BITS | who)
        self.touch(rank_key)

    def remove(self, rank_key: int, who: int) -> None:
        del self.members[bisect_left(self.members, rank_key << _BITS | who)]
        self.touch(rank_key)

    def before(self, rank_key: int) -> int:
        return bisect_left(self.members, rank_key << _BITS)

    def touch(self, rank_key: int) -> None:
        self.touched = rank_key if self.touched is None else min(self.touched, rank_key)

    def take_touched(self, most: int | None) -> list[int]:
        """The foremost so many of those who were touched; the others still are."""
        begin = self.before(self.touched or 0)
        end = len(self.members)
        if most is not None and begin + most < end:
            # Those who tie are taken together, or it would begin with them again and again.
            end = self.before((self.members[begin + most - 1] >> _BITS) + 1)
        self.touched = self.members[end] >> _BITS if end < len(self.members) else None
        return [one & _PERSON for one in self.members[begin:end]]

    def first(self, count: int) -> frozenset[int]:
        """The first so many, with whoever ties with the last of them."""
        if not self.members or not count:
            return frozenset()
        last = self.members[min(count, len(self.members)) - 1] >> _BITS
        return frozenset(one & _PERSON for one in self.members[: self.before(last + 1)])

    def placed(self, found: dict[int, int | None]) -> None:
        """Enters everybody's place."""
        place, end = 0, self.members[0] - 1 if self.members else 0
        for number, one in enumerate(self.members, 1):
            if one > end:
                place, end = number, one | _PERSON
            found[one & _PERSON] = place


class Standings:
    """All places of one race, or at one point of it. Who somebody is, is a number from 0."""

    def __init__(self, ranking: Ranking, exclude_overall: int = 0) -> None:
        self._ranking = ranking
        self._exclude = exclude_overall
        self._mixed = ranking.by is By.MIXED
        self._times: dict[int, Timed] = {}
        self._keys: dict[int, int] = {}
        self._groups_of: dict[int, tuple[Group, ...]] = {}
        self._ranked: dict[Group, _Ranked] = {}
        self._by_gun: dict[str, _Ranked] = {}
        self._first: dict[str, frozenset[int]] = {}
        self._excluded: dict[str, frozenset[int]] = {}
        self._moved: set[int] = set()

    def __len__(self) -> int:
        return len(self._keys)

    def put(self, who: int, timed: Timed | None, groups: Sequence[Group] = ()) -> None:
        """Enters somebody, changes what is known, or (None) takes out; `groups` without `OVERALL`."""
        groups = (OVERALL, *groups)
        if who in self._times:
            if self._times[who] == timed and self._groups_of[who] == groups:
                return
            self._out(who)
        if timed is not None:
            self._times[who] = timed
            self._groups_of[who] = groups
            if self._mixed:
                self._in_line(timed, who)
            self._rank(who, by_gun=self.by_gun(who))

    def fill(self, everybody: Iterable[tuple[int, Timed, tuple[Group, ...]]]) -> None:
        """Enters a whole field into empty standings, sorted once. Nobody counts as moved."""
        members: dict[tuple[Group, ...], list[int]] = {}
        for who, timed, groups in everybody:
            self._times[who] = timed
            members.setdefault(groups, []).append(who)
        if self._mixed:
            self._line_up()
        self._keys = self._all_keys()
        for groups, there in members.items():
            self._enter_together((OVERALL, *groups), there)
        for ranked in self._ranked.values():
            ranked.members.sort()
        self._leave_out()
        self.settled()

    def _all_keys(self) -> dict[int, int]:
        ranking = self._ranking
        if self._mixed:
            return {
                who: key(timed, ranking, by_gun=self.by_gun(who))
                for who, timed in self._times.items()
            }
        gun = ranking.by is By.GUN
        return {who: time_of(timed, ranking, gun=gun) for who, timed in self._times.items()}

    def _enter_together(self, groups: tuple[Group, ...], there: list[int]) -> None:
        """People of the same groups, at the end of each; to be sorted then."""
        self._groups_of.update(dict.fromkeys(there, groups))
        numbers = [self._keys[who] << _BITS | who for who in there]
        for group in groups:
            self._ranked.setdefault(group, _Ranked()).members += numbers

    def key(self, who: int) -> int:
        """The rank key, for storing."""
        return self._keys[who]

    def by_gun(self, who: int) -> bool:
        """Under the mixed rule: whether the place is one by gun."""
        return self._mixed and who in self._first.get(self._part(self._times[who]), ())

    def places(self, who: int) -> dict[str, int | None]:
        """By scope; None: left out of this group. Nobody who is not in it has any."""
        rank_key = self._keys.get(who)
        if rank_key is None:
            return {}
        return {group[0]: self._place(who, rank_key, group) for group in self._groups_of[who]}

    def placed_in(self, scope: str) -> dict[int, int | None]:
        """Everybody's place of one scope, in one go over each of its groups."""
        found: dict[int, int | None] = {}
        for group, ranked in self._ranked.items():
            if group[0] != scope:
                continue
            if scope == "division" and self._exclude:
                for one in ranked.members:
                    found[one & _PERSON] = self._place(one & _PERSON, one >> _BITS, group)
            else:
                ranked.placed(found)
        return found

    def everybody(self) -> Iterable[int]:
        """Who has a place at all."""
        return self._keys.keys()

    def behind(self) -> int:
        """How many may have other places than before, at most: what `settle` would look at."""
        return sum(
            len(ranked.members) - ranked.before(ranked.touched)
            for ranked in self._ranked.values()
            if ranked.touched is not None
        )

    def settle(self, most: int | None = None) -> set[int]:
        """Whoever may have another place since it was asked last: about so many, the foremost of each
        group, and the others when it is asked again.
        """
        found, self._moved = self._moved, set()
        for ranked in self._ranked.values():
            if most is not None and len(found) >= most:
                break
            if ranked.touched is not None:
                found.update(ranked.take_touched(None if most is None else most - len(found)))
        return found

    def settled(self) -> None:
        """All places are known as they are."""
        for ranked in self._ranked.values():
            ranked.touched = None
        self._moved.clear()

    # Keys ------------------------------------------------------------------------------------

    def _part(self, timed: Timed) -> str:
        return timed.sex if self._ranking.of_each_sex else ""

    def _line_up(self) -> None:
        """All gun times at once, and who is among the first."""
        for who, timed in self._times.items():
            line = self._by_gun.setdefault(self._part(timed), _Ranked())
            line.members.append(time_of(timed, self._ranking, gun=True) << _BITS | who)
        for part, line in self._by_gun.items():
            line.members.sort()
            self._first[part] = line.first(self._ranking.first_by_gun)

    def _in_line(self, timed: Timed, who: int) -> None:
        """Under the mixed rule gun times decide who is among the first."""
        part = self._part(timed)
        line = self._by_gun.setdefault(part, _Ranked())
        line.add(time_of(timed, self._ranking, gun=True), who)
        self._choose_first(part)

    def _choose_first(self, part: str) -> None:
        first = self._by_gun[part].first(self._ranking.first_by_gun)
        before, self._first[part] = self._first.get(part, frozenset()), first
        for who in before ^ first:
            if who in self._keys:
                self._unrank(who)
                self._rank(who, by_gun=who in first)
                self._moved.add(who)

    def _rank(self, who: int, *, by_gun: bool) -> None:
        rank_key = key(self._times[who], self._ranking, by_gun=by_gun)
        self._keys[who] = rank_key
        for group in self._groups_of[who]:
            self._ranked.setdefault(group, _Ranked()).add(rank_key, who)
        self._leave_out()

    def _unrank(self, who: int) -> None:
        rank_key = self._keys.pop(who)
        for group in self._groups_of[who]:
            self._ranked[group].remove(rank_key, who)

    def _out(self, who: int) -> None:
        self._unrank(who)
        timed = self._times.pop(who)
        del self._groups_of[who]
        self._moved.discard(who)
        if self._mixed:
            part = self._part(timed)
            self._by_gun[part].remove(time_of(timed, self._ranking, gun=True), who)
            self._choose_first(part)
        self._leave_out()

    # Places ----------------------------------------------------------------------------------

    def _place(self, who: int, rank_key: int, group: Group) -> int | None:
        place = self._ranked[group].before(rank_key) + 1
        if group[0] != "division" or not self._exclude:
            return place
        left_out = [one for each in self._excluded.values() for one in each]
        if who in left_out:
            return None
        return place - sum(
            1 for one in left_out if group in self._groups_of[one] and self._keys[one] < rank_key
        )

    def _leave_out(self) -> None:
        """Who is left out of divisions; when that changes every place in a division may."""
        if not self._exclude:
            return
        now = {
            group[1]: ranked.first(self._exclude)
            for group, ranked in self._ranked.items()
            if group[0] == "sex"
        }
        if now == self._excluded:
            return
        self._excluded = now
        for group, ranked in self._ranked.items():
            if group[0] == "division" and ranked.members:
                ranked.touch(ranked.members[0] >> _BITS)
