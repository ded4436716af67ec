"""Race set-up over HTTP: what a timer says of the course, and what the hub makes of it."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]
Race = Callable[..., Awaitable[Any]]

START = {"name": "Start", "kind": "start", "distance_m": 0, "main": ["START"]}
HALF = {"name": "5 km", "kind": "split", "distance_m": 5000, "main": ["5K"], "least_ms": 600_000}
FINISH = {
    "name": "Finish", "kind": "finish", "distance_m": 10_000, "main": ["FINISH"], "backup": ["FINISH B"],
}  # fmt: skip


@pytest.fixture
async def timer(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.TIMER)
    return browser


@pytest.fixture
async def place(timer: httpx.AsyncClient) -> tuple[int, int]:
    """Event and race, with nothing set up."""
    event = (
        await timer.post("/api/events", json={"name": "Canal Run", "day": "2027-06-27"})
    ).json()["id"]
    told = {"name": "10K", "distance_m": 10_000, "start": "2027-06-27T09:30:00"}
    race = (await timer.post(f"/api/events/{event}/races", json=told)).json()["id"]
    return event, race


async def course(timer: httpx.AsyncClient, event: int) -> Any:
    answer = await timer.get(f"/api/events/{event}/course")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def put(timer: httpx.AsyncClient, path: str, told: Any) -> Any:
    answer = await timer.put(path, json=told)
    assert answer.status_code == 200, answer.text
    return answer.json()["races"][0]


async def test_a_race_that_nobody_set_up_has_the_usual_rules_and_version_nought(
    timer: httpx.AsyncClient, place: tuple[int, int]
) -> None:
    race = (await course(timer, place[0]))["races"][0]
    assert (race["version"], race["points"], race["faults"], race["state"]) == (0, [], [], "live")
    assert race["rules"]["rank_by"] == "gun"
    assert race["rules"]["fastest_m_s"] == 7.2
    assert race["start"]["by"] == "plan"
    assert race["start"]["at"] == "2027-06-27T07:30:00Z"


async def test_points_are_set_as_a_whole_and_keep_who_they_are(
    timer: httpx.AsyncClient, place: tuple[int, int]
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}/points"
    first = await put(timer, path, {"version": 0, "points": [START, HALF, FINISH]})
    assert [point["name"] for point in first["points"]] == ["Start", "5 km", "Finish"]
    assert first["version"] == 1
    assert first["points"][2]["backup"] == ["FINISH B"]
    start, half, finish = first["points"]
    swapped = [start, {**half, "name": "Finish"}, {**finish, "name": "5 km"}]
    second = await put(timer, path, {"version": 1, "points": swapped})
    assert [(point["id"], point["name"]) for point in second["points"]] == [
        (start["id"], "Start"),
        (half["id"], "Finish"),
        (finish["id"], "5 km"),
    ]
    third = await put(timer, path, {"version": 2, "points": [{**finish, "name": "End"}]})
    assert [(point["id"], point["name"]) for point in third["points"]] == [(finish["id"], "End")]
    none = await put(timer, path, {"version": 3, "points": []})
    assert (none["points"], none["version"]) == ([], 4)


async def test_a_point_of_another_race_is_none_of_this_one(
    timer: httpx.AsyncClient, place: tuple[int, int], race: Race
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}/points"
    other = await race(1)
    strange = {**FINISH, "id": other.points["Finish"]}
    for points, code in (
        ([strange], "no_such_point"),
        ([{**HALF, "id": 1}, {**FINISH, "id": 1}], "input"),
    ):
        refused = await timer.put(path, json={"version": 0, "points": points})
        assert (refused.status_code, refused.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([START, HALF], "The last point of a course is its finish."),
        ([FINISH, HALF, {**FINISH, "name": "End"}], "A course has one finish."),
        ([START, {**HALF, "name": "Start"}, FINISH], "Two points are called “Start”."),
        ([START, {**HALF, "distance_m": 12_000}, FINISH], "“Finish” lies no farther on than “5 km”."),
        ([{**FINISH, "main": ["F"], "backup": ["F"]}], "“F” is main and backup of “Finish”."),
        ([{**FINISH, "name": " "}], "A point needs a name"),
    ],
)  # fmt: skip
async def test_a_course_that_cannot_be_scored_is_refused_in_sentences(
    timer: httpx.AsyncClient, place: tuple[int, int], points: list[Any], said: str
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}/points"
    refused = await timer.put(path, json={"version": 0, "points": points})
    assert refused.status_code == 422
    assert said in refused.json()["detail"]
    assert (await course(timer, place[0]))["races"][0]["points"] == []


async def test_two_people_who_set_up_one_race_take_turns(
    timer: httpx.AsyncClient, place: tuple[int, int]
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}"
    await put(timer, f"{path}/points", {"version": 0, "points": [FINISH]})
    for method, where, told in (
        ("PUT", "points", {"points": []}),
        ("PATCH", "rules", {"rank_by": "chip"}),
        ("PUT", "start", {"start": None}),
        ("PUT", "state", {"state": "official"}),
        ("PUT", "closed", {"closed": True}),
    ):
        stale = await timer.request(method, f"{path}/{where}", json={"version": 0, **told})
        assert (stale.status_code, stale.json()["code"]) == (409, "stale"), where


async def test_rules_keep_what_is_left_out(
    timer: httpx.AsyncClient, place: tuple[int, int]
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}/rules"
    told = {"version": 0, "rank_by": "mixed", "first_by_gun": 3, "limit_ms": 3_600_000}
    first = (await timer.patch(path, json=told)).json()["races"][0]["rules"]
    assert (first["rank_by"], first["first_by_gun"], first["limit_ms"]) == ("mixed", 3, 3_600_000)
    told = {"version": 1, "limit_ms": None, "team_sum": "places", "fastest_m_s": 6.5}
    second = (await timer.patch(path, json=told)).json()["races"][0]["rules"]
    assert second == first | {"limit_ms": None, "team_sum": "places", "fastest_m_s": 6.5}


async def test_the_mixed_rule_asks_how_many_are_ranked_by_gun(
    timer: httpx.AsyncClient, place: tuple[int, int]
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}/rules"
    refused = await timer.patch(path, json={"version": 0, "rank_by": "mixed"})
    assert (refused.status_code, refused.json()["code"]) == (422, "nobody_by_gun")
    assert refused.json()["fields"][0]["field"] == "first_by_gun"


async def test_what_is_official_is_not_set_up_anew_until_somebody_takes_that_back(
    timer: httpx.AsyncClient, place: tuple[int, int]
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}"
    official = await put(timer, f"{path}/state", {"version": 0, "state": "official"})
    assert (official["state"], official["version"]) == ("official", 1)
    for method, where, told in (
        ("PUT", "points", {"points": [FINISH]}),
        ("PATCH", "rules", {"rank_by": "chip"}),
        ("PUT", "start", {"start": None}),
        ("PUT", "closed", {"closed": True}),
    ):
        refused = await timer.request(method, f"{path}/{where}", json={"version": 1, **told})
        assert (refused.status_code, refused.json()["code"]) == (409, "official"), where
    await put(timer, f"{path}/state", {"version": 1, "state": "provisional"})
    assert (await put(timer, f"{path}/points", {"version": 2, "points": [FINISH]}))["points"]


async def test_a_race_that_is_closed_stays_closed_since_then_and_can_be_opened(
    timer: httpx.AsyncClient, place: tuple[int, int]
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}/closed"
    first = await put(timer, path, {"version": 0, "closed": True})
    assert first["closed_at"] is not None
    second = await put(timer, path, {"version": 1, "closed": True})
    assert second["closed_at"] == first["closed_at"]
    assert (await put(timer, path, {"version": 2, "closed": False}))["closed_at"] is None


async def test_a_point_with_times_entered_by_hand_stays_until_these_are_undone(
    timer: httpx.AsyncClient, race: Race, pool: Pool, partner: int
) -> None:
    found = await race(2)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into result_corrections (timing_partner_id, event_id, kind, participant_id, point_id, at, reason) "
            "values ($1, $2, 'manual_time', $3, $4, now(), 'the mat was off')",
            partner, found.event_id, found.people["1"], found.points["5 km"],
        )  # fmt: skip
    path = f"/api/events/{found.event_id}/races/{found.race_id}/points"
    refused = await timer.put(path, json={"version": 0, "points": [FINISH]})
    assert (refused.status_code, refused.json()["code"]) == (409, "point_has_times")
    assert refused.json()["detail"].startswith("1 time was entered by hand at “5 km”.")
    async with pool.partner(partner) as connection:
        await connection.execute("update result_corrections set undone_at = now()")
    assert (await timer.put(path, json={"version": 0, "points": [FINISH]})).status_code == 200


async def test_what_a_race_is_suggested_comes_from_what_was_heard(
    timer: httpx.AsyncClient, race: Race
) -> None:
    found = await race(1)
    path = f"/api/events/{found.event_id}/races/{found.race_id}/points"
    before = await course(timer, found.event_id)
    assert {one["name"] for one in before["heard"]} == {"START", "5K", "FINISH"}
    assert before["races"][0]["suggested"] == []
    bare = await put(timer, path, {"version": 0, "points": []})
    assert [(point["id"], point["kind"], point["main"]) for point in bare["suggested"]] == [
        (None, "start", ["START"]),
        (None, "split", ["5K"]),
        (None, "finish", ["FINISH"]),
    ]
    kept = await put(timer, path, {"version": 1, "points": bare["suggested"]})
    assert [point["name"] for point in kept["points"]] == ["Start", "5 km", "Finish"]


async def test_every_change_is_in_the_log_with_who_made_it(
    timer: httpx.AsyncClient, place: tuple[int, int], pool: Pool, partner: int
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}"
    made = await put(timer, f"{path}/points", {"version": 0, "points": [START, FINISH]})
    renamed = [made["points"][0], {**made["points"][1], "name": "End"}]
    await put(timer, f"{path}/points", {"version": 1, "points": renamed})
    await put(timer, f"{path}/state", {"version": 2, "state": "provisional"})
    async with pool.partner(partner) as connection:
        logged = await connection.fetch(
            "select action, subject, new from audit_entries where subject in ('race point', 'race rules') "
            "and actor_kind = 'user' order by id"
        )
    assert [(row["action"], row["subject"]) for row in logged] == [
        ("created", "race point"),
        ("created", "race point"),
        ("created", "race rules"),
        ("changed", "race point"),
        ("changed", "race rules"),
    ]
    assert logged[3]["new"] == '{"name": "End"}'
    assert logged[4]["new"] == '{"state": "provisional"}'


async def test_every_change_wakes_the_scorer(
    timer: httpx.AsyncClient, place: tuple[int, int], pool: Pool, partner: int
) -> None:
    path = f"/api/events/{place[0]}/races/{place[1]}"
    for method, where, told in (
        ("PUT", "points", {"points": [FINISH]}),
        ("PATCH", "rules", {"rank_by": "chip"}),
        ("PUT", "start", {"start": "2027-06-27T09:31:00"}),
        ("PUT", "closed", {"closed": True}),
        ("PUT", "points", {"points": []}),
        ("PUT", "state", {"state": "official"}),
    ):
        version = (await course(timer, place[0]))["races"][0]["version"]
        async with pool.partner(partner) as connection:
            await connection.execute("delete from result_changes")
        answer = await timer.request(method, f"{path}/{where}", json={"version": version, **told})
        assert answer.status_code == 200, answer.text
        async with pool.partner(partner) as connection:
            waiting = await connection.fetch("select race_id from result_changes")
        assert {row["race_id"] for row in waiting} == {place[1]}, where


async def test_who_may_only_look_changes_nothing(
    sign_in: SignIn, timer: httpx.AsyncClient, place: tuple[int, int]
) -> None:
    reader = await sign_in(Role.READ_ONLY)
    path = f"/api/events/{place[0]}"
    assert (await reader.get(f"{path}/course")).status_code == 200
    refused = await reader.put(
        f"{path}/races/{place[1]}/state", json={"version": 0, "state": "official"}
    )
    assert refused.status_code == 403
    assert (await timer.get("/api/events/999999/course")).status_code == 404
    nowhere = await timer.put(f"{path}/races/999999/state", json={"version": 0, "state": "live"})
    assert nowhere.status_code == 404
