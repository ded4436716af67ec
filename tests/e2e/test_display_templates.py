"""A template that was drawn, on a running screen: fetched whole, shown, kept without a hub; and the glass it is on."""

import hashlib
from typing import TYPE_CHECKING

import pytest

from project88.templates.starters import starters

if TYPE_CHECKING:
    from tests.e2e.conftest import Box, Hub, Open

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

KEY = "7kTMd1i0Q9mGkVwFZ0wz0A"
DRAWN = "() => window.__display.template !== null"
SAYS = "(text) => document.getElementById('drawing').innerText.includes(text)"
TURNED = "(turn) => document.getElementById('glass').style.transform.includes(turn)"
STRAIGHT = "() => document.getElementById('glass').style.transform === ''"
DIMMED = "() => document.getElementById('dim').style.opacity === '0.7'"


def a_screen(hub: "Hub", path: str) -> None:
    """This link's screen number 7, known by `KEY`, showing a template."""
    hub.change(
        "polder",
        "insert into screens (timing_partner_id, number, name, key_hash, code, link_id) "
        "select timing_partner_id, 7, 'Tower', %s, '7HK2MPQ9', id from display_urls where id = %s",
        hashlib.sha256(KEY.encode()).digest(),
        path.rpartition("/")[2],
    )
    hub.change("polder", "update display_sessions set template = 'standard-portrait'")


async def test_a_template_is_drawn_and_kept_without_a_hub(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    await mat.crosses("000105")
    path = await hub.display("polder")
    a_screen(hub, path)
    screen = await open_display(hub.origin + path, width=1080, height=1920, key=KEY)
    await screen.page.wait_for_function(DRAWN)
    await screen.page.wait_for_function(SAYS, arg="de Vries")
    await screen.picture("template-one")
    for tag in ("5A1E344B", "000102", "5A1E7229", "000104", "000106"):
        await mat.crosses(tag)
    await screen.page.wait_for_function(SAYS, arg="106")
    await screen.picture("template-group")
    await screen.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    await hub.stop("web")
    await screen.page.reload()
    await screen.page.wait_for_function(DRAWN)
    await screen.page.wait_for_selector(".band-late:not([hidden])")
    await screen.picture("template-without-hub")
    await hub.start("web")
    await mat.crosses("000108")
    await screen.page.wait_for_function(SAYS, arg="Bo Li")
    hub.change("polder", """update screens set settings = '{"rotation": 180}'""")
    await screen.page.wait_for_function(TURNED, arg="rotate(180deg)")


async def test_a_screen_is_turned_dimmed_and_given_another_template_while_it_runs(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    await mat.crosses("000105")
    path = await hub.display("polder")
    a_screen(hub, path)
    screen = await open_display(hub.origin + path, width=1080, height=1920, key=KEY)
    await screen.page.wait_for_function(DRAWN)
    hub.change("polder", """update screens set settings = '{"rotation": 90, "brightness": 30}'""")
    await screen.page.wait_for_function(TURNED, arg="rotate(90deg)")
    await screen.page.wait_for_function(DIMMED)
    await screen.picture("template-turned")
    hub.change("polder", "update screens set settings = '{}'")
    await screen.page.wait_for_function(STRAIGHT)
    hub.change("polder", "update display_sessions set template = 'standard'")
    await screen.page.wait_for_function(
        "(hash) => window.__display.template === hash", arg=starters()["standard-portrait"].hash
    )
    await screen.shows("de Vries")
    assert screen.complaints == []
