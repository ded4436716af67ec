"""Lines for runners: written whole, never over somebody else's."""

from collections.abc import Callable
from typing import Any

import asyncpg
import httpx

from project88.accounts.roles import Permission, Role
from project88.db.embedded import Urls

# Any: a client of one of several kinds.
SignIn = Callable[..., Any]


async def test_lines_are_there_for_everybody_once_they_are_written(
    operator: httpx.AsyncClient, sign_in: SignIn
) -> None:
    assert (await operator.get("/api/messages")).json() == {
        "lines": [], "version": 0, "updated_at": None, "updated_by": "",
    }  # fmt: skip
    wanted = {"lines": ["  Well done! ", "", "Water is left", "Well done!"], "version": 0}
    written = (await operator.put("/api/messages", json=wanted)).json()
    assert (written["lines"], written["version"]) == (["Well done!", "Water is left"], 1)
    seen = (await (await sign_in(Role.TIMER)).get("/api/messages")).json()
    assert seen == written
    assert seen["updated_by"]


async def test_nobody_writes_over_lines_that_he_has_not_seen(
    operator: httpx.AsyncClient,
) -> None:
    for version, status in ((1, 409), (0, 200), (0, 409), (1, 200), (1, 409)):
        answer = await operator.put("/api/messages", json={"lines": ["a"], "version": version})
        assert answer.status_code == status
    assert answer.json()["code"] == "stale"


async def test_lines_have_limits(operator: httpx.AsyncClient) -> None:
    for lines in (["x" * 201], ["a"] * 1001, ["two\nlines"], ["nul\x00"]):
        answer = await operator.put("/api/messages", json={"lines": lines, "version": 0})
        assert answer.status_code == 422


async def test_displays_are_woken_when_lines_change(
    operator: httpx.AsyncClient, database: Urls
) -> None:
    heard: list[str] = []
    listener = await asyncpg.connect(database.service_url)
    try:
        await listener.add_listener("displays", lambda *note: heard.append(str(note[3])))
        await operator.put("/api/messages", json={"lines": ["Go!"], "version": 0})
        await listener.execute("select 1")
    finally:
        await listener.close()
    assert heard


async def test_who_may_not_draw_may_not_write(with_key: SignIn) -> None:
    key = await with_key({Permission.DISPLAYS_RUN})
    assert (await key.get("/api/messages")).status_code == 200
    answer = await key.put("/api/messages", json={"lines": [], "version": 0})
    assert answer.status_code == 403
