"""Templates travel with their files from one timing partner to another, whole or not at all."""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx

# Any: an answer's JSON.
Json = dict[str, Any]
Pictured = Callable[..., Awaitable[Json]]
Importing = Callable[..., Awaitable[list[Json]]]
Making = Callable[..., Awaitable[Json]]
Zipped = Callable[[Mapping[str, bytes | str]], bytes]


async def exported(browser: httpx.AsyncClient, *templates: Json) -> bytes:
    answer = await browser.post(
        "/api/templates/export", json={"ids": [one["id"] for one in templates]}
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return answer.content


async def listed(browser: httpx.AsyncClient) -> list[str]:
    return [one["name"] for one in (await browser.get("/api/templates")).json()["templates"]]


async def test_a_template_and_its_picture_come_to_another_partner(
    operator: httpx.AsyncClient,
    stranger: httpx.AsyncClient,
    pictured: Pictured,
    bring_in: Importing,
) -> None:
    bundle = await exported(operator, await pictured("Finish"))
    (outcome,) = await bring_in(stranger, ("finish.zip", bundle))
    assert (outcome["file"], outcome["outcome"]) == ("finish.zip", "made")
    there = (await stranger.get(f"/api/templates/{outcome['template']['id']}")).json()
    entry = there["document"]["assets"]["logo"]
    (asset,) = (await stranger.get("/api/assets")).json()["assets"]
    assert (asset["name"], asset["licence"]) == ("Logo of the harbour", "Ours")
    assert entry["sha256"] == asset["sha256"]
    assert (await stranger.get(f"/api/assets/files/{entry['sha256']}")).status_code == 200


async def test_what_went_out_and_came_back_is_the_same_document(
    operator: httpx.AsyncClient, made: Making, bring_in: Importing
) -> None:
    template = await made("Finish")
    (outcome,) = await bring_in(operator, ("finish.zip", await exported(operator, template)))
    again = (await operator.get(f"/api/templates/{outcome['template']['id']}")).json()
    assert again["hash"] == template["hash"]
    assert again["id"] != template["id"]
    assert again["published"] is None


async def test_the_same_templates_make_the_same_bundle(
    operator: httpx.AsyncClient, pictured: Pictured
) -> None:
    template = await pictured("Finish")
    assert await exported(operator, template) == await exported(operator, template)


async def test_many_templates_share_a_bundle_and_each_file_is_in_it_once(
    operator: httpx.AsyncClient,
    stranger: httpx.AsyncClient,
    pictured: Pictured,
    bring_in: Importing,
) -> None:
    bundle = await exported(operator, await pictured("Finish"), await pictured("Zieleinlauf ÄÖ"))
    names = zipfile.ZipFile(io.BytesIO(bundle)).namelist()
    assert sum(name.startswith("assets/") for name in names) == 1
    assert "templates/2-zieleinlauf-ao/template.json" in names
    outcomes = await bring_in(stranger, ("all.zip", bundle))
    assert [one["outcome"] for one in outcomes] == ["made", "made"]
    assert outcomes[0]["file"] == "all.zip/templates/1-finish"
    assert sorted(await listed(stranger)) == ["Finish", "Zieleinlauf ÄÖ"]
    assert len((await stranger.get("/api/assets")).json()["assets"]) == 1


async def test_one_refused_file_leaves_the_others(
    operator: httpx.AsyncClient, stranger: httpx.AsyncClient, made: Making, bring_in: Importing,
    drawn: Callable[..., Json],
) -> None:  # fmt: skip
    good = await exported(operator, await made("Finish"))
    wrong = drawn("Wrong")
    wrong["blocks"]["b1"]["font"]["color"] = "url(//evil)"
    outcomes = await bring_in(
        stranger,
        ("wrong.json", json.dumps(wrong).encode()),
        ("nothing.zip", b"PK no"),
        ("a.zip", good),
    )
    assert [one["outcome"] for one in outcomes] == ["refused", "refused", "made"]
    assert outcomes[0]["fields"][0]["field"] == "blocks.b1.font.color"
    assert outcomes[1]["sentence"] == "This is no bundle of templates."
    assert await listed(stranger) == ["Finish"]


async def test_a_template_whose_file_is_missing_is_refused_and_leaves_nothing(
    stranger: httpx.AsyncClient, bring_in: Importing, bundled: Callable[..., bytes], zipped: Zipped,
    picture: Callable[..., bytes],
) -> None:  # fmt: skip
    first, second = picture(), picture((1, 2, 3))
    parts = [zipfile.ZipFile(io.BytesIO(bundled(one))) for one in (first, second)]
    document = json.loads(parts[0].read("template.json"))
    document["assets"]["zweites"] = json.loads(parts[1].read("template.json"))["assets"]["logo"]
    (there,) = [name for name in parts[0].namelist() if name.startswith("assets/")]
    half = zipped({"template.json": json.dumps(document), there: first})
    (outcome,) = await bring_in(stranger, ("half.zip", half))
    assert outcome["fields"][0]["field"] == "assets.zweites"
    assert await listed(stranger) == []
    assert (await stranger.get("/api/assets")).json()["assets"] == []


async def test_a_file_that_the_partner_has_need_not_be_in_the_bundle(
    operator: httpx.AsyncClient, pictured: Pictured, bring_in: Importing
) -> None:
    template = await pictured("Finish")
    bare = json.dumps(template["document"]).encode()
    (outcome,) = await bring_in(operator, ("finish.json", bare))
    assert outcome["outcome"] == "made"


async def test_another_partner_s_file_cannot_be_had_by_its_hash(
    stranger: httpx.AsyncClient, pictured: Pictured, bring_in: Importing
) -> None:
    template = await pictured("Finish")
    bare = json.dumps(template["document"]).encode()
    (outcome,) = await bring_in(stranger, ("finish.json", bare))
    assert outcome["outcome"] == "refused"


async def test_a_file_is_what_it_holds_and_not_what_the_document_says(
    stranger: httpx.AsyncClient, bring_in: Importing, bundled: Callable[..., bytes],
    picture: Callable[..., bytes],
) -> None:  # fmt: skip
    outcomes = await bring_in(
        stranger,
        ("film.zip", bundled(picture(), kind="video", mime="video/mp4")),
        ("page.zip", bundled(b"<script>alert(1)</script>")),
    )
    assert [one["outcome"] for one in outcomes] == ["refused", "refused"]
    assert outcomes[0]["fields"][0]["field"] == "assets.logo.kind"
    assert (await stranger.get("/api/assets")).json()["assets"] == []


async def test_another_partner_s_template_cannot_be_exported(
    stranger: httpx.AsyncClient, made: Making
) -> None:
    template = await made("Finish")
    answer = await stranger.post("/api/templates/export", json={"ids": [template["id"]]})
    assert (answer.status_code, answer.json()["code"]) == (404, "no_template")


async def test_ids_that_cannot_be_ids_here_are_renamed(
    stranger: httpx.AsyncClient, bring_in: Importing, drawn: Callable[..., Json]
) -> None:
    foreign = drawn("Foreign")
    foreign["blocks"] = {
        "block 7": {**foreign["blocks"]["b1"], "parent": "constructor"},
        "constructor": {"type": "group", "page": "solo", "z": "a0", "x": 0, "y": 0, "w": 9, "h": 9},
    }
    (outcome,) = await bring_in(stranger, ("foreign.json", json.dumps(foreign).encode()))
    assert outcome["outcome"] == "made", outcome
    there = (await stranger.get(f"/api/templates/{outcome['template']['id']}")).json()
    assert there["document"]["blocks"]["block-7"]["parent"] == "constructor-2"
