"""Which templates a display session or a screen may be given."""

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.displays.conftest import Opening, SignIn

DOCUMENT = {
    "v": 1, "name": "Finish", "size": {"w": 1920, "h": 1080}, "pages": {"solo": {"role": "solo"}},
    "blocks": {},
}  # fmt: skip


async def template_of(browser: httpx.AsyncClient, *, published: bool = True) -> str:
    made = (await browser.post("/api/templates", json={"document": DOCUMENT})).json()
    if published:
        path = f"/api/templates/{made['id']}/publish"
        assert (await browser.post(path, json={"version": 1})).status_code == 200
    return str(made["id"])


@pytest.fixture
async def screen(pool: Pool, partner: int, operator: httpx.AsyncClient, opened: "Opening") -> int:
    """A screen that shows a display session of the operator's."""
    made = await opened()
    link = await operator.post("/api/display/generate-url", json={"display_session_id": made["id"]})
    async with pool.partner(partner) as connection:
        number: int = await connection.fetchval(
            "insert into screens (timing_partner_id, number, name, key_hash, code, link_id) "
            "values ($1, 7, 'Screen 7', sha256('k'), '22222227', $2) returning id",
            partner,
            link.json()["id"],
        )
    return number


async def test_a_session_is_given_a_starter_or_a_published_template_by_its_number(
    operator: httpx.AsyncClient, opened: "Opening"
) -> None:
    number = await template_of(operator)
    for reference in ("standard", "spotlight", "wall", "wall-portrait", number):
        assert (await opened(template=reference))["template"] == reference


async def test_what_is_no_template_of_the_partner_cannot_be_chosen(
    operator: httpx.AsyncClient, opened: "Opening", event: int, screen: int, sign_in: "SignIn",
    pool: Pool,
) -> None:  # fmt: skip
    made = await opened()
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    theirs = await template_of(await sign_in("owner", partner_id=rival))
    archived = await template_of(operator)
    await operator.post("/api/templates/archive", json={"ids": [int(archived)]})
    draft = await template_of(operator, published=False)
    for wrong in (draft, archived, theirs, "999999", "9999999999", "nobody-drew-this"):
        order = {"do": "point", "template": wrong}
        tries: list[Any] = [
            await operator.post(
                "/api/sessions/create", json={"event_id": event, "template": wrong}
            ),
            await operator.patch(
                f"/api/sessions/{made['id']}", json={"version": 1, "template": wrong}
            ),
            await operator.patch(f"/api/screens/{screen}", json={"template": wrong}),
            await operator.post(
                "/api/screens/orders", json={"to": {"screens": [screen]}, "order": order}
            ),
        ]
        told = [(one.status_code, one.json()["code"]) for one in tries]
        assert told == [(422, "no_such_template")] * 4, wrong
    for malformed in ("", "Standard", "17 ", "0", "-1", "a_b"):
        answer = await operator.patch(f"/api/screens/{screen}", json={"template": malformed})
        assert (answer.status_code, answer.json()["code"]) == (422, "input"), malformed


async def test_a_screen_is_given_a_template_of_its_own(
    operator: httpx.AsyncClient, screen: int
) -> None:
    number = await template_of(operator)
    answer = await operator.patch(f"/api/screens/{screen}", json={"template": number})
    assert (answer.status_code, answer.json()["template"]) == (200, number)
    [listed] = (await operator.get("/api/templates")).json()["templates"]
    assert listed["used_by"] == 1
    answer = await operator.patch(f"/api/screens/{screen}", json={"template": None})
    assert answer.json()["template"] is None


async def test_what_was_chosen_before_it_was_put_away_stays(
    operator: httpx.AsyncClient, opened: "Opening"
) -> None:
    number = await template_of(operator)
    made = await opened(template=number)
    await operator.post("/api/templates/archive", json={"ids": [int(number)]})
    answer = await operator.patch(
        f"/api/sessions/{made['id']}", json={"version": 1, "name": "Renamed", "template": number}
    )
    assert (answer.status_code, answer.json()["template"]) == (200, number)


async def test_others_sessions_are_not_counted_as_uses(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, manager: httpx.AsyncClient,
    opened: "Opening",
) -> None:  # fmt: skip
    number = await template_of(operator)
    await opened(template=number)
    counted = [
        (await browser.get("/api/templates")).json()["templates"][0]["used_by"]
        for browser in (operator, other, manager)
    ]
    assert counted == [1, 0, 1]
