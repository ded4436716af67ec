"""Display sessions over HTTP: an operator's workspace, made, changed, copied, put away."""

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.displays.conftest import Opening, SignIn


async def test_a_session_has_its_event_s_name_and_its_usual_look(opened: "Opening") -> None:
    made = await opened()
    assert (made["name"], made["event"], made["mode"]) == (
        "Harbour Mile",
        "Harbour Mile",
        "results",
    )
    assert (made["template"], made["unknown_tags"], made["state"]) == ("standard", "hidden", "open")
    assert made["settings"] == {
        "show_ms": 5000, "language": None, "calm": False, "idle_after_ms": None,
    }  # fmt: skip
    assert (made["mine"], made["version"], made["timing_sessions"]) == (True, 1, [])


async def test_what_is_told_is_kept(
    operator: httpx.AsyncClient, opened: "Opening", session: int
) -> None:
    made = await opened(
        name="  Big   wall ",
        mode="pre_race",
        template="wall",
        timing_session_ids=[session, session],
        unknown_tags="shown",
        messages=["Well  run!", "  "],
        settings={"show_ms": 3000, "language": "de", "calm": True, "idle_after_ms": 20_000},
    )
    assert made["name"] == "Big wall"
    assert made["messages"] == ["Well run!"]
    assert [one["id"] for one in made["timing_sessions"]] == [session]
    assert (await operator.get(f"/api/sessions/{made['id']}")).json() == made


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 101},
        {"name": "a\0b"},
        {"mode": "x"},
        {"template": "fireworks"},
        {"unknown_tags": "perhaps"},
        {"messages": ["x" * 201]},
        {"messages": ["x"] * 201},
        {"messages": ["a\0b"]},
        {"settings": {"show_ms": 999}},
        {"settings": {"show_ms": 60_001}},
        {"settings": {"language": "fr"}},
        {"settings": {"idle_after_ms": 0}},
        {"settings": {"colour": "red"}},
        {"settings": 5},
        {"race_ids": [0]},
        {"race_ids": [2**31]},
        {"race_ids": [1] * 101},
        {"race_ids": [999_999]},
        {"nonsense": 1},
    ],
)
async def test_what_is_out_of_bounds_is_refused_when_made_and_when_changed(
    operator: httpx.AsyncClient, opened: "Opening", event: int, fields: dict[str, object]
) -> None:
    made = await opened()
    new = await operator.post("/api/sessions/create", json={"event_id": event, **fields})
    path = f"/api/sessions/{made['id']}"
    changed = await operator.patch(path, json={"version": 1, **fields})
    assert (new.status_code, changed.status_code) == (422, 422), (new.text, changed.text)
    assert (await operator.get(path)).json() == made


async def test_an_event_or_timing_session_that_is_not_there_opens_nothing(
    operator: httpx.AsyncClient, event: int, rival_session: int
) -> None:
    for body in (
        {"event_id": event + 99},
        {"event_id": event, "timing_session_ids": [rival_session]},
    ):
        assert (await operator.post("/api/sessions/create", json=body)).status_code == 404
    too_many = {"event_id": event, "timing_session_ids": list(range(1, 18))}
    assert (await operator.post("/api/sessions/create", json=too_many)).status_code == 422
    assert (await operator.get("/api/sessions")).json()["items"] == []


async def test_only_races_of_the_event_can_be_its_scope(
    operator: httpx.AsyncClient, opened: "Opening", pool: Pool, partner: int, event: int
) -> None:
    async with pool.partner(partner) as connection:
        race = await connection.fetchval(
            "insert into normalized_races (timing_partner_id, event_id, name) "
            "values ($1, $2, '5K') returning id",
            partner,
            event,
        )
    made = await opened(race_ids=[race, race])
    assert made["race_ids"] == [race]
    path = f"/api/sessions/{made['id']}"
    wrong = await operator.patch(path, json={"version": 1, "race_ids": [race, race + 1]})
    assert wrong.json()["code"] == "no_such_race"
    everyone = await operator.patch(path, json={"version": 1, "race_ids": []})
    assert everyone.json()["race_ids"] == []


async def test_a_change_from_an_old_version_is_stale_and_changes_nothing(
    operator: httpx.AsyncClient, opened: "Opening"
) -> None:
    path = f"/api/sessions/{(await opened())['id']}"
    first = await operator.patch(path, json={"version": 1, "template": "wall"})
    assert first.json()["version"] == 2
    late = await operator.patch(path, json={"version": 1, "template": "spotlight"})
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    assert (await operator.get(path)).json() == first.json()


async def test_what_is_left_out_of_a_change_stays(
    operator: httpx.AsyncClient, opened: "Opening"
) -> None:
    made = await opened(messages=["Well run!"], settings={"calm": True}, template="wall")
    path = f"/api/sessions/{made['id']}"
    changed = (await operator.patch(path, json={"version": 1, "name": "Finish"})).json()
    assert changed["name"] == "Finish"
    for kept in ("messages", "settings", "template", "mode", "race_ids", "unknown_tags"):
        assert changed[kept] == made[kept]


async def test_work_that_is_no_change_of_its_fields_makes_nobody_stale(
    operator: httpx.AsyncClient, opened: "Opening"
) -> None:
    path = f"/api/sessions/{(await opened())['id']}"
    for action in ("clear-queue", "archive", "restore", "take-over"):
        assert (await operator.post(f"{path}/{action}")).json()["version"] == 1
    assert (await operator.patch(path, json={"version": 1, "name": "x"})).status_code == 200


async def test_clearing_the_queue_says_from_when(
    operator: httpx.AsyncClient, opened: "Opening", clock: Any
) -> None:
    made = await opened()
    assert made["queue_cleared_at"] is None
    clock.ms += 60_000
    cleared = (await operator.post(f"/api/sessions/{made['id']}/clear-queue")).json()
    assert cleared["queue_cleared_at"] == cleared["last_used_at"] > made["last_used_at"]


async def test_a_copy_shows_the_same_and_has_neither_links_nor_people(
    operator: httpx.AsyncClient, other: Any, opened: "Opening", session: int
) -> None:
    made = await opened(
        name="x" * 100, template="wall", messages=["Well run!"], timing_session_ids=[session],
        settings={"calm": True},
    )  # fmt: skip
    path = f"/api/sessions/{made['id']}"
    await operator.put(path + "/people", json={"user_ids": [other.user_id]})
    await operator.post("/api/display/generate-url", json={"display_session_id": made["id"]})
    copied = await other.post(path + "/clone", json={})
    assert copied.status_code == 201
    copy = copied.json()
    assert copy["id"] != made["id"]
    assert copy["name"] == "x" * 93 + " (copy)"
    same = ("template", "messages", "settings", "race_ids", "mode", "event_id", "unknown_tags")
    assert {name: copy[name] for name in same} == {name: made[name] for name in same}
    assert [one["id"] for one in copy["timing_sessions"]] == [session]
    assert (copy["people"], copy["links"], copy["mine"]) == ([], 0, True)
    assert (await operator.get(f"/api/sessions/{copy['id']}")).status_code == 404
    named = await operator.post(path + "/clone", json={"name": "Second arch"})
    assert named.json()["name"] == "Second arch"


async def test_an_archived_session_is_only_looked_at_copied_and_restored(
    operator: httpx.AsyncClient, opened: "Opening"
) -> None:
    made = await opened()
    path = f"/api/sessions/{made['id']}"
    archived = (await operator.post(path + "/archive")).json()
    assert archived["state"] == "archived"
    assert archived["archived_at"]
    for answer in (
        await operator.patch(path, json={"version": 1, "name": "x"}),
        await operator.post(path + "/clear-queue"),
        await operator.post("/api/display/generate-url", json={"display_session_id": made["id"]}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "archived")
    assert (await operator.post(path + "/archive")).json() == archived
    assert (await operator.post(path + "/clone", json={})).json()["state"] == "open"
    restored = (await operator.post(path + "/restore")).json()
    assert (restored["state"], restored["archived_at"]) == ("open", None)


async def test_the_list_has_pages_and_filters(
    operator: httpx.AsyncClient, opened: "Opening", event: int
) -> None:
    numbers = [(await opened(name=f"Screen {n}"))["id"] for n in range(5)]
    await operator.post(f"/api/sessions/{numbers[0]}/archive")
    first = (await operator.get("/api/sessions?limit=2")).json()
    assert [one["id"] for one in first["items"]] == [numbers[4], numbers[3]]
    rest = (await operator.get(f"/api/sessions?limit=3&after={first['after']}")).json()
    assert [one["id"] for one in rest["items"]] == [numbers[2], numbers[1], numbers[0]]
    assert rest["after"] is None
    gone = (await operator.get("/api/sessions?state=archived")).json()["items"]
    assert [one["id"] for one in gone] == [numbers[0]]
    assert (await operator.get(f"/api/sessions?event_id={event + 1}")).json()["items"] == []
    for wrong in ("limit=0", "limit=501", "after=0", "state=x", f"event_id={2**31}"):
        assert (await operator.get(f"/api/sessions?{wrong}")).status_code == 422, wrong


@pytest.mark.parametrize("role", [Role.ANNOUNCER, Role.READ_ONLY, Role.VOLUNTEER])
async def test_who_may_not_run_displays_has_no_display_sessions(
    sign_in: "SignIn", opened: "Opening", event: int, role: Role
) -> None:
    made, reader = await opened(), await sign_in(role)
    for answer in (
        await reader.get("/api/sessions"),
        await reader.get(f"/api/sessions/{made['id']}"),
        await reader.post("/api/sessions/create", json={"event_id": event}),
        await reader.post("/api/display/generate-url", json={"display_session_id": made["id"]}),
        await reader.get("/api/sessions/sharers"),
    ):
        assert answer.status_code == 403


async def test_a_key_works_in_sessions_that_nobody_owns(
    with_key: "SignIn", operator: httpx.AsyncClient, opened: "Opening", event: int
) -> None:
    theirs = await opened()
    program = await with_key({Permission.DISPLAYS_RUN})
    answer = await program.post("/api/sessions/create", json={"event_id": event})
    made = answer.json()
    assert (made["owner"], made["mine"]) == (None, True)
    assert [one["id"] for one in (await program.get("/api/sessions")).json()["items"]] == [
        made["id"]
    ]
    assert (await program.get(f"/api/sessions/{theirs['id']}")).status_code == 404
    assert (await operator.get(f"/api/sessions/{made['id']}")).status_code == 404
    refused = await program.post(f"/api/sessions/{made['id']}/take-over")
    assert refused.status_code == 403
    mighty = await with_key({Permission.DISPLAYS_RUN, Permission.DISPLAYS_MANAGE})
    assert (await mighty.get(f"/api/sessions/{theirs['id']}")).json()["mine"] is False


async def test_a_wrong_field_with_the_name_of_a_part_of_ours_is_told_as_the_caller_s(
    operator: httpx.AsyncClient, event: int
) -> None:
    """The framework hands in our own `settings`, and took this for a fault of them."""
    body = {"event_id": event, "settings": {"colour": "red"}}
    answer = await operator.post("/api/sessions/create", json=body)
    assert answer.status_code == 422
    assert answer.json()["fields"] == [
        {"field": "settings.colour", "message": "There is no such field."}
    ]
