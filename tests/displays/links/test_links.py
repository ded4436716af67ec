"""Links over HTTP: given out, listed, extended, taken back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from project88.db.pool import Pool
from project88.displays.links import store

if TYPE_CHECKING:
    from tests.displays.conftest import Opening

GENERATE = "/api/display/generate-url"
HOUR = timedelta(hours=1)


def at(told: str) -> datetime:
    return datetime.fromisoformat(told)


async def test_a_link_opens_its_session_on_any_machine_for_a_day(
    operator: httpx.AsyncClient, hub: Callable[..., httpx.AsyncClient], opened: "Opening"
) -> None:
    made = await opened(name="Finish arch", mode="pre_race")
    answer = await operator.post(
        GENERATE, json={"display_session_id": made["id"], "label": " Big  wall "}
    )
    assert answer.status_code == 201, answer.text
    link = answer.json()
    assert link["url"] == f"https://hub.test/display/{link['id']}"
    assert link["qr"].startswith("<svg")
    assert (link["label"], link["state"], link["opens_at"]) == ("Big wall", "open", None)
    assert at(link["expires_at"]) - at(link["created_at"]) == 24 * HOUR
    facts = (await hub("198.51.100.77").get(f"/api/display/{link['id'].lower()}")).json()
    assert (facts["name"], facts["mode"]) == ("Finish arch", "pre_race")
    listed = await operator.get(f"/api/sessions/{made['id']}/links")
    assert listed.json() == {"items": [link], "after": None}
    assert (await operator.get(f"/api/sessions/{made['id']}")).json()["links"] == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"hours": 0.99}, "input"),
        ({"hours": 720.1}, "input"),
        ({"hours": "x"}, "input"),
        ({"until": "christmas"}, "input"),
        ({"label": "x" * 101}, "input"),
        ({"label": "a\0"}, "input"),
        ({"opens_at": "soon"}, "input"),
        ({"opens_at": "0001-01-01T00:00:00Z"}, "instant"),
        ({"opens_at": "2999-01-01T00:00:00Z", "hours": 5}, "too_long"),
        ({"opens_at": "2999-01-01T00:00:00Z", "until": "event_end"}, "opens_too_late"),
        ({"hours": 5, "until": "event_end"}, "one_of"),
        ({"colour": "red"}, "input"),
    ],
)
async def test_what_is_out_of_bounds_is_refused_when_given_out_and_when_changed(
    operator: httpx.AsyncClient, opened: "Opening", fields: dict[str, object], code: str
) -> None:
    session = (await opened())["id"]
    new = await operator.post(GENERATE, json={"display_session_id": session, **fields})
    assert (new.status_code, new.json()["code"]) == (422, code), new.text
    link = (await operator.post(GENERATE, json={"display_session_id": session})).json()
    changed = await operator.patch(f"/api/display-links/{link['id']}", json=fields)
    assert (changed.status_code, changed.json()["code"]) == (422, code), changed.text
    assert (await operator.get(f"/api/sessions/{session}/links")).json()["items"] == [link]


async def test_one_of_two_is_named(
    operator: httpx.AsyncClient, opened: "Opening", session: int, event: int
) -> None:
    made = (await opened())["id"]
    for body in (
        {},
        {"display_session_id": made, "timing_session_id": session},
        {"display_session_id": made, "event_id": event},
    ):
        assert (await operator.post(GENERATE, json=body)).json()["code"] == "one_of"
    for body in ({"display_session_id": made + 1}, {"timing_session_id": session + 999}):
        assert (await operator.post(GENERATE, json=body)).status_code == 404


async def test_a_link_to_a_timing_session_opens_a_display_session_for_it(
    operator: httpx.AsyncClient, session: int, event: int
) -> None:
    link = (await operator.post(GENERATE, json={"timing_session_id": session})).json()
    made = (await operator.get(f"/api/sessions/{link['display_session_id']}")).json()
    assert (made["name"], made["event_id"], made["mine"]) == ("Harbour Mile", event, True)
    assert [one["id"] for one in made["timing_sessions"]] == [session]
    named = {"timing_session_id": session, "event_id": event, "label": "Arch"}
    other = (await operator.post(GENERATE, json=named)).json()
    assert other["display_session_id"] != link["display_session_id"]
    assert (await operator.get(f"/api/sessions/{other['display_session_id']}")).json()[
        "name"
    ] == "Arch"
    wrong = {"timing_session_id": session, "event_id": event + 99}
    assert (await operator.post(GENERATE, json=wrong)).status_code == 404


async def test_a_link_until_the_event_s_end_needs_an_event(
    operator: httpx.AsyncClient, opened: "Opening", pool: Pool, partner: int, session: int
) -> None:
    made = (await opened())["id"]
    link = await operator.post(GENERATE, json={"display_session_id": made, "until": "event_end"})
    assert at(link.json()["expires_at"]).minute == 0
    async with pool.partner(partner) as connection:
        await connection.execute("update timing_sessions set event_id = null")
    body = {"timing_session_id": session, "until": "event_end"}
    refused = await operator.post(GENERATE, json=body)
    assert refused.json()["code"] == "no_event"
    assert len((await operator.get("/api/sessions")).json()["items"]) == 1


async def test_a_link_waits_for_its_opening(
    operator: httpx.AsyncClient, hub: Callable[..., httpx.AsyncClient], opened: "Opening",
    clock: Any,
) -> None:  # fmt: skip
    session = (await opened())["id"]
    opens = datetime.fromtimestamp(clock.ms / 1000 + 3600).astimezone()
    body = {"display_session_id": session, "opens_at": opens.isoformat(), "hours": 2}
    link = (await operator.post(GENERATE, json=body)).json()
    assert link["state"] == "waiting"
    assert at(link["expires_at"]) - at(link["opens_at"]) == 2 * HOUR
    assert (await hub().get(f"/api/display/{link['id']}")).json()["state"] == "waiting"
    clock.ms += 3_600_000
    assert (await hub().get(f"/api/display/{link['id']}")).json()["state"] == "open"
    path = f"/api/display-links/{link['id']}"
    relabelled = (await operator.patch(path, json={"label": "Arch"})).json()
    kept = ("expires_at", "opens_at")
    assert {name: relabelled[name] for name in kept} == {name: link[name] for name in kept}
    at_once = (await operator.patch(path, json={"opens_at": None})).json()
    assert (at_once["opens_at"], at_once["state"]) == (None, "open")


async def test_a_revoked_link_is_gone_for_good(
    operator: httpx.AsyncClient, hub: Callable[..., httpx.AsyncClient], opened: "Opening"
) -> None:
    session = (await opened())["id"]
    link = (await operator.post(GENERATE, json={"display_session_id": session})).json()
    path = f"/api/display-links/{link['id']}"
    assert (await operator.delete(path.lower())).status_code == 204
    assert (await operator.delete(path)).json()["code"] == "no_display_link"
    assert (await operator.patch(path, json={"hours": 5})).json()["code"] == "revoked"
    assert (await hub().get(f"/api/display/{link['id']}")).status_code == 404
    assert (await operator.get(f"/api/sessions/{session}/links")).json()["items"] == []
    [kept] = (await operator.get(f"/api/sessions/{session}/links?which=all")).json()["items"]
    assert (kept["id"], kept["state"]) == (link["id"], "revoked")


@pytest.mark.parametrize("text", ["ZZZZZZZZ", "x", "0OIL0OIL", "%00", "ß"])
async def test_what_is_no_link_is_not_found(operator: httpx.AsyncClient, text: str) -> None:
    for answer in (
        await operator.delete(f"/api/display-links/{text}"),
        await operator.patch(f"/api/display-links/{text}", json={"hours": 5}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "no_display_link")


async def test_links_come_in_pages(operator: httpx.AsyncClient, opened: "Opening") -> None:
    session = (await opened())["id"]
    body = {"display_session_id": session}
    made = {(await operator.post(GENERATE, json=body)).json()["id"] for _ in range(5)}
    seen: list[str] = []
    after = ""
    while True:
        page = (await operator.get(f"/api/sessions/{session}/links?limit=2{after}")).json()
        seen += [one["id"] for one in page["items"]]
        if page["after"] is None:
            break
        after = f"&after={page['after']}"
    assert len(seen) == 5
    assert set(seen) == made
    for wrong in ("limit=0", "limit=101", "after=x", "after=ABCDEFGHJ", "which=x"):
        assert (await operator.get(f"/api/sessions/{session}/links?{wrong}")).status_code == 422


async def test_a_link_says_how_many_look_and_when_one_was_heard_last(
    operator: httpx.AsyncClient, opened: "Opening", pool: Pool, partner: int
) -> None:
    session = (await opened())["id"]
    link = (await operator.post(GENERATE, json={"display_session_id": session})).json()
    async with pool.partner(partner) as connection:
        for number, state in ((1, "up"), (2, "up"), (3, "down")):
            await connection.execute(
                "with screen as (insert into screens (timing_partner_id, number, name, key_hash, "
                "code, link_id) values ($1, $2, 'Screen', int4send($2), 'ABCDEFG' || ($2 + 1)::text, "
                "$3) returning id) insert into screen_reports (screen_id, timing_partner_id, state, "
                "seen_at) select id, $1, $4, '2026-06-27T10:00:00Z' from screen",
                partner, number, link["id"], state,
            )  # fmt: skip
    [seen] = (await operator.get(f"/api/sessions/{session}/links")).json()["items"]
    assert (seen["viewers"], seen["last_seen_at"]) == (2, "2026-06-27T10:00:00Z")
    shown = (await operator.get(f"/api/sessions/{session}")).json()
    assert (shown["viewers"], shown["screens"], shown["screens_down"]) == (2, 2, 1)
    # A screen whose link works no more is not missed.
    await operator.delete(f"/api/display-links/{link['id']}")
    shown = (await operator.get(f"/api/sessions/{session}")).json()
    assert (shown["links"], shown["screens_down"]) == (0, 0)


async def test_an_address_that_is_taken_is_drawn_again_and_bad_luck_has_an_end(
    operator: httpx.AsyncClient, opened: "Opening", monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = ["TAKEN234", "TAKEN234", "TAKEN234", "FREE2345", *["TAKEN234"] * 20]
    monkeypatch.setattr(store, "new_address", lambda: drawn.pop(0))
    body = {"display_session_id": (await opened())["id"]}
    made = [await operator.post(GENERATE, json=body) for _ in range(3)]
    assert [one.status_code for one in made] == [201, 201, 409]
    assert [one.json()["id"] for one in made[:2]] == ["TAKEN234", "FREE2345"]
    assert made[2].json()["code"] == "no_address"


async def test_the_log_tells_of_links_and_not_their_addresses(
    operator: httpx.AsyncClient, manager: httpx.AsyncClient, opened: "Opening"
) -> None:
    body = {"display_session_id": (await opened())["id"], "label": "Arch"}
    link = (await operator.post(GENERATE, json=body)).json()
    path = f"/api/display-links/{link['id']}"
    await operator.patch(path, json={"hours": 48})
    await operator.delete(path)
    answer = await manager.get("/api/audit?subject=display+link")
    entries = answer.json()["entries"]
    assert [one["action"] for one in entries] == ["revoked", "changed", "gave out"]
    assert link["id"] not in answer.text
