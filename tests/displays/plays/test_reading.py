"""Proof of play as people read it: what is within their reach, with names as they may be shown today."""

import csv
import io
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool
from project88.displays.plays import reading

# Any: an answer's JSON, and what a screen told, made by the fixture `play`.
SignIn = Callable[..., Awaitable[Any]]
Add = Callable[..., Awaitable[int]]
Say = Callable[..., Awaitable[int]]
Rows = Callable[..., Awaitable[list[tuple[object, ...]]]]
Play = Callable[..., Any]


@pytest.fixture
async def operator(sign_in: SignIn) -> Any:
    return await sign_in(Role.OPERATOR)


@pytest.fixture
async def shown(
    operator: Any, add_screen: Add, add_opened: Add, say: Say, play: Play, line: Any
) -> tuple[int, int]:
    """The operator's display session, and its screen that showed three runners and a message."""
    screen, opened = await add_screen("Arch"), await add_opened(operator.user_id, line.event)
    runners = [
        play(2 * number, 2 * number + 1.5, session=line.session, passing=key, latency_ms=100)
        for number, key in enumerate(line.keys.values())
    ]
    await say(screen, opened, 10, *runners, play(8, kind="message", words="=Prizes at four"))
    return opened, screen


async def plays(browser: Any, **query: object) -> list[dict[str, Any]]:
    answer = await browser.get("/api/plays", params=query)
    assert answer.status_code == 200, answer.text
    told: list[dict[str, Any]] = answer.json()["plays"]
    return told


async def test_the_newest_come_first_with_screen_session_and_runner(
    operator: Any, shown: tuple[int, int]
) -> None:
    told = await plays(operator)
    assert [
        (one["kind"], one["bib"], one["name"], one["location"], one["words"]) for one in told
    ] == [
        ("message", None, "", "", "=Prizes at four"),
        ("runner", None, "", "Finish", ""),
        ("runner", "8", "", "Finish", ""),
        ("runner", "7", "Mara Vliet", "Finish", ""),
    ]
    assert told[-1]["screen"] == {"id": shown[1], "number": 1, "name": "Arch"}
    assert told[-1]["session"] == {"id": shown[0], "name": "Finish line", "event": "Dike Run"}
    assert (told[-1]["at"], told[-1]["until"]) == (
        "2026-06-27T12:00:00Z",
        "2026-06-27T12:00:01.500000Z",
    )
    assert told[-1]["latency_ms"] == 100


async def test_who_hides_today_is_hidden_in_what_was_shown_yesterday(
    operator: Any, shown: tuple[int, int], pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'hidden' where bib = '7'"
        )
    assert {one["name"] for one in await plays(operator)} == {""}
    for form in ("csv", "json"):
        answer = await operator.get("/api/plays/export", params={"format": form})
        assert "Vliet" not in answer.text
        assert "Arch" in answer.text


async def test_filters(operator: Any, shown: tuple[int, int], line: Any) -> None:
    opened, screen = shown
    for query, expected in (
        ({"display_session_id": opened}, 4),
        ({"screen_id": screen}, 4),
        ({"screen_id": screen + 1}, 0),
        ({"event_id": line.event}, 4),
        ({"event_id": line.event + 1}, 0),
        ({"display_session_id": opened, "event_id": line.event + 1}, 0),
        ({"kind": "message"}, 1),
        ({"from": "2026-06-27T12:00:02Z"}, 3),
        ({"to": "2026-06-27T12:00:02Z"}, 1),
        ({"from": "2026-06-27T14:00:02+02:00", "to": "2026-06-27T12:00:04Z"}, 1),
    ):
        assert len(await plays(operator, **query)) == expected, query
    for wrong in ({"kind": "odd"}, {"from": "noon"}, {"after": "there"}, {"limit": 501}):
        answer = await operator.get("/api/plays", params=wrong)
        assert answer.status_code in {400, 422}, wrong


async def test_pages_part_plays_of_one_instant(
    operator: Any, add_screen: Add, add_opened: Add, say: Say, play: Play
) -> None:
    screen, opened = await add_screen(), await add_opened(operator.user_id)
    await say(screen, opened, 10, *(play(3, passing=f"1:{number}:1") for number in range(7)))
    whole = [one["id"] for one in await plays(operator)]
    told, after = [], None
    for _ in range(4):
        query = {"limit": 2} | ({"after": after} if after else {})
        page = (await operator.get("/api/plays", params=query)).json()
        told += [one["id"] for one in page["plays"]]
        after = page["after"]
    assert told == whole
    assert after is None


async def test_each_reads_what_is_within_reach(
    operator: Any, shown: tuple[int, int], sign_in: SignIn, with_key: SignIn, say: Say, play: Play,
    add_opened: Add, line: Any,
) -> None:  # fmt: skip
    opened, screen = shown
    nobodys = await add_opened(None, line.event)
    await say(screen, nobodys, 30, play(25, passing="z"))
    await say(screen, None, 40, play(35, passing="y"))
    other, timer = await sign_in(Role.OPERATOR), await sign_in(Role.TIMER)
    program = await with_key({Permission.DISPLAYS_RUN})
    assert len(await plays(operator)) == 4
    assert len(await plays(other)) == 0
    assert len(await plays(other, event_id=line.event, screen_id=screen)) == 0
    assert len(await plays(timer)) == 6
    assert len(await plays(program)) == 1
    for path in ("plays", "plays/export", "analytics/displays", "analytics/displays/export"):
        for number in (opened, 2**31 - 1):
            answer = await other.get(f"/api/{path}", params={"display_session_id": number})
            assert (answer.status_code, answer.json()["code"]) == (404, "no_display_session")
        reader = await sign_in(Role.READ_ONLY)
        assert (await reader.get(f"/api/{path}")).status_code == 403


async def test_an_export_has_all_of_it_and_no_formula_and_is_noted(
    operator: Any, shown: tuple[int, int], line: Any, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "EXPORT_PAGE", 3)
    path = "/api/plays/export"
    answer = await operator.get(path, params={"event_id": line.event})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="plays-polder.csv"'
    heading, *told = csv.reader(io.StringIO(answer.text))
    assert heading[:3] == ["from", "until", "seconds"]
    assert [row[8:12] for row in told] == [
        ["", "", "", "'=Prizes at four"],
        ["", "", "Finish", ""],
        ["8", "", "Finish", ""],
        ["7", "Mara Vliet", "Finish", ""],
    ]
    assert told[-1][:8] == [
        "2026-06-27T12:00:00.000Z", "2026-06-27T12:00:01.500Z", "1.5", "1", "Arch", "Finish line",
        "Dike Run", "runner",
    ]  # fmt: skip
    answer = await operator.get(path, params={"format": "json", "kind": "runner"})
    assert answer.headers["content-type"].startswith("application/json")
    assert [one["bib"] for one in json.loads(answer.text)] == [None, "8", "7"]
    noted = "select subject, subject_id, event_id, new from audit_entries where action = 'exported' order by id"
    first, second = await rows(noted)
    assert first[:3] == ("proof of play", "csv", line.event)
    assert json.loads(str(second[3])) == {"kind": "runner"}


async def test_an_empty_export_is_a_file_all_the_same(operator: Any) -> None:
    assert (await operator.get("/api/plays/export")).text.startswith("from,until,seconds")
    answer = await operator.get("/api/plays/export", params={"format": "json"})
    assert json.loads(answer.text) == []


@pytest.mark.parametrize(
    "passing", ["", ":", "x:y:z", "1:A1", "99999999999:A:1", "1:A:99999999999", "1:A\n:1", "::::1"]
)
async def test_a_key_that_is_none_is_a_play_without_a_runner(
    operator: Any, add_screen: Add, add_opened: Add, say: Say, play: Play, line: Any, passing: str
) -> None:
    screen, opened = await add_screen(), await add_opened(operator.user_id, line.event)
    await say(screen, opened, 10, play(3, session=line.session, passing=passing))
    [told] = await plays(operator)
    assert (told["bib"], told["name"]) == (None, "")
