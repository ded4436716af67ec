"""Items that take long to make stand for a while; all others are as new as the last read."""

from typing import Any

import pytest

from project88.db.pool import Connection
from project88.results.setting.schemas import EventCourse
from project88.results.worklist import remembering
from project88.results.worklist.looking import Look
from project88.results.worklist.model import Found

NOWHERE: Any = None
"""Any: no connection is needed here."""


@pytest.mark.parametrize(("takes", "times"), [(0.0, 2), (1.0, 1)])
async def test_only_what_took_long_is_kept(
    takes: float, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, made = [100.0], []
    monkeypatch.setattr(remembering, "_kept", type(remembering._kept)())
    monkeypatch.setattr(remembering, "monotonic", lambda: now[0])

    async def make(_connection: Connection, _look: Look) -> list[Found]:
        now[0] += takes
        made.append(now[0])
        return []

    look = Look(1, None, EventCourse("UTC", [], [], []))
    for _ in range(2):
        await remembering.made(NOWHERE, look, "at_once", make)
    assert len(made) == times
    now[0] += 31.5
    await remembering.made(NOWHERE, look, "at_once", make)
    assert len(made) == times + 1
