"""``project88 import-roster`` as its user meets it: exit codes, the report, the file of rejects."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from project88.db.embedded import Urls

pytestmark = pytest.mark.journey
ROSTER = "bib;name;chip\n1;José García;A1\n1;Bo Park;B1\n;;C1\n"
BASIC = ("--partner", "polder", "--event", "Harbour Mile", "--date", "2026-06-27")


@pytest.fixture
def polder(database: Urls) -> Urls:
    """A database with the timing partner polder in it."""
    with psycopg.connect(database.superuser_url) as connection:
        connection.execute("insert into timing_partners (slug, name) values ('polder', 'Polder')")
    return database


def command(database: Urls, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "project88", "import-roster", *map(str, arguments)],
        env={"DATABASE_URL": database.service_url, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def names(database: Urls) -> list[tuple[str, str]]:
    with psycopg.connect(database.superuser_url) as connection:
        found = connection.execute("select bib, last_name from normalized_participants").fetchall()
    return [(bib, name) for bib, name in found]


def test_the_good_rows_are_imported_and_the_others_told_and_kept(
    polder: Urls, tmp_path: Path
) -> None:
    (tmp_path / "roster.csv").write_bytes(ROSTER.encode("cp1252"))
    done = command(polder, tmp_path / "roster.csv", *BASIC, "--rejects", tmp_path / "back.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Read as cp1252, cells separated by semicolons.",
        "Columns: bib → bib, name → full_name, chip → chips.",
        "Harbour Mile (UTC): 1 new, 0 changed, 0 unchanged, 2 rejected.",
        "  line 3: Bib 1 is already on line 2.",
        "  line 4: It has no name.",
        f"The rejected rows are in {tmp_path / 'back.csv'}.",
    ]
    assert names(polder) == [("1", "García")]
    assert (tmp_path / "back.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "3;Bib 1 is already on line 2.;1;Bo Park;B1",
        "4;It has no name.;;;C1",
    ]


def test_strict_imports_nothing_and_says_so_with_exit_code_two(
    polder: Urls, tmp_path: Path
) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    done = command(polder, tmp_path / "roster.csv", *BASIC, "--strict")
    assert done.returncode == 2
    assert "  line 4: It has no name." in done.stderr
    assert "project88: Nothing was imported: 2 rows cannot be taken in." in done.stderr
    assert names(polder) == []


@pytest.mark.parametrize(
    ("file", "changed", "sentence"),
    [
        ("absent.csv", BASIC, "cannot be read: No such file or directory."),
        ("roster.csv", (*BASIC[:5], "27-06-2026"), "“27-06-2026” is not a date"),
        (
            "roster.csv",
            ("--partner", "nobody", *BASIC[2:]),
            "no timing partner with the short name",
        ),
        ("empty.csv", BASIC, "headings for a name and something more"),
    ],
)
def test_a_mistake_of_the_caller_is_one_sentence(
    polder: Urls, tmp_path: Path, file: str, changed: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "empty.csv").touch()
    done = command(polder, tmp_path / file, *changed)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
