"""A roster that several people work on at the same moment, and a hub with no connection to spare."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Protocol

import pytest

from project88.accounts.access import Caller
from project88.accounts.roles import MAY, Role
from project88.db.embedded import Urls
from project88.db.pool import Connection, Pool
from project88.errors import Conflict
from project88.events.desk import Rematch
from project88.events.importing import work
from project88.events.importing.work import Desk

pytestmark = pytest.mark.long

FILE = b"bib,first name,last name\n1,Ann,Lee\n2,Bo,Park\n"
OTHER = b"bib,first name,last name\n3,Cy,Diaz\n"


class Roster(Protocol):
    """Requests about one event's roster (see conftest)."""

    path: str
    browser: Any  # an httpx client

    async def ask(self, method: str, path: str, status: int = 200, **more: Any) -> Any: ...
    async def preview(self, text: str | bytes, **choices: Any) -> Any: ...
    async def put_in(self, text: str | bytes, **choices: Any) -> Any: ...
    async def everybody(self) -> dict[str, Any]: ...


async def _no_tags(_connection: Connection, _event_id: int) -> None:
    """Nobody's chip was read."""


def desk_of(pool: Pool, partner: int, event: int, kind: type[Desk] = Desk) -> Desk:
    caller = Caller("key", 1, "Results", "", MAY[Role.TIMER], partner)
    return kind(pool, caller, event, Rematch(_no_tags))


class CommittedMeanwhile(Desk, frozen=True):
    """Somebody else commits between the first look at the import and the comparison."""

    async def say(self, import_id: int, stage: str, done: int = 0, total: int = 0) -> None:
        if stage == "reading":
            await work.carry_out(desk_of(self.pool, self.partner_id, self.event_id), import_id)
        await super().say(import_id, stage, done, total)


class ReplacedMeanwhile(Desk, frozen=True):
    """Somebody else brings another file while the comparison is written."""

    async def say(self, import_id: int, stage: str, done: int = 0, total: int = 0) -> None:
        if stage == "comparing":
            await work.bring(desk_of(self.pool, self.partner_id, self.event_id), "b.csv", OTHER)
        await super().say(import_id, stage, done, total)


@pytest.fixture
async def narrow(database: Urls) -> AsyncIterator[Pool]:
    """One connection, which the work itself holds."""
    pool = await Pool.open(database.service_url, size=1)
    yield pool
    await pool.close()


async def previewed(desk: Desk) -> int:
    brought = await work.bring(desk, "a.csv", FILE)
    await work.preview(desk, brought.id, brought.choices)
    return brought.id


async def test_an_import_goes_on_when_there_is_no_connection_for_its_progress(
    narrow: Pool, partner: int, event: int
) -> None:
    desk = desk_of(narrow, partner, event)
    number = await previewed(desk)
    assert (await work.carry_out(desk, number)).state == "committed"
    assert (await work.undo(desk, number)).state == "undone"


async def test_an_import_that_was_committed_meanwhile_is_not_compared_again(
    pool: Pool, partner: int, event: int
) -> None:
    number = await previewed(desk_of(pool, partner, event))
    late = desk_of(pool, partner, event, CommittedMeanwhile)
    with pytest.raises(Conflict) as refused:
        await work.preview(late, number, (await late.find(number)).choices)
    assert refused.value.code == "import_over"
    undone = (await work.undo(desk_of(pool, partner, event), number)).undone
    assert undone is not None
    assert undone.removed == 2


async def test_a_file_that_was_replaced_meanwhile_stays_replaced(
    pool: Pool, partner: int, event: int
) -> None:
    number = (await work.bring(desk_of(pool, partner, event), "a.csv", FILE)).id
    late = desk_of(pool, partner, event, ReplacedMeanwhile)
    with pytest.raises(Conflict) as refused:
        await work.preview(late, number, (await late.find(number)).choices)
    assert refused.value.code == "import_over"
    assert (await late.find(number)).state == "replaced"


async def test_two_who_commit_at_once_import_once(roster: Roster) -> None:
    told = await roster.preview(FILE)
    path = f"{roster.path}/imports/{told['id']}/commit"
    answers = await asyncio.gather(*(roster.browser.post(path) for _ in range(3)))
    assert {one.status_code for one in answers} <= {200, 409}
    assert 200 in {one.status_code for one in answers}
    assert set(await roster.everybody()) == {"1", "2"}


async def test_two_who_take_one_bib_at_once_are_not_both_given_it(roster: Roster) -> None:
    await roster.put_in(FILE)
    ids = [one["id"] for one in (await roster.everybody()).values()]
    path = f"{roster.path}/bibs/swap"
    answers = await asyncio.gather(
        *(
            roster.browser.post(path, json={"participant_id": number, "new_bib": "77"})
            for number in ids
        )
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    assert "77" in await roster.everybody()


async def test_an_undo_at_once_with_itself_works_once(roster: Roster) -> None:
    await roster.put_in(FILE)
    person = (await roster.everybody())["1"]["id"]
    undo = (await roster.ask("DELETE", f"/participants/{person}"))["undo"]
    path = f"{roster.path}/roster-undos/{undo}"
    answers = await asyncio.gather(*(roster.browser.post(path) for _ in range(3)))
    assert sorted(one.status_code for one in answers) == [200, 404, 404]
    assert set(await roster.everybody()) == {"1", "2"}
