"""Redis dies, hangs and comes back: nothing crashes, and everything heals by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from pydantic import SecretStr
from tests.redis_server import RedisServer
from tests.waiting import wait_until as eventually

from project88 import relay
from project88.db.listen import Note
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.relay import Relay
from project88.settings import RedisSettings, Settings

pytestmark = pytest.mark.long

NOW = 1_900_000_000_000
DAY = 86_400_000
PATIENCE_S = 15.0

NewUser = Callable[[], Awaitable[int]]


@pytest.fixture
def settings(own_redis: RedisServer) -> Settings:
    return Settings(redis=RedisSettings(url=SecretStr(own_redis.url)))


class Heard:
    """The payloads that one listening process was woken by."""

    def __init__(self, opened: Relay) -> None:
        self.notes: list[Note] = []
        self._task = asyncio.create_task(self._run(opened))

    async def _run(self, opened: Relay) -> None:
        async for note in opened.wakeups.listen(["live"]):
            self.notes.append(note)

    def has(self, payload: str) -> bool:
        return Note("live", payload) in self.notes

    async def stop(self) -> None:
        assert not self._task.done()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


@pytest.fixture
async def heard(opened: Relay) -> AsyncIterator[Heard]:
    made = Heard(opened)
    await eventually(lambda: len(made.notes) == 2)
    yield made
    await made.stop()


async def test_sign_in_says_that_it_cannot_now_and_heals(
    opened: Relay, own_redis: RedisServer, new_user: NewUser, capsys: pytest.CaptureFixture[str]
) -> None:
    user = await new_user()
    secret, _ = await opened.sessions.begin(user, {}, "", "", NOW, DAY)
    own_redis.end()
    for asked in (
        opened.sessions.find(secret, NOW),
        opened.sessions.begin(user, {}, "", "", NOW, DAY),
        opened.sessions.end_all(user),
        opened.limits.take("key", 1, 1, NOW),
    ):
        with pytest.raises(Unavailable, match="try again") as refused:
            await asked
        assert refused.value.status == 503
    assert await opened.redis() == "away"
    own_redis.start()
    assert await opened.redis() == "ok"
    # It keeps nothing on the disk here, so everybody signs in again.
    assert await opened.sessions.find(secret, NOW) is None
    again, begun = await opened.sessions.begin(user, {}, "", "", NOW, DAY)
    assert await opened.sessions.find(again, NOW) == begun
    said = capsys.readouterr().out
    # Once, however many asked in vain.
    assert (said.count("Redis does not answer"), said.count("Redis answers again")) == (1, 1)


async def test_a_restart_between_two_requests_is_not_noticed(
    opened: Relay, own_redis: RedisServer
) -> None:
    takes = [opened.limits.take(f"key {number}", 1, 1, NOW) for number in range(20)]
    assert all(await asyncio.gather(*takes))
    own_redis.end()
    own_redis.start()
    takes = [opened.limits.take(f"key {number}", 1, 1, NOW) for number in range(20)]
    assert all(await asyncio.gather(*takes))


async def test_a_redis_that_hangs_is_told_within_seconds(
    opened: Relay, own_redis: RedisServer
) -> None:
    assert await opened.limits.take("key", 1, 1, NOW)
    own_redis.freeze()
    async with asyncio.timeout(PATIENCE_S):
        assert await opened.redis() == "away"
        with pytest.raises(Unavailable):
            await opened.limits.take("other", 1, 1, NOW)
    own_redis.thaw()
    assert await opened.limits.take("third", 1, 1, NOW)
    assert await opened.redis() == "ok"


@pytest.mark.parametrize("how", ["killed", "frozen"])
async def test_wake_ups_go_round_a_redis_that_is_away(
    opened: Relay, own_redis: RedisServer, heard: Heard, how: str
) -> None:
    opened.wakeups.post("live", "before")
    await eventually(lambda: heard.has("before"))
    if how == "killed":
        own_redis.end()
    else:
        own_redis.freeze()
    loop = asyncio.get_running_loop()
    posted = loop.time()
    opened.wakeups.post("live", "while away")
    await eventually(lambda: heard.has("while away"))
    assert loop.time() - posted < 2


async def test_listening_begins_again_when_redis_is_back(
    opened: Relay, own_redis: RedisServer, heard: Heard
) -> None:
    own_redis.end()
    own_redis.start()
    # The consumer is told to look for itself: by both ways at first, and by Redis once more.
    await eventually(lambda: len(heard.notes) >= 3)
    with own_redis.client() as client:

        async def comes_through_redis() -> bool:
            client.publish("project88:0:live", "by Redis")
            await asyncio.sleep(0)
            return heard.has("by Redis")

        await eventually(comes_through_redis)


async def test_a_process_may_start_and_end_before_redis_does(
    pool: Pool, settings: Settings, own_redis: RedisServer
) -> None:
    own_redis.end()
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with relay.open(settings, pool) as opened:
        opened.wakeups.post("live", "into the dark")
        assert await opened.redis() == "away"
    assert loop.time() - began < 3


async def test_two_hubs_share_a_server_by_the_number_of_the_database(
    pool: Pool, own_redis: RedisServer, opened: Relay, heard: Heard, new_user: NewUser
) -> None:
    secret, begun = await opened.sessions.begin(await new_user(), {}, "", "", NOW, DAY)
    other = Settings(redis=RedisSettings(url=SecretStr(f"{own_redis.url}?db=1")))
    async with relay.open(other, pool) as elsewhere:
        assert await elsewhere.sessions.find(secret, NOW) is None
        assert await elsewhere.sessions.of_user(begun.user_id, NOW) == []
        elsewhere.wakeups.post("live", "of the other hub")
        opened.wakeups.post("live", "of this hub")
        await eventually(lambda: heard.has("of this hub"))
        assert not heard.has("of the other hub")
    assert await opened.sessions.find(secret, NOW) == begun


async def test_redis_holds_no_secret_and_forgets_by_itself(
    opened: Relay, own_redis: RedisServer, new_user: NewUser
) -> None:
    secret, _ = await opened.sessions.begin(await new_user(), {"a": 1}, "", "", NOW, DAY)
    await opened.limits.take("address 192.0.2.7", 1, 5, NOW)
    with own_redis.client() as client:
        keys = client.keys()
        assert len(keys) == 3
        assert all(0 < client.pttl(key) <= DAY for key in keys)
        kept = [client.dump(key) for key in keys]
    for word in (secret, "192.0.2.7"):
        assert word not in str(keys)
        assert word.encode() not in b"".join(kept)


async def test_the_password_of_redis_is_never_said(
    pool: Pool, own_redis: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    url = own_redis.url.replace("unix://", "unix://operator:swordfish@")
    async with relay.open(Settings(redis=RedisSettings(url=SecretStr(url))), pool) as opened:
        assert await opened.redis() == "away"
        with pytest.raises(Unavailable) as refused:
            await opened.limits.take("key", 1, 1, NOW)
    said = capsys.readouterr()
    told = f"{refused.value} {refused.value.sentence} {refused.value.detail}"
    assert "swordfish" not in said.out + said.err + told
