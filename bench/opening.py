"""Opening a display link: from the navigation to the first painted frame with data of the hub, in headless Chromium.

Collector and web as an operator starts them, a roster, a timing session with reads; the server is warm, the browser's
cache is cold (a fresh context each time), then warm (the same context again). What the page says of itself
(`window.__display.firstDataMs`: the frame after the one that drew the first snapshot) is what is measured. Must: 500 ms
median, aim 300. Yardstick of the same run: a bare static page of the same server in the same browser, up to its second
animation frame, so a slow machine shows on both.
"""

import asyncio
import statistics
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, BrowserContext, async_playwright

from _bed import Bed, bed, options, progress, report
from _hub import Ports, processes, warm_display
from _pace import Pace
from project88 import log
from project88.cli import tools
from project88.errors import Misconfigured

PACE = Pace(rate=10, connections=1, seconds=1)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-component-update",
]
FIRST_DATA = "() => window.__display?.firstDataMs ?? null"
TWO_FRAMES = """() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
})"""
PARTS = """() => {
  const page = performance.getEntriesByType('navigation')[0];
  const paint = performance.getEntriesByType('paint').find(({ name }) => name === 'first-contentful-paint');
  const last = performance.getEntriesByType('resource').filter(({ name }) => /woff2$/.test(name))
    .reduce((end, each) => Math.max(end, each.responseEnd), 0);
  const script = performance.getEntriesByType('resource').find(({ name }) => /display-.*js$/.test(name));
  const scripted = script ? script.responseEnd : 0;
  return { html: page.responseEnd, script: scripted, faces: last, painted: paint ? paint.startTime : 0 };
}"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Without a window."""
    program = tools.browser()
    if program is None:
        raise Misconfigured(
            "There is no Chromium on this machine; `project88 doctor` tells how to get one."
        )
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=str(program), args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


async def opened(context: BrowserContext, url: str) -> dict[str, float]:
    """The page's own figure and where the time went, ms."""
    page = await context.new_page()
    await page.goto(url)
    told = await page.wait_for_function(FIRST_DATA)
    parts: dict[str, float] = await page.evaluate(PARTS)
    first: float = await told.json_value()
    await page.close()
    return {"data": first, **parts}


async def bare(context: BrowserContext, url: str) -> float:
    """A page that only has to be there."""
    page = await context.new_page()
    await page.goto(url)
    took: float = await page.evaluate(TWO_FRAMES)
    await page.close()
    return took


async def measure(
    browser: Browser, ports: Ports, path: str, rounds: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Cold, warm and bare by turns."""
    origin = f"http://127.0.0.1:{ports.web}"
    cold: list[dict[str, float]] = []
    warm: list[dict[str, float]] = []
    yardstick: list[float] = []
    for number in range(rounds):
        context = await browser.new_context(viewport={"width": 1920, "height": 1080})
        cold.append(await opened(context, origin + path))
        warm.append(await opened(context, origin + path))
        yardstick.append(await bare(context, f"{origin}/api/health"))
        await context.close()
        said = {"cold": cold[-1]["data"], "warm": warm[-1]["data"], "bare": yardstick[-1]}
        progress(
            f"round {number + 1}: " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in said.items())
        )
    figures = {f"cold_{name}_ms": statistics.median(one[name] for one in cold) for name in cold[0]}
    figures |= {
        "cold_data_max_ms": max(one["data"] for one in cold),
        "warm_data_ms": statistics.median(one["data"] for one in warm),
        "warm_data_max_ms": max(one["data"] for one in warm),
    }
    return figures, {"bare_page_ms": statistics.median(yardstick)}


async def run(on: Bed, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """On processes that have answered before."""
    async with processes(on, PACE, 1) as ports, chromium() as browser:
        path = await warm_display(on, ports)
        await measure(browser, ports, path, 1)
        return await measure(browser, ports, path, rounds)


async def main() -> None:
    """Prints what opening a link takes."""
    asked = options(__doc__ or "")
    asked.set_defaults(rounds=15)
    given = asked.parse_args()
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        hub, yardstick = await run(on, given.rounds)
    report(
        "opening",
        {"rounds": given.rounds, "window": "1920x1080"},
        hub,
        yardstick,
        {f"{name}_of_bare": hub[f"{name}_data_ms"] / yardstick["bare_page_ms"] for name in ("cold", "warm")},
        as_json=given.json,
    )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main())
