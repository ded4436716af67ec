"""An announcer at a race whose clock stands where the test says."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tests.results.conftest import GUN, Raced

from project88.accounts.roles import Role

# Any: the fixtures' own classes, which live in a conftest.
SignIn = Callable[..., Awaitable[Any]]
At = Callable[[float], None]


@pytest.fixture
def at(clock: Any) -> At:
    """``at(42)``: so many minutes after the gun."""

    def stand(minutes: float) -> None:
        clock.ms = int(GUN.timestamp() * 1000 + minutes * 60_000)

    stand(0)
    return stand


class Announcer:
    """A browser that looks at one race."""

    def __init__(self, browser: Any, run: Raced) -> None:
        self.browser = browser
        self.path = f"/api/events/{run.event_id}/announcer"

    async def board(self, **asked: object) -> Any:
        answer = await self.browser.get(self.path, params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def card(self, bib: str, **asked: object) -> Any:
        board = await self.board(**asked)
        [card] = [one for one in board["crossed"] if one["runner"]["bib"] == bib]
        return card

    async def codes(self, bib: str, **asked: object) -> list[str]:
        return [cue["code"] for cue in (await self.card(bib, **asked))["cues"]]

    async def say(self, *ticks: tuple[int, str]) -> Any:
        body = {"ticks": [{"participant_id": who, "what": what} for who, what in ticks]}
        return await self.browser.post(f"{self.path}/said", json=body)

    async def unsay(self, who: int, what: str) -> Any:
        params = {"participant_id": who, "what": what}
        return await self.browser.delete(f"{self.path}/said", params=params)


@pytest.fixture
def announcer(sign_in: SignIn, at: At) -> Callable[..., Awaitable[Announcer]]:
    """``await announcer(run, name="Ada")``."""

    async def made(run: Raced, name: str = "Ada", role: Role = Role.ANNOUNCER) -> Announcer:
        return Announcer(await sign_in(role, name=name), run)

    return made
