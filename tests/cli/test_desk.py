"""The operator's desk on the command line: partners, ports, sessions, unclaimed streams."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from project88.cli.desk import counted, table
from project88.db.embedded import Urls

pytestmark = pytest.mark.journey
LOG = """TO~1~9511~160~18~1620458668.64~12000C~8~-63~1~P~192
TO~2~9511~160~18~1620458688.00~12000C~2~-73~2~P~13
TO~3~9512~160~18~1620458689.00~120044~1~-65~1~P~151
"""
Command = Callable[..., list[str]]


@pytest.fixture
def command(database: Urls) -> Command:
    """Runs a command; the lines of its answer, or its sentence when it ends with code 2."""

    def said(*arguments: str | Path) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "project88", *map(str, arguments)],
            env={"DATABASE_URL": database.service_url, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode in {0, 2}, done.stderr
        if done.returncode == 0:
            return done.stdout.splitlines()
        return [line for line in done.stderr.splitlines() if line.startswith("project88: ")]

    return said


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A small log of one box."""
    (tmp_path / "FINISH.csv").write_text(LOG)
    return tmp_path / "FINISH.csv"


def test_partners_are_added_and_listed(command: Command) -> None:
    assert command("partners", "list") == [
        "There is no timing partner yet: project88 partners add SLUG NAME."
    ]
    added = command("partners", "add", "polder", "Polder Timing", "--zone", "Europe/Amsterdam")
    assert added == ["Polder Timing is there, as polder, in Europe/Amsterdam."]
    assert command("partners", "list") == [
        "SLUG    NAME           ZONE",
        "polder  Polder Timing  Europe/Amsterdam",
    ]
    assert command("partners", "add", "polder", "Again", "--zone", "UTC") == [
        "project88: There is a timing partner with the short name polder already."
    ]


def test_ports_are_opened_listed_and_closed(command: Command) -> None:
    command("partners", "add", "polder", "Polder Timing", "--zone", "UTC")
    allow = ("--allow", "192.0.2.0/24", "--allow", "198.51.100.7/32")
    assert command("listeners", "add", "--partner", "polder", "--port", "61620", *allow) == [
        "Port 61620 is for ctp01 hardware of polder."
    ]
    command("listeners", "add", "--partner=unclaimed", "--port=53135", "--protocol=jchip")
    assert command("listeners", "list") == [
        "PORT   PROTOCOL  PARTNER    MAY CONNECT",
        "53135  jchip     unclaimed  any address",
        "61620  ctp01     polder     192.0.2.0/24, 198.51.100.7/32",
    ]
    assert command("listeners", "remove", "53135") == ["Port 53135 is closed."]
    assert command("listeners", "remove", "53135") == ["project88: No listener is on port 53135."]


def test_a_session_gets_its_event_its_zone_and_its_rule(
    command: Command, log: Path, tmp_path: Path
) -> None:
    command("partners", "add", "polder", "Polder Timing", "--zone", "America/Denver")
    command("import-log", log, "--partner", "polder")
    assert command("sessions", "list", "--partner", "polder") == [
        "1  log file, 2021-05-08 (America/Denver), open, 3 reads, event: none",
        "    FINISH: 3 reads, 2 passings (the first read, 30 s)",
    ]
    roster = tmp_path / "roster.csv"
    roster.write_text("bib,name\n9511,Bo Park\n")
    event = ("--event", "Harbour Mile", "--date", "2021-05-08")
    assert command("import-roster", roster, "--partner", "polder", *event)[-2:] == [
        "Bound to this event by its day: 1 timing session.",
        "1 passing matched anew.",
    ]
    polder = ("--partner", "polder")
    assert command("sessions", "rule", "1", "finish", *polder, "--ignore", "5") == [
        "1 passing published anew, 0 withdrawn."
    ]
    assert command("sessions", "rezone", "1", "America/Chicago", *polder) == [
        "1 session in America/Chicago: 3 reads and 0 gun times moved, 3 passings published anew, "
        "0 withdrawn."
    ]
    assert command("sessions", "bind", "1", *polder, "--none") == [
        "Session 1 belongs to no event; 2 passings matched anew."
    ]
    assert command("sessions", "bind", "1", *polder, "--event", "Harbour Mile") == [
        "Session 1 belongs to Harbour Mile; 2 passings matched anew.",
        "Its times are read as America/Chicago, the event is in America/Denver: "
        "`project88 sessions rezone 1 America/Denver --partner polder`.",
    ]


def test_what_there_is_not_is_a_sentence(command: Command) -> None:
    command("partners", "add", "polder", "Polder Timing", "--zone", "UTC")
    for arguments, sentence in (
        (("rezone", "7", "UTC"), "There is no timing session 7 of this partner."),
        (("rezone", "7", "Mars"), "There is no timing session 7 of this partner."),
        (("bind", "7", "--event", "Mile"), "There is no event “Mile” of this partner."),
        (("bind", "7"), "Say either --event NAME or --none."),
        (("rule", "7", "finish"), "Say --takes, --ignore, or both."),
    ):
        assert command("sessions", *arguments, "--partner", "polder") == [f"project88: {sentence}"]


def test_an_unclaimed_stream_is_listed_and_assigned(command: Command, log: Path) -> None:
    assert command("streams", "list") == ["Every stream has its partner."]
    command("partners", "add", "polder", "Polder Timing", "--zone", "Europe/Amsterdam")
    command("import-log", log, "--partner", "unclaimed")
    heading, stream = command("streams", "list")
    assert heading.split() == ["STREAM", "READS", "NEWEST", "(UTC)", "EVENT", "PROGRAM", "KEY"]
    assert stream.split()[:2] == ["1", "3"]
    assert command("streams", "assign", "1", "--partner", "polder") == [
        "3 reads in 1 session belong to Polder Timing now; 0 found an event.",
        "Its times were read as UTC, Polder Timing is in Europe/Amsterdam: see "
        "`project88 sessions list --partner polder` and `project88 sessions rezone`.",
    ]
    assert command("streams", "assign", "1", "--partner", "polder") == [
        "project88: The stream 1 belongs to a partner already."
    ]


def test_the_table_is_as_wide_as_its_words() -> None:
    assert table(("A", "LONG"), [("first", 1), ("x", 22)]) == "A      LONG\nfirst  1\nx      22"
    assert (counted(1, "read"), counted(1200, "read")) == ("1 read", "1,200 reads")
