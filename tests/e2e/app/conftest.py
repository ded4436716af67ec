"""People at the app: real browsers in front of a real hub, held against axe on every page they stop at.

`hub_of_app` is a hub that nobody has set up yet; `visitor()` is a browser that was never here. What a
visitor does is said in the words that stand on the page, so a test reads as what a person does.
"""

import asyncio
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Browser
from tests.e2e.app.visitor import Visitor

if TYPE_CHECKING:
    from tests.e2e.conftest import Hub

PICTURES = Path(tempfile.gettempdir()) / "project88-pictures"
KEY = "a-key-for-tests-only-0123456789abcdef"

NewVisitor = Callable[[], Awaitable[Visitor]]


@pytest.fixture
def ctp01_port() -> int:
    """Where timing boxes connect."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
async def hub_of_app(hub: "Hub", ctp01_port: int) -> "Hub":
    """Collector and web, started; nobody has an account."""
    hub._environ["PROJECT88_SECURITY__SECRET_KEY"] = KEY
    hub._environ["PROJECT88_COLLECTOR__CTP01_PORT"] = str(ctp01_port)
    await hub.start("collector", "web")
    return hub


@pytest.fixture
def origin(hub_of_app: "Hub") -> str:
    """By name, because a passkey belongs to a name."""
    return f"http://localhost:{hub_of_app.web_port}"


@pytest.fixture
async def set_up_link(hub_of_app: "Hub", origin: str) -> str:
    """The link that the hub prints at its first start."""
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "project88", "set-up-link"],
        env=hub_of_app._environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    path = next(word for word in done.stdout.split() if "/set-up/" in word)
    return f"{origin}/set-up/{path.rpartition('/')[2]}"


@pytest.fixture
async def visitor(browser: Browser, origin: str) -> AsyncIterator[NewVisitor]:
    """`await visitor()`: somebody with a browser of their own."""
    PICTURES.mkdir(exist_ok=True)
    async with AsyncExitStack() as stack:

        async def come() -> Visitor:
            context = await browser.new_context(
                viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce"
            )
            stack.push_async_callback(context.close)
            return await Visitor.at(context, origin, PICTURES)

        yield come
