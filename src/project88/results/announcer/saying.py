"""The cues of one card, from the field."""

from project88.race import cues
from project88.race.cues import Cue
from project88.results.announcer.field import Field, Passed, Spot
from project88.results.announcer.schemas import AnnouncerCue, AnnouncerOther

LONGEST_WHAT = 100


def of_person(field: Field, who: int) -> list[Cue]:
    """What can be said of somebody wherever he or she is."""
    mark = field.marks.get(who)
    return [
        *([cues.vip()] if mark is not None and mark.vip else []),
        *cues.birthday(field.births.get(who), field.event.day),
        *cues.streaks(field.editions, field.formers.get(who, ())),
    ]


def at_point(field: Field, who: int, passed: Passed) -> list[Cue]:
    """What can be said of this crossing."""
    standing = field.results[who]
    race = field.races.get(standing.race_id)
    spot: Spot = (standing.race_id, passed.position)
    here = field.crossing(spot, who)
    if race is None or here is None or passed.kind == "start":
        return []
    story = field.story(spot)
    found = cues.leading(here, story, field.upstream(spot)) if here.ms is not None else []
    if passed.kind != "finish" or standing.status != "finished":
        return found
    places = {"overall": standing.place_overall, "sex": standing.place_sex}
    ms = standing.gun_ms if standing.chip_ms is None else standing.chip_ms
    formers = field.formers.get(who, ())
    return [
        *found,
        *cues.records(here, story, race.records, race.tie_ms),
        *cues.duel(here, story, places),
        *cues.firsts_from(here, story, field.sizes.get(race.id, {}), field.expected[race.id]),
        *cues.numbered(here, story),
        *cues.last(here, story, field.on_course(race.id)),
        *cues.personal_best(ms, race.distance_m, formers, race.tie_ms),
    ]


def on_the_way(field: Field, who: int, race_id: int) -> list[Cue]:
    """What can be said of somebody who is still to come."""
    last = field.on_course(race_id) == 1 and len(field.results) > 1
    return of_person(field, who) + ([Cue(cues.CueCode.LAST, 80)] if last else [])


def told(field: Field, found: list[Cue], point: str) -> list[AnnouncerCue]:
    """As screens get them, the most telling first."""
    return [_told(field, cue, point) for cue in cues.ranked(found)]


_OF_PERSON = {cues.CueCode.VIP, cues.CueCode.BIRTHDAY, cues.CueCode.STREAK}


def _told(field: Field, cue: Cue, point: str) -> AnnouncerCue:
    where = "" if cue.code in _OF_PERSON else f"@{point}"
    parts = ":".join(part for part in (cue.code.value, cue.scope, cue.group) if part)
    return AnnouncerCue(
        what=f"cue:{parts}{where}"[:LONGEST_WHAT],
        code=cue.code,
        weight=cue.weight,
        scope=cue.scope,
        group=cue.group,
        number=cue.number,
        ms=cue.ms,
        gap_ms=cue.gap_ms,
        other=None if cue.other is None else _other(field, cue.other),
        told=cue.told,
        year=cue.year,
    )


def _other(field: Field, who: int) -> AnnouncerOther:
    person = field.people.get(who)
    if person is None:
        return AnnouncerOther(who, None, "")
    name = " ".join(part for part in (person.first_name, person.last_name) if part)
    return AnnouncerOther(who, person.bib, name)
