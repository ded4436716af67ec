"""A timing session feeds a display session: whose, with which locations, and how many."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]
Add = Callable[..., Awaitable[int]]
Rows = Callable[..., Awaitable[list[tuple[object, ...]]]]


def path(session: int) -> str:
    return f"/api/chronotrack/sessions/{session}/select"


@pytest.fixture
async def operator(sign_in: SignIn) -> Any:
    return await sign_in(Role.OPERATOR)


@pytest.fixture
async def event(add_event: Add) -> int:
    return await add_event("Dike Run")


@pytest.fixture
async def opened(operator: Any, event: int, add_display_session: Add) -> int:
    """The operator's display session of the event."""
    return await add_display_session(operator.user_id, event)


async def test_one_click_binds_with_the_roles_that_names_suggest(
    operator: Any, opened: int, event: int, add_timing_session: Add, rows: Rows
) -> None:
    session = await add_timing_session("Box A", "Start", "5K", "Finish", "Mat", event=event)
    answer = await operator.post(path(session), json={"display_session_id": opened})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert [(one["name"], one["role"], one["shown"]) for one in told["locations"]] == [
        ("Start", "start", True),
        ("5K", "split", True),
        ("Finish", "finish", True),
        ("Mat", None, True),
    ]
    assert (told["only_listed"], told["without_names"]) == (False, False)
    assert await rows(
        "select display_session_id, session_id, bound_by from session_timing_streams"
    ) == [(opened, session, operator.user_id)]


async def test_a_change_leaves_what_it_does_not_say(
    operator: Any, opened: int, event: int, add_timing_session: Add, rows: Rows
) -> None:
    session = await add_timing_session("Box A", "Start", "Finish", event=event)
    mine = [
        {"name": "Finish", "role": "finish", "shown": True},
        {"name": "Start", "role": "start", "shown": False},
    ]
    body = {"display_session_id": opened, "locations": mine, "only_listed": True}
    first = (await operator.post(path(session), json=body)).json()
    assert (first["locations"], first["only_listed"]) == (mine, True)
    again = (await operator.post(path(session), json={"display_session_id": opened})).json()
    assert (again["locations"], again["only_listed"]) == (mine, True)
    assert again["bound_at"] == first["bound_at"]
    other = {"display_session_id": opened, "only_listed": False, "locations": []}
    last = (await operator.post(path(session), json=other)).json()
    assert (last["locations"], last["only_listed"]) == ([], False)
    assert len(await rows("select from session_timing_streams")) == 1


async def test_binding_wakes_the_displays_and_stands_in_the_audit_log(
    operator: Any, opened: int, event: int, add_timing_session: Add, rows: Rows, pool: Pool,
    partner: int,
) -> None:  # fmt: skip
    session = await add_timing_session("Box A", event=event)
    connection = await pool.dedicated()
    heard: list[object] = []
    await connection.add_listener("displays", lambda *told: heard.append(told[-1]))
    await operator.post(path(session), json={"display_session_id": opened})
    await connection.fetchval("select 1")
    await connection.close()
    assert heard == [str(partner)]
    noted = "select action, actor_id from audit_entries where subject = 'bound timing session'"
    assert await rows(noted) == [("created", operator.user_id)]


async def test_a_timing_session_of_another_event_is_refused(
    operator: Any, opened: int, add_event: Add, add_timing_session: Add, rows: Rows
) -> None:
    session = await add_timing_session("Box A", event=await add_event("Harbour Mile"))
    answer = await operator.post(path(session), json={"display_session_id": opened})
    assert (answer.status_code, answer.json()["code"]) == (409, "other_event")
    assert "Harbour Mile" in answer.json()["detail"]
    assert await rows("select from session_timing_streams") == []


async def test_one_of_no_event_may_feed_it_and_says_that_names_are_missing(
    operator: Any, opened: int, add_timing_session: Add, rows: Rows
) -> None:
    session = await add_timing_session("Box A")
    told = (await operator.post(path(session), json={"display_session_id": opened})).json()
    assert (told["event"], told["without_names"]) == (None, True)
    assert await rows("select event_id from timing_sessions") == [(None,)]


async def test_who_may_change_timing_binds_it_to_the_event_at_once(
    operator: Any, opened: int, event: int, add_timing_session: Add, sign_in: SignIn, rows: Rows
) -> None:
    session = await add_timing_session("Box A")
    body = {"display_session_id": opened, "bind_event": True}
    refused = await operator.post(path(session), json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert await rows("select from session_timing_streams") == []
    timer = await sign_in(Role.TIMER)
    told = (await timer.post(path(session), json=body)).json()
    assert (told["event"]["id"], told["without_names"]) == (event, False)
    assert await rows("select event_id from timing_sessions") == [(event,)]
    # There is nothing left to change, so the operator may say it too.
    assert (await operator.post(path(session), json=body)).status_code == 200


async def test_a_display_session_of_no_event_has_none_to_give(
    sign_in: SignIn, add_display_session: Add, add_timing_session: Add
) -> None:
    timer = await sign_in(Role.TIMER)
    opened = await add_display_session(timer.user_id, None)
    session = await add_timing_session("Box A")
    body = {"display_session_id": opened, "bind_event": True}
    answer = await timer.post(path(session), json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "no_event")
    assert (await timer.post(path(session), json={"display_session_id": opened})).status_code == 200


async def test_sixteen_feed_one_display_session_and_no_more(
    operator: Any, opened: int, event: int, add_timing_session: Add, rows: Rows
) -> None:
    sessions = [await add_timing_session(f"Box {n}", event=event) for n in range(18)]
    body = {"display_session_id": opened}
    answers = await asyncio.gather(*(operator.post(path(one), json=body) for one in sessions))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200] * 16 + [409] * 2
    assert {one.json()["code"] for one in answers if one.status_code == 409} == {"too_many"}
    # Those that are bound can still be changed.
    [(bound,)] = await rows("select session_id from session_timing_streams limit 1")
    again = await operator.post(path(int(str(bound))), json=body | {"only_listed": True})
    assert again.status_code == 200


async def test_a_location_is_listed_once(
    operator: Any, opened: int, event: int, add_timing_session: Add
) -> None:
    session = await add_timing_session("Box A", event=event)
    twice = [{"name": "Finish"}, {"name": "Finish", "shown": False}]
    answer = await operator.post(
        path(session), json={"display_session_id": opened, "locations": twice}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "twice")
    many = [{"name": str(number)} for number in range(101)]
    for wrong in (many, [{"name": "x" * 201}], [{"name": "a\u0000"}], [{"name": "a", "role": "b"}]):
        body = {"display_session_id": opened, "locations": wrong}
        assert (await operator.post(path(session), json=body)).status_code in {400, 422}


async def test_another_operators_display_session_does_not_exist(
    operator: Any, event: int, opened: int, sign_in: SignIn, add_timing_session: Add, rows: Rows
) -> None:
    other = await sign_in(Role.OPERATOR)
    session = await add_timing_session("Box A", event=event)
    for number in (opened, 2**31 - 1):
        answer = await other.post(path(session), json={"display_session_id": number})
        assert (answer.status_code, answer.json()["code"]) == (404, "no_display_session")
        gone = await other.delete(f"/api/sessions/{number}/timing-sessions/{session}")
        assert (gone.status_code, gone.json()["code"]) == (404, "no_display_session")
    assert await rows("select from session_timing_streams") == []


async def test_a_colleague_with_whom_it_is_shared_binds_as_its_owner_does(
    operator: Any, event: int, sign_in: SignIn, add_timing_session: Add, add_display_session: Add
) -> None:
    colleague = await sign_in(Role.OPERATOR)
    shared = await add_display_session(operator.user_id, event, shared=(colleague.user_id,))
    session = await add_timing_session("Box A", event=event)
    answer = await colleague.post(path(session), json={"display_session_id": shared})
    assert answer.status_code == 200
    gone = await colleague.delete(f"/api/sessions/{shared}/timing-sessions/{session}")
    assert gone.status_code == 204


async def test_a_program_reaches_display_sessions_of_nobody(
    with_key: SignIn, opened: int, event: int, add_timing_session: Add, add_display_session: Add
) -> None:
    program = await with_key({Permission.DISPLAYS_RUN, Permission.TIMING_VIEW})
    session = await add_timing_session("Box A", event=event)
    own = await add_display_session(None, event)
    assert (await program.post(path(session), json={"display_session_id": own})).status_code == 200
    answer = await program.post(path(session), json={"display_session_id": opened})
    assert answer.status_code == 404


async def test_a_look_is_no_leave_to_bind(
    opened: int, event: int, sign_in: SignIn, add_timing_session: Add
) -> None:
    session = await add_timing_session("Box A", event=event)
    for role in (Role.READ_ONLY, Role.ANNOUNCER, Role.VOLUNTEER):
        browser = await sign_in(role)
        answer = await browser.post(path(session), json={"display_session_id": opened})
        assert answer.status_code == 403


async def test_another_partners_timing_session_cannot_be_bound(
    operator: Any, opened: int, add_timing_session: Add, rival: int
) -> None:
    theirs = await add_timing_session("Box A", of=rival)
    answer = await operator.post(path(theirs), json={"display_session_id": opened})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_timing_session")


async def test_an_archived_display_session_is_restored_first(
    operator: Any, event: int, add_timing_session: Add, add_display_session: Add
) -> None:
    old = await add_display_session(operator.user_id, event, state="archived")
    session = await add_timing_session("Box A", event=event)
    answer = await operator.post(path(session), json={"display_session_id": old})
    assert (answer.status_code, answer.json()["code"]) == (409, "archived")


async def test_what_is_unbound_feeds_it_no_more_and_only_once(
    operator: Any, opened: int, event: int, add_timing_session: Add, rows: Rows
) -> None:
    session = await add_timing_session("Box A", event=event)
    await operator.post(path(session), json={"display_session_id": opened})
    gone = f"/api/sessions/{opened}/timing-sessions/{session}"
    assert (await operator.delete(gone)).status_code == 204
    again = await operator.delete(gone)
    assert (again.status_code, again.json()["code"]) == (404, "not_bound")
    assert await rows("select from session_timing_streams") == []
    assert len(await rows("select from timing_sessions")) == 1
