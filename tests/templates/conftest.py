"""Templates of the test's partner, and who works on them."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool

# Any: an answer's JSON, and a browser with its own fields.
SignIn = Callable[..., Awaitable[Any]]
Drawn = Callable[..., dict[str, Any]]
Making = Callable[..., Awaitable[dict[str, Any]]]
Changing = Callable[..., Awaitable[httpx.Response]]
AnOp = Callable[[str, object, object], dict[str, Any]]


def document(name: str = "Finish", **fields: object) -> dict[str, Any]:
    """A small template that is right: one page, a name and a shape on it."""
    return {
        "v": 1,
        "name": name,
        "size": {"w": 1920, "h": 1080},
        "theme": {"accent": "#ff8800"},
        "pages": {"solo": {"role": "solo", "bg": {"color": "#101418"}}},
        "blocks": {
            "b1": {
                "type": "text", "page": "solo", "z": "a1", "x": 100, "y": 80, "w": 900, "h": 160,
                "text": [{"get": "runner.name"}],
                "font": {"size": 120, "weight": 700, "color": "$accent"},
            },
            "b2": {
                "type": "shape", "shape": "rect", "page": "solo", "z": "a0",
                "x": 0, "y": 0, "w": 1920, "h": 40, "fill": {"color": "$accent"},
            },
        },
        **fields,
    }  # fmt: skip


@pytest.fixture
def drawn() -> Drawn:
    return document


@pytest.fixture
async def operator(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.OPERATOR, name="Ada")
    return browser


@pytest.fixture
async def other(sign_in: SignIn) -> httpx.AsyncClient:
    """Another operator of the same partner."""
    browser: httpx.AsyncClient = await sign_in(Role.OPERATOR, name="Kim")
    return browser


@pytest.fixture
async def stranger(sign_in: SignIn, pool: Pool) -> httpx.AsyncClient:
    """The owner of another partner."""
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    browser: httpx.AsyncClient = await sign_in(Role.OWNER, partner_id=rival)
    return browser


@pytest.fixture
def made(operator: httpx.AsyncClient) -> Making:
    """``await made("Finish")``: a template."""

    async def make(name: str = "Finish", **fields: object) -> dict[str, Any]:
        answer = await operator.post("/api/templates", json={"document": document(name, **fields)})
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return make


@pytest.fixture
def change() -> Changing:
    """``await change(browser, template, op(…), base=1)``: the answer to a batch."""

    async def send(
        browser: httpx.AsyncClient,
        template: dict[str, Any],
        *ops: dict[str, Any],
        base: int | None = None,
        batch: str | None = None,
    ) -> httpx.Response:
        return await browser.post(
            f"/api/templates/{template['id']}/ops",
            json={
                "batch": batch or secrets.token_hex(16),
                "base": base or template["version"],
                "ops": ops,
            },
        )

    return send


def op(path: str, old: object, val: object) -> dict[str, Any]:
    """``op("blocks/b1/pos", [0, 0], [10, 20])``"""
    return {"path": path.split("/"), "old": old, "val": val}


@pytest.fixture(name="op")
def an_op() -> AnOp:
    return op
