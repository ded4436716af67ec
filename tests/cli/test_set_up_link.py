"""Links that are printed on the hub's own machine."""

import asyncio
import re

import pytest

from project88.accounts.links.making import hash_of
from project88.cli import reset_link, set_up_link, up
from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.errors import Conflict, NotFound
from project88.settings import load_settings

LINK = re.compile(r"(https?://\S+)/(set-up|link)/(\S+)")
USER = (
    "insert into users (email, name, hub_administrator) values ('ada@polder.example', 'Ada', true)"
)


def on(database: Urls, statement: str, *given: object) -> object:
    async def ask() -> object:
        pool = await Pool.open(database.service_url)
        try:
            async with pool.hub("a test looks") as connection:
                return await connection.fetchval(statement, *given)
        finally:
            await pool.close()

    return asyncio.run(ask())


@pytest.fixture(autouse=True)
def _on_this_database(database: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database.service_url)
    monkeypatch.setenv("PROJECT88_WEB__PUBLIC_URL", "https://hub.example")


def test_the_first_start_prints_a_link_and_later_ones_do_not(
    database: Urls, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = load_settings({"DATABASE_URL": database.service_url})
    asyncio.run(up._say_how_to_set_up(settings, database.service_url))
    found = LINK.search(capsys.readouterr().out)
    assert found
    assert found[1] == "http://localhost:5001"
    known = "select count(*) from account_links where secret_hash = $1 and kind = 'set_up'"
    assert on(database, known, hash_of(found[3])) == 1
    on(database, USER)
    asyncio.run(up._say_how_to_set_up(settings, database.service_url))
    assert not LINK.search(capsys.readouterr().out)


def test_the_set_up_link_is_printed_again_until_there_is_an_administrator(
    database: Urls, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_link.run()
    set_up_link.run()
    assert len(LINK.findall(capsys.readouterr().out)) == 2
    assert on(database, "select count(*) from account_links where revoked_at is null") == 1
    on(database, USER)
    with pytest.raises(Conflict, match="reset-link"):
        set_up_link.run()


def test_somebody_who_is_locked_out_gets_a_link_and_the_log_says_so(
    database: Urls, capsys: pytest.CaptureFixture[str]
) -> None:
    on(database, USER)
    on(database, "update users set totp_secret = 'x', totp_confirmed_at = now()")
    reset_link.run("Ada@polder.example")
    assert on(database, "select totp_confirmed_at is not null from users") is True
    reset_link.run("ada@polder.example", without_second_factor=True)
    assert on(database, "select totp_confirmed_at is not null from users") is False
    said = capsys.readouterr().out
    assert [kind for _, kind, _ in LINK.findall(said)] == ["link", "link"]
    with pytest.raises(NotFound):
        reset_link.run("nobody@polder.example")
