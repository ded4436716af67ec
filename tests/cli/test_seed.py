"""``project88 seed`` as its user meets it."""

import subprocess
import sys

import psycopg
import pytest

from project88.db.embedded import Urls

pytestmark = pytest.mark.journey


def command(
    database: Urls, *arguments: str, owner: bool = True
) -> subprocess.CompletedProcess[str]:
    environ = {"DATABASE_URL": database.service_url, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    if owner:
        environ["DATABASE_OWNER_URL"] = database.owner_url
    return subprocess.run(
        [sys.executable, "-m", "project88", "seed", *arguments],
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def results(database: Urls) -> int:
    with psycopg.connect(database.superuser_url) as connection:
        row = connection.execute("select count(*) from normalized_results").fetchone()
    assert row is not None
    return int(row[0])


def test_a_past_is_made_once_and_again_only_when_it_is_meant(database: Urls) -> None:
    first = command(database, "--partners", "2", "--events", "5")
    assert first.returncode == 0, first.stderr
    made = results(database)
    assert first.stdout.startswith(f"{made:,} results of ")
    assert "in 5 events of 2 timing partners" in first.stdout
    again = command(database, "--partners", "2", "--events", "5")
    assert again.returncode == 2
    assert "serves 2 timing partners already" in again.stderr
    assert results(database) == made
    meant = command(database, "--partners", "1", "--events", "5", "--yes")
    assert meant.returncode == 0, meant.stderr
    assert results(database) > made


def test_the_services_login_may_not_seed(database: Urls) -> None:
    done = command(database, owner=False)
    assert done.returncode == 2
    assert "set DATABASE_OWNER_URL" in done.stderr
    assert results(database) == 0
