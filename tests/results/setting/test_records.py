"""Course records over HTTP."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.TIMER)
    return browser


@pytest.fixture
async def path(timer: httpx.AsyncClient) -> str:
    event = (
        await timer.post("/api/events", json={"name": "Canal Run", "day": "2027-06-27"})
    ).json()["id"]
    race = (await timer.post(f"/api/events/{event}/races", json={"name": "10K"})).json()["id"]
    return f"/api/events/{event}/races/{race}/records"


async def test_records_of_the_course_come_first(timer: httpx.AsyncClient, path: str) -> None:
    for scope, value in (("division", "F40"), ("sex", "M"), ("course", ""), ("sex", "F")):
        told = {
            "scope": scope,
            "scope_value": value,
            "ms": 1_800_000,
            "holder": "Mara Vliet",
            "year": 2019,
        }
        made = await timer.post(path, json=told)
        assert made.status_code == 201, made.text
    event = path.split("/")[3]
    listed = (await timer.get(f"/api/events/{event}/course")).json()["races"][0]["records"]
    assert [one["scope_value"] for one in listed] == ["", "F", "M", "F40"]


async def test_a_group_has_one_record(timer: httpx.AsyncClient, path: str) -> None:
    told = {"scope": "sex", "scope_value": "F", "ms": 1_800_000}
    await timer.post(path, json=told)
    again = await timer.post(path, json=told)
    assert (again.status_code, again.json()["code"]) == (409, "record_exists")
    assert again.json()["detail"].startswith("There is a record of F already.")


@pytest.mark.parametrize(("scope", "value"), [("course", "F"), ("sex", "Women"), ("division", " ")])
async def test_a_record_is_of_a_group_that_there_can_be(
    timer: httpx.AsyncClient, path: str, scope: str, value: str
) -> None:
    told = {"scope": scope, "scope_value": value, "ms": 1}
    assert (await timer.post(path, json=told)).status_code == 422


async def test_a_record_is_changed_from_the_version_that_was_seen(
    timer: httpx.AsyncClient, path: str
) -> None:
    told = {"scope": "course", "ms": 1_800_000, "holder": "Mara Vliet", "year": 2019}
    made = (await timer.post(path, json=told)).json()
    one = f"{path}/{made['id']}"
    changed = (await timer.patch(one, json={"version": 1, "ms": 1_790_000, "year": None})).json()
    assert (changed["ms"], changed["holder"], changed["year"], changed["version"]) == (
        1_790_000, "Mara Vliet", None, 2,
    )  # fmt: skip
    stale = await timer.patch(one, json={"version": 1, "ms": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert (await timer.delete(one)).status_code == 204
    assert (await timer.delete(one)).status_code == 404
