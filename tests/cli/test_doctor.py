"""The doctor says in plain sentences what is wrong, and how to mend it."""

import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from pydantic import SecretStr

from project88.cli import doctor
from project88.cli.doctor import Finding, Kind
from project88.cli.ports import Port
from project88.db.embedded import Urls
from project88.errors import MissingTool
from project88.settings import RedisSettings, Settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use_is_named_with_what_to_do(taken: int) -> None:
    found = doctor.port(Port("127.0.0.1", taken, "browsers", "WEB__PORT"))
    assert found.kind is Kind.WRONG
    assert f"Port {taken} for browsers" in found.sentence
    assert "PROJECT88_WEB__PORT" in found.sentence


def test_a_free_port_is_good() -> None:
    assert doctor.port(Port("127.0.0.1", 0, "browsers", "WEB__PORT")).kind is Kind.GOOD


def test_a_folder_that_does_not_exist_yet_is_judged_by_where_it_would_be(tmp_path: Path) -> None:
    assert doctor.writable(tmp_path / "not" / "yet").kind is Kind.GOOD
    assert not (tmp_path / "not").exists()


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    found = doctor.writable(tmp_path)
    assert found.kind is Kind.WRONG
    assert f"{tmp_path} cannot be written (Permission denied)" in found.sentence


@pytest.mark.parametrize(
    ("free", "kind"),
    [(100 * 2**30, Kind.GOOD), (2 * 2**30, Kind.WORTH_KNOWING), (2**20, Kind.WRONG)],
)
def test_a_disk_is_good_scarce_or_full(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, kind: Kind
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    assert doctor.room(tmp_path).kind is kind


def test_a_machine_without_postgres_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object) -> object:
        raise MissingTool("No PostgreSQL 15 or newer was found: install it.")

    monkeypatch.setattr("project88.db.binaries.choose", nothing)
    assert doctor.own_postgres(Settings()) == Finding(
        Kind.WRONG, "No PostgreSQL 15 or newer was found: install it."
    )


def test_this_machine_has_a_postgres_for_the_hub() -> None:
    found = doctor.own_postgres(Settings())
    assert found.kind is Kind.GOOD
    assert "PostgreSQL 1" in found.sentence


async def test_a_database_that_does_not_answer_is_told_without_its_password() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        found = await doctor.reachable(f"postgresql://service:canary-pass@127.0.0.1:{port}/hub")
    assert found.kind is Kind.WRONG
    assert "canary" not in found.sentence


async def test_a_superuser_in_the_address_is_refused_by_the_doctor_too(database: Urls) -> None:
    found = await doctor.reachable(database.superuser_url)
    assert found.kind is Kind.WRONG


async def test_a_plain_role_is_good(database: Urls) -> None:
    found = await doctor.reachable(database.service_url)
    assert found.kind is Kind.GOOD
    assert "as a plain role" in found.sentence


async def test_the_doctor_says_who_keeps_sign_ins(redis_url: str) -> None:
    without = await doctor.relay(Settings())
    assert (without.kind, "PostgreSQL" in without.sentence) == (Kind.GOOD, True)
    given = await doctor.relay(Settings(redis=RedisSettings(url=SecretStr(redis_url))))
    assert (given.kind, "answers" in given.sentence) == (Kind.GOOD, True)


async def test_a_redis_that_does_not_answer_is_told_without_its_password() -> None:
    url = SecretStr("redis://hub:swordfish@127.0.0.1:1/0")
    found = await doctor.relay(Settings(redis=RedisSettings(url=url)))
    assert found.kind is Kind.WRONG
    assert "does not answer" in found.sentence
    assert "swordfish" not in found.sentence


@pytest.mark.parametrize("rest", ["host:port/0", "host/0?nonsense=1", "host/zero?db=x"])
async def test_an_address_of_redis_that_makes_no_sense_is_one_sentence(rest: str) -> None:
    url = SecretStr(f"redis://:swordfish@{rest}")
    found = await doctor.relay(Settings(redis=RedisSettings(url=url)))
    assert found.kind is Kind.WRONG
    assert "is not an address" in found.sentence
    assert "swordfish" not in found.sentence


def test_a_wrong_setting_is_told_in_place_of_what_it_would_have_led_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROJECT88_WEB__PORT", "many")
    last = list(doctor.examine())[-1]
    assert last.kind is Kind.WRONG
    assert "PROJECT88_WEB__PORT" in last.sentence


@pytest.mark.parametrize(
    ("kind", "code"), [(Kind.GOOD, 0), (Kind.WORTH_KNOWING, 0), (Kind.WRONG, 1)]
)
def test_only_what_stops_the_hub_makes_the_doctor_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: Kind, code: int
) -> None:
    monkeypatch.setattr(doctor, "examine", lambda: [Finding(kind, "A sentence.")])
    if code:
        with pytest.raises(typer.Exit) as caught:
            doctor.run()
        assert caught.value.exit_code == code
    else:
        doctor.run()
    assert f"{kind.value}  A sentence." in capsys.readouterr().out
