"""Guessing display addresses: how many tries the brake lets through, how likely a hit is, and whether time tells.

The brake is the hub's own (`web/misses.py`), its clock simulated: 1,000,000 addresses are tried against a hub with
1,000 live links, from one network, from a botnet of 10,000 networks, and from more networks than the brake remembers.
Then the answers to unknown, expired and revoked addresses are timed by turns over HTTP, each from an address of its
own: a rank test says whether somebody could tell them apart, and twice the same kind says how much is noise.
"""

import argparse
import asyncio
import http.client
import math
import os
import random
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from _bed import Bed, add_partner, bed, options, progress, report
from _hub import _body, _free_port, _running, _until
from project88.displays.address import ALPHABET, LENGTH, new_address
from project88.relay.alone import Alone
from project88.web.misses import Misses

POSSIBLE = len(ALPHABET) ** LENGTH
DAY_S = 24 * 3600
KINDS = ("unknown", "expired", "revoked")
PAIRS = (
    ("unknown", "unknown_again"),
    ("unknown", "expired"),
    ("unknown", "revoked"),
    ("expired", "revoked"),
)


class Attack(msgspec.Struct, frozen=True):
    """So many tries of so many networks, one after another, so many a second in all."""

    name: str
    tries: int
    networks: int
    rate: int


class Outcome(msgspec.Struct, frozen=True):
    """What became of an attack."""

    let_through: int
    right: int
    seconds: float
    steady: float
    """Let through a second, in the second half."""

    @property
    def in_a_day(self) -> float:
        """When it goes on like this."""
        return self.let_through + self.steady * (DAY_S - self.seconds)


async def attacked(attack: Attack, live: frozenset[str], length: int = LENGTH) -> Outcome:
    """Every try asks the real brake, as the gate does."""
    brake, chance = Misses(Alone()), random.SystemRandom()
    let_through = right = late = 0
    for number in range(attack.tries):
        now = number * 1000 // attack.rate
        network = _network(number % attack.networks)
        address = "".join(chance.choices(ALPHABET, k=length))
        if not await brake.may_ask(network, address, now):
            continue
        let_through += 1
        late += number >= attack.tries // 2
        if address in live:
            right += 1
        else:
            brake.missed(network, now)
    seconds = attack.tries / attack.rate
    return Outcome(let_through, right, seconds, late / (seconds / 2))


def _network(number: int) -> str:
    return f"{11 + (number >> 16)}.{number >> 8 & 255}.{number & 255}.7"


def likely(tries: float, live: int, possible: int = POSSIBLE) -> float:
    """The probability that at least one of so many tries is right."""
    return -math.expm1(tries * math.log1p(-live / possible))


async def chances(given: argparse.Namespace) -> dict[str, float]:
    """The attacks, computed and simulated."""
    live = frozenset(new_address() for _ in range(given.live))
    figures: dict[str, float] = {}
    for attack in (
        Attack("one_network", given.tries, 1, 1_000),
        Attack("botnet", given.tries, given.botnet, 10_000),
        Attack("more_than_remembered", given.tries, 2 * given.botnet + 1, 10_000),
    ):
        found = await attacked(attack, live)
        hit = likely(found.let_through, given.live)
        progress(
            f"{attack.name}: {attack.tries:,} tries from {attack.networks:,} networks in {found.seconds:.0f} s: "
            f"{found.let_through:,} let through, {found.right} right, expected {hit:.3g}"
        )
        figures[f"{attack.name}_let_through"] = found.let_through
        figures[f"{attack.name}_right"] = found.right
        figures[f"{attack.name}_per_million"] = 1e6 * hit
        figures[f"{attack.name}_day_percent"] = 100 * likely(found.in_a_day, given.live)
    return figures | _scaled(given)


def _scaled(given: argparse.Namespace) -> dict[str, float]:
    """The formula held against addresses of four characters, where guesses do hit."""
    live, possible = frozenset({"7HK2"}), len(ALPHABET) ** 4
    rounds, tries = given.rounds * 4, 200_000
    hits = 0
    for number in range(rounds):
        chance = random.Random(number)
        hits += any("".join(chance.choices(ALPHABET, k=4)) in live for _ in range(tries))
    return {
        "scaled_hit_share": hits / rounds,
        "scaled_expected": likely(tries, 1, possible),
    }


# Time --------------------------------------------------------------------------------------------


async def timed(on: Bed, samples: int) -> dict[str, list[float]]:
    """Seconds of every answer, by kind, in a random order."""
    addresses = await _addresses(on)
    port = _free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": on.urls.service_url,
        "PROJECT88_CONFIG": os.devnull,
        "PROJECT88_SECURITY__SECRET_KEY": "a-key-for-benches-only-0123456789",
        "PROJECT88_WEB__BIND": "127.0.0.1",
        "PROJECT88_WEB__PORT": str(port),
        "PROJECT88_LOG__LEVEL": "error",
    }
    with _running("web", environ):
        await _until(lambda: bool(_body(f"http://127.0.0.1:{port}/api/health")))
        await asyncio.to_thread(_ask, port, addresses, 20)
        return await asyncio.to_thread(_ask, port, addresses, samples)


def _ask(port: int, addresses: Mapping[str, Sequence[str]], samples: int) -> dict[str, list[float]]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    told: dict[str, list[float]] = {kind: [] for kind in (*KINDS, "unknown_again")}
    bodies = set()
    for number, kind in enumerate(_order(samples)):
        known = addresses.get(kind)
        address = random.choice(known) if known else new_address()
        began = time.perf_counter()
        connection.request(
            "GET", f"/api/display/{address}", headers={"X-Forwarded-For": _network(number)}
        )
        answer = connection.getresponse()
        body = answer.read()
        told[kind].append(time.perf_counter() - began)
        bodies.add((answer.status, body.replace(address.encode(), b"ADDRESS")))
    if len(bodies) != 1:
        raise SystemExit(f"the answers differ by their words: {bodies}")
    return told


def _order(samples: int) -> Iterator[str]:
    kinds = (*KINDS, "unknown_again")
    for _ in range(samples):
        yield from random.sample(kinds, len(kinds))


async def _addresses(on: Bed) -> dict[str, list[str]]:
    """A hundred expired and a hundred revoked ones."""
    partner = await add_partner(on)
    admin = await on.administer()
    try:
        await admin.execute("select set_config('app.partner_id', $1, false)", str(partner))
        opened = await admin.fetchval(
            "insert into display_sessions (timing_partner_id, name) values ($1, 'Guessed') returning id",
            partner,
        )
        made: dict[str, list[str]] = {
            kind: [new_address() for _ in range(100)] for kind in KINDS[1:]
        }
        for kind, addresses in made.items():
            await admin.execute(
                "insert into display_urls (id, timing_partner_id, display_session_id, expires_at, revoked_at) "
                "select id, $2, $3, now() + case when $4 then interval '-1 hour' else interval '1 day' end, "
                "case when not $4 then now() end from unnest($1::text[]) as id",
                addresses, partner, opened, kind == "expired",
            )  # fmt: skip
        return made
    finally:
        await admin.close()


def told_apart(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    """Difference of medians in microseconds; probability that a value of the one is above a value of the other (a half:
    no telling); and how improbable so much is by chance (Mann and Whitney)."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_, whose) in enumerate(ranked, 1) if whose == 0)
    n, m = len(one), len(other)
    above = (ranks - n * (n + 1) / 2) / (n * m)
    z = (above - 0.5) * n * m / math.sqrt(n * m * (n + m + 1) / 12)
    return (
        (statistics.median(one) - statistics.median(other)) * 1e6,
        above,
        math.erfc(abs(z) / math.sqrt(2)),
    )


def times(told: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Of every pair of kinds."""
    figures = {
        f"{kind}_median_ms": statistics.median(seconds) * 1000 for kind, seconds in told.items()
    }
    for one, other in PAIRS:
        apart, above, chance = told_apart(told[one], told[other])
        progress(
            f"{one} and {other}: medians {apart:+.1f} µs apart, P(above) {above:.4f}, by chance {chance:.3f}"
        )
        figures |= {
            f"{one}_{other}_us": apart,
            f"{one}_{other}_above": above,
            f"{one}_{other}_chance": chance,
        }
    return figures


async def main() -> None:
    """Both parts."""
    asked = options(__doc__ or "")
    asked.add_argument("--tries", type=int, default=1_000_000)
    asked.add_argument("--live", type=int, default=1_000, help="links that work")
    asked.add_argument("--botnet", type=int, default=10_000, help="networks")
    asked.add_argument(
        "--samples",
        type=int,
        default=300,
        help="answers of each kind that are timed, each held back 0.1 s",
    )
    given = asked.parse_args()
    figures = await chances(given)
    async with bed() as on:
        timing = times(await timed(on, given.samples))
    yardstick = {name: value for name, value in timing.items() if "again" in name}
    report(
        "guess",
        {
            "tries": given.tries,
            "live": given.live,
            "botnet": given.botnet,
            "samples": given.samples,
            "addresses": POSSIBLE,
        },
        figures | {name: value for name, value in timing.items() if name not in yardstick},
        yardstick,
        {"possible_per_live": POSSIBLE / given.live},
        as_json=given.json,
    )


if __name__ == "__main__":
    asyncio.run(main())
