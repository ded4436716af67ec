"""From a real socket to a line of the live stream, with the real processes between the two."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Box, Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

# Any: the JSON of the stream; this test is where its fields are looked at.
Event = tuple[str, dict[str, Any]]


async def events(lines: AsyncIterator[str]) -> AsyncIterator[Event]:
    kind = ""
    async for line in lines:
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield kind, json.loads(line.removeprefix("data: "))


async def passing_of(stream: AsyncIterator[Event], tag: str) -> tuple[str, dict[str, Any]]:
    async with asyncio.timeout(20):
        async for kind, data in stream:
            for passing in data.get("passings", ()):
                if passing["tag"] == tag:
                    return kind, passing
    raise AssertionError("the stream ended")


async def test_a_read_on_a_socket_is_a_runner_in_the_stream(hub: "Hub", mat: "Box") -> None:
    await mat.crosses("000105")
    path = await hub.display("polder")
    async with (
        httpx.AsyncClient(trust_env=False, timeout=20) as client,
        client.stream("GET", f"{hub.origin}/api{path}/stream") as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        stream = events(answer.aiter_lines())
        kind, first = await passing_of(stream, "000105")
        assert (kind, first["name"]) == ("snapshot", "Anneke de Vries")
        crossed = await mat.crosses("5A1E7229")
        kind, second = await passing_of(stream, "5A1E7229")
    assert kind == "changes"
    told = {name: second[name] for name in ("bib", "name", "town", "race", "time", "location")}
    assert told == {
        "bib": "103",
        "name": "Nguyễn Thị Ánh",
        "town": "Boulder, CO",
        "race": "Harbour Mile",
        "time": crossed,
        "location": "Finish",
    }


async def test_partners_that_send_at_once_see_their_own_runners_only(
    hub: "Hub", roster: str
) -> None:
    other = "bib,first_name,last_name,city,chip\n101,Ada,Stranger,Elsewhere,5A1E344B\n"
    ports = {"polder": await hub.add_partner("polder", roster)}
    ports["dune"] = await hub.add_partner("dune", other)
    await hub.start("collector", "web")
    boxes = {slug: await hub.box(port) for slug, port in ports.items()}
    names = {slug: await names_while_both_send(hub, boxes, slug) for slug in ports}
    assert names == {"polder": {"Mara Vliet"}, "dune": {"Ada Stranger"}}


async def names_while_both_send(hub: "Hub", boxes: "dict[str, Box]", slug: str) -> set[str | None]:
    """Everybody that a display of this partner tells of until its own runner has come thrice."""
    for box in boxes.values():
        await box.crosses("5A1E344B", "Start")
    path = await hub.display(slug)
    names: set[str | None] = set()
    async with (
        httpx.AsyncClient(trust_env=False, timeout=20) as client,
        client.stream("GET", f"{hub.origin}/api{path}/stream") as answer,
    ):
        stream = events(answer.aiter_lines())
        for location in ("10 km", "20 km", "30 km"):
            # The stranger's read goes first, so it would be here by the time ours is.
            for other in sorted(boxes, key=lambda one: one == slug):
                await boxes[other].crosses("5A1E344B", f"{slug} {location}")
            names |= await names_until(stream, f"{slug} {location}")
    return names


async def names_until(stream: AsyncIterator[Event], location: str) -> set[str | None]:
    names: set[str | None] = set()
    async with asyncio.timeout(20):
        async for _, data in stream:
            names |= {passing["name"] for passing in data.get("passings", ())}
            if any(passing["location"] == location for passing in data.get("passings", ())):
                return names
    raise AssertionError("the stream ended")
