"""A crowd at the line: 30 and 100 finishers within 10 s, and when each is painted on a display in headless Chromium.

Collector and web as an operator starts them; the timing box is a process of its own. A read carries the instant of its
sending and the page says of each crossing when the frame after its drawing began, on the same machine, so every
finisher's way is measured by itself: wire, commit, stream, queue of the screen, drawing. The same with a template of
100 blocks, and with `--slower 4` at a quarter of the speed. Must: all are shown; p95 300 ms for 30 and 900 ms for 100,
none over 1 s; at most 1 % of the frames later than 25 ms. It fails if somebody is not shown. Yardstick of the same run:
the way to the page's own EventSource, and the frames of the same page while nobody comes.
"""

import asyncio
import multiprocessing
import sys

import msgspec
from playwright.async_api import Browser

from _bed import Bed, bed, medians, options, percentiles, progress, report
from _drawn import BLOCKS, document, draw_by
from _hub import Ports, processes, warm_display
from _pace import Pace, send_paced
from _watched import PATIENCE_S, Told, Watched, context, watched
from opening import chromium
from project88 import log

SPAWN = multiprocessing.get_context("spawn")
CROWDS = (30, 100)
MUST = {30: 300.0, 100: 900.0}
MUST_MAX_MS, MUST_LATE_PERCENT = 1_000.0, 1.0
SECONDS, IDLE_S = 10.0, 3.0


def sent(told: Told, before: Told) -> dict[str, int]:
    """When each that has come since then was sent (ms UTC)."""
    return {key: came.at for key, came in told.come.items() if key not in before.come}


async def crowd(display: Watched, ports: Ports, pace: Pace) -> dict[str, float]:
    """One crowd on a page that rests: figures with the size of the crowd in their names."""
    await display.rests()
    before = await display.told()

    async def happens() -> None:
        sending = SPAWN.Process(target=send_paced, args=(ports.sender, pace))
        sending.start()
        await asyncio.to_thread(sending.join)
        await display.until(lambda told: len(sent(told, before)) >= pace.reads
                            and sent(told, before).keys() <= told.painted.keys(), PATIENCE_S)  # fmt: skip

    frames = await display.frames(happens)
    told = await display.told()
    begun = sent(told, before)
    ways = [(told.painted[key] - at) / 1000 for key, at in begun.items() if key in told.painted]
    lines = [(told.come[key].here - at) / 1000 for key, at in begun.items()]
    numbers = {str(number) for number in range(pace.first, pace.first + pace.reads)}
    figures = {
        "sent": pace.reads,
        "shown": len(ways),
        "named": len(numbers & told.named.keys()),
        **_ways(ways),
        **frames,
        **{f"line_{name}": value for name, value in _ways(lines).items()},
    }
    return {f"{pace.reads}_{name}": value for name, value in figures.items()}


def _ways(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds) or [float("nan")]
    told = percentiles(ordered)
    return {
        "p50_ms": told["p50_ms"],
        "p95_ms": round(ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)] * 1000, 3),
        "max_ms": told["max_ms"],
    }


class At(msgspec.Struct, frozen=True):
    """Where the display is, and how slow its processor."""

    browser: Browser
    ports: Ports
    path: str
    slower: int
    missing: list[str]
    """In words, who was not shown: a median would hide it."""


async def crowds(at: At, paces: list[Pace], *, own: bool) -> dict[str, float]:
    """A page of its own, the frames of it while nobody comes, and both crowds on it."""
    async with await context(at.browser) as profile:
        url = f"http://127.0.0.1:{at.ports.web}{at.path}"
        display = await watched(profile, url, at.slower, own=own)
        await display.rests()
        idle = await display.frames(lambda: asyncio.sleep(IDLE_S))
        figures = {f"idle_{name}": value for name, value in idle.items()}
        for pace in paces:
            told = await crowd(display, at.ports, pace)
            figures |= told
            if (shown := told[f"{pace.reads}_shown"]) < pace.reads:
                at.missing.append(
                    f"only {shown:.0f} of {pace.reads} were shown, own template: {own}"
                )
    return figures


async def run(
    on: Bed, slower: int, rounds: int, missing: list[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """The usual look and the template of a hundred blocks, so many rounds each."""
    whole = Pace(rate=sum(CROWDS), connections=1, seconds=1)
    next_first = whole.first

    def paces() -> list[Pace]:
        nonlocal next_first
        made = []
        for size in CROWDS:
            made.append(
                Pace(rate=int(size / SECONDS), connections=1, seconds=SECONDS, first=next_first)
            )
            next_first += size
        return made

    async with processes(on, whole, 2 * rounds) as ports, chromium() as browser:
        at = At(browser, ports, await warm_display(on, ports), slower, missing)
        [usual] = await medians(rounds, lambda: crowds(at, paces(), own=False))
        await draw_by(on, browser, ports, document())
        [drawn] = await medians(rounds, lambda: crowds(at, paces(), own=True))
    all_of = {f"usual_{name}": value for name, value in usual.items()} | {
        f"template_{name}": value for name, value in drawn.items()
    }
    yardstick = {name for name in all_of if "_line_" in name or "_idle_" in name}
    hub = {name: value for name, value in all_of.items() if name not in yardstick}
    return hub, {name: all_of[name] for name in all_of if name in yardstick}


def kept(figures: dict[str, float]) -> dict[str, float]:
    """1 where a promise was kept, for each promise."""
    told = {}
    for look in ("usual", "template"):
        for size, must in MUST.items():
            of = {
                name: figures[f"{look}_{size}_{name}"]
                for name in ("sent", "shown", "p95_ms", "max_ms", "late_percent")
            }
            told[f"{look}_{size}_all_shown"] = float(of["shown"] == of["sent"])
            told[f"{look}_{size}_in_time"] = float(
                of["p95_ms"] <= must and of["max_ms"] <= MUST_MAX_MS
            )
            told[f"{look}_{size}_smooth"] = float(of["late_percent"] <= MUST_LATE_PERCENT)
    return told


async def main() -> None:
    """Both looks, both crowds."""
    asked = options(__doc__ or "")
    asked.add_argument(
        "--slower", type=int, default=1, help="how many times slower the processor of the screen is"
    )
    given = asked.parse_args()
    missing: list[str] = []
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        progress(
            f"{CROWDS[0]} and {CROWDS[1]} finishers in {SECONDS:.0f} s, {given.rounds} rounds of each look"
        )
        hub, yardstick = await run(on, given.slower, given.rounds, missing)
    report(
        "burst",
        {"rounds": given.rounds, "slower": given.slower, "window": "1920x1080", "blocks": BLOCKS},
        hub,
        yardstick,
        kept(hub),
        as_json=given.json,
    )
    for words in missing:
        progress(words)
    if missing:
        sys.exit(1)


if __name__ == "__main__":
    asyncio.run(main())
