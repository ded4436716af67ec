"""Delivering: signed, once if all goes well, again if not, and never for what did not happen."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from project88.accounts.roles import Role
from project88.accounts.webhooks import Kind, announce
from project88.accounts.webhooks.carrying import GIVEN_UP_BEFORE_PAUSE, Courier, forget
from project88.db.pool import Pool
from project88.settings import WebhookSettings

if TYPE_CHECKING:
    from tests.conftest import Clock, SignIn


DATA = {"participants": [7], "by": "Ada"}


async def carry(courier: Courier) -> int:
    """Tries what is due; how much it was."""
    taken = await courier.take(32)
    for delivery in taken:
        await courier.deliver(delivery)
    return len(taken)


@pytest.fixture
async def owner(sign_in: "SignIn") -> Any:
    return await sign_in(Role.OWNER)


@pytest.fixture
async def made(owner: Any, receiver: Any) -> Any:
    """A webhook of the receiver, as the API told it."""
    wanted = {"url": receiver.url, "kinds": ["roster.changed", "event.changed"], "note": "Site"}
    answer = await owner.post("/api/webhooks", json=wanted)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def told(pool: Pool, partner: int, kind: Kind = Kind.ROSTER_CHANGED) -> int:
    async with pool.partner(partner) as connection:
        return await announce(connection, kind, 12, DATA)


async def log_of(owner: Any, made: Any) -> Any:
    path = f"/api/webhooks/{made['webhook']['id']}/deliveries"
    return (await owner.get(path)).json()["deliveries"]


async def test_a_message_arrives_signed(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any, owner: Any, clock: "Clock"
) -> None:
    assert await told(pool, partner) == 1
    assert await carry(await courier()) == 1
    [request] = receiver.requests
    assert request.line == "POST /hooks?from=hub HTTP/1.1"
    assert request.headers["host"] == f"127.0.0.1:{receiver.port}"
    body = json.loads(request.body)
    assert (body["kind"], body["partner"], body["event_id"]) == ("roster.changed", "polder", 12)
    assert body["data"] == DATA
    assert list(body) == ["id", "kind", "made_at", "partner", "event_id", "data"]
    parts = dict(part.split("=") for part in request.headers["project88-signature"].split(","))
    assert int(parts["t"]) == clock.ms // 1000
    signed = hmac.new(
        made["secret"].encode(), f"{parts['t']}.".encode() + request.body, hashlib.sha256
    )
    assert parts["v1"] == signed.hexdigest()
    [delivery] = await log_of(owner, made)
    assert (delivery["state"], delivery["status"], delivery["answer"]) == ("delivered", 200, "ok")
    assert await carry(await courier()) == 0


async def test_nothing_is_told_of_what_was_rolled_back(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any
) -> None:
    async def break_off() -> None:
        async with pool.partner(partner) as connection:
            await announce(connection, Kind.ROSTER_CHANGED, 12, DATA)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await break_off()
    assert await carry(await courier()) == 0


async def test_only_who_asked_for_a_kind_hears_of_it(pool: Pool, partner: int, made: Any) -> None:
    assert await told(pool, partner, Kind.EVENT_CHANGED) == 1
    assert await told(pool, partner, Kind.SENDER_SILENT) == 0


async def test_another_partner_hears_nothing(pool: Pool, made: Any) -> None:
    async with pool.hub("another partner for a test") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('fjord', 'Fjord') returning id"
        )
    assert await told(pool, other) == 0


async def test_a_failure_is_tried_again_later_and_then_given_up(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any, owner: Any, clock: "Clock"
) -> None:
    for _ in range(3):
        receiver.will_answer(500, "broken")
    await told(pool, partner)
    carrier = await courier()
    waits = []
    for tries in (1, 2, 3):
        assert await carry(carrier) == 1
        assert await carry(carrier) == 0, "not before its time"
        [delivery] = await log_of(owner, made)
        assert (delivery["tries"], delivery["status"]) == (tries, 500)
        if tries < 3:
            due = datetime.fromisoformat(delivery["next_try_at"])
            waits.append(due - datetime.fromtimestamp(clock.ms / 1000, UTC))
            clock.ms = int(due.timestamp() * 1000) + 1
    assert timedelta(seconds=8) <= waits[0] <= timedelta(seconds=12)
    assert timedelta(seconds=24) <= waits[1] <= timedelta(seconds=36)
    assert (delivery["state"], delivery["next_try_at"]) == ("given_up", None)
    assert {request.body for request in receiver.requests} == {receiver.requests[0].body}
    signatures = {request.headers["project88-signature"] for request in receiver.requests}
    assert len(signatures) == 3, "each try is signed with its own time"


async def test_a_receiver_that_says_gone_is_not_asked_again(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any, owner: Any
) -> None:
    receiver.will_answer(410)
    await told(pool, partner)
    await carry(await courier())
    assert (await log_of(owner, made))[0]["state"] == "given_up"


async def test_redirects_are_not_followed(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any, owner: Any
) -> None:
    receiver.will_answer(302, location=receiver.url)
    await told(pool, partner)
    await carry(await courier())
    [delivery] = await log_of(owner, made)
    assert (delivery["state"], delivery["status"]) == ("waiting", 302)
    assert len(receiver.requests) == 1


async def test_a_receiver_that_keeps_silent_is_cut_off(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any, owner: Any
) -> None:
    receiver.silent = True
    await told(pool, partner)
    await carry(await courier(WebhookSettings(allow_private=True, timeout_s=0.2)))
    [delivery] = await log_of(owner, made)
    assert "No answer within 0.2 seconds" in delivery["error"]


async def test_a_receiver_that_is_not_there_is_told_in_words(
    pool: Pool, partner: int, owner: Any, receiver: Any, courier: Any
) -> None:
    nowhere = {"url": "http://127.0.0.1:9/hook", "kinds": ["roster.changed"]}
    made = (await owner.post("/api/webhooks", json=nowhere)).json()
    await told(pool, partner)
    await carry(await courier())
    [delivery] = await log_of(owner, made)
    assert delivery["error"].startswith("No connection")


async def test_a_webhook_that_fails_for_long_is_paused_and_the_log_says_why(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any, owner: Any
) -> None:
    carrier = await courier(WebhookSettings(allow_private=True, tries=1))
    for number in range(GIVEN_UP_BEFORE_PAUSE):
        assert (await owner.get("/api/webhooks")).json()["webhooks"][0]["state"] == "enabled"
        receiver.will_answer(500)
        await told(pool, partner)
        assert await carry(carrier) == 1, number
    assert (await owner.get("/api/webhooks")).json()["webhooks"][0]["state"] == "paused"
    assert await told(pool, partner) == 0
    entries = (await owner.get("/api/audit", params={"subject": "webhook"})).json()["entries"]
    assert [(one["action"], one["who"]["kind"]) for one in entries[:2]] == [
        ("paused", "process"),
        ("changed", "process"),
    ]
    assert "5 deliveries in a row" in entries[0]["reason"]


async def test_of_two_workers_one_takes_a_delivery(
    pool: Pool, partner: int, made: Any, courier: Any
) -> None:
    await told(pool, partner)
    first, second = await courier(), await courier()
    assert len(await first.take(32)) == 1
    assert await second.take(32) == []


async def test_what_a_dead_worker_had_taken_is_tried_by_another(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any, clock: "Clock"
) -> None:
    await told(pool, partner)
    dead, other = await courier(), await courier()
    assert len(await dead.take(32)) == 1
    clock.ms += 40_000
    assert await carry(other) == 1
    assert len(receiver.requests) == 1


async def test_one_webhook_leaves_room_for_the_others(
    pool: Pool, partner: int, made: Any, owner: Any, courier: Any
) -> None:
    for _ in range(10):
        await told(pool, partner)
    another = {"url": "http://127.0.0.1:9/hook", "kinds": ["roster.changed"]}
    await owner.post("/api/webhooks", json=another)
    await told(pool, partner)
    taken = await (await courier()).take(32)
    assert sorted(one.webhook_id for one in taken) == [made["webhook"]["id"]] * 4 + [
        max(one.webhook_id for one in taken)
    ]
    busy = {made["webhook"]["id"]}
    assert await (await courier()).take(32, busy) == []


async def test_old_deliveries_are_forgotten(
    pool: Pool, partner: int, made: Any, owner: Any, clock: "Clock"
) -> None:
    await told(pool, partner)
    assert await forget(pool, clock.ms) == 0
    assert await forget(pool, clock.ms + 31 * 24 * 3600 * 1000) == 1
    assert await log_of(owner, made) == []


async def test_nothing_goes_to_this_machine_without_the_setting(
    pool: Pool, partner: int, made: Any, receiver: Any, courier: Any, owner: Any
) -> None:
    await told(pool, partner)
    await carry(await courier(WebhookSettings()))
    assert receiver.requests == []
    [delivery] = await log_of(owner, made)
    assert "https" in delivery["error"]
