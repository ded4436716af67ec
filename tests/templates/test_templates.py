"""The list of templates: made, copied, read, put away and brought back."""

from typing import TYPE_CHECKING

import httpx

from project88.accounts.roles import Role

if TYPE_CHECKING:
    from tests.templates.conftest import Drawn, Making, SignIn


async def names(browser: httpx.AsyncClient, query: str = "") -> list[str]:
    answer = await browser.get(f"/api/templates{query}")
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["templates"]]


async def test_a_template_made_from_a_document_has_it_as_its_first_version(
    operator: httpx.AsyncClient, drawn: "Drawn"
) -> None:
    answer = await operator.post("/api/templates", json={"document": drawn("Finish")})
    assert answer.status_code == 201
    made = answer.json()
    assert (made["name"], made["width"], made["height"]) == ("Finish", 1920, 1080)
    assert (made["version"], made["published"], made["state"]) == (1, None, "open")
    assert made["document"] == drawn("Finish")
    assert made["updated_by"]["name"] == "Ada"
    assert (await operator.get(f"/api/templates/{made['id']}")).json() == made


async def test_a_copy_is_another_template_of_its_own_name(
    operator: httpx.AsyncClient, made: "Making"
) -> None:
    first = await made("Finish")
    copy = (await operator.post("/api/templates", json={"clone_of": first["id"]})).json()
    assert copy["id"] != first["id"]
    assert copy["name"] == copy["document"]["name"] == "Finish (copy)"
    named = {"clone_of": first["id"], "name": " Start \u00a0 line "}
    assert (await operator.post("/api/templates", json=named)).json()["name"] == "Start line"


async def test_a_template_is_made_from_exactly_one_thing(
    operator: httpx.AsyncClient, drawn: "Drawn"
) -> None:
    for wrong in ({}, {"document": drawn(), "clone_of": 1}, {"name": "Finish"}):
        answer = await operator.post("/api/templates", json=wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "made_from")
    for missing in ({"starter": "nobody-drew-this"}, {"clone_of": 999}):
        assert (await operator.post("/api/templates", json=missing)).status_code == 404


async def test_what_is_no_template_is_refused_with_the_place(
    operator: httpx.AsyncClient, drawn: "Drawn"
) -> None:
    answer = await operator.post("/api/templates", json={"document": drawn(size={"w": 1920})})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_template")


async def test_the_list_has_the_last_changed_first_and_goes_on_after_the_last_one(
    operator: httpx.AsyncClient, made: "Making"
) -> None:
    for name in ("One", "Two", "Three"):
        await made(name)
    assert await names(operator) == ["Three", "Two", "One"]
    assert await names(operator, "?search=%20t") == ["Three", "Two"]
    page = (await operator.get("/api/templates?limit=2")).json()
    assert page["more"]
    assert await names(operator, f"?limit=2&after={page['templates'][-1]['id']}") == ["One"]


async def test_templates_are_put_away_all_or_none(
    operator: httpx.AsyncClient, made: "Making"
) -> None:
    one, two = [(await made(name))["id"] for name in ("One", "Two")]
    answer = await operator.post("/api/templates/archive", json={"ids": [one, two, 999]})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_template")
    assert await names(operator, "?state=archived") == []
    answer = await operator.post("/api/templates/archive", json={"ids": [two, one, two]})
    assert answer.json() == {"templates": 2}
    assert sorted(await names(operator, "?state=archived")) == ["One", "Two"]
    assert (await operator.post("/api/templates/restore", json={"ids": [one]})).status_code == 200
    assert await names(operator, "?state=open") == ["One"]


async def test_who_runs_no_displays_sees_no_templates(sign_in: "SignIn") -> None:
    announcer = await sign_in(Role.ANNOUNCER)
    assert (await announcer.get("/api/templates")).status_code == 403


async def test_another_partner_has_other_templates(
    operator: httpx.AsyncClient, stranger: httpx.AsyncClient, made: "Making"
) -> None:
    mine = (await made("Mine"))["id"]
    assert await names(stranger) == []
    assert (await stranger.get(f"/api/templates/{mine}")).status_code == 404
    assert (await stranger.post("/api/templates", json={"clone_of": mine})).status_code == 404
    assert (await stranger.post("/api/templates/archive", json={"ids": [mine]})).status_code == 404
    assert await names(operator, "?state=open") == ["Mine"]
