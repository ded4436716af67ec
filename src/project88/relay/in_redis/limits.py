"""Buckets of tries as small hashes; one script takes a try, and full buckets are forgotten."""

from project88.relay.in_redis.link import Link
from project88.relay.limits import hashed, require_sensible


class RedisLimits:
    """`Limits` on Redis."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def take(self, key: str, per_minute: float, burst: int, now_ms: int) -> bool:
        require_sensible(per_minute, burst)
        bucket = [f"limit:{hashed(key)}"]
        return bool(await self._link.run("take", bucket, [str(per_minute), burst, now_ms]))
