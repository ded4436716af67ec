"""Starts over HTTP: plans, guns that were heard, and what people say of them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]


class Morning(msgspec.Struct, frozen=True):
    """A race in two waves, ten minutes apart, and one without waves; `session` hears their guns."""

    timer: httpx.AsyncClient
    event: int
    waved: int
    waves: tuple[int, int]
    plain: int
    session: int
    location: int

    @property
    def path(self) -> str:
        return f"/api/events/{self.event}"

    async def course(self) -> Any:
        return (await self.timer.get(f"{self.path}/course")).json()

    async def starts(self) -> list[tuple[str, str | None]]:
        """Where every start comes from, and its time of day in UTC."""
        races = (await self.course())["races"]
        found = [race["start"] or wave for race in races for wave in race["waves"] or [{}]]
        starts = [one.get("start", one) for one in found]
        return [(one["by"], one["at"] and one["at"][11:19]) for one in starts]


@pytest.fixture
async def morning(sign_in: SignIn, pool: Pool, partner: int) -> Morning:
    timer = await sign_in(Role.TIMER)
    told: dict[str, object] = {"name": "Canal Run", "day": "2027-06-27"}
    event = (await timer.post("/api/events", json=told)).json()["id"]
    races = f"/api/events/{event}/races"
    told = {"name": "10K", "start": "2027-06-27T09:30:00"}
    waved = (await timer.post(races, json=told)).json()["id"]
    for name, start in (("A", "09:30"), ("B", "09:40")):
        told = {"name": name, "start": f"2027-06-27T{start}:00"}
        race = (await timer.post(f"{races}/{waved}/waves", json=told)).json()
    told = {"name": "5K", "start": "2027-06-27T11:00:00"}
    plain = (await timer.post(races, json=told)).json()["id"]
    async with pool.partner(partner) as connection:
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') returning id",
            partner,
        )
        session = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, zone, epoch) "
            "values ($1, $2, $3, '2027-06-27', 'Race day', 'Europe/Amsterdam', 'e') returning id",
            partner, source, event,
        )  # fmt: skip
        location = await connection.fetchval(
            "insert into timing_locations (timing_partner_id, session_id, name, reads) "
            "values ($1, $2, 'START', 7) returning id", partner, session,
        )  # fmt: skip
    waves = tuple(wave["id"] for wave in race["waves"])
    return Morning(timer, event, waved, waves, plain, session, location)


@pytest.fixture
def fired(morning: Morning, pool: Pool, partner: int) -> Callable[..., Awaitable[int]]:
    """A gun at so many minutes and seconds after 07:00 UTC, which is nine o'clock there."""

    async def gun(minute: int, second: int = 0) -> int:
        at = datetime(2027, 6, 27, 7 + minute // 60, minute % 60, second, tzinfo=UTC)
        async with pool.partner(partner) as connection:
            number: int = await connection.fetchval(
                "insert into timing_gun_times (timing_partner_id, session_id, location_id, gun_at, time_raw, reader, "
                "seq, received_at, connection_id) values ($1, $2, $3, $4, $5, 'r', $6, $4, 1) returning id",
                partner, morning.session, morning.location, at, f"{at:%H:%M:%S}", minute * 60 + second,
            )  # fmt: skip
        return number

    return gun


async def test_the_plan_counts_until_a_gun_is_heard_near_it(
    morning: Morning, fired: Callable[..., Awaitable[int]]
) -> None:
    assert await morning.starts() == [
        ("plan", "07:30:00"),
        ("plan", "07:40:00"),
        ("plan", "09:00:00"),
    ]
    first = await fired(30, 4)
    lone = await fired(90)
    assert await morning.starts() == [
        ("gun", "07:30:04"),
        ("plan", "07:40:00"),
        ("plan", "09:00:00"),
    ]
    guns = {gun["id"]: gun for gun in (await morning.course())["guns"]}
    assert guns[first]["counts_for"] == {"race_id": morning.waved, "wave_id": morning.waves[0]}
    assert (guns[lone]["counts_for"], guns[lone]["given_to"]) == (None, None)
    assert (guns[lone]["location"], guns[lone]["session"]) == ("START", "Race day")


async def test_a_gun_that_a_person_gives_is_that_waves_and_can_be_taken_back(
    morning: Morning, fired: Callable[..., Awaitable[int]], pool: Pool, partner: int
) -> None:
    gun = await fired(90)
    path = f"{morning.path}/guns/{gun}"
    to = {"race_id": morning.waved, "wave_id": morning.waves[1]}
    given = await morning.timer.put(path, json={"to": to, "was": None})
    assert given.status_code == 200, given.text
    assert given.json()["guns"][0]["given_to"] == to
    assert (await morning.starts())[1] == ("gun", "08:30:00")
    again = await morning.timer.put(path, json={"to": None, "was": None})
    assert (again.status_code, again.json()["code"]) == (409, "stale")
    back = await morning.timer.put(path, json={"to": None, "was": to})
    assert back.json()["guns"][0]["given_to"] is None
    assert (await morning.starts())[1] == ("plan", "07:40:00")
    async with pool.partner(partner) as connection:
        logged = await connection.fetch(
            "select action, actor_kind, event_id from audit_entries where subject = 'gun' order by id"
        )
    assert [tuple(row) for row in logged] == [
        ("gave", "user", morning.event),
        ("took back", "user", morning.event),
    ]


async def test_a_gun_of_a_race_in_waves_is_given_to_one_of_them(
    morning: Morning, fired: Callable[..., Awaitable[int]]
) -> None:
    path = f"{morning.path}/guns/{await fired(90)}"
    for to, code in (
        ({"race_id": morning.waved}, "has_waves"),
        ({"race_id": morning.plain, "wave_id": morning.waves[0]}, "not_found"),
        ({"race_id": morning.plain + 9}, "not_found"),
    ):
        refused = await morning.timer.put(path, json={"to": to, "was": None})
        assert refused.json()["code"] == code
    plain = {"race_id": morning.plain}
    assert (await morning.timer.put(path, json={"to": plain, "was": None})).status_code == 200
    assert (await morning.starts())[2] == ("gun", "08:30:00")


async def test_several_mats_that_hear_one_gun_are_one_gun(
    morning: Morning, pool: Pool, partner: int, fired: Callable[..., Awaitable[int]]
) -> None:
    gun = await fired(30, 4)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into timing_gun_times (timing_partner_id, session_id, location_id, gun_at, time_raw, reader, seq, "
            "received_at, connection_id) select timing_partner_id, session_id, location_id, gun_at, time_raw, 'r2', "
            "seq, received_at, 2 from timing_gun_times where id = $1", gun,
        )  # fmt: skip
    assert [one["id"] for one in (await morning.course())["guns"]] == [gun]


async def test_a_start_that_a_person_saw_counts_before_every_gun(
    morning: Morning, fired: Callable[..., Awaitable[int]]
) -> None:
    await fired(30, 4)
    path = f"{morning.path}/races/{morning.waved}/waves/{morning.waves[0]}/start"
    told = {"version": 1, "start": "2027-06-27T09:29:58.4"}
    answer = (await morning.timer.put(path, json=told)).json()
    start = answer["races"][0]["waves"][0]["start"]
    assert (start["by"], start["at"], start["gun_id"]) == (
        "manual",
        "2027-06-27T07:29:58.400000Z",
        None,
    )
    assert start["manual"] == "2027-06-27T09:29:58.400"
    assert answer["guns"][0]["counts_for"] == {
        "race_id": morning.waved, "wave_id": morning.waves[1],
    }, "ten minutes from the other plan"  # fmt: skip
    stale = await morning.timer.put(path, json={"version": 1, "start": None})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    cleared = (await morning.timer.put(path, json={"version": 2, "start": None})).json()
    assert cleared["races"][0]["waves"][0]["start"]["by"] == "gun"


async def test_a_race_without_waves_has_a_start_of_its_own_and_one_with_waves_has_none(
    morning: Morning,
) -> None:
    told = {"version": 0, "start": "2027-06-27T11:00:02"}
    plain = f"{morning.path}/races/{morning.plain}/start"
    assert (await morning.timer.put(plain, json=told)).status_code == 200
    assert (await morning.starts())[2] == ("manual", "09:00:02")
    refused = await morning.timer.put(f"{morning.path}/races/{morning.waved}/start", json=told)
    assert (refused.status_code, refused.json()["code"]) == (409, "has_waves")


async def test_a_start_in_the_hour_that_comes_twice_says_which(sign_in: SignIn) -> None:
    timer = await sign_in(Role.TIMER)
    told: dict[str, object] = {"name": "Night Run", "day": "2027-10-31"}
    event = (await timer.post("/api/events", json=told)).json()["id"]
    race = (await timer.post(f"/api/events/{event}/races", json={"name": "10K"})).json()["id"]
    path = f"/api/events/{event}/races/{race}/start"
    told = {"version": 0, "start": "2027-10-31T02:30:00.5"}
    asked = await timer.put(path, json=told)
    assert (asked.status_code, asked.json()["code"]) == (422, "time_comes_twice")
    later = await timer.put(path, json={**told, "occurrence": "later"})
    start = later.json()["races"][0]["start"]
    assert start["manual_at"] == "2027-10-31T01:30:00.500000Z"


async def test_an_official_race_keeps_its_guns(
    morning: Morning, fired: Callable[..., Awaitable[int]]
) -> None:
    path = f"{morning.path}/guns/{await fired(90)}"
    state = f"{morning.path}/races/{morning.waved}/state"
    await morning.timer.put(state, json={"version": 0, "state": "official"})
    to = {"race_id": morning.waved, "wave_id": morning.waves[1]}
    for where, told in (
        (path, {"to": to, "was": None}),
        (
            f"{morning.path}/races/{morning.waved}/waves/{morning.waves[0]}/start",
            {"version": 1, "start": None},
        ),
    ):
        refused = await morning.timer.put(where, json=told)
        assert (refused.status_code, refused.json()["code"]) == (409, "official")
        assert refused.json()["detail"].startswith("The results of 10K are official.")
