"""What is in the real files is what is sent: counts, order, places and numbers."""

import csv
import itertools
import random
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from project88.errors import InputError
from project88.replay import invented
from project88.replay.mats import Manners
from project88.replay.rows import GUN, Row, locations, time_text
from project88.replay.sources import Choices, rows_of

pytestmark = pytest.mark.long

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
FIELD = "bib,first_name,wheelchair,5k_ms,finish_ms\n"


def rng() -> random.Random:
    return random.Random(88)


def shared(name: str) -> Path:
    if not SHARED.is_dir():
        pytest.skip("shared data folder is absent")
    return SHARED / name


def log(name: str, *, guns: bool = False) -> list[Row]:
    return list(rows_of(shared(f"chronotrack/{name}.csv"), Choices(guns=guns), rng()))


@pytest.fixture(scope="module")
def marathon() -> Sequence[Row]:
    """Read once for its tests, which share a worker (xdist_group): it takes seconds."""
    return rows_of(shared("marathon.csv"), Choices(), rng())


def steps_back(rows: Sequence[Row]) -> float:
    pairs = itertools.pairwise(rows)
    return sum(later.at_us < earlier.at_us for earlier, later in pairs) / len(rows)


@pytest.mark.parametrize(
    ("name", "rows", "box"),
    [
        ("START1_5071909", 6669, "I11A9D"),
        ("FINISH1_5071909", 13716, "I11A9D"),
        ("9K_5071949", 849, "J057FA"),
        ("19K_5072019", 918, "I2FB10"),
        ("27k_5072049", 882, "J0429A"),
    ],
)
def test_every_row_of_a_controller_log_is_sent_from_its_box(name: str, rows: int, box: str) -> None:
    sent = log(name)
    assert len(sent) == len(set(sent)) == rows
    assert locations(sent) == [box]
    assert [row.seq for row in sent] == list(range(1, rows + 1))


def test_the_early_copy_of_a_session_is_an_exact_prefix_of_the_later_one() -> None:
    early, later = log("START1_5071909"), log("FINISH1_5071909")
    assert later[: len(early)] == early


def test_guns_are_sent_where_they_fired_and_only_when_asked() -> None:
    early = log("START1_5071909", guns=True)
    later = log("FINISH1_5071909", guns=True)
    guns = [row for row in later if row.tag == GUN]
    assert len(guns) == 7
    assert time_text(guns[0].at_us, "iso") == "2021-05-08T08:00:55.16"
    assert later[252] == guns[0]
    assert later[251].seq == 252
    assert [gun.seq for gun in guns] == [32, 34, 35, 36, 37, 38, 42]
    assert guns[-1] == later[-1]
    assert later[: len(early)] == early
    assert not [row for row in log("FINISH1_5071909") if row.tag == GUN]


def test_a_controller_epoch_is_the_wall_clock_to_the_hundredth() -> None:
    first = log("FINISH1_5071909")[0]
    assert (first.tag, first.reader, first.gator) == ("9511", "12000C", 8)
    assert time_text(first.at_us, "iso") == "2021-05-08T07:24:28.64"


@pytest.mark.xdist_group("marathon")
def test_a_third_of_a_real_finish_steps_back_in_time_and_so_does_the_synthesised_one(
    marathon: Sequence[Row],
) -> None:
    assert 0.30 < steps_back(log("FINISH1_5071909")) < 0.40
    assert len(marathon) > 150_000
    assert 0.28 < steps_back(marathon[:150_000]) < 0.36


def test_no_more_rows_are_sent_than_asked_for_and_they_are_the_first() -> None:
    path = shared("chronotrack/9K_5071949.csv")
    sent = rows_of(path, Choices(limit=150), rng())
    assert len(sent) == 150
    assert list(sent) == log("9K_5071949")[:150]


def test_no_row_comes_more_than_six_seconds_late() -> None:
    for rows in (log("FINISH1_5071909"), list(rows_of(Path("demo"), Choices(), rng()))):
        latest, lateness = 0, 0
        for row in rows:
            latest = max(latest, row.at_us)
            lateness = max(lateness, latest - row.at_us)
        assert 1_000_000 < lateness <= 6_200_000


def test_a_log_without_its_markers_is_named_after_its_file(tmp_path: Path) -> None:
    path = tmp_path / "bridge.csv"
    path.write_text("TO~000001~009573~160~018~1620460343.17~104484~8~-71~00001~P~10\r\nnoise\r\n")
    (row,) = rows_of(path, Choices(), rng())
    assert (row.location, row.seq, row.tag) == ("bridge", 1, "009573")
    (named,) = rows_of(path, Choices(location="Bridge"), rng())
    assert named.location == "Bridge"


def test_a_ct01_file_keeps_its_numbers_and_gets_its_day(tmp_path: Path) -> None:
    path = tmp_path / "mini.csv"
    path.write_bytes(
        b"CT01_13,1,MINI10438,1894,20:26:41.07,1,1085B1,2\n"
        b"CT01_33~2~Z\xfcrich~0012~20:26:42.180~0~1085B1~4\r\n"
        b"CT01_33~3~short\n"
        b"CT01_33~4~finish~guntime~73602180~0~DF239A~0\n"
        b"CT01_33~5~finish~7~1738418535.31~0~DF239A~1\n"
    )
    choices = Choices(start=datetime(2026, 6, 27))  # noqa: DTZ001 - a wall clock has no zone
    assert choices.day == date(2026, 6, 27)
    rows = rows_of(path, choices, rng())
    assert [(row.seq, row.location, row.tag, row.lap, row.gator) for row in rows] == [
        (1, "MINI10438", "1894", 1, 2),
        (2, "Zürich", "0012", 0, 4),
        (4, "finish", "guntime", 0, 0),
        (5, "finish", "7", 0, 1),
    ]
    assert [time_text(row.at_us, "iso") for row in rows] == [
        "2026-06-27T20:26:41.07",
        "2026-06-27T20:26:42.18",
        "2026-06-27T20:26:42.18",
        "2025-02-01T14:02:15.31",
    ]


@pytest.mark.xdist_group("marathon")
def test_every_finisher_of_the_marathon_is_read_at_the_line(marathon: Sequence[Row]) -> None:
    with shared("marathon.csv").open(encoding="utf-8") as lines:
        bibs = {entry["bib"] for entry in csv.DictReader(lines)}
    at_finish = {row.tag for row in marathon if row.location == "finish"}
    assert bibs <= at_finish
    assert 0 < len(at_finish - bibs) < len(bibs) * 0.01
    assert locations(marathon)[0] == "start"
    assert len(locations(marathon)) == 10
    assert 1.9 < sum(row.location == "finish" for row in marathon) / len(bibs) < 2.2


def test_without_jitter_the_first_read_gives_the_net_time_of_the_list(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text(FIELD + "7,Ada,0,1200000,2400000\n8,Ben,0,,2500000\n")
    choices = Choices(manners=Manners(jitter_us=0, unknown_share=0))
    rows = rows_of(path, choices, rng())
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.tag, row.location)
        first[key] = min(row.at_us, first.get(key, row.at_us))
    assert first["7", "finish"] - first["7", "start"] == 2_400_000_000
    assert first["7", "5k"] - first["7", "start"] == 1_200_000_000
    assert ("8", "5k") not in first


def test_wheelchairs_start_before_the_runners_with_a_gun_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text(FIELD + "W1,Ada,1,600000,1200000\n8,Ben,0,1200000,2500000\n")
    rows = rows_of(path, Choices(guns=True), rng())
    guns = [time_text(row.at_us, "normal") for row in rows if row.tag == GUN]
    assert guns == ["08:35:00.00", "09:00:00.00"]
    assert next(row.tag for row in rows if row.tag != GUN) == "W1"


def test_a_seed_names_a_replay() -> None:
    def demo(seed: int) -> list[Row]:
        return list(rows_of(Path("demo"), Choices(), random.Random(seed)))

    assert demo(1) == demo(1)
    assert demo(1) != demo(2)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "neither"),
        ("bib,name\n1,Ada\n", "neither"),
        ("TO~1~short\n", "no rows"),
        (FIELD, "no rows"),
        (FIELD + "1,Ada,0,soon,1\n", "not a number"),
    ],
)
def test_a_file_that_cannot_be_replayed_is_refused_in_words(
    tmp_path: Path, text: str, complaint: str
) -> None:
    path = tmp_path / "what.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=complaint):
        rows_of(path, Choices(), rng())


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        rows_of(tmp_path / "gone.csv", Choices(), rng())


def test_the_roster_of_the_invented_race_is_one_that_can_be_imported() -> None:
    with (invented.HARBOUR_MILE / invented.ROSTER).open(encoding="utf-8") as lines:
        entries = list(csv.DictReader(lines))
    wanted = "bib first_name last_name sex age city state country race division team chip"
    assert list(entries[0]) == wanted.split()
    assert 100 <= len(entries) <= 150
    assert len({entry["bib"] for entry in entries}) == len(entries)
    tags = [entry["chip"] or entry["bib"] for entry in entries]
    assert len(set(tags)) == len(tags)
    races = {race.name for race in invented.course().races}
    assert {entry["race"] for entry in entries} == races
    assert any(not entry["chip"] for entry in entries)
    assert sum(not entry["last_name"].isascii() for entry in entries) > 50
