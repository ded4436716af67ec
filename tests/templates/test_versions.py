"""The versions of a template: looked through, named, brought back, published; who has it open."""

from typing import TYPE_CHECKING, Any

import httpx

from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.templates.conftest import AnOp, Changing, Drawn, Making

SHA = "ab" * 32


def logo(**fields: object) -> dict[str, Any]:
    return {
        "kind": "image",
        "mime": "image/png",
        "bytes": 10,
        "sha256": SHA,
        "w": 8,
        "h": 8,
        **fields,
    }


async def test_an_old_version_comes_back_as_a_new_one(
    operator: httpx.AsyncClient, made: "Making", change: "Changing", op: "AnOp"
) -> None:
    template = await made()
    one = f"/api/templates/{template['id']}"
    await change(operator, template, op("name", "Finish", "Arch"), op("theme/ink", None, "#000"))
    answer = await operator.post(one + "/versions/1/restore")
    assert answer.status_code == 200, answer.text
    assert (answer.json()["version"], answer.json()["name"]) == (3, "Finish")
    assert answer.json()["document"] == template["document"]
    assert answer.json()["hash"] == template["hash"]
    newest = (await operator.get(one + "/versions?limit=1")).json()
    assert newest["more"]
    [version] = newest["versions"]
    assert (version["origin"], version["restored"], version["changes"]) == ("restore", 1, 2)
    older = (await operator.get(one + "/versions?after=3")).json()["versions"]
    assert [one["number"] for one in older] == [2, 1]


async def test_a_version_gets_a_name_and_loses_it(
    operator: httpx.AsyncClient, made: "Making"
) -> None:
    one = f"/api/templates/{(await made())['id']}/versions/1"
    named = await operator.patch(one, json={"label": " As shown  in Sneek "})
    assert named.json()["label"] == "As shown in Sneek"
    assert (await operator.get(one)).json()["label"] == "As shown in Sneek"
    assert (await operator.patch(one, json={"label": None})).json()["label"] is None
    assert (await operator.patch(one[:-1] + "9", json={"label": "x"})).status_code == 404


async def test_publishing_pins_a_version(
    operator: httpx.AsyncClient, made: "Making", change: "Changing", op: "AnOp"
) -> None:
    template = await made()
    one = f"/api/templates/{template['id']}"
    answer = await operator.post(one + "/publish", json={"version": 1})
    assert answer.status_code == 200, answer.text
    pinned = answer.json()
    assert (pinned["published"], pinned["published_hash"]) == (1, template["hash"])
    await change(operator, template, op("name", "Finish", "Arch"))
    after = (await operator.get(one)).json()
    assert (after["version"], after["published"], after["published_hash"]) == (
        2,
        1,
        template["hash"],
    )
    assert after["hash"] != after["published_hash"]
    assert (await operator.post(one + "/publish", json={"version": 3})).status_code == 404


async def test_a_template_whose_files_are_missing_is_not_published(
    operator: httpx.AsyncClient, made: "Making", pool: Pool, partner: int
) -> None:
    template = await made(
        assets={"a1": logo(name="Sponsor wall")},
        blocks={
            "b1": {
                "type": "image", "asset": "a1", "page": "solo", "z": "a", "x": 0, "y": 0, "w": 9,
                "h": 9,
            }
        },
    )  # fmt: skip
    publish = f"/api/templates/{template['id']}/publish"
    refused = await operator.post(publish, json={"version": 1})
    assert (refused.status_code, refused.json()["code"]) == (422, "assets_missing")
    assert "“Sponsor wall”" in refused.json()["detail"]
    assert refused.json()["fields"][0]["field"] == "assets.a1"
    async with pool.partner(partner) as connection:
        asset = await connection.fetchval(
            "insert into assets (timing_partner_id, sha256, kind, mime, bytes, name) "
            "values ($1, $2, 'image', 'image/png', 10, 'Wall') returning id",
            partner,
            SHA,
        )
    assert (await operator.post(publish, json={"version": 1})).status_code == 422
    async with pool.partner(partner) as connection:
        await connection.execute("update assets set state = 'ready' where id = $1", asset)
    assert (await operator.post(publish, json={"version": 1})).status_code == 422
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into asset_files (timing_partner_id, sha256, asset_id, variant, mime, bytes) "
            "values ($1, $2, $3, 'original', 'image/png', 10)",
            partner,
            SHA,
            asset,
        )
    assert (await operator.post(publish, json={"version": 1})).status_code == 200


async def test_an_archived_template_is_not_published(
    operator: httpx.AsyncClient, made: "Making"
) -> None:
    template = await made()
    await operator.post("/api/templates/archive", json={"ids": [template["id"]]})
    answer = await operator.post(f"/api/templates/{template['id']}/publish", json={"version": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "archived")


async def test_a_version_that_is_no_template_today_is_not_published(
    operator: httpx.AsyncClient, made: "Making", pool: Pool, partner: int, drawn: "Drawn"
) -> None:
    template = await made()
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into template_versions (timing_partner_id, template_id, number, document, "
            "hash, origin) values ($1, $2, 2, '{\"v\": 1}', $3, 'edit')",
            partner, template["id"], SHA,
        )  # fmt: skip
    answer = await operator.post(f"/api/templates/{template['id']}/publish", json={"version": 2})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_template")


async def test_who_has_a_template_open_says_so_again_and_again(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, made: "Making", pool: Pool, partner: int
) -> None:
    editing = f"/api/templates/{(await made())['id']}/editing"

    async def windows() -> list[str]:
        async with pool.partner(partner) as connection:
            rows = await connection.fetch("select window_key from template_editors order by 1")
        return [row["window_key"] for row in rows]

    for browser, window in ((operator, "w-one"), (operator, "w-one"), (other, "w-two")):
        assert (await browser.put(editing, json={"window": window})).status_code == 204
    assert await windows() == ["w-one", "w-two"]
    assert (await operator.delete(editing + "?window=w-two")).status_code == 204
    assert await windows() == ["w-one", "w-two"]
    assert (await other.delete(editing + "?window=w-two")).status_code == 204
    assert await windows() == ["w-one"]
