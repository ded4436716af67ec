"""``project88 import-log`` as its user meets it, on the real files of one race day too."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from project88.cli.import_log import report
from project88.db.embedded import Urls
from project88.timing.importing import Tally

pytestmark = pytest.mark.journey
SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "chronotrack"
LOG = """TO~1~9511~160~18~1620458668.64~12000C~8~-63~1~P~192
TO~2~9512~160~18~1620458677.69~12000C~2~-73~2~P~13
TO~5~9511~160~18~1620458676.43~120044~1~-65~1~P~151
TO~6~99995~160~1~1620458716.43~120044~1~-65~2~P~151
TO~7~9513
"""
MARKERS = """B01,1,Event,1,21050807094620,Harbour Mile
B01,2,Gun,2,21050807243000,Button Press
B01,3,Rdr1PwrLvl,2,21050807094588,0.0
"""


@pytest.fixture
def polder(database: Urls) -> Urls:
    """A database with the timing partner polder in it."""
    with psycopg.connect(database.superuser_url) as connection:
        connection.execute(
            "insert into timing_partners (slug, name, zone) "
            "values ('polder', 'Polder', 'America/Denver')"
        )
    return database


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A small log of five rows with its marker file."""
    (tmp_path / "FINISH.csv").write_text(LOG)
    (tmp_path / "FINISH.mrk").write_text(MARKERS)
    return tmp_path / "FINISH.csv"


def command(database: Urls, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "project88", "import-log", *map(str, arguments), "--partner=polder"],
        env={"DATABASE_URL": database.service_url, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def rows(database: Urls, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database.superuser_url) as connection:
        # A constant of this file.
        return connection.execute(sql.encode()).fetchall()


def test_a_log_comes_in_with_its_box_its_guns_and_its_oddities(polder: Urls, log: Path) -> None:
    done = command(polder, log, log.with_suffix(".mrk"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "FINISH.csv: 4 rows, 4 stored, 0 known already, 1 gun marker.",
        "  1 gap in its numbers, 2 missing; 1 out of time order; 1 test read.",
        "  1 line could not be read; kept in quarantine.",
    ]
    assert rows(polder, "select name, event_day::text, zone, reads from timing_sessions") == [
        ("Harbour Mile", "2021-05-08", "America/Denver", 4)
    ]
    assert rows(
        polder,
        "select seq, tag, time_raw, to_char(read_at at time zone 'UTC', 'HH24:MI:SS.MS'), reader, gator "
        "from timing_reads order by seq limit 1",
    ) == [(1, "9511", "2021-05-08T07:24:28.64", "13:24:28.640", "12000C", 8)]
    assert rows(polder, "select distinct name from timing_locations") == [("B01",)]
    assert rows(polder, "select time_raw, reader from timing_gun_times") == [
        ("2021-05-08T07:24:30.00", "B01")
    ]
    assert rows(polder, "select peer, reason, line from timing_quarantine") == [
        ("FINISH.csv", "short_row", b"TO~7~9513")
    ]


def test_a_second_import_stores_nothing_and_a_later_copy_only_what_is_new(
    polder: Urls, log: Path
) -> None:
    command(polder, log)
    later = log.with_name("LATER.csv")
    later.write_text(LOG + "TO~8~9514~160~18~1620458800.00~12000C~8~-63~1~P~192\n")
    later.with_suffix(".mrk").write_text(MARKERS)
    done = command(polder, log, later)
    said = done.stdout.splitlines()
    assert said[0] == "FINISH.csv: 4 rows, 0 stored, 4 known already, 1 gun marker."
    assert "LATER.csv: 5 rows, 1 stored, 4 known already, 1 gun marker." in said
    assert "All files: 9 rows, 1 stored, 8 known already, 2 gun markers." in said
    assert rows(polder, "select count(*) from timing_gun_times") == [(1,)]


def test_the_location_and_the_zone_can_be_said(polder: Urls, log: Path) -> None:
    assert command(polder, log, "--location", "Finish", "--zone", "America/Chicago").returncode == 0
    assert rows(polder, "select name from timing_locations") == [("Finish",)]
    assert rows(
        polder, "select to_char(min(read_at) at time zone 'UTC', 'HH24:MI:SS') from timing_reads"
    ) == [("12:24:28",)]


def test_tags_are_held_against_the_roster_of_the_day(polder: Urls, log: Path) -> None:
    roster = log.with_name("roster.csv")
    roster.write_text("bib,name\n9511,Bo Park\n")
    subprocess.run(
        [
            sys.executable, "-m", "project88", "import-roster", str(roster), "--partner", "polder",
            "--event", "Harbour Mile", "--date", "2021-05-08",
        ],
        env={"DATABASE_URL": polder.service_url, "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )  # fmt: skip
    assert "  2 tags not on the roster." in command(polder, log).stdout.splitlines()


def test_a_ct01_file_without_dates_needs_a_day_and_rolls_over_midnight(
    polder: Urls, tmp_path: Path
) -> None:
    file = tmp_path / "relay.txt"
    file.write_text(
        "\ufeffCT01_13,1,Lap,11,23:59:58.90,1,0F2A38,1\r\n"
        "CT01_13,2,Lap,12,00:00:01.20,1,0F2A38,1\r\n"
        "CT01_13,3,Lap,guntime,22:00:00.00,0,A,0"
    )
    refused = command(polder, file)
    assert refused.returncode == 2
    assert "times without a date; say on which day it begins" in refused.stderr
    assert rows(polder, "select count(*) from timing_reads") == [(0,)]
    done = command(polder, file, "--event-day", "2026-06-27")
    assert done.stdout.splitlines()[0] == (
        "relay.txt: 2 rows, 2 stored, 0 known already, 1 gun marker."
    )
    assert rows(
        polder,
        "select tag, (read_at at time zone 'America/Denver')::date::text, flags "
        "from timing_reads order by seq",
    ) == [("11", "2026-06-27", None), ("12", "2026-06-28", None)]
    assert rows(polder, "select event_day::text from timing_sessions") == [("2026-06-27",)]


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (None, (), "cannot be read: No such file or directory."),
        ("bib,name\n1,Bo Park\n", (), "holds no rows of a timing box"),
        (LOG, ("--event-day", "27-06-2026"), "“27-06-2026” is not a date"),
        (LOG, ("--zone", "Mars/Olympus"), "is not a time zone"),
        (LOG, ("--partner", "nobody"), "no timing partner with the short name nobody"),
    ],
)
def test_a_mistake_of_the_caller_is_one_sentence_and_stores_nothing(
    polder: Urls, tmp_path: Path, content: str | None, arguments: tuple[str, ...], sentence: str
) -> None:
    file = tmp_path / "log.csv"
    if content is not None:
        file.write_text(content)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "project88",
            "import-log",
            str(file),
            "--partner=polder",
            *arguments,
        ],
        env={"DATABASE_URL": polder.service_url, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert rows(polder, "select count(*) from timing_reads") == [(0,)]
    assert rows(polder, "select count(*) from timing_quarantine") == [(0,)]


def test_the_early_copy_of_a_real_log_stores_nothing_after_the_later_one(polder: Urls) -> None:
    if not SHARED.is_dir():
        pytest.skip("shared data folder is absent")
    late, early = SHARED / "FINISH1_5071909.csv", SHARED / "START1_5071909.csv"
    said = command(polder, late, early).stdout.splitlines()
    assert (
        said[0]
        == "FINISH1_5071909.csv: 13,716 rows, 13,716 stored, 0 known already, 7 gun markers."
    )
    assert "START1_5071909.csv: 6,669 rows, 0 stored, 6,669 known already, 5 gun markers." in said
    assert rows(polder, "select count(*) from timing_gun_times") == [(7,)]
    assert rows(polder, "select name, reads from timing_locations") == [("I11A9D", 13716)]


def test_every_real_log_is_one_session_of_the_day_and_all_of_it_is_stored(polder: Urls) -> None:
    if not SHARED.is_dir():
        pytest.skip("shared data folder is absent")
    done = command(polder, *sorted(SHARED.glob("*.*")))
    assert "All files: 23,034 rows, 16,365 stored, 6,669 known already" in done.stdout, done.stderr
    assert rows(polder, "select name, event_day::text, reads from timing_sessions") == [
        ("21ROTM", "2021-05-08", 16365)
    ]
    assert rows(polder, "select count(*) from timing_locations") == [(4,)]


def test_a_report_of_one_file_has_no_total() -> None:
    assert report([Tally("a.csv", rows=1, stored=1, unknown=set())]) == [
        "a.csv: 1 row, 1 stored, 0 known already, 0 gun markers.",
        "  no gaps in its numbers; 0 out of time order; 0 test reads.",
        "  0 tags not on the roster.",
    ]
