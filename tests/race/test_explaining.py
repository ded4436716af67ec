"""What is read out at the help desk is true, whole, and in the order in which it happened."""

import json
import re
import string
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.race.field import GUN, MINUTE, TEN, heard

from project88.race.course import Course, Kind, Point
from project88.race.crossings import Heard, Reason
from project88.race.explaining import Note, Place, Step, Told, explained
from project88.race.guns import From, Started
from project88.race.outcome import Doubt, Given, Status, closed, outcome
from project88.race.ranking import By, Ranking
from project88.race.scoring import How, Manual, Scorer
from project88.race.sentences import SENTENCES

LOCALES = Path(__file__).parents[2] / "ui" / "src" / "app" / "locales"
LAPS = Course(
    (
        Point("Start", Kind.START, 0, ("LINE",)),
        Point("Lap 1", Kind.SPLIT, 1000, ("LINE",), least_ms=120_000),
        Point("Finish", Kind.FINISH, 2000, ("LINE",), least_ms=120_000),
    )
)
BY_GUN = Started(GUN, From.GUN, 1)


def clock(at_us: int) -> str:
    """The gun is at nine o'clock."""
    at = datetime.fromtimestamp((at_us - GUN) / 1e6 + 9 * 3600, UTC)
    return f"{at:%H:%M:%S}.{at.microsecond // 100_000}"


def told(
    course: Course,
    said: Sequence[Heard],
    gun: Started = BY_GUN,
    *,
    manual: Sequence[Manual] = (),
    status: Given | None = None,
    penalties: Sequence[Note] = (),
    close: bool = False,
    **more: object,
) -> Told:
    """As whoever scores would have it."""
    scored = Scorer(course).score(said, gun.at_us, manual)
    found = outcome(
        course, scored, gun.at_us, penalty_ms=sum(one.ms for one in penalties), given=status
    )
    of = Told(
        course=course,
        heard={one.ref: one for one in said},
        scored=scored,
        outcome=closed(course, found) if close else found,
        gun=gun,
        penalties=penalties,
    )
    return msgspec.structs.replace(of, **more)


def read(of: Told) -> list[str]:
    return [step.text for step in explained(of, clock)]


def by_code(of: Told) -> Mapping[str, Step]:
    return {step.code: step for step in explained(of, clock)}


def test_a_whole_day_reads_like_this() -> None:
    said = heard(
        ("START", -3), ("START", 0.5), ("START", 1), ("5K", 26), ("5K", 26.2), ("SPARE", 49.9),
        ("FINISH", 50), ("FINISH", 58), ("PARKING", 70),
    )  # fmt: skip
    of = told(
        TEN,
        said,
        wave="B",
        ranking=Ranking(By.CHIP, tie_ms=1000),
        places=(Place("overall", "", 3), Place("sex", "F", 1), Place("division", "F30-39", 1)),
        penalties=(Note("Timo", "Littering at 7 km.", 30_000),),
        shifts={4: Note("Timo", "box was slow", 2000)},
    )
    assert read(of) == [
        "Wave B was started at 09:00:00.0: that is when the gun was heard by the timing box.",
        "08:57:00.0: read at START, not used. It is before the gun at 09:00:00.0.",
        "09:00:30.0: read at START, not used. At the start the last read before leaving counts, "
        "and that is 09:01:00.0.",
        "09:01:00.0: own start, the last read at START before leaving it.",
        "09:26:00.0: 5 km, heard by the main line, 5K.",
        "The clock of 5K was put right by +2 s: for the next read it showed 09:26:10.0. Timo says: box was slow.",
        "09:26:12.0: read at 5K, not used. The first crossing counts, and that was 09:26:00.0.",
        "09:49:54.0: read at the backup line, SPARE, not used. The main line, FINISH, heard the same crossing at "
        "09:50:00.0, and within 10 s the main line wins.",
        "09:50:00.0: Finish, heard by the main line, FINISH.",
        "09:58:00.0: read at FINISH, not used. The first crossing counts, and that was 09:50:00.0.",
        "10:10:00.0: read at PARKING, not used. That is no point of this race.",
        "Gun time: from 09:00:00.0 to 09:50:00.0 it is 50:00.",
        "Chip time: from the own start at 09:01:00.0 to 09:50:00.0 it is 49:00.",
        "A penalty of 30 s is added to both times. Timo says: Littering at 7 km.",
        "With that, gun time 50:30 and chip time 49:30.",
        "Finished.",
        "Places in this race go by chip time.",
        "Times are compared in begun seconds; equal ones share a place.",
        "Place 3 overall.",
        "Place 1 of the women.",
        "Place 1 in F30-39.",
    ]


SHORT = msgspec.structs.replace(TEN, limit_ms=3_000_000)
SLOW = msgspec.structs.replace(
    TEN,
    points=(TEN.points[0], msgspec.structs.replace(TEN.points[1], least_ms=600_000), TEN.points[2]),
)
DOUBLE = Course((TEN.points[0], Point("Finish", Kind.FINISH, 10_000, ("FINISH", "FAR"))))

NOT_TAKEN: Mapping[str, Told] = {
    "void": told(
        TEN, [Heard("FINISH", GUN + 50 * MINUTE, 0, void=True)], notes={0: Note("Timo", "A friend")}
    ),
    "same_crossing": told(DOUBLE, heard(("FINISH", 50), ("FAR", 50.1))),
    "main_wins": told(TEN, heard(("FINISH", 50), ("SPARE", 49.9))),
    "before_gun": told(TEN, heard(("FINISH", -1))),
    "before_start": told(TEN, heard(("START", 2), ("5K", 1), ("START", 1.5))),
    "not_last_start": told(TEN, heard(("START", 1), ("START", 2))),
    "too_late_start": told(TEN, heard(("START", 61))),
    "too_soon": told(SLOW, heard(("5K", 5))),
    "again": told(TEN, heard(("FINISH", 50), ("FINISH", 60))),
    "again_at_start": told(TEN, heard(("START", 1), ("5K", 26), ("START", 40))),
    "again_at_end": told(LAPS, heard(("LINE", 0.1), ("LINE", 4), ("LINE", 8), ("LINE", 12))),
    "after_limit": told(SHORT, heard(("FINISH", 55))),
    "manual_wins": told(TEN, heard(("FINISH", 50)), manual=[Manual(2, GUN + 49 * MINUTE, -4)]),
    "elsewhere": told(TEN, heard(("PARKING", 50))),
}


@pytest.mark.parametrize("why", NOT_TAKEN)
def test_what_was_not_taken_is_told_with_its_reason(why: str) -> None:
    codes = [step.code for step in explained(NOT_TAKEN[why], clock)]
    assert f"unused.{why}" in codes


def test_every_reason_is_told_above() -> None:
    reasons = {one.reason for of in NOT_TAKEN.values() for one in of.scored.unused}
    assert reasons == set(Reason)


def test_there_is_a_sentence_for_whatever_comes() -> None:
    needed = {f"unused.{one.value}" for one in Reason}
    needed |= {f"flag.{one.value}" for one in Doubt} | {f"status.{one.value}" for one in Status}
    needed |= {f"{what}.{one.value}" for what in ("gun", "gun_of_wave") for one in From}
    needed |= {f"{what}.{one.value}" for what in ("start", "split") for one in How}
    needed |= {f"place.{scope}" for scope in ("overall", "sex", "division", "wave", "group")}
    assert needed <= set(SENTENCES)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_app_has_the_same_sentences_in_every_language(language: str) -> None:
    """With the same facts: what a sentence leaves out nobody is told, what it invents is a blank."""
    text = (LOCALES / language / "why.json").read_text(encoding="utf-8")
    told_there = _flat(json.loads(text)["step"])
    assert set(told_there) == set(SENTENCES)
    for code, sentence in SENTENCES.items():
        assert _facts(told_there[code]) == _facts(sentence), code


def _flat(tree: Mapping[str, object], before: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{key}.")
        else:
            found[before + key] = str(value)
    return found


def _facts(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[,}]", sentence))


@pytest.mark.parametrize(
    ("gun", "code"),
    [
        (Started(GUN, From.MANUAL), "gun.manual"),
        (Started(GUN, From.PLAN), "gun.plan"),
        (Started(None, From.NOTHING), "gun.nothing"),
    ],
)
def test_the_gun_says_where_it_comes_from(gun: Started, code: str) -> None:
    assert explained(told(TEN, heard(("FINISH", 50)), gun), clock)[0].code == code


def test_without_an_own_start_the_gun_counts_and_without_a_gun_nothing_does() -> None:
    steps = by_code(told(TEN, heard(("FINISH", 50))))
    assert {"start.none", "time.chip_from_gun", "flag.no_start_read"} <= set(steps)
    steps = by_code(told(TEN, heard(("FINISH", 50)), Started(None, From.NOTHING)))
    assert {"start.unknown", "flag.no_gun"} <= set(steps)
    assert not [code for code in steps if code.startswith("time.")]


def test_a_time_by_hand_says_whose_it_is() -> None:
    of = told(
        TEN, heard(("START", 1)), manual=[Manual(2, GUN + 49 * MINUTE, -4)],
        notes={-4: Note("Timo", "Sheet of the finish judge")},
    )  # fmt: skip
    assert by_code(of)["split.manual"].text == (
        "09:49:00.0: Finish, entered by Timo: Sheet of the finish judge."
    )


def test_what_was_heard_at_a_start_that_a_person_entered_is_told() -> None:
    of = told(TEN, heard(("START", 1), ("START", 3)), manual=[Manual(0, GUN + 2 * MINUTE, -9)])
    assert [one.reason for one in of.scored.unused] == [Reason.MANUAL_WINS] * 2


@pytest.mark.parametrize(
    ("of", "code", "text"),
    [
        (told(TEN, heard(("5K", 26))), "status.on_course", "Last heard at 5 km; the finish was not heard yet."),
        (told(TEN, heard(("5K", 26)), close=True), "status.dnf_closed", "Did not finish before the race was closed."),
        (
            told(TEN, heard(("FINISH", 50)), status=Given(Status.DQ, "Cut the course.")),
            "status.dq",
            "Disqualified: Cut the course.",
        ),
        (told(TEN, ()), "status.not_started", "Nothing was heard that counts, so there is no start."),
    ],
)  # fmt: skip
def test_a_status_says_why(of: Told, code: str, text: str) -> None:
    assert by_code(of)[code].text == text


def test_whoever_is_left_out_of_the_divisions_is_told_so() -> None:
    of = told(
        TEN, heard(("FINISH", 40)), exclude_overall=3,
        places=(Place("overall", "", 1), Place("division", "F30-39", None)),
    )  # fmt: skip
    assert by_code(of)["place.no_division"].text == (
        "No place in F30-39: the first 3 of each sex overall are left out of the divisions."
    )


@pytest.mark.parametrize(
    ("by_gun", "each", "code"),
    [(True, True, "rank.mixed_gun_of_each_sex"), (False, False, "rank.mixed_chip")],
)
def test_the_mixed_rule_says_on_which_side_somebody_is(by_gun: bool, each: bool, code: str) -> None:
    ranking = Ranking(By.MIXED, 10, of_each_sex=each)
    of = told(TEN, heard(("FINISH", 50)), ranking=ranking, by_gun=by_gun)
    assert by_code(of)[code].facts["first"] == 10


_where = st.sampled_from(["START", "5K", "FINISH", "SPARE", "PARKING", "LINE"])
_reads = st.lists(st.tuples(_where, st.floats(-5, 80)), max_size=12)


@given(_reads, st.sampled_from([TEN, LAPS, SHORT, SLOW]), st.booleans(), st.booleans())
def test_whatever_was_heard_is_told_once_and_every_sentence_is_whole(
    said: list[tuple[str, float]], course: Course, has_gun: bool, by_hand: bool
) -> None:
    gun = BY_GUN if has_gun else Started(None, From.NOTHING)
    manual = [Manual(0, GUN + MINUTE, -1)] if by_hand else []
    steps = explained(told(course, heard(*said), gun, manual=manual), clock)
    about = [
        step for step in steps if step.code.startswith(("start.m", "start.b", "split.", "unused."))
    ]
    assert len(about) == len(said) + by_hand
    for step in steps:
        fields = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[step.code]) if name}
        assert fields <= set(step.facts), step.code
