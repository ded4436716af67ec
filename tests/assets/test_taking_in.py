"""What is brought is what it is, whatever it is called; what is broken or a trap is refused in words."""

import asyncio
import hashlib
import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

import httpx
import pillow_heif
import pytest
from PIL import Image

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool
from project88.settings import AssetSettings, Settings

Picture = Callable[..., bytes]
# Any: clients and answers, by helpers of several shapes.
Bring = Callable[..., Any]


def refused(answer: httpx.Response, code: str) -> str:
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == code
    sentence: str = answer.json()["detail"]
    return sentence


def contents_of(settings: AssetSettings) -> list[str]:
    """What lies in the folder."""
    assert settings.dir is not None
    return sorted(place.name for place in settings.dir.glob("*/*/*") if place.is_file())


def png(width: int, height: int) -> bytes:
    """A PNG of so many pixels, all alike: large to look at, small to send."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    row = b"\x00" + bytes((width + 7) // 8)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("AVIF", "image/avif"),
        ("GIF", "image/gif"),
    ],
)
async def test_a_picture_is_known_by_its_content_and_not_by_its_name(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture, kind: str, mime: str
) -> None:
    answer = await bring(operator, picture(kind), "report.pdf")
    assert answer.status_code == 201
    made = answer.json()
    assert (made["kind"], made["mime"], made["width"], made["height"]) == ("image", mime, 60, 40)
    assert (made["name"], made["state"], made["category"]) == ("report", "pending", "wide")


async def test_a_picture_of_a_phone_is_taken(operator: httpx.AsyncClient, bring: Bring) -> None:
    place = io.BytesIO()
    image = Image.new("RGB", (80, 48), "green")
    pillow_heif.from_pillow(image).save(place, quality=80)
    answer = await bring(operator, place.getvalue(), "IMG_0001.HEIC")
    assert answer.status_code == 201
    assert (answer.json()["mime"], answer.json()["width"]) == ("image/heic", 80)


async def test_the_same_file_is_one_asset_whoever_brings_it(
    operator: httpx.AsyncClient, sign_in: Bring, bring: Bring, picture: Picture
) -> None:
    first = await bring(operator, picture(), "one.png")
    again = await bring(await sign_in(Role.TIMER), picture(), "two.png")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    assert again.json()["name"] == "one"


async def test_ten_uploads_of_the_same_file_at_once_make_one_asset(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture, settings: Settings
) -> None:
    answers = await asyncio.gather(*(bring(operator, picture()) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(contents_of(settings.assets)) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
async def test_a_picture_that_did_not_arrive_whole_is_refused(
    operator: httpx.AsyncClient, bring: Bring, kind: str
) -> None:
    noise = Image.frombytes("RGB", (200, 200), random.Random(8).randbytes(120_000))
    place = io.BytesIO()
    noise.save(place, kind)
    half = place.getvalue()[: len(place.getvalue()) // 2]
    answer = await bring(operator, half, "photo")
    assert answer.status_code == 422
    assert answer.json()["code"] in {"truncated_file", "unreadable_file"}
    assert (await operator.get("/api/assets/usage")).json()["files"] == 0


async def test_a_picture_that_unpacks_into_a_wall_is_refused_by_its_pixels(
    operator: httpx.AsyncClient, bring: Bring
) -> None:
    bomb = png(30_000, 30_000)
    assert len(bomb) < 200_000
    sentence = refused(await bring(operator, bomb), "too_many_pixels")
    assert "30000 × 30000" in sentence


async def test_a_size_that_no_memory_holds_is_refused_before_any_of_it_is_taken(
    operator: httpx.AsyncClient, bring: Bring
) -> None:
    head = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    check = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    lie = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + check + bytes(50)
    answer = await bring(operator, lie)
    assert answer.status_code == 422


async def test_an_animation_with_too_much_in_it_is_refused(
    operator: httpx.AsyncClient, bring: Bring
) -> None:
    frames = [Image.new("P", (8, 8), number % 2) for number in range(700)]
    place = io.BytesIO()
    frames[0].save(place, "GIF", save_all=True, append_images=frames[1:], optimize=False)
    refused(await bring(operator, place.getvalue()), "too_many_pixels")


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 a page",
        b"PK\x03\x04 an archive",
        b"<!doctype html><script>alert(1)</script>",
        b"#!/bin/sh\necho hello",
        b"MZ\x90\x00 a program",
        b"\x00" * 400,
        b"plain words",
        b"\x89PNG\r\n\x1a\n<svg onload='alert(1)'>",
        b"GIF89a/*<script>*/=1;alert(1)//",
        b"\xff\xd8\xff<?php system('id'); ?>",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    ],
)
async def test_what_is_no_picture_is_refused_however_it_begins(
    operator: httpx.AsyncClient, bring: Bring, content: bytes
) -> None:
    answer = await bring(operator, content, "logo.png")
    assert answer.status_code == 422
    assert answer.json()["code"] in {"unknown_kind", "unreadable_file", "truncated_file"}


async def test_a_picture_with_a_script_behind_it_is_only_ever_a_picture(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture
) -> None:
    content = picture("GIF") + b"<script>alert(1)</script>"
    sha256 = (await bring(operator, content, "x.html")).json()["sha256"]
    served = await operator.get(f"/api/assets/files/{sha256}")
    assert served.headers["content-type"] == "image/gif"
    assert served.headers["x-content-type-options"] == "nosniff"
    assert served.headers["content-security-policy"].startswith("sandbox")


async def test_an_empty_file_and_one_that_is_too_large_are_told_as_such(
    operator: httpx.AsyncClient, bring: Bring, settings: Settings
) -> None:
    refused(await bring(operator, b""), "empty_file")
    sentence = refused(
        await bring(operator, bytes(settings.assets.max_bytes + 1)), "file_too_large"
    )
    assert "64 MiB" in sentence


async def test_a_font_needs_a_licence_and_brings_its_family(
    operator: httpx.AsyncClient, bring: Bring, font: bytes
) -> None:
    refused(await bring(operator, font, "a.woff2"), "no_licence")
    answer = await bring(operator, font, "a.woff2", licence="SIL Open Font License 1.1")
    assert answer.status_code == 201
    made = answer.json()
    assert (made["kind"], made["family"], made["state"]) == ("font", "Harbour Sans", "ready")
    path = f"/api/assets/{made['id']}"
    refused(await operator.patch(path, json={"licence": " "}), "no_licence")
    families = (await operator.get("/api/assets/families")).json()
    assert [one["family"] for one in families["own"]] == ["Harbour Sans"]


async def test_a_broken_font_and_one_of_another_kind_are_refused(
    operator: httpx.AsyncClient, bring: Bring, font: bytes
) -> None:
    refused(await bring(operator, font[:-40], licence="x"), "truncated_file")
    broken = font[:60] + bytes(len(font) - 60)
    refused(await bring(operator, broken, licence="x"), "unreadable_file")
    refused(await bring(operator, b"\x00\x01\x00\x00" + bytes(60), licence="x"), "unknown_kind")
    # It says that it unpacks to two gigabytes.
    bomb = font[:16] + struct.pack(">L", 2**31) + font[20:]
    refused(await bring(operator, bomb, licence="x"), "file_too_large")


async def test_a_film_is_known_by_its_boxes(
    operator: httpx.AsyncClient, bring: Bring, film: bytes
) -> None:
    made = (await bring(operator, film, "a.avi")).json()
    assert (made["kind"], made["mime"], made["width"]) == ("video", "video/mp4", 640)
    assert made["state"] == "ready"
    refused(await bring(operator, film[:-100]), "truncated_file")


async def test_sounds_are_known_by_their_frames(operator: httpx.AsyncClient, bring: Bring) -> None:
    # 128 kbit/s at 44,100 Hz: frames of 417 bytes.
    mp3 = b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + (b"\xff\xfb\x90\x00" + bytes(413)) * 3
    wav = b"RIFF" + struct.pack("<I", 36 + 100) + b"WAVEfmt " + bytes(20) + b"data" + bytes(104)
    ogg = b"OggS" + bytes(24) + b"OpusHead" + bytes(40)
    for content, mime in ((mp3, "audio/mpeg"), (wav, "audio/wav"), (ogg, "audio/ogg")):
        answer = await bring(operator, content)
        assert answer.status_code == 201, answer.text
        assert (answer.json()["kind"], answer.json()["mime"]) == ("audio", mime)
    refused(
        await bring(operator, b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(900)), "unreadable_file"
    )


async def test_two_partners_with_the_same_picture_do_not_learn_of_each_other(
    operator: httpx.AsyncClient, sign_in: Bring, bring: Bring, picture: Picture, pool: Pool
) -> None:
    async with pool.hub("another timing partner") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name, zone) values ('dune', 'Dune', 'UTC') returning id"
        )
    neighbour = await sign_in(Role.OWNER, partner_id=other)
    content = picture("PNG", 90, 90)
    sha256 = hashlib.sha256(content).hexdigest()
    first = await bring(operator, content)
    assert (await neighbour.get(f"/api/assets/files/{sha256}")).status_code == 404
    second = await bring(neighbour, content)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]
    assert (await neighbour.get("/api/assets/usage")).json()["files"] == 1
    assert (await neighbour.get(f"/api/assets/{first.json()['id']}")).status_code == 404
    await neighbour.delete(f"/api/assets/{second.json()['id']}")
    assert (await operator.get(f"/api/assets/files/{sha256}")).content == content


async def test_who_runs_displays_without_drawing_may_look_and_not_bring(
    with_key: Bring, bring: Bring, picture: Picture
) -> None:
    key = await with_key({Permission.DISPLAYS_RUN})
    assert (await key.get("/api/assets")).status_code == 200
    assert (await bring(key, picture())).status_code == 403


class TestRoom:
    """A quota of one mebibyte."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        assert settings.assets.dir is not None
        small = AssetSettings(dir=settings.assets.dir, quota_bytes=1024 * 1024)  # type: ignore[arg-type]
        return settings.model_copy(update={"assets": small})

    async def test_uploads_at_once_take_no_more_room_than_there_is(
        self, operator: httpx.AsyncClient, bring: Bring, settings: Settings
    ) -> None:
        noise = random.Random(1)
        files = []
        for _ in range(8):
            place = io.BytesIO()
            Image.frombytes("RGB", (320, 320), noise.randbytes(307_200)).save(place, "PNG")
            files.append(place.getvalue())
        answers = await asyncio.gather(*(bring(operator, content) for content in files))
        codes = sorted(answer.status_code for answer in answers)
        assert codes == [201] * 3 + [422] * 5
        usage = (await operator.get("/api/assets/usage")).json()
        assert usage["files"] == 3
        assert usage["bytes"] <= usage["quota_bytes"] == 1024 * 1024
        assert len(contents_of(settings.assets)) == 3
        assert {a.json()["code"] for a in answers if a.status_code == 422} == {"quota"}


async def test_a_store_that_fails_leaves_nothing_behind_and_the_file_can_be_brought_again(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture, settings: Settings
) -> None:
    assert settings.assets.dir is not None
    settings.assets.dir.write_text("in the way")
    assert (await bring(operator, picture())).status_code == 503
    assert (await operator.get("/api/assets")).json()["assets"] == []
    assert (await operator.get("/api/assets/usage")).json()["bytes"] == 0
    settings.assets.dir.unlink()
    answer = await bring(operator, picture())
    assert answer.status_code == 200
    assert not answer.json()["removed"]


async def test_what_was_removed_comes_back_by_restoring_or_by_bringing_it(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture
) -> None:
    made = (await bring(operator, picture(), "sun.png")).json()
    path = f"/api/assets/{made['id']}"
    assert (await operator.delete(path)).json()["removed"]
    assert (await operator.get("/api/assets")).json()["assets"] == []
    assert len((await operator.get("/api/assets?removed=true")).json()["assets"]) == 1
    assert not (await operator.post(f"{path}/restore")).json()["removed"]
    await operator.delete(path)
    again = (await bring(operator, picture(), "moon.png")).json()
    assert (again["id"], again["name"], again["removed"]) == (made["id"], "moon", False)


async def test_lists_are_cut_by_kind_shape_and_words(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture, font: bytes
) -> None:
    await bring(operator, picture(width=400), "Harbour wide.png")
    await bring(operator, picture(height=400), "Harbour tall.png")
    await bring(operator, font, "f.woff2", licence="OFL")

    async def names(query: str) -> list[str]:
        answer = await operator.get(f"/api/assets?{query}")
        return [one["name"] for one in answer.json()["assets"]]

    assert await names("kind=image&search=HARBOUR") == ["Harbour tall", "Harbour wide"]
    assert await names("category=tall") == ["Harbour tall"]
    assert await names("search=harbour%20sans") == ["f"]
    first = (await operator.get("/api/assets?limit=2")).json()
    assert len(first["assets"]) == 2
    assert await names(f"limit=2&after={first['after']}") == ["Harbour wide"]
