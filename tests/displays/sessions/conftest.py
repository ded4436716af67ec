"""Operators of one partner, an event with a timing session, and display sessions of theirs."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role

# Any: an answer's JSON, and a browser with its own fields.
SignIn = Callable[..., Awaitable[Any]]
Opening = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def operator(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.OPERATOR, name="Ada")
    return browser


@pytest.fixture
async def other(sign_in: SignIn) -> httpx.AsyncClient:
    """Another operator of the same partner."""
    browser: httpx.AsyncClient = await sign_in(Role.OPERATOR, name="Bo")
    return browser


@pytest.fixture
async def manager(sign_in: SignIn) -> httpx.AsyncClient:
    """A timer, who manages everyone's displays."""
    browser: httpx.AsyncClient = await sign_in(Role.TIMER, name="Cleo")
    return browser


@pytest.fixture
def opened(operator: httpx.AsyncClient, event: int) -> Opening:
    """``await opened(name="Finish")``: a display session of the operator's."""

    async def make(by: httpx.AsyncClient = operator, **fields: object) -> dict[str, Any]:
        answer = await by.post("/api/sessions/create", json={"event_id": event, **fields})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    return make
