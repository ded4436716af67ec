"""Sessions as hashes that Redis forgets by itself, and a list of ids for each person.

A fact is a field of its own, so that changing one never overwrites another. The time to live is
there to clean up; whether a session has ended is decided by its own times, with the caller's clock,
as on PostgreSQL.
"""

from collections.abc import Iterator, Sequence

import msgspec

from project88.relay.in_redis.link import Link, Value
from project88.relay.sessions import (
    LONGEST_AGENT,
    SEEN_EVERY_MS,
    Facts,
    Key,
    Scalar,
    SignedIn,
    new_secret,
)

_FACT = "fact:"


class RedisSessions:
    """`Sessions` on Redis."""

    def __init__(self, link: Link, idle_ms: int) -> None:
        self._link = link
        self._idle_ms = idle_ms

    async def begin(  # noqa: PLR0913, PLR0917 -- as `Sessions`
        self,
        user_id: int,
        facts: Facts,
        address: str,
        user_agent: str,
        now_ms: int,
        lasts_ms: int,
    ) -> tuple[str, SignedIn]:
        secret, key = new_secret()
        agent = user_agent[:LONGEST_AGENT].replace("\0", "")
        session = SignedIn(
            key.id, user_id, dict(facts), address, agent, now_ms, now_ms, now_ms + lasts_ms
        )
        life: list[str | bytes | int] = [
            min(lasts_ms, self._idle_ms),
            lasts_ms,
            self._sessions,
            key.id,
        ]
        keys = [f"session:{key.id}", _list_of(user_id)]
        await self._link.run("begin", keys, [*life, *_fields(session, key)])
        return secret, session

    async def find(self, secret: str, now_ms: int) -> SignedIn | None:
        key = Key.of(secret)
        if key is None:
            return None
        wanted: list[Value] = [key.hash.hex(), now_ms, self._idle_ms, SEEN_EVERY_MS]
        fields: list[bytes] = await self._link.run("find", [f"session:{key.id}"], wanted)
        return _session(key.id, fields) if fields else None

    async def change(self, session_id: str, facts: Facts) -> bool:
        changed = await self._link.run("change", [f"session:{session_id}"], list(_told(facts)))
        return bool(changed)

    async def of_user(self, user_id: int, now_ms: int) -> list[SignedIn]:
        rows: list[tuple[bytes, list[bytes]]] = await self._link.run(
            "of_user", [_list_of(user_id)], [self._sessions]
        )
        sessions = [_session(session_id.decode(), fields) for session_id, fields in rows]
        alive = [one for one in sessions if self._lives(one, now_ms)]
        return sorted(alive, key=lambda one: (-one.seen_ms, one.id))

    async def end(self, user_id: int, session_id: str) -> bool:
        keys = [f"session:{session_id}", _list_of(user_id)]
        return bool(await self._link.run("end", keys, [user_id, session_id]))

    async def end_all(self, user_id: int, except_id: str | None = None) -> int:
        ended: int = await self._link.run(
            "end_all", [_list_of(user_id)], [self._sessions, except_id or ""]
        )
        return ended

    @property
    def _sessions(self) -> str:
        return f"{self._link.prefix}session:"

    def _lives(self, session: SignedIn, now_ms: int) -> bool:
        return now_ms < session.expires_ms and now_ms - session.seen_ms < self._idle_ms


def _list_of(user_id: int) -> str:
    return f"sessions_of:{user_id}"


def _fields(session: SignedIn, key: Key) -> Iterator[Value]:
    yield from ("secret", key.hash.hex(), "user_id", session.user_id)
    yield from ("address", session.address, "user_agent", session.user_agent)
    yield from ("created_ms", session.created_ms, "seen_ms", session.seen_ms)
    yield from ("expires_ms", session.expires_ms)
    yield from _told(session.facts)


def _told(facts: Facts) -> Iterator[Value]:
    for name, value in facts.items():
        yield _FACT + name
        yield msgspec.json.encode(value)


def _session(session_id: str, fields: Sequence[bytes]) -> SignedIn:
    kept = {name.decode(): value for name, value in zip(fields[::2], fields[1::2], strict=True)}
    facts: dict[str, Scalar] = {
        name.removeprefix(_FACT): msgspec.json.decode(value, type=Scalar)
        for name, value in kept.items()
        if name.startswith(_FACT)
    }
    return SignedIn(
        id=session_id,
        user_id=int(kept["user_id"]),
        facts=facts,
        address=kept["address"].decode(),
        user_agent=kept["user_agent"].decode(),
        created_ms=int(kept["created_ms"]),
        seen_ms=int(kept["seen_ms"]),
        expires_ms=int(kept["expires_ms"]),
    )
