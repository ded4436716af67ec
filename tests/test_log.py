"""Logs tell what happened and keep secrets; a canary password must not come out anywhere."""

import json
import logging
from typing import Literal

import pytest
from pydantic import SecretStr

from project88 import log
from project88.settings import LogSettings, load_settings

CANARY = "canary-pass"
Format = Literal["console", "json"]


@pytest.fixture(params=["console", "json"])
def format_(request: pytest.FixtureRequest) -> Format:
    chosen: Format = request.param
    return chosen


def test_a_line_for_machines_says_who_when_what(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(LogSettings(format="json"), "collector")
    log.get("project88.collector").info("a sender connected", address="10.0.0.7", reads=3)
    line = json.loads(capsys.readouterr().err)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "a sender connected",
        "address": "10.0.0.7",
        "reads": 3,
        "level": "info",
        "logger": "project88.collector",
        "process": "collector",
    }


@pytest.mark.parametrize(
    "value",
    [
        f"postgresql://service:{CANARY}@db:5432/hub",
        f"postgresql://service:{CANARY}/with@odd:signs@db/hub",
        f"postgresql://db/hub?user=service&password={CANARY}",
        f"host=db user=service password={CANARY}",
        f"host=db password='{CANARY} {CANARY}'",
        f"ctp01://timer:{CANARY}@10.0.0.7:61611",
        f"ctp01://{CANARY}@10.0.0.7:61611",
        f"cannot reach https://{CANARY}@api.example.org/races",
        f"GET /races?token={CANARY}&api_key={CANARY}",
        f"ctp01://timer:{CANARY}@10.0.0.7".encode(),
        SecretStr(CANARY),
        [f"ctp01://timer:{CANARY}@10.0.0.7"],
        {
            "url": f"ctp01://timer:{CANARY}@10.0.0.7",
            "password": CANARY,
            "deep": {"api_key": CANARY},
        },
    ],
)
def test_a_password_stays_inside_wherever_it_stands(
    value: object, format_: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure(LogSettings(format=format_), "web")
    logger = log.get("t")
    logger.info("connecting", given=value)
    logger.info("connecting to %s", value)
    logger.info(str(value))
    logging.getLogger("asyncpg").warning("lost %s", value)
    said = capsys.readouterr().err
    assert said.count("\n") >= 4
    assert CANARY not in said


@pytest.mark.parametrize(
    "name",
    ["password", "database_password", "api_key", "apiToken_secret", "token", "Authorization"],
)
def test_a_value_with_a_secret_name_stays_inside(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure(LogSettings(format="json"), "web")
    log.get("t").info("signed in", **{name: CANARY})
    assert json.loads(capsys.readouterr().err)[name] == log.MASK


def test_a_traceback_keeps_secrets_too(format_: Format, capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(LogSettings(format=format_), "worker")
    password = CANARY
    for logger in (log.get("ours"), logging.getLogger("theirs")):
        try:
            raise ConnectionError(f"postgresql://service:{password}@db/hub is away")
        except ConnectionError:
            logger.exception("could not connect")
    said = capsys.readouterr().err
    assert said.count("Traceback") == 2
    assert "service:***@db/hub" in said
    assert CANARY not in said


def test_the_settings_may_be_logged(format_: Format, capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(LogSettings(format=format_), "web")
    settings = load_settings({"DATABASE_URL": f"postgresql://service:{CANARY}@db/hub"})
    log.get("t").info("starting", settings=settings, dumped=settings.model_dump())
    said = capsys.readouterr().err
    assert "61611" in said
    assert CANARY not in said


def test_what_is_no_secret_stays_readable() -> None:
    for text in (
        "postgresql://service@db/hub",
        "http://localhost:5001/display/Ab3dE5gH",
        "CT01_33~1~start~e2806810~14:02:15.31~0~reader@mat",
        "mail timer@example.org",
    ):
        assert log.mask_text(text) == text


def test_the_level_decides_what_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(LogSettings(level="warning"), "web")
    log.get("t").info("quiet")
    logging.getLogger("litestar").info("quiet")
    log.get("t").warning("loud")
    said = capsys.readouterr().err
    assert "loud" in said
    assert "quiet" not in said
