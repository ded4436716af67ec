"""What operators tell screens, seen on the glass: templates, notices, orders, rebinding, languages.

Operators' own routes are tested where they are; here the rows that they write are put in by hand.
"""

import hashlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Box, Hub, Open, Screen

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

SHAPES = [(1920, 1080), (1080, 1920), (390, 844)]
EVERYBODY = ("5A1E344B", "000102", "5A1E7229", "000104", "000105", "000106", "000107", "000108")
KEY = "3kTMd1i0Q9mGkVwFZ0wz0A"
LONG = (
    "Der Zielbereich wird geräumt: bitte verlassen Sie sofort das Stadion über die Ausgänge Nord und West, "
    "helfen Sie einander, und warten Sie auf dem Parkplatz P3 auf weitere Ansagen. Läuferinnen und Läufer "
    "bleiben bitte auf der Strecke stehen, bis die Ordner Sie weiterleiten. Danke!"
)
CHEER = "Auf geht's – genieß den Tag!"
SLOW, QUICK = (f'{{"show_ms": {ms}, "idle_after_ms": {ms}}}' for ms in (60_000, 1000))
SAYS = """(text) =>
  document.querySelector('.cover-words').textContent.replace(/\\s+/g, ' ') === text"""
CLIPPED = """() => [...document.querySelectorAll('#stage .label, #drawing [dir]')]
  .filter((label) => label.offsetParent !== null && label.textContent.trim() !== '')
  .filter((label) => getComputedStyle(label).visibility === 'visible')
  .filter((label) => {
    let opacity = 1;
    for (let e = label; e !== null; e = e.parentElement) opacity *= getComputedStyle(e).opacity;
    const stage = document.getElementById('stage').getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(label);
    const ink = range.getBoundingClientRect();
    return opacity > 0.9 && (label.scrollWidth > label.clientWidth + 1 || ink.left < stage.left - 1
      || ink.right > stage.right + 1 || ink.top < stage.top - 1 || ink.bottom > stage.bottom + 1);
  }).map((label) => label.className + ': ' + label.textContent)"""


async def whole(screen: "Screen", name: str) -> None:
    """Nothing that can be read is cut off; and a picture to look at."""
    await screen.picture(name)
    assert await screen.page.evaluate(CLIPPED) == []


def a_screen(hub: "Hub", path: str) -> None:
    """This link's screen number 7, known by `KEY`."""
    hub.change(
        "polder",
        "insert into screens (timing_partner_id, number, name, key_hash, code, link_id) "
        "select timing_partner_id, 7, 'Finish arch, left', %s, '7HK2MPQ9', id "
        "from display_urls where id = %s",
        hashlib.sha256(KEY.encode()).digest(),
        path.rpartition("/")[2],
    )


def session(hub: "Hub", change: str, *values: object) -> None:
    hub.change("polder", f"update display_sessions set {change}", *values)


def notice(hub: "Hub", kind: str, text: str) -> None:
    hub.change(
        "polder",
        "insert into screen_notices (timing_partner_id, kind, text) "
        "select id, %s, %s from timing_partners where slug = 'polder'",
        kind,
        text,
    )


def take_back(hub: "Hub") -> None:
    hub.change("polder", "update screen_notices set taken_back_at = now()")


async def messages(hub: "Hub", mat: "Box", screen: "Screen", size: str) -> None:
    """In a band that hides no runner, over one of them and over a wall of names."""
    session(hub, "template = 'spotlight'")
    await mat.crosses("000108")
    notice(hub, "message", "Prize giving at noon in the marquee")
    await screen.shows("Prize giving at noon in the marquee")
    await whole(screen, f"orders-message-{size}")
    take_back(hub)
    session(hub, "template = 'wall'")
    for tag in EVERYBODY:
        await mat.crosses(tag, "10 km")
    await screen.has_shown({"101", "102", "103", "104", "106", "107"})
    await whole(screen, f"orders-wall-{size}")
    notice(hub, "message", LONG)
    await screen.page.wait_for_selector(".message:not([hidden])")
    await whole(screen, f"orders-long-message-{size}")
    take_back(hub)


async def covers(hub: "Hub", screen: "Screen", size: str) -> None:
    """What goes before everything, and what was there before is there again."""
    for text, name in (("Evacuate", "short"), (LONG, "long")):
        notice(hub, "emergency", text)
        await screen.page.wait_for_selector(".cover[role=alert] .cover-words:not([hidden])")
        await screen.page.wait_for_function(SAYS, arg=text)
        await whole(screen, f"orders-emergency-{name}-{size}")
        take_back(hub)
        await screen.page.wait_for_selector(".cover", state="hidden")
    hub.change("polder", "update screens set identify_until = now() + interval '1 minute'")
    await screen.shows("7", "Finish arch, left")
    await whole(screen, f"orders-identify-{size}")
    hub.change("polder", "update screens set identify_until = null, blank = true")
    await screen.page.wait_for_selector("body.dark", state="attached")
    await screen.picture(f"orders-blank-{size}")
    hub.change("polder", "update screens set blank = false, language = 'de'")


async def pages(hub: "Hub", mat: "Box", screen: "Screen", size: str) -> None:
    """In German: a runner who is cheered, and all that is seen when nobody runs."""
    session(hub, "template = 'spotlight', mode = 'pre_race', messages = %s", [CHEER])
    await mat.crosses("5A1E344B", "Ausgabe")
    await screen.has_shown({CHEER, "101"})
    await whole(screen, f"orders-cheer-{size}")
    session(hub, f"template = 'standard', settings = '{QUICK}'")
    await screen.shows("Gerade angekommen")
    await whole(screen, f"orders-rest-de-{size}")
    hub.change("polder", "delete from session_timing_streams")
    await screen.shows("Noch speist keine Zeitnahme diese Anzeige")
    await whole(screen, f"orders-nothing-bound-{size}")
    hub.change("polder", "update display_urls set opens_at = now() + interval '26 hours'")
    await screen.page.wait_for_function(
        "() => document.querySelector('.wait-text').textContent.startsWith('Öffnet')"
    )
    await whole(screen, f"orders-opens-later-{size}")
    hub.change("polder", "update display_urls set revoked_at = now()")
    await screen.shows("Dieser Anzeige-Link ist abgelaufen")
    await whole(screen, f"orders-ended-{size}")


@pytest.mark.parametrize("shape", SHAPES)
async def test_words_of_operators_and_templates_fit_every_screen(
    hub: "Hub", mat: "Box", open_display: "Open", shape: tuple[int, int]
) -> None:
    width, height = shape
    size = f"{width}x{height}"
    await mat.crosses("000105")
    path = await hub.display("polder")
    a_screen(hub, path)
    session(hub, f"settings = '{SLOW}'")
    screen = await open_display(hub.origin + path, width=width, height=height, key=KEY)
    await screen.shows("de Vries")
    await messages(hub, mat, screen, size)
    await covers(hub, screen, size)
    await pages(hub, mat, screen, size)
