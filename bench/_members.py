"""Members of all partners at their screens, as a process of its own: each asks at its own pace, over one connection.

As little as can be is done per request (one write, one read of the answer), because the measured process shares the
machine. A member never asks faster to make up for a late answer: that would be another load.
"""

import asyncio
import itertools
import json
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection

import msgspec

from _people import Member
from _requests import BEFORE, Group, Request, filled, path_of
from project88.accounts.sign_in.cookies import csrf_of

SLOWEST_S = 30.0


class Told(msgspec.Struct):
    """What the load saw: seconds by route, and what was not answered with 2xx."""

    seconds: dict[str, list[float]]
    failures: list[str]


def load(  # noqa: PLR0913, PLR0917 -- the process's whole task
    told: Connection,
    port: int,
    members: Sequence[Member],
    groups: Sequence[Group],
    seconds: float,
    rate: float,
) -> None:
    """Ask for so long, so often a second in all; sends a `Told`."""
    told.send(asyncio.run(_load(port, members, groups, seconds, rate)))


async def _load(
    port: int, members: Sequence[Member], groups: Sequence[Group], seconds: float, rate: float
) -> Told:
    seen = Told(defaultdict(list), [])
    lines = [await _Line.open(port, member) for member in members]
    for line in lines:
        for request in BEFORE:
            await line.ask(request, Told(defaultdict(list), seen.failures))
    begin = asyncio.get_running_loop().time()
    async with asyncio.TaskGroup() as group:
        for number, line in enumerate(lines):
            start = begin + number / rate
            group.create_task(_work(line, groups, start, len(lines) / rate, begin + seconds, seen))
    for line in lines:
        line.close()
    return Told(dict(seen.seconds), seen.failures)


async def _work(  # noqa: PLR0913, PLR0917 -- who asks what, from when, how often, until when
    line: "_Line", groups: Sequence[Group], due: float, each: float, until: float, seen: Told
) -> None:
    loop = asyncio.get_running_loop()
    order = random.Random(line.member.slug)
    for turn in itertools.count():
        mixed = list(groups)
        order.shuffle(mixed)
        line.ids["turn"] = f"{turn} of {time.time_ns()}"
        for one in mixed:
            for request in one:
                await asyncio.sleep(max(0.0, due - loop.time()))
                if loop.time() >= until:
                    return
                due = max(due, loop.time()) + each
                if not await line.ask(request, seen):
                    break


class _Line:
    """One member's connection."""

    def __init__(
        self, member: Member, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.member = member
        self.ids: dict[str, object] = dict(member.ids)
        self._reader = reader
        self._writer = writer
        self._headers = (
            f"Host: 127.0.0.1\r\nCookie: __Host-project88={member.secret}\r\n"
            f"X-CSRF-Token: {csrf_of(member.secret)}\r\nX-Timing-Partner: {member.slug}\r\n"
        )

    @classmethod
    async def open(cls, port: int, member: Member) -> "_Line":
        return cls(member, *await asyncio.open_connection("127.0.0.1", port))

    async def ask(self, request: Request, seen: Told) -> bool:
        """Whether it went well; what follows in its group needs it."""
        body = b"" if request.body is None else json.dumps(filled(request.body, self.ids)).encode()
        head = f"{request.method} {path_of(request, self.ids)} HTTP/1.1\r\n{self._headers}"
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        began = time.perf_counter()
        self._writer.write(head.encode() + b"\r\n" + body)
        status, answer = await asyncio.wait_for(self._answer(), SLOWEST_S)
        seen.seconds.setdefault(request.name, []).append(time.perf_counter() - began)
        if not 200 <= status < 300:
            seen.failures.append(
                f"{request.name}: {status} {answer[:200].decode('utf-8', 'replace')}"
            )
            return False
        for name, at in request.saves:
            self.ids[name] = _field(json.loads(answer), at)
        return True

    def close(self) -> None:
        self._writer.close()

    async def _answer(self) -> tuple[int, bytes]:
        head = await self._reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        told = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(b":") for line in head.split(b"\r\n")[1:])
        }
        if told.get(b"transfer-encoding") == b"chunked":
            return status, await self._chunks()
        length = int(told.get(b"content-length", b"0"))
        return status, await self._reader.readexactly(length) if length else b""

    async def _chunks(self) -> bytes:
        found = b""
        while size := int(await self._reader.readline(), 16):
            found += await self._reader.readexactly(size)
            await self._reader.readline()
        await self._reader.readline()
        return found


def _field(told: Mapping[str, object], at: str) -> object:
    value: object = told
    for name in at.split("."):
        assert isinstance(value, Mapping)
        value = value[name]
    return value
