"""Where the command line finds its settings and puts its data."""

from pathlib import Path

import pytest

from project88.cli import environment


def test_the_data_lies_in_the_project_unless_an_account_could_not_reach_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    settings = environment.settings()
    assert settings.embedded.data_dir == environment.STATE / "data" / "postgres"
    assert settings.journal.dir == environment.STATE / "data" / "journal"


def test_as_root_the_database_lies_outside_of_roots_home_and_each_project_has_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    places = set()
    for root in ("/srv/one/project88", "/srv/two/project88", "/srv/with space/é"):
        monkeypatch.setattr(environment, "ROOT", Path(root))
        place = environment.settings().embedded.data_dir
        assert place is not None
        assert place.parent == Path("/var/lib/project88")
        assert place.name.isascii()
        assert " " not in place.name
        places.add(place)
    assert len(places) == 3


def test_a_folder_in_the_settings_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROJECT88_EMBEDDED__DATA_DIR", str(tmp_path / "pg"))
    monkeypatch.setenv("PROJECT88_JOURNAL__DIR", str(tmp_path / "journal"))
    settings = environment.settings()
    assert (settings.embedded.data_dir, settings.journal.dir) == (
        tmp_path / "pg",
        tmp_path / "journal",
    )


def test_the_file_and_the_secrets_folder_are_named_by_variables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "hub.toml").write_text("[web]\nport = 8080\n")
    (tmp_path / "DATABASE_URL").write_text("postgresql://service@db/hub\n")
    monkeypatch.setenv("PROJECT88_CONFIG", str(tmp_path / "hub.toml"))
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    settings = environment.settings()
    assert settings.web.port == 8080
    assert settings.database.url is not None


def test_services_never_get_the_owners_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/hub")
    environ = environment.with_database("postgresql://service@db/hub")
    assert environ["DATABASE_URL"] == "postgresql://service@db/hub"
    assert "DATABASE_OWNER_URL" not in environ


def test_tests_do_not_see_the_developers_own_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "PROJECT88_WEB__PORT", "PROJECT88_CONFIG"):
        monkeypatch.setenv(name, "postgresql://service@db/hub")
    seen = environment.without_settings()
    assert not [name for name in seen if name.startswith(("DATABASE", "PROJECT88"))]
    assert "PATH" in seen


@pytest.mark.parametrize(
    ("value", "expected"), [("true", True), ("1", True), ("", False), ("false", False)]
)
def test_ci_says_so_itself(monkeypatch: pytest.MonkeyPatch, value: str, *, expected: bool) -> None:
    monkeypatch.setenv("CI", value)
    assert environment.under_ci() is expected


def test_the_key_lies_beside_the_hub_s_own_database_and_its_processes_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PROJECT88_EMBEDDED__DATA_DIR", str(tmp_path / "postgres"))
    key_dir = environment.settings().security.key_dir
    assert key_dir == tmp_path / "postgres-secrets"
    told = environment.with_database("postgresql://service@db/hub", key_dir)
    assert told["PROJECT88_SECURITY__KEY_DIR"] == str(key_dir)
    monkeypatch.setenv("DATABASE_URL", "postgresql://service@db/hub")
    assert environment.settings().security.key_dir is None
