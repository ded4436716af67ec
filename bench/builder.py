"""The builder with a hundred blocks, in headless Chromium: until it can be used, and what pulling a block costs.

The web process as an operator starts it, an owner who is signed in, a template of texts, shapes and clocks. Opening:
from the navigation to the second animation frame after the last block and its name for screen readers are in place.
Pulling: 300 moves of the mouse at 100 Hz at half zoom, with snapping to all edges and centres; script and main thread
per frame from the browser's own counters, late are frames of more than 25 ms. Must: 800 ms, 2 ms of script per frame,
no late frame. Then both again at a quarter of the speed (2 s, 10 % late). Yardstick of the same run: the same pulling
over a page that does nothing but count its frames.
"""

import asyncio
from typing import Any

from playwright.async_api import Browser, BrowserContext, CDPSession, Page

from _bed import Bed, bed, medians, options, report
from _hub import Ports, processes
from _pace import Pace
from _people import Member, people
from opening import chromium
from project88 import log
from project88.accounts.sign_in.cookies import SESSION, csrf_of

PACE = Pace(rate=10, connections=1, seconds=1)
BLOCKS = 100
MOVES = 300
EVERY_S = 0.01
LATE_MS = 25
READY = f"""(() => {{
  const there = () => document.querySelectorAll('[data-canvas] [data-block]').length >= {BLOCKS}
    && document.querySelectorAll('[data-option]').length >= {BLOCKS};
  const look = () => (there()
    ? requestAnimationFrame(() => requestAnimationFrame(() => {{ window.readyMs = performance.now(); }}))
    : requestAnimationFrame(look));
  requestAnimationFrame(look);
}})()"""
COUNT = """() => {
  const frames = [];
  let last = performance.now();
  const frame = (now) => { frames.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  window.frames88 = frames;
}"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PLACE = (
    "() => document.querySelector('[role=option][aria-selected=true]').getAttribute('aria-label')"
)


def document() -> dict[str, Any]:  # Any: a document is JSON
    """Ten by ten, every third a shape, every tenth a clock."""
    blocks: dict[str, dict[str, Any]] = {}  # Any: as above
    for number in range(BLOCKS):
        place = {"x": 20 + number % 10 * 188, "y": 20 + number // 10 * 104, "w": 170, "h": 80}
        common = {"page": "solo", "z": f"a{number:03}x", "name": f"Block {number}", **place}
        if number % 10 == 9:
            blocks[f"b{number}"] = {"type": "clock", "mode": "time", **common}
        elif number % 3 == 0:
            fill = {"color": "#e8590c"}
            blocks[f"b{number}"] = {"type": "shape", "shape": "rect", "fill": fill, **common}
        else:
            text = [{"get": "runner.name"}]
            blocks[f"b{number}"] = {"type": "text", "text": text, "font": {"size": 40}, **common}
    return {
        "v": 1,
        "name": "A hundred",
        "size": {"w": 1920, "h": 1080},
        "pages": {"solo": {"role": "solo", "bg": {"color": "#0b1f33"}}},
        "blocks": blocks,
    }


async def counters(session: CDPSession) -> dict[str, float]:
    """Seconds of the main thread since the page began."""
    told = await session.send("Performance.getMetrics")
    return {one["name"]: one["value"] for one in told["metrics"]}


async def pulled(page: Page, session: CDPSession, begin: tuple[float, float]) -> dict[str, float]:
    """The pointer goes in circles with its button down, as quickly as a quick hand."""
    x, y = begin
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 9, y + 9)
    await page.evaluate(COUNT)
    before = await counters(session)
    loop = asyncio.get_running_loop()
    due = loop.time()
    for step in range(MOVES):
        due += EVERY_S
        await asyncio.sleep(max(0.0, due - loop.time()))
        await page.mouse.move(x + step, y + 60 - abs(step % 120 - 60))
    after = await counters(session)
    frames: list[float] = await page.evaluate("() => window.frames88")
    await page.mouse.up()
    spent = {
        name: (after[name] - before[name]) * 1000 for name in ("ScriptDuration", "TaskDuration")
    }
    return {
        "script_ms_per_frame": spent["ScriptDuration"] / len(frames),
        "main_ms_per_frame": spent["TaskDuration"] / len(frames),
        "late_percent": 100 * sum(ms > LATE_MS for ms in frames) / len(frames),
    }


async def opened(context: BrowserContext, url: str, slower: int) -> tuple[Page, CDPSession, float]:
    page = await context.new_page()
    await page.add_init_script(READY)
    session = await context.new_cdp_session(page)
    await session.send("Performance.enable")
    await session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    await page.goto(url)
    ready = await (await page.wait_for_function("() => window.readyMs")).json_value()
    return page, session, float(ready)


async def builder(context: BrowserContext, url: str, slower: int) -> dict[str, float]:
    """Opened, and one block pulled about."""
    page, session, ready = await opened(context, url, slower)
    await page.get_by_role("button", name="%").click()
    await page.get_by_role("menuitem", name="50 %", exact=True).click()
    await page.get_by_role("button", name="Zoom 50 %").wait_for()
    await page.evaluate(PAINTED)
    box = await page.get_by_role("option", name="Block 30,").bounding_box()
    assert box is not None
    begin = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    figures = await pulled(page, session, begin)
    label: str = await page.evaluate(PLACE)
    assert label.startswith("Block 30,"), label
    assert "at 20, 332," not in label, "it was not moved"
    # It is saved by itself; the next round wants it where it was.
    await page.get_by_role("button", name="Undo").click()
    await page.wait_for_timeout(1000)
    await page.locator("[data-saved=saved]").wait_for()
    await page.close()
    return {"interactive_ms": ready, **figures}


async def bare(context: BrowserContext, origin: str) -> dict[str, float]:
    """The same hand over a page that has nothing to do."""
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Performance.enable")
    await page.goto(f"{origin}/api/health")
    figures = await pulled(page, session, (400, 400))
    await page.close()
    return figures


async def signed_in(browser: Browser, origin: str, member: Member) -> tuple[BrowserContext, str]:
    """The owner's browser, and the address of the builder with the template in it."""
    context = await browser.new_context(viewport={"width": 1920, "height": 1080})
    await context.add_cookies([{"name": SESSION, "value": member.secret, "url": origin}])
    made = await context.request.post(
        f"{origin}/api/templates",
        data={"document": document()},
        headers={"X-CSRF-Token": csrf_of(member.secret), "X-Timing-Partner": member.slug},
    )
    assert made.status == 201, await made.text()
    return context, f"{origin}/p/{member.slug}/templates/{(await made.json())['id']}"


async def run(on: Bed, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """At full speed, at a quarter of it, and over nothing, by turns; the first of all is not counted."""
    async with processes(on, PACE, 1) as ports, chromium() as browser:
        return await measured(browser, ports, (await people(on, 1, 10))[0], rounds)


async def measured(
    browser: Browser, ports: Ports, member: Member, rounds: int
) -> tuple[dict[str, float], dict[str, float]]:
    origin = f"http://127.0.0.1:{ports.web}"
    context, url = await signed_in(browser, origin, member)
    await builder(context, url, 1)
    full, quarter, yardstick = await medians(
        rounds,
        lambda: builder(context, url, 1),
        lambda: builder(context, url, 4),
        lambda: bare(context, origin),
    )
    hub = full | {f"slow_{name}": figure for name, figure in quarter.items()}
    return hub, {f"bare_{name}": figure for name, figure in yardstick.items()}


async def main() -> None:
    """Prints what the builder takes."""
    given = options(__doc__ or "").parse_args()
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        hub, yardstick = await run(on, given.rounds)
    report(
        "builder",
        {"rounds": given.rounds, "window": "1920x1080", "blocks": BLOCKS},
        hub,
        yardstick,
        {"script_of_bare": hub["script_ms_per_frame"] / max(0.001, yardstick["bare_script_ms_per_frame"])},
        as_json=given.json,
    )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main())
