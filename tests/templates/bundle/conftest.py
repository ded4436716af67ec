"""Files that travel with templates, and bundles as strangers make them."""

import hashlib
import io
import json
import zipfile
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
import pytest
from PIL import Image

# Any: an answer's JSON.
Pictured = Callable[..., Awaitable[dict[str, Any]]]
Zipped = Callable[[Mapping[str, bytes | str]], bytes]
Importing = Callable[..., Awaitable[list[dict[str, Any]]]]


def picture(colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    place = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(place, "PNG")
    return place.getvalue()


@pytest.fixture(name="picture")
def a_picture() -> Callable[..., bytes]:
    return picture


@pytest.fixture
def zipped() -> Zipped:
    def make(entries: Mapping[str, bytes | str]) -> bytes:
        place = io.BytesIO()
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        return place.getvalue()

    return make


@pytest.fixture
def pictured(operator: httpx.AsyncClient, drawn: Callable[..., dict[str, Any]]) -> Pictured:
    """``await pictured("Finish")``: a template with a logo in it, which is an asset."""

    async def make(name: str = "Finish", content: bytes | None = None) -> dict[str, Any]:
        brought = await operator.post(
            "/api/assets",
            files={"file": ("logo.png", content or picture())},
            data={"name": "Logo of the harbour", "licence": "Ours"},
        )
        assert brought.status_code in {200, 201}, brought.text
        asset = brought.json()
        document = drawn(name)
        document["assets"] = {
            "logo": {key: asset[key] for key in ("kind", "mime", "bytes", "sha256", "name")}
        }
        document["blocks"]["b3"] = {
            "type": "image", "page": "solo", "z": "a5", "asset": "logo", "x": 0, "y": 0, "w": 60, "h": 40,
        }  # fmt: skip
        answer = await operator.post("/api/templates", json={"document": document})
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return make


@pytest.fixture
def bring_in() -> Importing:
    """``await bring_in(browser, ("a.zip", content), …)``: what became of each template."""

    async def send(client: httpx.AsyncClient, *files: tuple[str, bytes]) -> list[dict[str, Any]]:
        answer = await client.post("/api/templates/import", files=[("files", one) for one in files])
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    return send


@pytest.fixture
def bundled(drawn: Callable[..., dict[str, Any]], zipped: Zipped) -> Callable[..., bytes]:
    """``bundled(content)``: a bundle with one template that shows this file as a picture."""

    def make(content: bytes, name: str = "Finish", **fields: object) -> bytes:
        sha256 = hashlib.sha256(content).hexdigest()
        entry = {"kind": "image", "mime": "image/png", "bytes": len(content), "sha256": sha256}
        document = drawn(name, assets={"logo": {**entry, **fields}})
        return zipped({"template.json": json.dumps(document), f"assets/{sha256}": content})

    return make
