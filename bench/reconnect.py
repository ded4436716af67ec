"""A line to a display that breaks off, falls silent, or is refused while runners finish: who is lost or comes twice.

Collector and web as an operator starts them, a display in headless Chromium behind a line of ours. Four runners a
second finish all the time. Dropped: every connection is reset, new ones work. Half-open: every connection falls silent
with its sockets open, the kept ones of the page too; new ones work. Refused: nobody listens for some seconds, then
somebody does. The fault comes when the page has lived for a while and has just reported, so that one kept socket is
dead too. Back is the time to the first word of the hub on a new connection: from the fault, of a refused line from
its return. It fails if one finisher is not painted or painted twice, or if it takes longer than 1 s, 10 s and 3 s.
Yardstick of the same run: a page beside it with a plain EventSource and no rules of ours.
"""

import asyncio
import multiprocessing
import sys
import time
from collections.abc import Awaitable, Callable

import msgspec
from playwright.async_api import Browser, Page, Request

from _bed import Bed, bed, medians, options, progress, report
from _hub import Ports, processes, warm_display
from _line import Line
from _pace import Pace, send_paced
from _watched import PATIENCE_S, Told, Watched, context, watched
from burst import sent
from opening import chromium
from project88 import log

SPAWN = multiprocessing.get_context("spawn")
MUST_MS = {"dropped": 1_000.0, "half_open": 10_000.0, "refused": 3_000.0}
RATE, AFTER_S = 4, 14.0
SETTLED_S = 6.0
"""By then the hub has closed what the page was loaded by."""
REPORTS_S = 12.0
"""A screen reports every 10 s, and its socket is kept for a while."""
PLAIN = """(path) => {
  const told = { begun: [], keys: {} };
  window.plain = told;
  const source = new EventSource(path);
  source.addEventListener('assignment', () => told.begun.push(Date.now()));
  for (const name of ['snapshot', 'changes']) source.addEventListener(name, ({ data }) => {
    for (const { key } of JSON.parse(data).passings) told.keys[key] = (told.keys[key] ?? 0) + 1;
  });
}"""


class Plain(msgspec.Struct, frozen=True):
    """What a plain EventSource had: when the hub began to speak, and how often each came."""

    begun: list[float]
    keys: dict[str, int]


async def dropped(line: Line, _away_s: float) -> float:
    """The instant of the fault, ms UTC."""
    line.drop()
    return time.time() * 1000


async def half_open(line: Line, _away_s: float) -> float:
    """The same."""
    line.freeze()
    return time.time() * 1000


async def refused(line: Line, away_s: float) -> float:
    """The instant of the return, ms UTC."""
    line.refuse()
    await asyncio.sleep(away_s)
    at = time.time() * 1000
    await line.open()
    return at


FAULTS: dict[str, Callable[[Line, float], Awaitable[float]]] = {
    "dropped": dropped,
    "half_open": half_open,
    "refused": refused,
}


class Scene(msgspec.Struct):
    """Where it happens; `first` counts on."""

    browser: Browser
    ports: Ports
    path: str
    away_s: float
    first: int = 1

    def pace(self) -> Pace:
        """Who finishes during the next fault."""
        made = Pace(RATE, 1, REPORTS_S + self.away_s + AFTER_S, self.first)
        self.first += made.reads
        return made


async def suffered(scene: Scene, name: str) -> dict[str, float]:
    """One fault on pages of their own: figures of the display, and of the plain page beside it."""
    line = Line(scene.ports.web)
    await line.open()
    origin = f"http://127.0.0.1:{line.port}"
    async with await context(scene.browser) as profile:
        display = await watched(profile, origin + scene.path)
        beside = await profile.new_page()
        await beside.goto(f"{origin}/api/health")
        await beside.evaluate(PLAIN, f"/api{scene.path}/stream")
        await display.page.bring_to_front()
        figures = await _through(scene, name, line, (display, beside))
    line.refuse()
    return {f"{name}_{figure}": value for figure, value in figures.items()}


async def _through(
    scene: Scene, name: str, line: Line, pages: tuple[Watched, Page]
) -> dict[str, float]:
    display, beside = pages
    pace = scene.pace()
    await asyncio.sleep(SETTLED_S)
    before = await display.told()
    sending = SPAWN.Process(target=send_paced, args=(scene.ports.sender, pace))
    sending.start()
    async with display.page.expect_event("requestfinished", _is_report, timeout=PATIENCE_S * 1000):
        pass
    at = await FAULTS[name](line, scene.away_s)
    await asyncio.to_thread(sending.join)
    told = await display.until(
        lambda told: len(sent(told, before).keys() & told.painted.keys()) >= pace.reads, PATIENCE_S
    )
    plain = msgspec.convert(await beside.evaluate("() => window.plain"), Plain, strict=False)
    until = time.time() * 1000
    return _figures(told, before, at, pace.reads) | {
        "plain_back_ms": min((begun for begun in plain.begun if begun > at), default=until) - at,
        "plain_lost": pace.reads
        - len({key for key in sent(told, before) if key.partition("/")[2] in plain.keys}),
        "plain_doubled": sum(times > 1 for times in plain.keys.values()),
    }


def _is_report(request: Request) -> bool:
    return request.url.endswith("/screen/report")


def _figures(told: Told, before: Told, at: float, reads: int) -> dict[str, float]:
    painted = [paint.key for paint in told.paints if paint.key not in before.come]
    return {
        "sent": reads,
        "back_ms": min((begun for begun in told.begun if begun > at), default=float("inf")) - at,
        "lost": reads - len(set(painted)),
        "doubled": len(painted) - len(set(painted)),
    }


async def all_faults(scene: Scene, broken: list[str]) -> dict[str, float]:
    """Each once; what must not be is remembered in words, since a median would hide it."""
    figures: dict[str, float] = {}
    for name in FAULTS:
        told = await suffered(scene, name)
        figures |= told
        if (
            told[f"{name}_lost"]
            or told[f"{name}_doubled"]
            or told[f"{name}_back_ms"] > MUST_MS[name]
        ):
            broken.append(f"{name}: {told}")
    return figures


async def run(on: Bed, away_s: float, rounds: int, broken: list[str]) -> dict[str, float]:
    """All faults by turns."""
    whole = Pace(RATE * len(FAULTS), 1, REPORTS_S + away_s + AFTER_S)
    async with processes(on, whole, rounds) as ports, chromium() as browser:
        scene = Scene(browser, ports, await warm_display(on, ports), away_s)
        [figures] = await medians(rounds, lambda: all_faults(scene, broken))
    return figures


async def main() -> None:
    """Fails when somebody is lost or comes twice, or it takes too long."""
    asked = options(__doc__ or "")
    asked.add_argument("--away-s", type=float, default=8, help="how long nobody listens")
    given = asked.parse_args()
    broken: list[str] = []
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        figures = await run(on, given.away_s, given.rounds, broken)
    report(
        "reconnect",
        {"rounds": given.rounds, "away_s": given.away_s, "rate": RATE},
        {name: value for name, value in figures.items() if "_plain_" not in name},
        {name: value for name, value in figures.items() if "_plain_" in name},
        {f"{name}_of_must": figures[f"{name}_back_ms"] / must for name, must in MUST_MS.items()},
        as_json=given.json,
    )
    for words in broken:
        progress(words)
    if broken:
        sys.exit(1)


if __name__ == "__main__":
    asyncio.run(main())
