"""A screen that nobody watches over: it survives what happens between it and the hub by itself."""

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Box, Hub, Open, Proxy, Screen

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

SHORT_S, AS_LONG_AS_A_DEPLOYMENT_S = 6, 20
MEANWHILE = {
    "5A1E344B": "Mara Vliet",
    "000102": "Łukasz Wiśniewski",
    "5A1E7229": "Nguyễn Thị Ánh",
    "000104": "Željko Šarić",
}


async def keeps_its_picture(screen: "Screen", url: str) -> None:
    """Ours, drawn, and where it was: no error page of a browser or a proxy."""
    assert screen.page.url == url
    assert await screen.is_a_display()
    assert "502" not in await screen.page.title()


async def ruled_by_its_worker(screen: "Screen") -> None:
    """Wait until the service worker has its shell and answers for this page."""
    await screen.page.wait_for_function("() => navigator.serviceWorker.controller !== null")


@pytest.mark.parametrize("outage_s", [SHORT_S, AS_LONG_AS_A_DEPLOYMENT_S])
async def test_a_screen_catches_up_after_a_proxy_answered_502(
    hub: "Hub", mat: "Box", proxy: "Proxy", open_display: "Open", outage_s: int
) -> None:
    await mat.crosses("000105")
    url = proxy.origin + await hub.display("polder")
    screen = await open_display(url)
    await screen.has_shown({"105"})
    proxy.go_away()
    for tag in MEANWHILE:
        await mat.crosses(tag)
        await asyncio.sleep(outage_s / len(MEANWHILE))
        await screen.texts()
        await keeps_its_picture(screen, url)
    assert proxy.refusals > 0
    assert not {"101", "102", "103", "104"} & screen.seen
    await screen.picture(f"hub-away-{outage_s}s")
    proxy.come_back()
    await screen.has_named(*MEANWHILE.values())
    await mat.crosses("000106")
    await screen.has_named("Tomás Ó Súilleabháin")
    await keeps_its_picture(screen, url)
    await screen.picture(f"hub-back-{outage_s}s")


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
async def test_a_screen_heals_when_the_web_server_starts_again(
    hub: "Hub", mat: "Box", open_display: "Open", end: signal.Signals
) -> None:
    await mat.crosses("000105")
    url = hub.origin + await hub.display("polder")
    screen = await open_display(url)
    await screen.has_shown({"105"})
    await hub.stop("web", end)
    for tag in MEANWHILE:
        await mat.crosses(tag)
    await keeps_its_picture(screen, url)
    await hub.start("web")
    await screen.has_named(*MEANWHILE.values())


async def test_a_screen_that_is_reloaded_while_the_hub_is_away_shows_the_last_picture(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    await mat.crosses("000105")
    url = hub.origin + await hub.display("polder")
    screen = await open_display(url)
    await screen.has_shown({"105"})
    await ruled_by_its_worker(screen)
    await hub.stop("web")
    await screen.page.reload()
    await screen.shows("Anneke de Vries")
    await keeps_its_picture(screen, url)
    await screen.picture("reloaded-without-hub")
    await hub.start("web")
    await mat.crosses("000108")
    await screen.has_named("Bo Li")


async def test_a_reload_behind_a_502_is_no_error_page(
    hub: "Hub", mat: "Box", proxy: "Proxy", open_display: "Open"
) -> None:
    await mat.crosses("000105")
    url = proxy.origin + await hub.display("polder")
    screen = await open_display(url)
    await screen.has_shown({"105"})
    await ruled_by_its_worker(screen)
    proxy.go_away()
    await screen.page.reload()
    await screen.shows("Anneke de Vries")
    await keeps_its_picture(screen, url)
