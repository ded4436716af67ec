"""What a spectator can read on a screen: the page in a real browser, on screens of every shape."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Box, Hub, Open, Screen

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

TELEVISION, UPRIGHT, TELEPHONE, TABLET = (1920, 1080), (1080, 1920), (390, 844), (1024, 768)
LONGEST = "van Oldenbarnevelt-Groenewegen"


async def inside(screen: "Screen", width: int, height: int) -> None:
    """Nothing is cut off and nothing scrolls: every text is in its box, every box in the picture."""
    page = await screen.page.evaluate(
        "(({scrollWidth, scrollHeight, clientWidth, clientHeight}) => "
        "[scrollWidth, scrollHeight, clientWidth, clientHeight])(document.documentElement)"
    )
    assert page == [width, height, width, height]
    scale = min(max(width, height) / 1920, min(width, height) / 1080)
    across, down = (1920, 1080) if width >= height else (1080, 1920)
    left, top = (width - across * scale) / 2, (height - down * scale) / 2
    for text, box in (await screen.texts()).items():
        assert box["left"] >= left - 1, text
        assert box["top"] >= top - 1, text
        assert box["right"] <= width - left + 1, text
        assert box["bottom"] <= height - top + 1, text


async def test_a_read_is_a_runner_on_the_screen(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    await mat.crosses("000106", "Start")
    screen = await open_display(hub.origin + await hub.display("polder"))
    await screen.shows("Tomás", "Ó Súilleabháin")
    crossed = await mat.crosses("5A1E7229")
    await screen.shows("Nguyễn Thị Ánh", "103", "Boulder, CO", crossed)
    await inside(screen, *TELEVISION)
    picture = await screen.picture("one-read")
    assert picture.stat().st_size > 10_000
    assert screen.complaints == []


@pytest.mark.parametrize("shape", [TELEVISION, UPRIGHT, TELEPHONE, TABLET])
async def test_the_longest_name_fits_on_every_screen(
    hub: "Hub", mat: "Box", open_display: "Open", shape: tuple[int, int]
) -> None:
    width, height = shape
    await mat.crosses("000107")
    url = hub.origin + await hub.display("polder")
    screen = await open_display(url, width=width, height=height)
    await screen.shows("107")
    await screen.has_shown({LONGEST})
    alone = await screen.texts()
    assert alone[LONGEST]["over"] <= 0
    await inside(screen, width, height)
    await screen.picture(f"longest-name-{width}x{height}")
    for tag in ("5A1E344B", "000102", "5A1E7229", "000104", "000105", "000106", "000108"):
        await mat.crosses(tag)
    await screen.has_shown({"101", "102", "103", "104", "105", "106", "108"})
    await inside(screen, width, height)
    await screen.picture(f"crowd-{width}x{height}")
    assert screen.complaints == []


async def test_an_address_that_never_was_is_told_by_the_designed_page(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    screen = await open_display(f"{hub.origin}/display/ABCD2345")
    await screen.shows("This display link has ended")
    await inside(screen, *TELEVISION)
    mistyped = await open_display(f"{hub.origin}/display/finish")
    await mistyped.shows("This is not a display link")


async def test_an_address_that_ends_while_people_look_says_so(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    await mat.crosses("000105")
    path = await hub.display("polder", timedelta(seconds=4))
    screen = await open_display(hub.origin + path)
    await screen.has_shown({"105"})
    await screen.shows("This display link has ended")
    await screen.picture("ended")


async def test_a_screen_shows_its_own_partner_only(
    hub: "Hub", roster: str, open_display: "Open"
) -> None:
    other = "bib,first_name,last_name,city,chip\n901,Ada,Stranger,Elsewhere,5A1E344B\n"
    ports = {"polder": await hub.add_partner("polder", roster)}
    ports["dune"] = await hub.add_partner("dune", other)
    await hub.start("collector", "web")
    boxes = {slug: await hub.box(port) for slug, port in ports.items()}
    for box in boxes.values():
        await box.crosses("5A1E344B", "Start")
    polder = await open_display(hub.origin + await hub.display("polder"))
    dune = await open_display(hub.origin + await hub.display("dune"))
    for location in ("10 km", "Finish"):
        for box in boxes.values():
            await box.crosses("5A1E344B", location)
    await polder.has_shown({"101", "Finish"})
    await dune.has_shown({"901", "Finish"})
    assert not {"901", "Stranger", "Ada", "Ada Stranger", "Elsewhere"} & polder.seen
    assert not {"101", "Vliet", "Mara", "Mara Vliet", "Saltmere, ZH"} & dune.seen
