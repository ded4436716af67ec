"""Smaller files of pictures: right way up, without what cameras write, and made again after a crash."""

import asyncio
import io
import os
import random
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pillow_heif
import pytest
from PIL import Image, ImageCms

from project88.accounts.instants import instant
from project88.assets import pictures
from project88.assets.forgetting import forget_removed
from project88.assets.reading import file_of, original_of, read
from project88.assets.store import become_maker
from project88.assets.taking_in import Intake
from project88.db.pool import Pool
from project88.web.services import Services
from project88.worker import assets as worker

# Any: clients and answers, by helpers of several shapes.
Bring = Callable[..., Any]
Picture = Callable[..., bytes]
EXIF_PLACE, EXIF_MAKER, EXIF_TURNED = 0x8825, 0x010F, 0x0112


@pytest.fixture
def intake(services: Services) -> Intake:
    return services.intake


async def file(client: httpx.AsyncClient, asset: dict[str, Any], variant: str, kind: str) -> bytes:
    (found,) = (
        one
        for one in asset["files"]
        if one["variant"] == variant and one["mime"] == f"image/{kind}"
    )
    answer = await client.get(f"/api/assets/files/{found['sha256']}")
    assert answer.headers["content-type"] == f"image/{kind}"
    assert len(answer.content) == found["bytes"]
    content: bytes = answer.content
    return content


async def again(client: httpx.AsyncClient, asset: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get(f"/api/assets/{asset['id']}")).json()
    return found


def phone_photo(width: int = 400, height: int = 300) -> bytes:
    """Lying, red above and blue below when it is held up; with its place and its maker."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[EXIF_TURNED] = 6
    exif[EXIF_MAKER] = "Secret-Maker"
    exif.get_ifd(EXIF_PLACE)[1] = "N"
    place = io.BytesIO()
    image.save(place, "JPEG", exif=exif, quality=90, comment=b"Secret-Words")
    return place.getvalue()


async def test_what_screens_get_stands_upright_and_tells_nothing_of_the_camera(
    operator: httpx.AsyncClient, bring: Bring, intake: Intake
) -> None:
    asset = (await bring(operator, phone_photo())).json()
    assert (asset["width"], asset["height"]) == (300, 400)
    assert await worker.round_of(intake) == 1
    asset = await again(operator, asset)
    assert asset["state"] == "ready"
    for kind in ("webp", "avif"):
        content = await file(operator, asset, "full", kind)
        image = Image.open(io.BytesIO(content))
        assert image.size == (300, 400)
        assert not image.getexif()
        assert b"Secret" not in content
        red, _, blue = image.convert("RGB").getpixel((150, 40))  # type: ignore[misc]
        assert red > 200
        assert blue < 60


async def test_a_picture_has_three_sizes_in_two_formats(
    operator: httpx.AsyncClient, bring: Bring, intake: Intake, picture: Picture
) -> None:
    asset = (await bring(operator, picture("JPEG", 5000, 1000))).json()
    await worker.round_of(intake)
    files = (await again(operator, asset))["files"]
    sizes = {(one["variant"], one["mime"]): (one["width"], one["height"]) for one in files}
    assert sizes == {
        ("original", "image/jpeg"): (5000, 1000),
        **{("full", f"image/{kind}"): (4096, 819) for kind in ("webp", "avif")},
        **{("half", f"image/{kind}"): (2048, 410) for kind in ("webp", "avif")},
        **{("thumb", f"image/{kind}"): (160, 32) for kind in ("webp", "avif")},
    }


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (3, 2)])
async def test_the_smallest_pictures_have_smaller_files_too(
    operator: httpx.AsyncClient,
    bring: Bring,
    intake: Intake,
    picture: Picture,
    size: tuple[int, int],
) -> None:
    asset = (await bring(operator, picture("PNG", *size))).json()
    await worker.round_of(intake)
    asset = await again(operator, asset)
    assert (asset["state"], asset["failure"]) == ("ready", None)
    assert len(asset["files"]) >= 4


async def test_what_is_see_through_stays_so(
    operator: httpx.AsyncClient, bring: Bring, intake: Intake
) -> None:
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((0, 255, 0, 255), (0, 0, 100, 100))
    place = io.BytesIO()
    image.quantize(8).save(place, "PNG")
    asset = (await bring(operator, place.getvalue())).json()
    await worker.round_of(intake)
    asset = await again(operator, asset)
    for kind in ("webp", "avif"):
        small = Image.open(io.BytesIO(await file(operator, asset, "full", kind))).convert("RGBA")
        assert small.getpixel((20, 50))[3] == 255  # type: ignore[index]
        assert small.getpixel((180, 50))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["L", "1", "LA", "I;16", "CMYK", "P", "RGB"])
async def test_pictures_of_every_colour_model_come_out_in_plain_colours(
    tmp_path: Path, mode: str
) -> None:
    image = Image.new(mode, (64, 48))
    place = tmp_path / "original"
    image.save(place, "JPEG" if mode == "CMYK" else "PNG")
    made = pictures.make(place, tmp_path, 1_000_000)
    assert len(made) == 6
    for one in made:
        with Image.open(one.path) as small:
            assert small.mode in {"RGB", "RGBA"}


async def test_other_colour_spaces_are_worked_in(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    broken = profile[:60]
    for number, icc in enumerate((profile, broken, b"nonsense")):
        place = tmp_path / f"{number}"
        Image.new("RGB", (10, 10), "red").save(place, "PNG", icc_profile=icc)
        (tmp_path / f"out{number}").mkdir()
        made = pictures.make(place, tmp_path / f"out{number}", 1_000_000)
        with Image.open(made[0].path) as small:
            assert "icc_profile" not in small.info


async def test_a_phones_picture_is_made_smaller_too(
    operator: httpx.AsyncClient, bring: Bring, intake: Intake
) -> None:
    place = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (640, 480), "red")).save(place, quality=70)
    asset = (await bring(operator, place.getvalue())).json()
    await worker.round_of(intake)
    asset = await again(operator, asset)
    assert asset["state"] == "ready"
    thumb = Image.open(io.BytesIO(await file(operator, asset, "thumb", "webp")))
    assert thumb.size == (160, 120)


async def test_screens_get_the_made_file_and_never_the_photograph(
    operator: httpx.AsyncClient, bring: Bring, intake: Intake, pool: Pool, partner: int
) -> None:
    content = phone_photo()
    asset = (await bring(operator, content)).json()
    async with pool.partner(partner) as connection:
        assert await file_of(connection, asset["sha256"]) is None
        original = await original_of(connection, asset["sha256"])
    assert original is not None
    assert b"".join([piece async for piece in read(intake.store, original)]) == content
    await worker.round_of(intake)
    async with pool.partner(partner) as connection:
        shown = await file_of(connection, asset["sha256"])
        assert shown is not None
        assert (shown.variant, shown.mime) == ("full", "image/webp")
        half = next(
            one for one in (await again(operator, asset))["files"] if one["variant"] == "half"
        )
        exactly = await file_of(connection, half["sha256"])
    assert exactly is not None
    assert exactly.sha256 == half["sha256"]
    async with pool.partner(partner + 1) as connection:
        assert await file_of(connection, half["sha256"]) is None


async def test_what_breaks_off_is_done_again_and_leaves_no_half(
    operator: httpx.AsyncClient,
    bring: Bring,
    intake: Intake,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asset = (await bring(operator, phone_photo())).json()
    kept = intake.store.put
    puts = 0

    class Crash(BaseException):
        """What a process that is killed in the middle looks like from here."""

    async def put_some(*arguments: Any) -> None:
        nonlocal puts
        puts += 1
        if puts == 4:
            raise Crash
        await kept(*arguments)

    monkeypatch.setattr(intake.store, "put", put_some)
    with pytest.raises(Crash):
        await worker.round_of(intake)
    asset = await again(operator, asset)
    assert asset["state"] == "pending"
    assert len(asset["files"]) == 1
    assert await worker.round_of(intake) == 1
    asset = await again(operator, asset)
    assert (asset["state"], len(asset["files"])) == ("ready", 7)


async def test_a_decoder_that_is_killed_fails_its_picture_and_nothing_else(
    operator: httpx.AsyncClient, bring: Bring, intake: Intake, picture: Picture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    first = (await bring(operator, phone_photo())).json()
    second = (await bring(operator, picture())).json()
    begin = asyncio.create_subprocess_exec
    begun = 0

    async def begin_and_kill(*arguments: Any, **more: Any) -> asyncio.subprocess.Process:
        nonlocal begun
        begun += 1
        process = await begin(*arguments, **more)
        if begun == 1:
            os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr("asyncio.create_subprocess_exec", begin_and_kill)
    assert await worker.round_of(intake) == 2
    failed = await again(operator, first)
    assert failed["state"] == "failed"
    assert "could not be read" in failed["failure"]
    assert (await again(operator, second))["state"] == "ready"
    # Bringing it again is another try.
    assert (await bring(operator, phone_photo())).json()["state"] == "pending"
    await worker.round_of(intake)
    assert (await again(operator, first))["state"] == "ready"


async def test_bytes_that_never_arrived_are_waited_for_and_then_told(
    operator: httpx.AsyncClient, bring: Bring, intake: Intake, pool: Pool, partner: int
) -> None:
    asset = (await bring(operator, phone_photo())).json()
    assert intake.settings.dir is not None
    for place in intake.settings.dir.glob("*/*/*"):
        place.unlink()
    assert await worker.round_of(intake) == 0
    async with pool.partner(partner) as connection:
        await connection.execute("update assets set made_at = made_at - interval '1 hour'")
    assert await worker.round_of(intake) == 1
    asset = await again(operator, asset)
    assert asset["state"] == "failed"
    assert "did not arrive" in asset["failure"]
    assert (await bring(operator, phone_photo())).status_code == 200
    assert await worker.round_of(intake) == 1
    assert (await again(operator, asset))["state"] == "ready"


@pytest.fixture
async def working(services: Services) -> AsyncIterator[None]:
    async with worker.made(services.pool, services.settings):
        yield


@pytest.mark.long
async def test_a_running_worker_makes_them_within_moments(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture, working: None
) -> None:
    asset = (await bring(operator, picture())).json()
    async with asyncio.timeout(20):
        while (await again(operator, asset))["state"] == "pending":  # noqa: ASYNC110 -- asked as a page asks
            await asyncio.sleep(0.05)
    assert (await again(operator, asset))["state"] == "ready"


async def test_files_of_what_was_removed_go_after_a_month_unless_a_template_has_them(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture, intake: Intake, pool: Pool,
    partner: int, clock: Any,
) -> None:  # fmt: skip
    used = (await bring(operator, picture(width=70))).json()
    unused = (await bring(operator, picture(width=71))).json()
    await worker.round_of(intake)
    async with pool.partner(partner) as connection:
        await connection.execute(
            "with made as (insert into templates (timing_partner_id, name, width, height) "
            "values ($1, 'Finish', 100, 100) returning id) insert into template_versions "
            "(template_id, timing_partner_id, number, document, hash, origin) select id, $1, 1, "
            "jsonb_build_object('assets', jsonb_build_object('a', jsonb_build_object('sha256', "
            "$2::text))), repeat('0', 64), 'start' from made",
            partner,
            used["sha256"],
        )
    for asset in (used, unused):
        await operator.delete(f"/api/assets/{asset['id']}")
    later = 31 * 86_400_000
    assert await forget_removed(intake, instant(clock())) == 0
    assert await forget_removed(intake, instant(clock() + later)) == 1
    assert len((await again(operator, used))["files"]) == 7
    assert (await again(operator, unused))["files"] == []
    assert intake.settings.dir is not None
    left = {place.name for place in intake.settings.dir.glob("*/*/*") if place.is_file()}
    assert left == {one["sha256"] for one in (await again(operator, used))["files"]}
    gone = await operator.post(f"/api/assets/{unused['id']}/restore")
    assert (gone.status_code, gone.json()["code"]) == (409, "asset_is_gone")
    assert (await bring(operator, picture(width=71))).json()["removed"] is False


def test_noise_is_no_reason_for_a_larger_file_than_memory_holds(tmp_path: Path) -> None:
    place = tmp_path / "noise"
    Image.frombytes("RGB", (500, 400), random.Random(3).randbytes(600_000)).save(place, "PNG")
    sizes = [Path(one.path).stat().st_size for one in pictures.make(place, tmp_path, 1_000_000)]
    assert max(sizes) < 2 * 600_000


async def test_when_the_worker_that_makes_files_ends_another_goes_on(
    operator: httpx.AsyncClient, bring: Bring, picture: Picture, services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(worker, "LOOK_AGAIN_S", 0.05)
    held = await services.pool.dedicated()
    try:
        assert await become_maker(held)
        async with worker.made(services.pool, services.settings):
            asset = (await bring(operator, picture())).json()
            async with services.pool.no_partner() as other:
                assert not await become_maker(other)
            # As the system does for a process that was killed.
            held.terminate()
            async with asyncio.timeout(30):
                while (await again(operator, asset))["state"] == "pending":  # noqa: ASYNC110 -- asked as a page asks
                    await asyncio.sleep(0.05)
        assert (await again(operator, asset))["state"] == "ready"
    finally:
        held.terminate()
