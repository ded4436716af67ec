"""Two requests at the same moment, where only one may get its way."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from project88.accounts.instants import instant
from project88.accounts.links import making
from project88.accounts.links.store import Kind, NewLink
from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.web.services import Services

if TYPE_CHECKING:
    from tests.conftest import Hub_, SignIn

BO = {"name": "Bo Bakker", "password": "a tide table for the finish"}


async def link(services: Services, kind: Kind, **told: int | str) -> str:
    new = NewLink(kind, instant(services.now()) + timedelta(days=1), **told)  # type: ignore[arg-type]
    return (await making.make(services.pool, new, services.now())).path.removeprefix("/link/")


async def owners(pool: Pool, partner: int) -> int:
    async with pool.partner(partner) as connection:
        count: int = await connection.fetchval(
            "select count(*) from memberships where role = 'owner' and state = 'active'"
        )
    return count


@pytest.mark.parametrize("way", ["PATCH", "DELETE"])
async def test_two_owners_who_turn_on_each_other_leave_one(
    pool: Pool, partner: int, sign_in: "SignIn", way: str
) -> None:
    ada, bo = await sign_in(Role.OWNER), await sign_in(Role.OWNER)
    body = {"role": "timer"} if way == "PATCH" else None
    answers = await asyncio.gather(
        ada.request(way, f"/api/people/{bo.user_id}", json=body),
        bo.request(way, f"/api/people/{ada.user_id}", json=body),
    )
    assert await owners(pool, partner) == 1
    assert sorted(one.is_success for one in answers) == [False, True]


async def test_an_invitation_that_is_opened_twice_at_once_makes_one_person(
    hub: "Hub_", services: Services, pool: Pool, partner: int
) -> None:
    secret = await link(
        services, "invitation", partner_id=partner, role="timer", email="bo@polder.example"
    )
    answers = await asyncio.gather(*(hub().post(f"/api/links/{secret}", json=BO) for _ in range(4)))
    assert [one.status_code for one in answers].count(200) == 1
    assert {one.status_code for one in answers} <= {200, 403, 404}
    async with pool.hub("count people for a test") as connection:
        found = "select count(*) from users where email = 'bo@polder.example'"
        assert await connection.fetchval(found) == 1


async def test_of_two_new_passwords_by_one_link_one_counts(
    hub: "Hub_", services: Services, sign_in: "SignIn"
) -> None:
    ada = await sign_in(Role.TIMER)
    secret = await link(services, "password_reset", user_id=ada.user_id)
    words = ["a tide table for the finish", "another table for the finish"]
    answers = await asyncio.gather(
        *(hub().post(f"/api/links/{secret}", json={"password": one}) for one in words)
    )
    assert sorted(one.status_code for one in answers) == [200, 404]
    login = [
        (await hub().post("/api/sign-in", json={"email": ada.email, "password": one})).status_code
        for one in words
    ]
    assert [one.status_code for one in answers] == [{200: 200, 401: 404}[one] for one in login]
