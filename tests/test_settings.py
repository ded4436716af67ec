"""What an operator writes is what the hub does, and what he misspells he hears of."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from project88.errors import Misconfigured
from project88.settings import Settings, load_settings, variable_name

CANARY = "canary-pass"


def complaint(environ: dict[str, str]) -> str:
    with pytest.raises(Misconfigured) as caught:
        load_settings(environ)
    return caught.value.sentence


def test_a_hub_without_any_settings_listens_where_senders_and_browsers_expect_it() -> None:
    settings = load_settings({})
    assert settings == Settings()
    assert (settings.collector.ctp01_port, settings.web.port) == (61611, 5001)
    assert settings.database.url is None


def test_the_environment_wins_over_the_secrets_folder_and_that_over_the_file(
    tmp_path: Path,
) -> None:
    toml = tmp_path / "hub.toml"
    toml.write_text("[web]\nport = 1\nring = 1\nheartbeat_s = 1.0\n")
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "PROJECT88_WEB__PORT").write_text("2\n")
    (secrets / "project88_web__ring").write_text("2\n")
    settings = load_settings({"PROJECT88_WEB__PORT": "3"}, toml, secrets)
    assert (settings.web.port, settings.web.ring, settings.web.heartbeat_s) == (3, 2, 1.0)


def test_the_database_is_known_by_its_usual_name() -> None:
    url = f"postgresql://service:{CANARY}@db/hub"
    for variable in ("DATABASE_URL", "PROJECT88_DATABASE__URL"):
        found = load_settings({variable: url}).database.url
        assert found is not None
        assert found.get_secret_value() == url


def test_an_empty_variable_is_one_that_was_not_set() -> None:
    assert load_settings({"DATABASE_URL": "", "PROJECT88_WEB__PORT": " "}) == Settings()


def test_sizes_may_be_written_as_people_say_them() -> None:
    assert load_settings({"PROJECT88_JOURNAL__ROTATE_BYTES": "2MiB"}).journal.rotate_bytes == 2**21


def test_every_wrong_setting_is_named_in_one_go() -> None:
    sentence = complaint(
        {
            "PROJECT88_WEB__PORT": "many",
            "PROJECT88_COLLECTOR__ZONE": "Mars/Olympus",
            "PROJECT88_COLLECTOR__MAX_CONNECTIONS": "0",
        }
    )
    assert "web.port (PROJECT88_WEB__PORT) is 'many'" in sentence
    assert "collector.zone (PROJECT88_COLLECTOR__ZONE) is 'Mars/Olympus'" in sentence
    assert "IANA" in sentence
    assert "greater than or equal to 1" in sentence


@pytest.mark.parametrize(
    ("variable", "named"),
    [("PROJECT88_WEB__PROT", "web.prot"), ("PROJECT88_COLECTOR__ZONE", "[colector]")],
)
def test_a_misspelt_setting_is_refused(variable: str, named: str) -> None:
    assert f"There is no setting {named}." in complaint({variable: "1"})


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_a_wrong_database_address_is_named_and_its_password_is_not(variable: str) -> None:
    sentence = complaint({variable: f"mysql://service:{CANARY}@db/hub"})
    assert variable in sentence
    assert CANARY not in sentence


def test_the_password_is_not_in_what_a_traceback_would_show() -> None:
    settings = load_settings({"DATABASE_URL": f"postgresql://service:{CANARY}@db/hub"})
    assert CANARY not in repr(settings)
    assert CANARY not in str(settings.model_dump())


def test_nothing_changes_while_the_hub_runs() -> None:
    with pytest.raises(ValidationError):
        setattr(Settings().web, "port", 1)  # noqa: B010 -- the type checker would refuse it too


def test_a_file_that_is_no_toml_is_told_with_its_place(tmp_path: Path) -> None:
    toml = tmp_path / "hub.toml"
    toml.write_text("[web\n")
    with pytest.raises(Misconfigured, match=r"hub\.toml is not valid TOML.*line 1"):
        load_settings({}, toml)


def test_a_setting_outside_of_a_section_is_told(tmp_path: Path) -> None:
    toml = tmp_path / "hub.toml"
    toml.write_text("port = 1\n")
    with pytest.raises(Misconfigured, match=r"port in .* outside of a \[section\]"):
        load_settings({}, toml)


def test_a_file_or_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        load_settings({}, tmp_path / "absent.toml")
    with pytest.raises(Misconfigured, match="cannot be read"):
        load_settings({}, None, tmp_path / "absent")


def test_foreign_files_in_the_secrets_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tls.key").write_bytes(b"\xff\x00")
    (tmp_path / "..data").mkdir()
    assert load_settings({}, None, tmp_path) == Settings()


def test_every_setting_says_what_it_is_for() -> None:
    for section, field in Settings.model_fields.items():
        assert isinstance(field.annotation, type)
        for name, setting in field.annotation.model_fields.items():
            assert setting.description, variable_name(section, name)
            assert setting.description.endswith((".", "`.")), variable_name(section, name)
