"""Socket to screen: 200 reads/s for 20 s, 200 screens, and when each read was at each screen.

Real collector and web processes; the sender and the 200 screens (plain sockets that read the live stream) are processes
of their own. A read carries the instant of its sending in its time text and the stream hands that on, cut to the
millisecond, so every delivery is measured by itself, from before the read left the sender: the commit is inside, and so
is up to 1 ms of rounding. What the collector says of its part (arrival to commit) stands beside. Must: p99 50 ms after
the commit; the whole way is the stricter figure. Yardstick of the same run: a bare asyncio server that hands the same
frames to as many clients, with no hub between them.
"""

import asyncio
import multiprocessing

from _bed import Bed, bed, medians, options, percentiles, progress, report
from _hub import Ports, durable, processes, warm_display
from _pace import Pace, one_after_another, send_paced
from _screens import broadcast, watch
from project88 import log

SPAWN = multiprocessing.get_context("spawn")


async def measure(ports: Ports, path: str, pace: Pace, screens: int) -> dict[str, float]:
    """One run on running processes."""
    before = await asyncio.to_thread(durable, ports)
    delays = await watched(ports.web, f"/api{path}/stream", ports.sender, pace, screens)
    commit = (await asyncio.to_thread(durable, ports)).since(before)
    return percentiles(delays) | {
        "deliveries": len(delays),
        "share_of_expected": len(delays) / (pace.reads * screens),
        "arrival_to_commit_mean_ms": commit.mean_ms,
        "arrival_to_commit_p99_within_ms": commit.p99_ms,
    }


async def yardstick(pace: Pace, screens: int) -> dict[str, float]:
    """The same sender and screens with a bare broadcaster between them."""
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=broadcast, args=(theirs,))
    process.start()
    try:
        sender, web = await asyncio.to_thread(ours.recv)
        delays = await watched(web, "/stream", sender, pace, screens)
    finally:
        process.terminate()
        await asyncio.to_thread(process.join)
    return {f"bare_{name}": value for name, value in percentiles(delays).items()}


async def watched(web: int, path: str, sender: int, pace: Pace, screens: int) -> list[float]:
    """Seconds of every delivery, to screens that were all there before the first read."""
    ours, theirs = SPAWN.Pipe()
    watching = SPAWN.Process(target=watch, args=(theirs, web, path, screens, pace.reads))
    watching.start()
    try:
        await asyncio.to_thread(ours.recv)
        sending = SPAWN.Process(target=send_paced, args=(sender, pace))
        sending.start()
        delays: list[float] = await asyncio.to_thread(ours.recv)
        await asyncio.to_thread(sending.join)
    finally:
        watching.terminate()
        await asyncio.to_thread(watching.join)
    return delays


async def run(on: Bed, pace: Pace, screens: int, rounds: int) -> list[dict[str, float]]:
    """Hub and yardstick by turns, all on the same processes and in one timing session."""
    paces = one_after_another(pace)
    async with processes(on, pace, rounds) as ports:
        path = await warm_display(on, ports)
        return await medians(
            rounds,
            lambda: measure(ports, path, next(paces), screens),
            lambda: yardstick(pace, screens),
        )


async def main() -> None:
    """Runs both by turns."""
    asked = options(__doc__ or "")
    asked.add_argument(
        "--rate", type=int, default=200, help="reads per second, all senders together"
    )
    asked.add_argument("--connections", type=int, default=4, help="senders")
    asked.add_argument("--screens", type=int, default=200)
    asked.add_argument("--seconds", type=float, default=20)
    given = asked.parse_args()
    pace = Pace(given.rate, given.connections, given.seconds)
    async with bed() as on:
        log.configure(on.settings.log, "bench")
        progress(f"{given.rate} reads/s for {given.seconds:.0f} s to {given.screens} screens")
        hub, bare = await run(on, pace, given.screens, given.rounds)
    report(
        "screen",
        {"rate": pace.rate, "senders": pace.connections, "seconds": pace.seconds, "screens": given.screens,
         "rounds": given.rounds},
        hub,
        bare,
        {"p50_of_bare": hub["p50_ms"] / bare["bare_p50_ms"], "p99_of_bare": hub["p99_ms"] / bare["bare_p99_ms"]},
        as_json=given.json,
    )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main())
