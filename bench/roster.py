"""A marathon's roster through the browser's way: upload, preview, commit, undo, beside a raw COPY.

Measured over HTTP at a real web process with an API key: 30,000 people of ``marathon.csv`` (repeated under other bibs
where it has fewer) into an empty event, with every entry of the audit log; then the same file again, with another town
in each row; then undo. The most memory that the web process and its reader had is looked up in /proc while they work.
Yardstick of the same run: the same rows by one COPY into a temporary table. Must: preview (upload and comparison) and
commit 6 s each.
"""

import asyncio
import csv
import io
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from _bed import ROOT, Bed, add_partner, bed, medians, options, progress, report
from project88.accounts.callers.keys import new_token

FILE = ROOT.parent / "shared" / "data" / "marathon.csv"
KEPT = ("bib", "first_name", "last_name", "sex", "age", "city", "state")
SCOPES = ["events.view", "events.edit", "roster.view", "roster.edit", "names.real"]
LOOK_S = 0.01


def roster_of(people: int, town: str = "") -> bytes:
    """The first people of the marathon, everybody once more with other bibs where it has too few."""
    rows = list(csv.reader(io.StringIO(FILE.read_text(encoding="utf-8"))))
    header, rows = rows[0], rows[1:]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((*header, "race"))
    at = header.index("city")
    for number in range(people):
        row = list(rows[number % len(rows)])
        if number >= len(rows):
            row[0] = f"{number // len(rows)}-{row[0]}"
        if town:
            row[at] = town
        writer.writerow((*row, "Marathon" if row[7] == "0" else "Wheelchair"))
    return text.getvalue().encode()


class Memory:
    """The most memory that a process, and that any of its children, was seen to have, in MiB."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.own = self.reader = 0.0
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(LOOK_S):
            self.own = max(self.own, _peak(self._pid))
            for child in _children(self._pid):
                self.reader = max(self.reader, _peak(child))


def _peak(pid: int) -> float:
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", told)
    return int(found[1]) / 1024 if found else 0


def _children(pid: int) -> Iterator[int]:
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            yield from map(int, file.read_text(encoding="ascii").split())
        except OSError:
            continue


@contextmanager
def web(on: Bed) -> Iterator[tuple[str, int]]:
    """A web process as an operator starts it: its address and process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        **os.environ,
        "DATABASE_URL": on.urls.service_url,
        "PROJECT88_CONFIG": os.devnull,
        "PROJECT88_WEB__BIND": "127.0.0.1",
        "PROJECT88_WEB__PORT": str(port),
        "PROJECT88_SECURITY__SECRET_KEY": "a key of thirty-two characters, or more",
        "PROJECT88_LOG__LEVEL": "error",
    }
    process = subprocess.Popen([sys.executable, "-m", "project88", "web"], env=environ)
    try:
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(30)


async def key_of(on: Bed, partner_id: int) -> str:
    """A key of the API, made as the page for keys makes it."""
    token = new_token()
    admin = await on.administer()
    try:
        # The entry in the audit log is the partner's.
        await admin.execute("select set_config('app.partner_id', $1, false)", str(partner_id))
        await admin.execute(
            "insert into api_keys (timing_partner_id, name, prefix, secret_hash, scopes) "
            "values ($1, 'bench', $2, $3, $4)",
            partner_id,
            token.prefix,
            token.secret_hash,
            SCOPES,
        )
    finally:
        await admin.close()
    return token.text


class Hub:
    """Requests about one event after another, each timed."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._path = ""

    async def new_event(self) -> None:
        told = await self._client.post(
            "/api/events",
            json={"name": f"Marathon {time.monotonic_ns()}", "day": "2026-06-27", "zone": "UTC"},
        )
        told.raise_for_status()
        self._path = f"/api/events/{told.json()['id']}/imports"

    async def preview(self, data: bytes) -> tuple[float, float, dict[str, int], int]:
        """Seconds for the upload and for the comparison, the counts, and the import's id."""
        began = time.monotonic()
        brought = await self._client.post(self._path, files={"file": ("marathon.csv", data)})
        brought.raise_for_status()
        uploaded = time.monotonic()
        number = brought.json()["id"]
        told = await self._client.patch(f"{self._path}/{number}", json={})
        told.raise_for_status()
        return uploaded - began, time.monotonic() - uploaded, told.json()["counts"], number

    async def act(self, number: int, what: str) -> float:
        """Seconds for a commit or an undo."""
        began = time.monotonic()
        told = await self._client.post(f"{self._path}/{number}/{what}")
        told.raise_for_status()
        return time.monotonic() - began


async def measure(hub: Hub, people: int) -> dict[str, float]:
    """Into an empty event, then every row changed, then that taken back."""
    await hub.new_event()
    read, compare, counts, number = await hub.preview(roster_of(people))
    assert counts["new"] == people, counts
    commit = await hub.act(number, "commit")
    again_read, again_compare, counts, number = await hub.preview(roster_of(people, "Saltmere"))
    assert counts["changed"] == people, counts
    change = await hub.act(number, "commit")
    undo = await hub.act(number, "undo")
    return {
        "preview_s": read + compare,
        "commit_s": commit,
        "changed_preview_s": again_read + again_compare,
        "changed_commit_s": change,
        "undo_s": undo,
    }


async def copy_yardstick(on: Bed, people: int) -> dict[str, float]:
    """The same rows, parsed before, by one COPY into a temporary table."""
    rows = list(csv.DictReader(io.StringIO(roster_of(people).decode())))
    records = [tuple(row[name] for name in KEPT) for row in rows]
    admin = await on.administer()
    try:
        columns = ", ".join(f"{name} text" for name in KEPT)
        await admin.execute(f"create temporary table copied ({columns})")
        began = time.monotonic()
        await admin.copy_records_to_table("copied", records=records)
        return {"copy_s": time.monotonic() - began}
    finally:
        await admin.close()


async def main() -> None:
    """Both by turns."""
    asked = options(__doc__ or "")
    asked.add_argument("--people", type=int, default=30_000, help="rows of the file")
    given = asked.parse_args()
    async with bed() as on:
        partner_id = await add_partner(on)
        headers = {"Authorization": f"Bearer {await key_of(on, partner_id)}"}
        with web(on) as (address, pid):
            async with httpx.AsyncClient(base_url=address, headers=headers, timeout=300) as client:
                await _answering(client)
                memory = Memory(pid)
                hub = Hub(client)
                progress(f"{given.people:,} people, {len(roster_of(given.people)):,} bytes")
                figures, copy = await medians(
                    given.rounds,
                    lambda: measure(hub, given.people),
                    lambda: copy_yardstick(on, given.people),
                )
                memory.close()
    figures |= {"web_peak_mib": memory.own, "reader_peak_mib": memory.reader}
    report(
        "roster",
        {"people": given.people, "rounds": given.rounds},
        figures,
        copy,
        {
            "preview_times_copy": figures["preview_s"] / copy["copy_s"],
            "commit_times_copy": figures["commit_s"] / copy["copy_s"],
        },
        as_json=given.json,
    )


async def _answering(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                if (await client.get("/api/health")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main())
