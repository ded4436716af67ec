"""Races, waves and divisions over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.TIMER)
    return browser


@pytest.fixture
async def event(timer: httpx.AsyncClient) -> int:
    """An event on the night when the clocks of Amsterdam go back."""
    told = {"name": "Night of the Clocks", "day": "2027-10-30"}
    number: int = (await timer.post("/api/events", json=told)).json()["id"]
    return number


@pytest.fixture
async def race(timer: httpx.AsyncClient, event: int) -> Any:
    told = {"name": "10K", "distance_m": 10000, "start": "2027-10-30T09:30:00"}
    return (await timer.post(f"/api/events/{event}/races", json=told)).json()


async def test_races_come_in_the_order_in_which_they_were_made_until_somebody_orders_them(
    timer: httpx.AsyncClient, event: int
) -> None:
    path = f"/api/events/{event}/races"
    made = [(await timer.post(path, json={"name": name})).json() for name in ("A", "B", "C")]
    await timer.patch(f"{path}/{made[0]['id']}", json={"version": 1, "position": 9})
    listed = (await timer.get(path)).json()
    assert [one["name"] for one in listed["items"]] == ["B", "C", "A"]
    assert listed["zone"] == "Europe/Amsterdam"


async def test_a_start_that_comes_twice_is_asked_for_and_then_kept(
    timer: httpx.AsyncClient, event: int
) -> None:
    path = f"/api/events/{event}/races"
    told = {"name": "100 miles", "start": "2027-10-31T02:30:00"}
    refused = await timer.post(path, json=told)
    assert (refused.status_code, refused.json()["code"]) == (422, "time_comes_twice")
    made = (await timer.post(path, json={**told, "occurrence": "later"})).json()
    assert made["start_at"] == "2027-10-31T01:30:00Z"
    renamed = await timer.patch(
        f"{path}/{made['id']}", json={"version": 1, "name": "100 mi", "start": told["start"]}
    )
    assert renamed.json()["start_at"] == "2027-10-31T01:30:00Z"


async def test_a_start_that_never_comes_is_refused(
    timer: httpx.AsyncClient, event: int, race: Any
) -> None:
    answer = await timer.patch(
        f"/api/events/{event}/races/{race['id']}",
        json={"version": 1, "start": "2027-03-28T02:30:00"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_time")


async def test_null_takes_a_start_away_and_leaving_it_out_keeps_it(
    timer: httpx.AsyncClient, event: int, race: Any
) -> None:
    path = f"/api/events/{event}/races/{race['id']}"
    renamed = (await timer.patch(path, json={"version": 1, "name": "10 km"})).json()
    assert (renamed["start"], renamed["distance_m"]) == ("2027-10-30T09:30:00", 10000)
    bare = (await timer.patch(path, json={"version": 2, "start": None, "distance_m": None})).json()
    assert (bare["start"], bare["distance_m"], bare["version"]) == (None, None, 3)


async def test_names_are_unique_among_their_kind(
    timer: httpx.AsyncClient, event: int, race: Any
) -> None:
    path = f"/api/events/{event}/races"
    for told_twice in (path, f"{path}/{race['id']}/waves", f"{path}/{race['id']}/divisions"):
        await timer.post(told_twice, json={"name": "First"})
        again = await timer.post(told_twice, json={"name": " First "})
        assert (again.status_code, again.json()["code"]) == (409, "name_taken")
    listed = (await timer.get(path)).json()["items"]
    assert [one["name"] for one in listed] == ["10K", "First"]


async def test_two_people_who_edit_one_race_take_turns(
    timer: httpx.AsyncClient, event: int, race: Any
) -> None:
    path = f"/api/events/{event}/races/{race['id']}"
    with_wave = (await timer.post(f"{path}/waves", json={"name": "Wave 1"})).json()
    with_division = (await timer.post(f"{path}/divisions", json={"name": "M40"})).json()
    wave, division = with_wave["waves"][0]["id"], with_division["divisions"][0]["id"]
    for place in (path, f"{path}/waves/{wave}", f"{path}/divisions/{division}"):
        assert (await timer.patch(place, json={"version": 1, "position": 3})).status_code == 200
        stale = await timer.patch(place, json={"version": 1, "name": "Lost"})
        assert (stale.status_code, stale.json()["code"]) == (409, "stale")


async def test_a_race_with_people_stays(
    timer: httpx.AsyncClient, event: int, race: Any, pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, race_id, bib) "
            "values ($1, $2, $3, '7')",
            partner,
            event,
            race["id"],
        )
    path = f"/api/events/{event}/races/{race['id']}"
    answer = await timer.delete(path)
    assert (answer.status_code, answer.json()["code"]) == (409, "race_has_participants")
    assert answer.json()["detail"].startswith("1 participant is entered in 10K;")
    async with pool.partner(partner) as connection:
        await connection.execute("delete from normalized_participants where bib = '7'")
    assert (await timer.delete(path)).status_code == 204
    assert (await timer.delete(path)).status_code == 404


async def test_divisions_that_share_people_are_said(
    timer: httpx.AsyncClient, event: int, race: Any
) -> None:
    path = f"/api/events/{event}/races/{race['id']}/divisions"
    await timer.post(path, json={"name": "F40-49", "gender": "F", "youngest": 40, "oldest": 49})
    told = {"name": "F45+", "gender": "F", "youngest": 45}
    both = (await timer.post(path, json=told)).json()
    assert both["overlaps"] == [
        {
            "first": "F40-49",
            "second": "F45+",
            "sentence": "Women of 45 to 49 fit F40-49 and F45+.",
        }
    ]
    second = both["divisions"][1]
    apart = await timer.patch(f"{path}/{second['id']}", json={"version": 1, "youngest": 50})
    assert apart.json()["overlaps"] == []
    upside_down = await timer.patch(f"{path}/{second['id']}", json={"version": 2, "oldest": 49})
    assert upside_down.status_code == 422
    left = await timer.delete(f"{path}/{second['id']}")
    assert [one["name"] for one in left.json()["divisions"]] == ["F40-49"]


async def test_a_wave_is_of_its_race_and_a_race_of_its_event(
    timer: httpx.AsyncClient, event: int, race: Any
) -> None:
    races = f"/api/events/{event}/races"
    other = (await timer.post(races, json={"name": "5K"})).json()
    first = (await timer.post(f"{races}/{race['id']}/waves", json={"name": "Wave 1"})).json()
    wave = first["waves"][0]["id"]
    elsewhere = (await timer.post("/api/events", json={"name": "B", "day": "2027-01-01"})).json()
    for path in (
        f"{races}/{other['id']}/waves/{wave}",
        f"/api/events/{elsewhere['id']}/races/{race['id']}",
        f"{races}/{race['id']}/divisions/{wave}",
    ):
        assert (await timer.delete(path)).status_code == 404
    gone = await timer.delete(f"{races}/{race['id']}/waves/{wave}")
    assert gone.json()["waves"] == []
