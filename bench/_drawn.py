"""A template of a hundred blocks, and how a bench has its hub draw by it: made, published and chosen by its owner."""

from typing import Any

from playwright.async_api import Browser

from _bed import Bed
from _hub import SLUG, Ports
from _people import owner
from _watched import context
from project88.accounts.sign_in.cookies import SESSION, csrf_of

BLOCKS = 100
ROLES = ("solo", "group", "compact", "rest")
PLACES = (("solo", 1, 500), ("group", 8, 200), ("compact", 16, 110))
"""Page, runners on it, height of each."""
PARTNER = "select set_config('app.partner_id', id::text, true) from timing_partners where slug = $1"
FIELDS = ("bib", "name", "city", "race", "time", "last_name", "lap")
Json = dict[str, Any]  # Any: a document is JSON
EXTRA: tuple[Json, ...] = (
    {"shape": "rect", "fill": {"color": "#e8590c"}},
    {"mode": "time", "font": {"size": 24}},
    {"text": [{"get": "list.more", "before": "+"}], "font": {"size": 30}},
)


def document() -> Json:
    """A hundred blocks: a page for one, for a group, for a crowd and for nobody; each runner is a group of seven."""
    pages = {role: {"role": role, "bg": {"color": "#0b1f33"}} for role in ROLES}
    blocks: dict[str, Json] = {}
    for page, slots, height in PLACES:
        cell = {"type": "group", "page": page, "x": 40, "y": 40, "w": 900, "h": height, "z": "a1",
                "in": {"name": "fadeInUp", "ms": 240}}  # fmt: skip
        blocks[f"{page}-cell"] = {**cell, "name": "Runner"}
        for number, field in enumerate(FIELDS):
            blocks[f"{page}-{field}"] = {
                "type": "text", "page": page, "parent": f"{page}-cell", "name": field, "z": f"a{number + 2}",
                "x": 10 + number % 4 * 220, "y": 10 + number // 4 * height // 2, "w": 210, "h": height // 3,
                "text": [{"get": f"runner.{field}"}],
                "font": {"size": height // 4, "fit": {"mode": "shrink", "min": 0.4}},
            }  # fmt: skip
        if slots > 1:
            blocks[f"{page}-runners"] = {
                "type": "runners", "page": page, "name": "Runners", "slots": slots, "flow": "grid",
                "group": f"{page}-cell",
                "cell": {"w": 920, "h": height + 10}, "x": 40, "y": 40, "w": 1860, "h": 1000, "z": "a0",
            }  # fmt: skip
    for number in range(BLOCKS - len(blocks)):
        page = ROLES[number % 4]
        blocks[f"more-{number}"] = {
            "type": ("shape", "clock", "text")[number % 3], "page": page, "name": f"More {number}",
            "z": f"b{number:03}x",
            "x": 20 + number // 4 % 15 * 120, "y": 1000, "w": 110, "h": 60, **EXTRA[number % 3],
        }  # fmt: skip
    return {
        "v": 1,
        "name": "A hundred",
        "size": {"w": 1920, "h": 1080},
        "pages": pages,
        "blocks": blocks,
    }


async def draw_by(on: Bed, browser: Browser, ports: Ports, template: Json | None) -> None:
    """All sessions of the bench's partner show this template, which its owner has made and published; or the usual."""
    reference = "standard"
    if template is not None:
        secret = await owner(on, SLUG)
        async with await context(browser) as at:
            origin = f"http://127.0.0.1:{ports.web}"
            await at.add_cookies([{"name": SESSION, "value": secret, "url": origin}])
            said = {"X-CSRF-Token": csrf_of(secret), "X-Timing-Partner": SLUG}
            made = await at.request.post(
                f"{origin}/api/templates", data={"document": template}, headers=said
            )
            assert made.status == 201, await made.text()
            row = await made.json()
            reference = str(row["id"])
            done = await at.request.post(
                f"{origin}/api/templates/{reference}/publish",
                data={"version": row["version"]},
                headers=said,
            )
            assert done.ok, await done.text()
    admin = await on.administer()
    try:
        async with admin.transaction():
            await admin.execute(
                "select set_config('app.partner_id', id::text, true) from timing_partners where slug = $1",
                SLUG,
            )
            await admin.execute("update display_sessions set template = $1", reference)
    finally:
        await admin.close()
