"""Two builders, random changes, on real PostgreSQL: nothing that either of them did is lost silently.

Each builder changes what it last saw, and sees what the other did only when it is told. At the end
every change that was sent must be accounted for: it stands in the document, or its builder was told
of a conflict, or somebody who had seen it changed that property afterwards.
"""

import asyncio
import secrets
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from project88.templates.ops import apply, same, value_at
from project88.templates.schemas import Op

if TYPE_CHECKING:
    from tests.templates.conftest import Making

pytestmark = pytest.mark.long

# Any: a document, as JSON.
Document = dict[str, Any]

PROPERTIES = {
    "name": st.sampled_from(["Finish", "Arch", "Wall"]),
    "locale": st.sampled_from([None, "nl", "de"]),
    "theme/ink": st.sampled_from([None, "#000", "#fff"]),
    "blocks/b1/pos": st.lists(st.integers(0, 2), min_size=2, max_size=2),
    "blocks/b1/rot": st.sampled_from([None, 1, 2]),
    "blocks/b1/font/size": st.integers(10, 12),
    "blocks/b1/font/weight": st.sampled_from([None, 400, 700]),
    "blocks/b2/fill/color": st.sampled_from([None, "#111", "#222"]),
    "blocks/b2": st.none(),
}
"""What is changed, and to what; of so few values many collide."""
Step = tuple[int, list[tuple[str, Any]]]
CHANGE = st.sampled_from(sorted(PROPERTIES)).flatmap(
    lambda path: st.tuples(st.just(path), PROPERTIES[path])
)
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.lists(CHANGE, min_size=1, max_size=4)), min_size=2, max_size=12
)


class Builder:
    """What one window knows, and what became of all that it sent."""

    def __init__(self, browser: httpx.AsyncClient, template: Document) -> None:
        self.browser, self.template_id = browser, template["id"]
        self.document: Document = template["document"]
        self.version: int = template["version"]
        self.versions: list[tuple[int, list[Op]]] = []
        self.conflicts = 0

    async def send(self, changes: list[tuple[str, Any]]) -> None:
        ops = self._ops(changes)
        if not ops:
            return
        answer = await self.browser.post(
            f"/api/templates/{self.template_id}/ops",
            json={
                "batch": secrets.token_hex(16),
                "base": self.version,
                "ops": [{"path": op.path, "old": op.old, "val": op.val} for op in ops],
            },
        )
        assert answer.status_code == 200, answer.text
        self._hear(ops, answer.json())

    def _ops(self, changes: list[tuple[str, Any]]) -> list[Op]:
        """As the builder draws: each on what it sees after the one before."""
        ops: list[Op] = []
        seen = self.document
        for path, value in changes:
            op = Op(path.split("/"), value_at(seen, path.split("/")), value)
            done = apply(seen, [op])
            if done.conflicts or same(op.old, op.val):
                continue
            seen = done.document
            ops.append(op)
        return ops

    def _hear(self, ops: list[Op], answer: Any) -> None:
        conflicts = answer["conflicts"]
        assert answer["applied"] + len(conflicts) == len(ops)
        lost = [(one["path"], one["val"]) for one in conflicts]
        for op in ops:
            if (op.path, op.val) in lost:
                lost.remove((op.path, op.val))
        assert lost == [], "a conflict of what was never sent"
        self.conflicts += len(conflicts)
        told = [(one["path"], one["old"], one["val"]) for one in conflicts]
        kept = [op for op in ops if (op.path, op.old, op.val) not in told]
        if kept:
            self.versions.append((answer["version"], kept))
        self.version = answer["version"]
        self.document = answer["document"] or apply(self.document, ops).document


async def history(builder: Builder) -> list[Document]:
    """Every version, the first one first."""
    path = f"/api/templates/{builder.template_id}/versions"
    answers = [
        await builder.browser.get(f"{path}/{number}")
        for number in range(
            1, (await builder.browser.get(path)).json()["versions"][0]["number"] + 1
        )
    ]
    return [one.json()["document"] for one in answers]


def require_nothing_lost(documents: list[Document], builders: list[Builder]) -> None:
    """What a version was told to change is so in it, and what nobody changed stays as it was."""
    changed: dict[int, list[Op]] = {}
    for builder in builders:
        for version, ops in builder.versions:
            changed.setdefault(version, []).extend(ops)
    for number, (before, after) in enumerate(pairwise(documents), 2):
        assert same(apply(before, changed[number]).document, after), number


@given(steps=STEPS)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_two_builders_by_turns_lose_nothing_silently(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, made: "Making", steps: list[Step]
) -> None:
    template = await made()
    builders = [Builder(operator, template), Builder(other, template)]
    for who, changes in steps:
        await builders[who].send(changes)
    documents = await history(builders[0])
    require_nothing_lost(documents, builders)
    for builder in builders:
        # Who has just heard the answer sees exactly that version.
        assert same(builder.document, documents[builder.version - 1])


@given(mine=STEPS, theirs=STEPS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_two_builders_at_the_same_time_lose_nothing_silently(
    operator: httpx.AsyncClient,
    other: httpx.AsyncClient,
    made: "Making",
    mine: list[Step],
    theirs: list[Step],
) -> None:
    template = await made()
    builders = [Builder(operator, template), Builder(other, template)]

    async def draw(builder: Builder, steps: list[Step]) -> None:
        for _, changes in steps:
            await builder.send(changes)

    await asyncio.gather(draw(builders[0], mine), draw(builders[1], theirs))
    documents = await history(builders[0])
    require_nothing_lost(documents, builders)
    for builder in builders:
        assert same(builder.document, documents[builder.version - 1])
