"""A display in headless Chromium that is watched from outside: what came over its line, what it drew, its frames.

The page is the built one and knows nothing of this. A script of ours runs before its own: it listens beside the page on
the page's own EventSource, reads changed texts, and counts frames when asked. What the page says of itself
(`window.__display`) is held against that.
"""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
from playwright.async_api import Browser, BrowserContext, CDPSession, Page

WINDOW = (1920, 1080)
LATE_MS = 25
PATIENCE_S = 60.0
WATCH = """(() => {
  const told = { begun: [], come: {}, named: {}, frames: [], counting: false };
  window.watched = told;
  const Native = window.EventSource;
  window.EventSource = class extends Native {
    constructor(...given) {
      super(...given);
      for (const name of ['assignment', 'snapshot', 'changes']) super.addEventListener(name, (event) => {
        const here = Date.now();
        if (name === 'assignment') {
          told.begun.push(here);
          return;
        }
        const { session, passings } = JSON.parse(event.data);
        for (const { key, at } of passings) told.come[`${session}/${key}`] ??= { at, here };
      });
    }
  };
  const read = (node) => {
    const found = (node.textContent ?? '').matchAll(/vandenberg (\\d+)/gi);
    for (const [, number] of found) told.named[number] ??= Date.now();
  };
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      if (target.nodeType === Node.TEXT_NODE) read(target);
      else for (const node of addedNodes) read(node);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  told.count = () => {
    told.frames = [];
    told.counting = true;
    let last = performance.now();
    const frame = (now) => {
      told.frames.push(now - last);
      last = now;
      if (told.counting) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  };
  told.stop = () => { told.counting = false; return told.frames; };
})()"""
# Fewer than the page keeps of each (500) in one measure.
TOLD = """() => {
  const { come, begun, named } = window.watched;
  return { come, begun, named, paints: window.__display.paints };
}"""
RESTING = "() => window.__display?.firstDataMs !== null && window.__display?.page === 'rest'"
DRAWN_BY = "(own) => !own || window.__display?.template !== null"


class Came(msgspec.Struct, frozen=True):
    """A crossing on the line: when it was sent, and when it was here (ms UTC)."""

    at: int
    here: int


class Paint(msgspec.Struct, frozen=True):
    """What the page says that it painted."""

    key: str
    at: int


class Told(msgspec.Struct, frozen=True):
    """What came, when the hub said what it wants (first on each line), what was read off the page, and what it says."""

    come: dict[str, Came]
    begun: list[float]
    named: dict[str, float]
    paints: list[Paint]

    @property
    def painted(self) -> dict[str, int]:
        """When each was painted first."""
        return {paint.key: paint.at for paint in reversed(self.paints)}

    @property
    def doubled(self) -> int:
        """How many paints too many."""
        return len(self.paints) - len(self.painted)


class Watched:
    """One page in a context of its own."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.page = page
        self.session = session

    async def told(self) -> Told:
        """All of it until now."""
        return msgspec.convert(await self.page.evaluate(TOLD), Told, strict=False)

    async def rests(self) -> None:
        """Wait until nobody is on the screen and data have come."""
        await self.page.wait_for_function(RESTING, timeout=PATIENCE_S * 1000)

    async def until(self, wanted: Callable[[Told], bool], seconds: float) -> Told:
        """Look until it is so, or the time is over; the last look."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not wanted(told := await self.told()) and loop.time() < end:  # noqa: ASYNC110 -- the page is asked
            await asyncio.sleep(0.1)
        return told

    async def frames(self, during: Callable[[], Awaitable[None]]) -> dict[str, float]:
        """Of the time in which something happens: frames that came late, work of the main thread."""
        before = await counters(self.session)
        await self.page.evaluate("() => window.watched.count()")
        await during()
        frames: list[float] = await self.page.evaluate("() => window.watched.stop()")
        after = await counters(self.session)
        ordered = sorted(frames)
        return {
            "late_percent": 100 * sum(ms > LATE_MS for ms in frames) / len(frames),
            "frame_p95_ms": ordered[int(len(ordered) * 0.95)],
            "main_ms_per_frame": 1000 * (after["TaskDuration"] - before["TaskDuration"]) / len(frames),
        }  # fmt: skip


async def counters(session: CDPSession) -> dict[str, float]:
    """The browser's own: seconds of the main thread, bytes, nodes, listeners."""
    told = await session.send("Performance.getMetrics")
    return {one["name"]: one["value"] for one in told["metrics"]}


async def context(browser: Browser) -> BrowserContext:
    """A fresh profile: nothing cached, no screen known."""
    width, height = WINDOW
    return await browser.new_context(viewport={"width": width, "height": height})


async def watched(at: BrowserContext, url: str, slower: int = 1, *, own: bool = False) -> Watched:
    """Opened, with data on it and nobody running; `own`: drawn by a template."""
    page = await at.new_page()
    session = await at.new_cdp_session(page)
    await page.add_init_script(WATCH)
    await session.send("Performance.enable")
    await session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    await page.goto(url)
    display = Watched(page, session)
    await display.rests()
    await page.wait_for_function(DRAWN_BY, arg=own, timeout=PATIENCE_S * 1000)
    return display
