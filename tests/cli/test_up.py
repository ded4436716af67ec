"""``project88 up`` and ``migrate`` use the database they are given, and know whose login is whose."""

import shutil
import sys
from pathlib import Path

import pytest

from project88.cli import environment, migrate, up
from project88.db.embedded import Urls
from project88.errors import Misconfigured
from project88.settings import Settings, load_settings


def given(database: Urls, *, with_owner: bool) -> Settings:
    environ = {"DATABASE_URL": database.service_url}
    if with_owner:
        environ["DATABASE_OWNER_URL"] = database.owner_url
    return load_settings(environ)


@pytest.mark.parametrize("with_owner", [True, False])
def test_a_given_database_is_served_from_as_the_plain_role(
    database: Urls, *, with_owner: bool
) -> None:
    with up.migrated_database(given(database, with_owner=with_owner)) as url:
        assert url == database.service_url


def test_the_services_are_the_three_processes_and_get_the_plain_login_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/hub")
    services = up.services("postgresql://service@db/hub")
    assert [process.command for process in services] == [
        (sys.executable, "-m", "project88", name) for name in ("collector", "web", "worker")
    ]
    for process in services:
        assert process.environ["DATABASE_URL"] == "postgresql://service@db/hub"
        assert "DATABASE_OWNER_URL" not in process.environ


def test_migrate_says_that_nothing_was_missing(
    database: Urls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database.service_url)
    monkeypatch.setenv("DATABASE_OWNER_URL", database.owner_url)
    migrate.run()
    assert capsys.readouterr().out == "0 applied; the schema is up to date.\n"


def test_migrate_does_not_try_with_the_services_login(
    database: Urls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database.service_url)
    with pytest.raises(Misconfigured, match="set DATABASE_OWNER_URL"):
        migrate.run()


@pytest.mark.journey
def test_without_a_database_migrate_makes_one_and_stops_it(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = Path("/var/tmp") / f"project88-{tmp_path_factory.getbasetemp().name}"
    monkeypatch.setattr(environment, "_database_folder", lambda: folder / "postgres")
    try:
        migrate.run()
        first = capsys.readouterr().out
        migrate.run()
        assert first.startswith("applied 0001_")
        assert capsys.readouterr().out == "0 applied; the schema is up to date.\n"
        assert not list(folder.rglob("postmaster.pid"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
