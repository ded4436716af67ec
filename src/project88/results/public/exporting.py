"""The results of a race as a file. Every form is made from the rows that the page shows, so that a
name which is not seen there is in no file either.

CSV and JSON are a matter of a tenth of a second, in a thread. Workbooks and PDF keep a processor busy
for seconds on a marathon: they are made by a process of its own, which gives way to the others.
"""

import asyncio
import os
import sys
from collections.abc import Hashable
from pathlib import Path
from typing import Final, get_args

import anyio.to_thread
import msgspec

from project88 import log
from project88.db.pool import Pool
from project88.errors import Unavailable
from project88.events.tables import table
from project88.results.public import rows
from project88.results.public.keeping import Kept
from project88.results.public.schemas import PublishedEvent, PublishedRace, Rows
from project88.results.public.tables import (
    HEADINGS,
    Form,
    Language,
    Line,
    Listed,
    Task,
    cells,
    time,
)
from project88.results.public.watching import ResultsPages

FORMS: Final[tuple[Form, ...]] = get_args(Form)
MEDIA_TYPES: Final[dict[Form, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "pdf": "application/pdf",
}
MARK: Final = b"\xef\xbb\xbf"
"""By which Excel knows UTF-8."""
APART_S: Final = 120
_SRC = Path(__file__).resolve().parents[3]
_places = asyncio.Semaphore(2)
_log = log.get(__name__)
_rows: msgspec.json.Decoder[Rows] = msgspec.json.Decoder(Rows)


class Wish(msgspec.Struct, frozen=True):
    """Which file. `mark`: a CSV begins with the mark of UTF-8; `faces`: the folder with the fonts."""

    form: Form
    language: Language
    mark: bool
    faces: str


async def file_of(pages: ResultsPages, pool: Pool, wanted: rows.Wanted, wish: Wish) -> Kept:
    """Made once a version, however many want it."""

    async def make() -> Kept:
        body = await rows.read(pool, wanted)
        race = wanted.shown.race(wanted.race_id)
        made = await _made(wish, body, wanted.shown.event, race)
        if wish.form in {"csv", "json"}:
            return await anyio.to_thread.run_sync(rows.packed, made)
        return Kept(made)

    return await pages.shelf.of(key_of(wanted, wish), make)


def key_of(wanted: rows.Wanted, wish: Wish) -> Hashable:
    return ("file", wanted.shown.etag, wanted.race_id, wish)


async def _made(wish: Wish, body: bytes, event: PublishedEvent, race: PublishedRace) -> bytes:
    if wish.form in {"xlsx", "pdf"}:
        async with _places:
            return await _apart(wish, body, event, race)
    return await anyio.to_thread.run_sync(_in_thread, wish, body, event, race)


def _in_thread(wish: Wish, body: bytes, event: PublishedEvent, race: PublishedRace) -> bytes:
    listed = Listed(event, race, _rows.decode(body).columns, wish.language, wish.faces)
    return _csv(listed, mark=wish.mark) if wish.form == "csv" else _json(listed)


def _csv(listed: Listed, *, mark: bool) -> bytes:
    """What could be a formula is none: see `events/tables`."""
    decimals = listed.race.decimals
    lines = (cells(line, decimals) for line in listed.lines())
    text = table([HEADINGS[listed.language], *lines])
    return (MARK if mark else b"") + text.encode()


class _Entry(msgspec.Struct, frozen=True):
    place: int | None
    bib: str
    name: str
    sex: str
    place_sex: int | None
    division: str
    place_division: int | None
    age: int | None
    club: str
    town: str
    country: str
    gun_ms: int | None
    chip_ms: int | None
    gun: str
    chip: str
    status: str


def _json(listed: Listed) -> bytes:
    """Objects with names, for programs; status as the API says it."""
    decimals = listed.race.decimals
    of = zip(listed.lines(), listed.columns.status, strict=True)
    return msgspec.json.encode(
        {
            "event": listed.event.name,
            "day": listed.event.day,
            "race": listed.race.name,
            "state": listed.race.state,
            "version": listed.event.version,
            "results": [_entry(line, status, decimals) for line, status in of],
        }
    )


def _entry(line: Line, status: str, decimals: int) -> _Entry:
    return _Entry(
        line.place,
        line.bib,
        line.name,
        line.sex,
        line.place_sex,
        line.division,
        line.place_division,
        line.age,
        line.club,
        line.town,
        line.country,
        line.gun,
        line.chip,
        time(line.gun, decimals),
        time(line.chip, decimals),
        status,
    )


async def _apart(wish: Wish, body: bytes, event: PublishedEvent, race: PublishedRace) -> bytes:
    """:raises Unavailable: the process did not manage it."""
    columns = await anyio.to_thread.run_sync(_rows.decode, body)
    task = Task(wish.form, Listed(event, race, columns.columns, wish.language, wish.faces))
    code, made = await _run(await anyio.to_thread.run_sync(msgspec.json.encode, task))
    if code != 0:
        _log.error("a list of results was not made", form=wish.form, exit_code=code)
        raise Unavailable("The file could not be made. Please try again, or take the CSV file.")
    return made


async def _run(task: bytes) -> tuple[int, bytes]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-s",
        "-m",
        "project88.results.public.apart",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        # Nothing of the hub's own: its environment has secrets in it.
        env={"PYTHONPATH": str(_SRC), "LANG": "C.UTF-8", "PATH": os.defpath},
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(APART_S):
            made, _ = await process.communicate(task)
    except TimeoutError:
        return -9, b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, made
