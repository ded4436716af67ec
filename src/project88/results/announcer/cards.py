"""The announcer's board of one viewer, put together from the field."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from heapq import nlargest, nsmallest

import msgspec

from project88.results.announcer import saying
from project88.results.announcer.coming import Expected, Usual, coming
from project88.results.announcer.field import Field, Heard, Mark, Note, Passed, Race, Spot
from project88.results.announcer.reading import EPOCH, us
from project88.results.announcer.schemas import (
    AnnouncerBoard,
    AnnouncerCard,
    AnnouncerComing,
    AnnouncerMissed,
    AnnouncerNote,
    AnnouncerPoint,
    AnnouncerRace,
    AnnouncerRunner,
    AnnouncerSaid,
)
from project88.results.announcer.watch import Watch, unscored

MOST_CROSSED = 40
MOST_MISSED = 100
_MINUTE_US = 60_000_000


class Viewer(msgspec.Struct, frozen=True):
    """Who looks: notes for the author alone are shown to nobody else."""

    kind: str
    id: int


def instant_of(at_us: int) -> datetime:
    return EPOCH + timedelta(microseconds=at_us)


def board_of(
    field: Field, watch: Watch, viewer: Viewer, usual: Usual, now: datetime
) -> AnnouncerBoard:
    """What the screen shows at this moment."""
    making = Making(field, viewer)
    now_us = us(now)
    spots = watch.spots(field)
    waiting = [making.unscored(*one) for one in unscored(field, watch)]
    moments = [
        (at_us, who, spot)
        for spot in spots
        for at_us, who in field.story(spot).newest(MOST_CROSSED)
    ]
    cards = [
        *waiting,
        *(making.card(spot, who) for _, who, spot in nlargest(MOST_CROSSED, moments)),
    ]
    return AnnouncerBoard(
        event_id=field.event.id,
        event=field.event.name,
        zone=field.event.zone,
        now=now,
        races=[_race(field, watch, race) for race in field.races.values()],
        per_minute=sum(field.story(spot).since(now_us - _MINUTE_US) for spot in spots)
        + len(waiting),
        crossed=nlargest(MOST_CROSSED, cards, key=lambda card: card.at),
        coming=[making.coming(one) for one in coming(field, watch, usual, now_us)],
        missed=_missed(field, making, spots, waiting, now_us - watch.missed_after_ms * 1000),
    )


def people_of(board: AnnouncerBoard) -> set[int]:
    """Everybody on the board: whose former finishes are worth asking for."""
    shown: Iterable[AnnouncerCard | AnnouncerComing] = (
        *board.crossed,
        *board.coming,
        *board.missed.cards,
    )
    return {one.runner.participant_id for one in shown}


def _missed(
    field: Field,
    making: "Making",
    spots: list[Spot],
    unscored_cards: list[AnnouncerCard],
    before_us: int,
) -> AnnouncerMissed:
    """A name is missed too while nobody scores: it was heard."""
    heard = [
        card
        for card in unscored_cards
        if us(card.at) <= before_us and f"at:{card.point}" not in {one.what for one in card.said}
    ]
    waiting = [
        (at_us, who, spot)
        for spot in spots
        for who, at_us in field.unsaid.get(spot, {}).items()
        if at_us <= before_us
    ]
    first = nsmallest(MOST_MISSED, waiting)
    cards = [making.card(spot, who) for _, who, spot in first] + heard
    return AnnouncerMissed(len(waiting) + len(heard), cards[:MOST_MISSED])


def _race(field: Field, watch: Watch, race: Race) -> AnnouncerRace:
    watched = watch.positions(race)
    counted = field.statuses[race.id]
    on_course = field.on_course(race.id)
    finished = counted["finished"]
    stopped = counted["dnf"] + counted["dq"]
    return AnnouncerRace(
        id=race.id,
        name=race.name,
        distance_m=race.distance_m,
        points=[
            AnnouncerPoint(point.name, point.kind, point.distance_m, number in watched)  # type: ignore[arg-type]  # the database has no other kinds
            for number, point in enumerate(race.points)
        ],
        expected=field.expected[race.id],
        started=on_course + finished + stopped,
        on_course=on_course,
        finished=finished,
        stopped=stopped,
    )


class Making:
    """Cards of one field for one viewer."""

    def __init__(self, field: Field, viewer: Viewer) -> None:
        self._field = field
        self._viewer = viewer

    def card(self, spot: Spot, who: int) -> AnnouncerCard:
        """Of somebody with a time at the point."""
        field = self._field
        standing = field.results[who]
        passed = next(one for one in field.passed[who] if one.position == spot[1])
        race = field.races.get(standing.race_id)
        done = passed.kind == "finish" and standing.status == "finished"
        cues = saying.of_person(field, who) + saying.at_point(field, who, passed)
        return AnnouncerCard(
            id=f"{who}:{passed.point}",
            runner=self.runner(who),
            point=passed.point,
            kind=passed.kind,  # type: ignore[arg-type]  # the database has no other kinds
            at=instant_of(passed.at_us),
            scored=True,
            status=standing.status,
            gun_ms=standing.gun_ms if done else passed.gun_ms,
            chip_ms=standing.chip_ms if done else passed.chip_ms,
            by="chip" if race is not None and race.by_chip else "gun",
            decimals=0 if race is None else race.decimals,
            **self._places(who, passed, done=done),
            cues=saying.told(field, cues, passed.point),
            said=self.said(who),
        )

    def _places(self, who: int, passed: Passed, *, done: bool) -> dict[str, int | None]:
        standing = self._field.results[who]
        shown = standing if done else passed
        return {
            "place_overall": shown.place_overall,
            "place_sex": shown.place_sex,
            "place_division": standing.place_division if done else None,
        }

    def unscored(self, heard: Heard, point: str, kind: str) -> AnnouncerCard:
        """Of somebody who was heard this moment."""
        field, who = self._field, heard.who
        standing = field.results.get(who)
        return AnnouncerCard(
            id=f"{who}:{point}",
            runner=self.runner(who),
            point=point,
            kind=kind,  # type: ignore[arg-type]  # the database has no other kinds
            at=instant_of(heard.at_us),
            scored=False,
            status="on_course" if standing is None else standing.status,
            gun_ms=None,
            chip_ms=None,
            by="gun",
            decimals=0,
            place_overall=None,
            place_sex=None,
            place_division=None,
            cues=saying.told(field, saying.of_person(field, who), point),
            said=self.said(who),
        )

    def coming(self, one: Expected) -> AnnouncerComing:
        field = self._field
        race = field.races[one.race_id]
        passed = field.passed.get(one.who, ())
        last = passed[-1] if passed else None
        point = race.points[one.point].name
        return AnnouncerComing(
            id=f"{one.who}:{point}",
            runner=self.runner(one.who),
            point=point,
            last_point="" if last is None else last.point,
            last_at=instant_of(one.last_us),
            last_place=None if last is None else last.place_overall,
            at=instant_of(one.arrival.at_us),
            earliest=instant_of(one.arrival.earliest_us),
            latest=instant_of(one.arrival.latest_us),
            cues=saying.told(field, saying.on_the_way(field, one.who, one.race_id), point),
            said=self.said(one.who),
        )

    def runner(self, who: int) -> AnnouncerRunner:
        field = self._field
        person = field.people[who]
        standing = field.results.get(who)
        race_id = person.race_id if standing is None else standing.race_id
        race = None if race_id is None else field.races.get(race_id)
        hidden = person.privacy == "hidden"
        mark = field.marks.get(who, Mark())
        return AnnouncerRunner(
            participant_id=who,
            bib=person.bib,
            first_name=person.first_name,
            last_name=person.last_name,
            gender=person.gender,
            age=person.age,
            city=person.city,
            state=person.state,
            country=person.country,
            team=person.team,
            division=(standing.division if standing is not None else "") or person.division,
            race_id=race_id,
            race="" if race is None else race.name,
            # How a name is spoken tells the name.
            pronunciation="" if hidden else mark.pronunciation,
            pronoun="" if hidden else mark.pronoun,
            vip=mark.vip,
            version=mark.version,
            notes=self._notes(who),
        )

    def _notes(self, who: int) -> list[AnnouncerNote]:
        notes = self._field.notes.get(who)
        if not notes:
            return []
        return [
            told_note(note, self._viewer)
            for note in notes.values()
            if note.scope == "everybody" or note.author == (self._viewer.kind, self._viewer.id)
        ]

    def said(self, who: int) -> list[AnnouncerSaid]:
        said = self._field.said.get(who)
        if not said:
            return []
        return [AnnouncerSaid(what, ticked.by, ticked.at) for what, ticked in sorted(said.items())]


def told_note(note: Note, viewer: Viewer) -> AnnouncerNote:
    return AnnouncerNote(
        note.id,
        note.participant_id,
        note.text,
        note.scope,  # type: ignore[arg-type]  # the database has no other ones
        note.author_name,
        note.author == (viewer.kind, viewer.id),
        note.made_at,
        note.changed_at,
        note.version,
    )
