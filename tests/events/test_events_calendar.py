"""The life of an event over HTTP: made, found, changed, copied, put away, deleted, brought back."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Permission, Role
from project88.db.actor import Names
from project88.db.pool import Pool

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]
DIKE = {"name": "Dike Run", "day": "2027-06-27", "place": "Harlingen"}


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.TIMER)
    return browser


async def made(browser: httpx.AsyncClient, **fields: Any) -> Any:
    answer = await browser.post("/api/events", json={**DIKE, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def with_races(browser: httpx.AsyncClient) -> Any:
    """An event with two races, one with waves and divisions; the event's JSON."""
    event = await made(browser)
    races = f"/api/events/{event['id']}/races"
    ten = (
        await browser.post(
            races, json={"name": "10K", "distance_m": 10000, "start": "2027-06-27T09:30"}
        )
    ).json()
    await browser.post(races, json={"name": "5K"})
    for name, start in (("Wave 1", "2027-06-27T09:30"), ("Wave 2", "2027-06-27T09:35")):
        await browser.post(f"{races}/{ten['id']}/waves", json={"name": name, "start": start})
    await browser.post(
        f"{races}/{ten['id']}/divisions", json={"name": "F40", "gender": "F", "youngest": 40}
    )
    return (await browser.get(f"/api/events/{event['id']}")).json()


async def test_a_new_event_is_in_the_zone_of_its_partner(timer: httpx.AsyncClient) -> None:
    event = await made(timer, name="  Dike \n Run ")
    assert (event["name"], event["zone"], event["state"]) == (
        "Dike Run",
        "Europe/Amsterdam",
        "active",
    )
    assert (event["participants"], event["races"], event["sessions"]) == (0, [], 0)


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"zone": "Mars/Olympus"}, 422, "unknown_zone"),
        ({"zone": "+02:00"}, 422, "unknown_zone"),
        ({"name": "   "}, 422, "input"),
        ({"name": "x" * 201}, 422, None),
        ({"day": "27 June"}, 422, None),
        ({"day": "1066-10-14"}, 422, "input"),
        ({"colour": "red"}, 422, None),
        ({}, 409, "event_exists"),
    ],
)
async def test_an_event_that_cannot_be_is_refused_with_a_sentence(
    timer: httpx.AsyncClient, fields: dict[str, str], status: int, code: str | None
) -> None:
    await made(timer)
    answer = await timer.post("/api/events", json={**DIKE, **fields})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert code is None or answer.json()["code"] == code


async def test_events_are_listed_by_day_in_pages_and_found_by_a_part_of_name_or_place(
    timer: httpx.AsyncClient,
) -> None:
    for number in range(5):
        await made(timer, name=f"Run {number}", day=f"2027-06-0{1 + number % 2}")
    await made(timer, name="100 % Hills", place="Ardennes", day="2026-01-01")
    names, after = [], None
    while True:
        query = {"limit": "2"} | ({"after": after} if after else {})
        page = (await timer.get("/api/events", params=query)).json()
        names += [one["name"] for one in page["items"]]
        after = page["after"]
        if after is None:
            break
    assert names == ["Run 3", "Run 1", "Run 4", "Run 2", "Run 0", "100 % Hills"]

    async def found(text: str) -> list[str]:
        page = (await timer.get("/api/events", params={"search": text})).json()
        return [one["name"] for one in page["items"]]

    assert await found("ardenn") == ["100 % Hills"]
    assert await found("%") == ["100 % Hills"]
    assert await found("RUN 3") == ["Run 3"]
    assert await found("nobody") == []


@pytest.mark.parametrize("after", ["x", "2027-06-27~x", "~1", "2027-06-27~99999999999999999999"])
async def test_a_place_in_the_list_that_no_page_gave_is_refused(
    timer: httpx.AsyncClient, after: str
) -> None:
    answer = await timer.get("/api/events", params={"after": after})
    assert answer.status_code == 422


async def test_an_edit_from_an_old_version_is_stale_and_changes_nothing(
    timer: httpx.AsyncClient,
) -> None:
    event = await made(timer)
    path = f"/api/events/{event['id']}"
    first = await timer.patch(path, json={"version": 1, "place": "Franeker"})
    assert (first.json()["place"], first.json()["version"]) == ("Franeker", 2)
    second = await timer.patch(path, json={"version": 1, "name": "Other"})
    assert (second.status_code, second.json()["code"]) == (409, "stale")
    assert (await timer.get(path)).json()["name"] == "Dike Run"


async def test_another_day_or_zone_tells_what_moves_and_starts_keep_their_wall_clock(
    timer: httpx.AsyncClient,
) -> None:
    event = await with_races(timer)
    path = f"/api/events/{event['id']}"
    wanted = {"day": "2027-10-31", "zone": "America/Denver"}
    told = (await timer.get(f"{path}/moves", params=wanted)).json()
    assert told["items"][0] == {
        "what": "10K",
        "before": "2027-06-27 09:30 +02:00",
        "after": "2027-10-31 09:30 -06:00",
        "note": "",
    }
    assert len(told["items"]) == 3
    assert (await timer.get(path)).json() == event
    changed = await timer.patch(path, json={"version": event["version"], **wanted})
    ten = changed.json()["races"][0]
    assert (ten["start"], ten["start_at"]) == ("2027-10-31T09:30:00", "2027-10-31T15:30:00Z")
    assert [wave["start"] for wave in ten["waves"]] == [
        "2027-10-31T09:30:00",
        "2027-10-31T09:35:00",
    ]
    assert (await timer.get(f"{path}/moves")).json() == {"items": [], "sentences": []}


async def test_another_zone_says_which_timing_sessions_keep_theirs(
    timer: httpx.AsyncClient, pool: Pool, partner: int
) -> None:
    event = await made(timer)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "with source as (insert into timing_sources (timing_partner_id, source_key) "
            "values ($1, 'k') returning id) insert into timing_sessions (timing_partner_id, "
            "source_id, event_id, event_day, name, zone, epoch) "
            "select $1, id, $2, '2027-06-27', 'Mat', 'Europe/Amsterdam', 'e' from source",
            partner,
            event["id"],
        )
    assert (await timer.get(f"/api/events/{event['id']}")).json()["sessions"] == 1
    told = await timer.get(f"/api/events/{event['id']}/moves", params={"zone": "UTC"})
    assert told.json()["sentences"] == [
        "1 timing session keeps the zone Europe/Amsterdam, because that is where the sender's "
        "clock hangs."
    ]


async def test_a_copy_has_races_waves_divisions_and_bib_ranges_on_its_own_day(
    timer: httpx.AsyncClient, pool: Pool, partner: int
) -> None:
    event = await with_races(timer)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into bib_ranges (timing_partner_id, event_id, race_id, first_bib, last_bib) "
            "values ($1, $2, $3, 1, 500)",
            partner,
            event["id"],
            event["races"][0]["id"],
        )
    answer = await timer.post(
        f"/api/events/{event['id']}/clone", json={"name": "Dike Run", "day": "2028-01-02"}
    )
    assert answer.status_code == 201, answer.text
    copy = answer.json()
    assert [race["name"] for race in copy["races"]] == ["10K", "5K"]
    ten, was = copy["races"][0], event["races"][0]
    assert (ten["start"], ten["start_at"]) == ("2028-01-02T09:30:00", "2028-01-02T08:30:00Z")
    assert [wave["start"] for wave in ten["waves"]] == [
        "2028-01-02T09:30:00",
        "2028-01-02T09:35:00",
    ]
    assert ten["divisions"][0]["name"] == "F40"
    assert ten["id"] != was["id"]
    async with pool.partner(partner) as connection:
        ranges = await connection.fetch(
            "select race_id, last_bib from bib_ranges where event_id = $1", copy["id"]
        )
    assert [tuple(row) for row in ranges] == [(ten["id"], 500)]


@pytest.mark.parametrize(("day", "age"), [("2027-09-01", 41), ("2028-06-25", None)])
async def test_a_copy_of_the_roster_has_no_bibs_and_keeps_who_is_hidden(
    timer: httpx.AsyncClient, pool: Pool, partner: int, day: str, age: int | None
) -> None:
    event = await with_races(timer)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, race_id, bib, "
            "first_name, last_name, age, division, privacy) "
            "values ($1, $2, $3, '7', 'Ada', 'Byron', 41, 'F40', 'hidden')",
            partner,
            event["id"],
            event["races"][0]["id"],
        )
    answer = await timer.post(
        f"/api/events/{event['id']}/clone",
        json={"name": "Dike Run", "day": day, "people": "without_bibs"},
    )
    copy = answer.json()
    assert (copy["participants"], copy["without_bib"]) == (1, 1)
    assert copy["races"][0]["participants"] == 1
    async with pool.partner(partner, names=Names.REAL) as connection:
        row = await connection.fetchrow(
            "select bib, first_name, last_name, age, division, privacy from participants "
            "where event_id = $1",
            copy["id"],
        )
    assert row is not None
    assert tuple(row) == (None, "Ada", "Byron", age, "", "hidden")


async def test_a_deleted_event_is_gone_and_comes_back(timer: httpx.AsyncClient) -> None:
    event = await with_races(timer)
    path = f"/api/events/{event['id']}"
    assert (await timer.delete(path)).status_code == 204
    assert (await timer.get("/api/events")).json()["items"] == []
    assert (await timer.get("/api/events", params={"which": "all"})).json()["items"] == []
    gone = (await timer.get("/api/events", params={"which": "deleted"})).json()
    assert [one["id"] for one in gone["items"]] == [event["id"]]
    for refused in (
        await timer.patch(path, json={"version": 2, "name": "Other"}),
        await timer.post(f"{path}/races", json={"name": "1K"}),
        await timer.post(f"{path}/archive"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "event_deleted")
    back = await timer.post(f"{path}/restore")
    assert (back.status_code, back.json()["state"]) == (200, "active")
    assert back.json()["races"] == event["races"]


async def test_a_deleted_event_gives_its_name_free_and_cannot_come_back_beside_a_new_one(
    timer: httpx.AsyncClient,
) -> None:
    event = await made(timer)
    await timer.delete(f"/api/events/{event['id']}")
    await made(timer)
    back = await timer.post(f"/api/events/{event['id']}/restore")
    assert (back.status_code, back.json()["code"]) == (409, "event_exists")


async def test_an_archived_event_stands_apart(timer: httpx.AsyncClient) -> None:
    event = await made(timer)
    await timer.post(f"/api/events/{event['id']}/archive")
    again = await timer.post(f"/api/events/{event['id']}/archive")
    assert (again.json()["state"], again.json()["version"]) == ("archived", 2)
    assert (await timer.get("/api/events")).json()["items"] == []
    away = (await timer.get("/api/events", params={"which": "archived"})).json()
    assert [one["id"] for one in away["items"]] == [event["id"]]


async def test_another_partners_event_does_not_exist(sign_in: SignIn, pool: Pool) -> None:
    async with pool.hub("a second partner") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    event = await with_races(await sign_in(Role.OWNER))
    stranger = await sign_in(Role.OWNER, partner_id=rival)
    path = f"/api/events/{event['id']}"
    race = f"{path}/races/{event['races'][0]['id']}"
    answers = [
        await stranger.get(path),
        await stranger.patch(path, json={"version": 1, "name": "Mine"}),
        await stranger.delete(path),
        await stranger.get(f"{path}/moves", params={"zone": "UTC"}),
        await stranger.post(f"{path}/clone", json={"name": "Mine", "day": "2027-06-27"}),
        await stranger.post(f"{path}/archive"),
        await stranger.post(f"{path}/restore"),
        await stranger.get(f"{path}/races"),
        await stranger.post(f"{path}/races", json={"name": "Mine"}),
        await stranger.patch(race, json={"version": 1, "name": "Mine"}),
        await stranger.delete(race),
        await stranger.put("/api/selection", json={"mode": "results", "event_ids": [event["id"]]}),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert (await stranger.get("/api/events")).json()["items"] == []


async def test_who_may_look_may_not_change(sign_in: SignIn) -> None:
    event = await made(await sign_in(Role.TIMER))
    reader = await sign_in(Role.READ_ONLY)
    assert (await reader.get(f"/api/events/{event['id']}")).status_code == 200
    answer = await reader.patch(f"/api/events/{event['id']}", json={"version": 1, "name": "Mine"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


async def test_a_volunteer_sees_the_events_of_today_where_they_are(
    sign_in: SignIn, timer: httpx.AsyncClient, clock: Any
) -> None:
    now = datetime.fromtimestamp(clock() / 1000, UTC)
    utc_day = now.date()
    await made(timer, name="Yesterday", day=str(utc_day - timedelta(days=3)), zone="UTC")
    here = await made(timer, name="Today", day=str(utc_day), zone="UTC")
    # In Kiritimati it is the next day for fourteen hours of ours, in Niue the day before.
    far = "Pacific/Kiritimati"
    there = (now + timedelta(hours=14)).date()
    await made(timer, name="Far", day=str(there), zone=far)
    volunteer = await sign_in(Role.VOLUNTEER)
    seen = (await volunteer.get("/api/events")).json()["items"]
    assert sorted(one["name"] for one in seen) == ["Far", "Today"]
    assert (await volunteer.get(f"/api/events/{here['id']}")).status_code == 200


async def test_every_change_is_in_the_audit_log_under_the_persons_name(
    sign_in: SignIn, pool: Pool, partner: int
) -> None:
    browser = await sign_in(Role.TIMER, name="Tess Timer")
    event = await with_races(browser)
    await browser.patch(f"/api/events/{event['id']}", json={"version": 1, "place": "Franeker"})
    await browser.delete(f"/api/events/{event['id']}")
    async with pool.partner(partner) as connection:
        rows = await connection.fetch(
            "select action, subject, old, new from audit_entries where actor_name = 'Tess Timer' "
            "order by id"
        )
    said = [(row["action"], row["subject"]) for row in rows]
    assert said[:2] == [("created", "event"), ("created", "race")]
    assert ("created", "wave") in said
    assert ("created", "division") in said
    assert [row["new"] for row in rows[-2:]] == ['{"place": "Franeker"}', '{"state": "deleted"}']


async def test_a_program_with_the_right_key_may(with_key: SignIn) -> None:
    program = await with_key({Permission.EVENTS_VIEW})
    assert (await program.get("/api/events")).status_code == 200
    assert (await program.post("/api/events", json=DIKE)).status_code == 403
    selection = await (await with_key({Permission.DISPLAYS_RUN})).get("/api/selection")
    assert selection.status_code == 403


async def test_webhooks_hear_of_events_and_of_nothing_that_was_refused(
    timer: httpx.AsyncClient, pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into webhooks (timing_partner_id, url, kinds, secret) "
            "values ($1, 'https://results.example/hook', '{event.changed}', '')",
            partner,
        )
    event = await made(timer)
    path = f"/api/events/{event['id']}"
    await timer.patch(path, json={"version": 7, "name": "Stale"})
    await timer.post(f"{path}/races", json={"name": "5K"})
    await timer.delete(path)
    async with pool.partner(partner) as connection:
        rows = await connection.fetch("select body from webhook_deliveries order by id")
    told = [json.loads(row["body"])["data"] for row in rows]
    whole = {"id": event["id"], "name": "Dike Run", "day": "2027-06-27", "state": "active"}
    assert told == [whole, whole, {**whole, "state": "deleted"}]
