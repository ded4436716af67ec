"""A day of 24 hours and 20,000 finishers on one display within six minutes: what of it stays in the browser's memory.

The page is the hub's own, drawn by the hub's own template; a script that runs before it (bench/_day.js) gives it
another clock, 240 times as fast, and a race of its own: single runners and crowds, corrections, withdrawals, messages.
At each full hour the day stands still, the browser collects its garbage twice, and heap, nodes and listeners are
counted. The first two hours are for caches to fill. It fails if the heap grows by more than 1 MB afterwards (from
first to last, or by its slope), if nodes or listeners leave 5 % of their median, if the page raised an error, or if
it did not show the runners. Yardstick of the same run: some hours of the same with a leak planted by the script (an
element, a listener and the data of each finisher), which has to be found; `--leak` plants it in the day itself.
"""

import asyncio
import statistics
import sys
from pathlib import Path

import msgspec
from playwright.async_api import Browser, Page

from _bed import Bed, bed, options, progress, report
from _drawn import BLOCKS, document, draw_by
from _hub import processes, warm_display
from _pace import Pace, send_paced
from _watched import PATIENCE_S, WINDOW, counters
from opening import chromium
from project88 import log

PACE = Pace(rate=10, connections=1, seconds=1)
DAY_HOURS, FINISHERS = 24, 20_000
WARM_HOURS = 2
MUST_HEAP_MB, MUST_STEADY = 1.0, 0.05
SHOWN_SHARE = 0.9
SCRIPT = (Path(__file__).parent / "_day.js").read_text(encoding="utf-8")
MB = 1_000_000


class Hours(msgspec.Struct, frozen=True):
    """A day: how long, how quick, and whether something is left behind of each finisher."""

    hours: int
    times: int
    leak: bool

    @property
    def finishers(self) -> int:
        """As many an hour as on the whole day."""
        return FINISHERS * self.hours // DAY_HOURS


class Sample(msgspec.Struct, frozen=True):
    """What was in the browser at a full hour, after its garbage was collected twice."""

    hour: int
    heap: float
    nodes: float
    listeners: float


class Day(msgspec.Struct, frozen=True):
    """What a day left behind."""

    samples: list[Sample]
    shown: int
    errors: list[str]

    @property
    def warm(self) -> list[Sample]:
        """Without the hours in which caches fill; of a short day only the first."""
        least = WARM_HOURS if len(self.samples) > 2 * WARM_HOURS else 1
        return [sample for sample in self.samples if sample.hour >= least]

    def figures(self) -> dict[str, float]:
        """For the report."""
        warm = self.warm
        hours = [float(sample.hour) for sample in warm]
        found: dict[str, float] = {"shown": self.shown, "errors": len(self.errors)}
        for name, unit in (("heap", MB), ("nodes", 1), ("listeners", 1)):
            values = [getattr(sample, name) / unit for sample in warm]
            middle = statistics.median(values)
            slope = statistics.linear_regression(hours, values).slope
            found |= {
                f"{name}_first": values[0],
                f"{name}_last": values[-1],
                f"{name}_growth": values[-1] - values[0],
                f"{name}_per_hour": slope,
                f"{name}_away": max(abs(value - middle) for value in values) / middle,
            }
        return found

    def faults(self, finishers: int) -> list[str]:
        """What must not be, in words."""
        told, found = self.figures(), []
        span = self.warm[-1].hour - self.warm[0].hour
        growth = max(told["heap_growth"], told["heap_per_hour"] * span)
        if growth > MUST_HEAP_MB:
            found.append(f"the heap grew by {growth:.2f} MB")
        for name in ("nodes", "listeners"):
            if told[f"{name}_away"] > MUST_STEADY:
                found.append(
                    f"{name} went from {told[f'{name}_first']:.0f} to {told[f'{name}_last']:.0f}"
                )
        if self.shown < SHOWN_SHARE * finishers:
            found.append(f"only {self.shown} of {finishers} finishers were shown")
        return [*found, *(f"the page said: {error}" for error in self.errors)]


async def lived(browser: Browser, url: str, day: Hours) -> Day:
    """One day on a fresh page."""
    width, height = WINDOW
    # A new build on the disk would have the page load itself anew.
    context = await browser.new_context(
        viewport={"width": width, "height": height}, service_workers="block"
    )
    try:
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.add_init_script(SCRIPT)
        await page.goto(url)
        await _true(page, "window.day.ready() && window.__display?.firstDataMs !== null")
        await page.evaluate(
            "([hours, finishers, times, leak]) => { window.day.begin(hours, finishers, times, leak); }",
            [day.hours, day.finishers, day.times, day.leak],
        )
        return await _hours(page, day, errors)
    finally:
        await context.close()


async def _hours(page: Page, day: Hours, errors: list[str]) -> Day:
    session = await page.context.new_cdp_session(page)
    await session.send("Performance.enable")
    samples = []
    for hour in range(1, day.hours + 1):
        await _true(page, f"window.day.hour() === {hour}", 3600 / day.times * 20 + PATIENCE_S)
        for _ in range(2):
            await session.send("HeapProfiler.collectGarbage")
        told = await counters(session)
        samples.append(
            Sample(hour, told["JSHeapUsedSize"], told["Nodes"], told["JSEventListeners"])
        )
        progress(
            f"hour {hour}{' with a leak' if day.leak else ''}: heap {samples[-1].heap / MB:.3f} MB, "
            f"{samples[-1].nodes:.0f} nodes, {samples[-1].listeners:.0f} listeners"
        )
        await page.evaluate("() => { window.day.resume(); }")
    shown: int = await page.evaluate("() => window.__display.shown")
    return Day(samples, shown, errors)


async def _true(page: Page, expression: str, seconds: float = PATIENCE_S) -> None:
    """Asked from outside: the page's own timers are not to be trusted here."""
    async with asyncio.timeout(seconds):
        while not await page.evaluate(expression):  # noqa: ASYNC110 -- the page is asked
            await asyncio.sleep(0.2)


async def run(on: Bed, day: Hours, leak_hours: int, *, own: bool) -> tuple[Day, Day]:
    """The day, and the hours in which the leak has to be found."""
    async with processes(on, PACE, 1) as ports, chromium() as browser:
        path = await warm_display(on, ports)
        await asyncio.to_thread(send_paced, ports.sender, PACE)
        if own:
            await draw_by(on, browser, ports, document())
        url = f"http://127.0.0.1:{ports.web}{path}"
        whole = await lived(browser, url, day)
        return whole, await lived(browser, url, Hours(leak_hours, day.times, leak=True))


async def main() -> None:
    """Fails when something stays, and when the planted leak is not found."""
    asked = options(__doc__ or "")
    asked.add_argument("--hours", type=int, default=DAY_HOURS)
    asked.add_argument("--times", type=int, default=240, help="how many times as fast as a clock")
    asked.add_argument("--leak", action="store_true", help="plant a leak in the day: it must fail")
    asked.add_argument("--leak-hours", type=int, default=3, help="hours of the yardstick")
    asked.add_argument("--own", action="store_true", help=f"drawn by a template of {BLOCKS} blocks")
    given = asked.parse_args()
    if min(given.hours, given.leak_hours) < 2:
        asked.error("one hour has no slope")
    day = Hours(given.hours, given.times, leak=given.leak)
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        whole, leaky = await run(on, day, given.leak_hours, own=given.own)
    faults = whole.faults(day.finishers)
    found = leaky.faults(Hours(given.leak_hours, given.times, leak=True).finishers)
    report(
        "days",
        {"hours": day.hours, "finishers": day.finishers, "times": day.times, "leak": day.leak, "own": given.own},
        whole.figures(),
        {f"leak_{name}": value for name, value in leaky.figures().items()},
        {"faults": len(faults), "leak_found": float(bool(found))},
        as_json=given.json,
    )  # fmt: skip
    for fault in faults:
        progress(fault)
    if faults or not found:
        sys.exit(1)


if __name__ == "__main__":
    asyncio.run(main())
