"""A screen gets small pictures, also of a template that was drawn before they were made."""

import io
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from PIL import Image

from project88.templates.document import decode, hash_of
from project88.web.services import Services
from project88.worker import assets as worker

if TYPE_CHECKING:
    from tests.displays.conftest import Opening


def photo() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(file, "PNG")
    return file.getvalue()


def drawn(asset: dict[str, Any]) -> dict[str, Any]:  # an answer's JSON
    entry = {key: asset[key] for key in ("kind", "mime", "bytes", "sha256", "name")}
    return {
        "v": 1, "name": "Finish", "size": {"w": 1920, "h": 1080}, "pages": {"solo": {"role": "solo"}},
        "blocks": {
            "b1": {"type": "image", "asset": "7", "page": "solo", "z": "a0", "x": 0, "y": 0, "w": 9, "h": 9}
        },
        "assets": {"7": entry | {"w": asset["width"], "h": asset["height"]}},
    }  # fmt: skip


@pytest.mark.usefixtures("event")
async def test_a_document_drawn_before_its_pictures_were_ready_names_their_small_files_on_screens(
    operator: httpx.AsyncClient, opened: "Opening", services: Services
) -> None:
    files = {"file": ("logo.png", photo(), "application/octet-stream")}
    asset = (await operator.post("/api/assets", files=files)).json()
    template = (await operator.post("/api/templates", json={"document": drawn(asset)})).json()
    publish = f"/api/templates/{template['id']}/publish"
    early = await operator.post(publish, json={"version": 1})
    assert early.json()["code"] == "assets_missing"
    assert await worker.round_of(services.intake) == 1
    assert (await operator.post(publish, json={"version": 1})).status_code == 200
    session = await opened(template=str(template["id"]))
    link = await operator.post(
        "/api/display/generate-url", json={"display_session_id": session["id"]}
    )
    address = link.json()["url"].rpartition("/")[2]
    versions = (await operator.get(f"/api/templates/{template['id']}/versions")).json()["versions"]
    assert [one["number"] for one in versions] == [1]
    hash_ = hash_of(decode(template["document"]))
    document = await operator.get(f"/api/display/{address}/templates/{hash_}")
    assert "immutable" in document.headers["cache-control"]
    entry = document.json()["assets"]["7"]
    assert [(one["name"], one["mime"]) for one in entry["variants"]] == [
        (name, f"image/{kind}") for name in ("full", "half", "thumb") for kind in ("avif", "webp")
    ]
    for file in entry["variants"]:
        bytes_ = await operator.get(f"/api/display/{address}/assets/{file['sha256']}")
        assert bytes_.headers["content-type"] == file["mime"]
        assert len(bytes_.content) == file["bytes"] < asset["bytes"]
    kept = (await operator.get(f"/api/templates/{template['id']}")).json()["document"]
    assert document.json() | {"assets": None} == kept | {"assets": None}
