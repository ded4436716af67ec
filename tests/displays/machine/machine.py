"""Interleaved work of several people, held against hubs in which each of them was alone.

A run has four hubs: one in which everybody works, and one each for A, B and C. Every step is done
in the first and, at the same simulated instant, in the hubs of those whom it may concern: of the
actor, and of who shares the thing that is touched. Answers are compared at once, whole views now
and then. A difference is something that an operator would notice of another one.
"""

import math
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from difflib import unified_diff

import msgspec
from tests.displays.machine.actions import NAMES, WEIGHTS, Done, plan
from tests.displays.machine.calls import SCREEN, Call, asked, within
from tests.displays.machine.happenings import Arrival, Time, Wait
from tests.displays.machine.hubs import Hub, running
from tests.displays.machine.model import Model, Picks
from tests.displays.machine.normal import Normaliser
from tests.displays.machine.streams import beginning
from tests.displays.machine.view import looks
from tests.displays.machine.world import ACTORS, MANAGER, Stage
from tests.isolation.asking import Answer

from project88.db.embedded import Urls

TOGETHER = "together"
DRAWN = 8
"""Numbers that come with each step."""
WORDS = {actor: f"{actor}nary" for actor in ACTORS}
"""In every text of an actor that is not shared."""

Databases = Callable[[str], Awaitable[Urls]]


class Step(msgspec.Struct, frozen=True):
    """Who does what; the numbers choose with which things."""

    actor: str
    action: str
    drawn: tuple[int, ...]


class Difference(msgspec.Struct, frozen=True):
    """What somebody would notice."""

    step: int
    actor: str
    request: str
    together: str
    alone: str

    def __str__(self) -> str:
        lines = unified_diff(
            self.alone.splitlines(), self.together.splitlines(), "alone", "with the others", n=2
        )
        told = "\n".join(line.rstrip() for line in lines) or self.together
        return f"after step {self.step}, {self.actor} asking {self.request}\n{told}"


def steps_of(seed: int, count: int) -> list[Step]:
    """The same steps for the same seed."""
    chance = random.Random(seed)
    return [
        Step(
            chance.choices((*ACTORS, MANAGER), (20, 20, 12, 1))[0],
            chance.choices(NAMES, WEIGHTS)[0],
            tuple(chance.getrandbits(16) for _ in range(DRAWN)),
        )
        for _ in range(count)
    ]


class Run:
    """Four hubs and what was done in them."""

    def __init__(self, stage: Stage, hubs: Mapping[str, Hub], clock: Time) -> None:
        self._stage = stage
        self._hubs = hubs
        self._time = clock
        self._normal = {(hub, actor): Normaliser() for hub in hubs for actor in (*ACTORS, MANAGER)}
        self.model = Model(stage)
        self.statuses: Counter[tuple[str, int]] = Counter()
        """How the hub in which everybody works answered, by request."""
        self.views = 0
        self.done = 0

    async def play(
        self, steps: Sequence[Step], look_every: int, until: float = math.inf
    ) -> Difference | None:
        """The first difference, if there is one. No step is begun after `until` (Unix time)."""
        for number, step in enumerate(steps, 1):
            if time.time() > until:
                return await self.look()
            self.done = number
            self._time.ms += 1_000
            found = await self._do(step)
            if found is None and (number % look_every == 0 or number == len(steps)):
                found = await self.look()
            if found is not None:
                return msgspec.structs.replace(found, step=number)
        return None

    async def _do(self, step: Step) -> Difference | None:
        for one in plan(self.model, step.actor, step.action, Picks(step.drawn), self._time):
            found = await self._happen(step.actor, one)
            if found is not None:
                return found
        return None

    async def _happen(self, actor: str, one: Done) -> Difference | None:
        match one:
            case Call():
                return await self._call(actor, one)
            case Arrival():
                for name in self._concerned(one.homes):
                    await self._hubs[name].set_time(self._time.ms)
                    await self._hubs[name].arrive(one)
            case Wait():
                self._time.ms += one.ms
                for hub in self._hubs.values():
                    await hub.set_time(self._time.ms)
                    await hub.worker_looks()
        return None

    def _concerned(self, homes: frozenset[str]) -> list[str]:
        return [TOGETHER, *(actor for actor in ACTORS if actor in homes)]

    async def _call(self, actor: str, call: Call) -> Difference | None:
        hubs = self._concerned(call.homes)
        answers = {name: await self._ask(self._hubs[name], call) for name in hubs}
        told = answers[TOGETHER]
        for name, answer in answers.items():
            self._save(self._hubs[name], call, answer)
        if call.after is not None and told.status < 300:
            call.after(told.json() if told.body else None)
        if actor in answers:
            return self._compare(actor, call, told, answers[actor])
        return None

    async def look(self) -> Difference | None:
        """Everything that each actor can see, in both of her hubs."""
        for actor in ACTORS:
            self.views += 1
            for call in looks(self.model, actor):
                pair = [await self._ask(self._hubs[name], call) for name in (TOGETHER, actor)]
                found = self._compare(actor, call, *pair)
                if found is not None:
                    return found
        return None

    async def _ask(self, hub: Hub, call: Call) -> Answer:
        await hub.set_time(self._time.ms)
        by = None if call.by == SCREEN else self._stage.actors[call.by]
        network = f"198.51.100.{sum(map(ord, ''.join(sorted(call.homes)))) % 256}"
        answer = await hub.ask(by, asked(call, hub.known), network)
        if hub.name == TOGETHER:
            self.statuses[f"{call.method} {_plain(call.path)}", answer.status] += 1
        return answer

    def _save(self, hub: Hub, call: Call, answer: Answer) -> None:
        if answer.status < 300:
            for handle, way in call.saves.items():
                hub.known[handle] = within(answer.json(), way)

    def _compare(self, actor: str, call: Call, told: Answer, alone: Answer) -> Difference | None:
        both = [
            f"{answer.status}\n" + self._normalised(hub, actor, call, answer)
            for hub, answer in ((TOGETHER, told), (actor, alone))
        ]
        request = f"{call.method} {call.path} {dict(call.query) or ''} {call.body or ''}"
        for other in ACTORS:
            if other != actor and WORDS[other] in told.text:
                return Difference(0, actor, request, f"tells of {other}: {told.text}", "")
        if both[0] == both[1] and told.status < 500:
            return None
        return Difference(0, actor, request, *both)

    def _normalised(self, hub: str, actor: str, call: Call, answer: Answer) -> str:
        normal = Normaliser() if call.stranger else self._normal[hub, actor]
        streamed = call.path.endswith("/stream") and answer.status == 200
        return normal(beginning(answer.body) if streamed else answer.body.decode())


def _plain(path: str) -> str:
    return re.sub(r"\{(\D+)\d+\}|\b1\d{8}\b", lambda found: "{" + (found[1] or "id") + "}", path)


@asynccontextmanager
async def begun(stage: Stage, databases: Databases) -> AsyncIterator[Run]:
    """A run on fresh databases; `databases(name)` clones the stage."""
    clock = Time()
    async with AsyncExitStack() as stack:
        hubs = {
            name: await stack.enter_async_context(running(name, await databases(name), clock))
            for name in (TOGETHER, *ACTORS)
        }
        yield Run(stage, hubs, clock)
