"""Files as people bring them, made here; and stores to keep them in."""

import io
import os
import struct
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from moto.server import ThreadedMotoServer
from PIL import Image

from project88.accounts.roles import Role
from project88.assets.keeping import Store
from project88.assets.keeping.choosing import store_of
from project88.settings import AssetSettings, Settings

SECRET = "a secret of the tests"
BUCKET = "project88-tests"
# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]
Bring = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """A real S3 server on this machine, with an empty bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    httpx.put(f"{url}/{BUCKET}").raise_for_status()
    yield url
    server.stop()


def s3_settings(endpoint: str, prefix: str) -> AssetSettings:
    return Settings.model_validate(
        {
            "assets": {
                "s3_endpoint": endpoint,
                "s3_bucket": BUCKET,
                "s3_key_id": "tests",
                "s3_secret": SECRET,
                "s3_prefix": prefix,
            }
        }
    ).assets


@pytest.fixture(params=["disk", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each of the two stores, empty."""
    if request.param == "disk":
        return store_of(AssetSettings(dir=tmp_path / "store"))
    endpoint: str = request.getfixturevalue("s3_server")
    return store_of(s3_settings(endpoint, f"t{os.getpid()}-{id(request):x}"))


@pytest.fixture
async def operator(sign_in: SignIn) -> httpx.AsyncClient:
    """Somebody who draws templates."""
    client: httpx.AsyncClient = await sign_in(Role.OPERATOR)
    return client


@pytest.fixture
def bring() -> Bring:
    """``await bring(client, content, "name.jpg", licence="…")``"""

    async def upload(
        client: httpx.AsyncClient, content: bytes, name: str = "file", **words: str
    ) -> httpx.Response:
        return await client.post(
            "/api/assets",
            files={"file": (name, content, "application/octet-stream")},
            data=words,
        )

    return upload


def saved(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    place = io.BytesIO()
    image.save(place, kind, **more)
    return place.getvalue()


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """``picture("JPEG", 300, 200)``: a picture that is red at the left and blue at the right."""

    def make(kind: str = "PNG", width: int = 60, height: int = 40, **more: object) -> bytes:
        image = Image.new("RGB", (width, height), (200, 30, 30))
        image.paste((30, 30, 200), (width // 2, 0, width, height))
        return saved(image, kind, **more)

    return make


@pytest.fixture(scope="session")
def font() -> bytes:
    """A WOFF2 with one letter; its family is Harbour Sans."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = TTGlyphPen(None)
    for x, y in ((0, 0), (500, 0), (250, 700)):
        (pen.lineTo if (x, y) != (0, 0) else pen.moveTo)((x, y))
    pen.closePath()
    glyph = pen.glyph()
    builder.setupGlyf({".notdef": glyph, "A": glyph})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Harbour Sans", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font.flavor = "woff2"
    place = io.BytesIO()
    builder.save(place)
    return place.getvalue()


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


@pytest.fixture
def film() -> bytes:
    """The boxes of an MP4 of 640 × 360 pixels."""
    track = box(b"tkhd", bytes(76) + struct.pack(">II", 640 << 16, 360 << 16))
    handler = box(b"hdlr", bytes(8) + b"vide" + bytes(13))
    moov = box(b"moov", box(b"trak", track + box(b"mdia", handler)))
    return box(b"ftyp", b"isom" + bytes(4) + b"isommp42") + moov + box(b"mdat", bytes(500))
