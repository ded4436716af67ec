"""Builders of one template hear of each other: the newest version, and who has it open."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

import httpx
import msgspec
import pytest

from project88.accounts.access import Caller
from project88.accounts.roles import MAY, Role
from project88.live import rounds
from project88.web import template_watching
from project88.web.services import Services
from project88.web.template_watching import TemplateWatching

# Any: an answer's JSON, and a browser with its own fields.
SignIn = Callable[..., Awaitable[Any]]
DOCUMENT = {
    "v": 1, "name": "Finish", "size": {"w": 1920, "h": 1080}, "pages": {"solo": {"role": "solo"}},
    "blocks": {},
}  # fmt: skip
PATIENCE_S = 20.0


class Builder:
    """A person's browser, a template, and what the gate says when it is asked again."""

    def __init__(
        self, watching: TemplateWatching, browser: Any, partner: int, template: Any
    ) -> None:
        self.browser, self.template = browser, template
        self.may: Caller | None = Caller(
            "user", browser.user_id, "Ada", "203.0.113.5", MAY[Role.OPERATOR], partner
        )
        self._watching = watching

    def stream(self, template_id: int | None = None) -> AsyncGenerator[bytes]:
        async def still_may() -> Caller | None:
            return self.may

        assert self.may is not None
        return self._watching.stream(self.may, template_id or self.template["id"], still_may)

    async def rename(self, old: str, new: str) -> httpx.Response:
        answer: httpx.Response = await self.browser.post(
            f"/api/templates/{self.template['id']}/ops",
            json={
                "batch": secrets.token_hex(16),
                "base": 1,
                "ops": [{"path": ["name"], "old": old, "val": new}],
            },
        )
        return answer


@pytest.fixture
async def watching(services: Services) -> AsyncIterator[TemplateWatching]:
    yield services.watching
    await services.watching.close()


@pytest.fixture
async def builder(watching: TemplateWatching, sign_in: SignIn, partner: int) -> Builder:
    browser = await sign_in(Role.OPERATOR, name="Ada")
    template = (await browser.post("/api/templates", json={"document": DOCUMENT})).json()
    return Builder(watching, browser, partner, template)


async def following(chunks: AsyncGenerator[bytes], wanted: str) -> Any:
    """The data of the next event of this kind."""
    async with asyncio.timeout(PATIENCE_S):
        async for chunk in chunks:
            for event in chunk.decode().split("\n\n"):
                name, _, data = event.removeprefix("event: ").partition("\ndata: ")
                if name == wanted:
                    return msgspec.json.decode(data)
    raise AssertionError(f"no {wanted}")


async def test_a_new_version_is_told_to_who_looks_on(builder: Builder) -> None:
    async with aclosing(builder.stream()) as chunks:
        first = await following(chunks, "head")
        assert (first["version"], first["hash"]) == (1, builder.template["hash"])
        assert first["by"]["name"] == "Ada"
        assert (await builder.rename("Finish", "Arch")).status_code == 200
        assert (await following(chunks, "head"))["version"] == 2


async def test_publishing_is_told(builder: Builder) -> None:
    async with aclosing(builder.stream()) as chunks:
        assert (await following(chunks, "head"))["published"] is None
        path = f"/api/templates/{builder.template['id']}/publish"
        assert (await builder.browser.post(path, json={"version": 1})).status_code == 200
        assert (await following(chunks, "head"))["published"] == 1


async def test_who_has_it_open_comes_and_goes(builder: Builder) -> None:
    editing = f"/api/templates/{builder.template['id']}/editing"
    async with aclosing(builder.stream()) as chunks:
        assert await following(chunks, "editors") == []
        assert (await builder.browser.put(editing, json={"window": "w-one"})).status_code == 204
        [editor] = await following(chunks, "editors")
        assert (editor["name"], editor["window"]) == ("Ada", "w-one")
        await builder.browser.delete(editing + "?window=w-one")
        assert await following(chunks, "editors") == []


async def test_a_lease_that_is_not_renewed_ends(
    builder: Builder, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_watching, "LOOK_EVERY_S", 0.3)
    editing = f"/api/templates/{builder.template['id']}/editing"
    await builder.browser.put(editing, json={"window": "w-one"})
    async with aclosing(builder.stream()) as chunks:
        assert len(await following(chunks, "editors")) == 1
        clock.ms += 31_000
        assert await following(chunks, "editors") == []


async def test_who_is_signed_out_watches_no_longer(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "ASK_AGAIN_S", 0.05)
    async with aclosing(builder.stream()) as chunks:
        await following(chunks, "head")
        builder.may = None
        assert (await following(chunks, "bye"))["reason"] == "access"


async def test_the_stream_says_bye_when_the_process_ends(
    builder: Builder, watching: TemplateWatching
) -> None:
    async with aclosing(builder.stream()) as chunks:
        await following(chunks, "head")
        await watching.close()
        assert (await following(chunks, "bye"))["reason"] == "restart"


async def test_of_another_partners_template_nothing_is_told(
    builder: Builder, watching: TemplateWatching, sign_in: SignIn, services: Services
) -> None:
    async with services.pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    stranger = await sign_in(Role.OWNER, partner_id=rival)
    path = f"/api/templates/{builder.template['id']}/stream"
    assert (await stranger.get(path)).status_code == 404
    theirs = Builder(watching, stranger, rival, builder.template)
    async with aclosing(theirs.stream()) as chunks:
        assert (await following(chunks, "bye"))["reason"] == "gone"


async def test_many_watchers_share_one_listener(
    builder: Builder, watching: TemplateWatching
) -> None:
    before = {task for task in asyncio.all_tasks() if task.get_name() == "templates listen"}
    async with aclosing(builder.stream()) as one, aclosing(builder.stream()) as two:
        await following(one, "head")
        await following(two, "head")
        listening = {task for task in asyncio.all_tasks() if task.get_name() == "templates listen"}
        assert len(listening - before) == 1
        await builder.rename("Finish", "Arch")
        assert (await following(one, "head"))["version"] == 2
        assert (await following(two, "head"))["version"] == 2
