"""Opening a display link: from the navigation to the first painted frame with data of the hub, in headless Chromium.

Collector and web as an operator starts them, a roster, a timing session with reads; the server is warm. Cold: a fresh
browser, with nothing in its cache. Slow: the same with a processor four times slower. Warm: the same browser again,
once the page's service worker has taken over, so page and files come from its cache. `data` is what the page says of
itself (`window.__display.firstDataMs`: the frame after the one that drew the first snapshot); `seen` is told by a
script of ours: two frames after a runner's name can be read. Must: 500 ms, 1.5 s slow, 400 ms warm, medians. Yardstick
of the same run: a bare page of the same server in the same browser, at both speeds, up to its second frame, so a slow
machine shows on both.
"""

import asyncio
import statistics
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from _bed import Bed, bed, options, progress, report
from _hub import Ports, processes, warm_display
from _pace import Pace, send_paced
from project88 import log
from project88.cli import tools
from project88.errors import Misconfigured

PACE = Pace(rate=10, connections=1, seconds=1)
ONE = Pace(rate=10, connections=1, seconds=0.1)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-component-update",
]
FIRST_DATA = "() => window.__display?.firstDataMs ?? null"
# A name that stands on a page which is not shown is not seen.
SEEN = """(() => {
  const read = (node) => /vandenberg/i.test(node.data)
    && node.parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const there = () => {
    if (document.body === null || !/vandenberg/i.test(document.body.textContent)) return false;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) if (read(node)) return true;
    return false;
  };
  const look = () => (there()
    ? requestAnimationFrame(() => requestAnimationFrame(() => { window.seenMs = performance.now(); }))
    : requestAnimationFrame(look));
  requestAnimationFrame(look);
})()"""
CACHED = "() => navigator.serviceWorker.controller !== null"
SLOWER = 4
MUST_MS = {"cold": 500.0, "slow": 1_500.0, "warm": 400.0}
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


async def throttled(context: BrowserContext, slower: int) -> Page:
    """A page on a processor so many times slower."""
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page


async def opened(context: BrowserContext, url: str, slower: int = 1) -> dict[str, float]:
    """The page's own figure, ours, and where the time went, ms."""
    page = await throttled(context, slower)
    await page.add_init_script(SEEN)
    await page.goto(url)
    told = await page.wait_for_function(FIRST_DATA)
    first: float = await told.json_value()
    seen: float = await (await page.wait_for_function("() => window.seenMs")).json_value()
    parts: dict[str, float] = await page.evaluate(PARTS)
    # So that the next visit finds the worker in charge.
    await page.wait_for_function(CACHED)
    await page.close()
    return {"data": first, "seen": seen, **parts}


async def bare(context: BrowserContext, url: str, slower: int = 1) -> float:
    """A page that only has to be there."""
    page = await throttled(context, slower)
    await page.goto(url)
    took: float = await page.evaluate(TWO_FRAMES)
    await page.close()
    return took


async def one_round(
    browser: Browser, ports: Ports, path: str
) -> tuple[dict[str, float], dict[str, float]]:
    """Cold, warm and bare by turns, then cold and bare on a slow processor."""
    origin = f"http://127.0.0.1:{ports.web}"
    figures: dict[str, float] = {}
    yardstick: dict[str, float] = {}
    async with await browser.new_context(viewport={"width": 1920, "height": 1080}) as context:
        for name in ("cold", "warm"):
            told = await opened(context, origin + path)
            figures |= {f"{name}_{part}_ms": ms for part, ms in told.items()}
        yardstick["bare_page_ms"] = await bare(context, f"{origin}/api/health")
    async with await browser.new_context(viewport={"width": 1920, "height": 1080}) as context:
        told = await opened(context, origin + path, SLOWER)
        figures |= {f"slow_{part}_ms": ms for part, ms in told.items()}
        yardstick["slow_bare_page_ms"] = await bare(context, f"{origin}/api/health", SLOWER)
    return figures, yardstick


async def measure(
    browser: Browser, ports: Ports, path: str, rounds: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Medians of so many rounds, and the slowest of each."""
    told = []
    for number in range(rounds):
        told.append(await one_round(browser, ports, path))
        said = {name: told[-1][0][f"{name}_data_ms"] for name in MUST_MS} | told[-1][1]
        progress(
            f"round {number + 1}: " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in said.items())
        )
    figures = {name: statistics.median(one[name] for one, _ in told) for name in told[0][0]}
    figures |= {
        f"{name}_data_max_ms": max(one[f"{name}_data_ms"] for one, _ in told) for name in MUST_MS
    }
    return figures, {name: statistics.median(one[name] for _, one in told) for name in told[0][1]}


async def run(on: Bed, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """On processes that have answered before."""
    async with processes(on, PACE, 1) as ports, chromium() as browser:
        path = await warm_display(on, ports)
        # Somebody of the roster, whose name can be read.
        await asyncio.to_thread(send_paced, ports.sender, ONE)
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
        {
            "cold_of_bare": hub["cold_data_ms"] / yardstick["bare_page_ms"],
            "warm_of_bare": hub["warm_data_ms"] / yardstick["bare_page_ms"],
            "slow_of_bare": hub["slow_data_ms"] / yardstick["slow_bare_page_ms"],
        }
        | {
            f"{name}_of_must": max(hub[f"{name}_data_ms"], hub[f"{name}_seen_ms"]) / must
            for name, must in MUST_MS.items()
        },
        as_json=given.json,
    )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main())
