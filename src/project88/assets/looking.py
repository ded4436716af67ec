"""What a file is, found out by a process of its own that has little memory and little time.

Decoders are large programs in C that read what strangers send. Here they run apart: without the
hub's settings, without its database, with limits of the system; whatever happens to that process
happens to the one file.
"""

import asyncio
import os
import sys
from pathlib import Path

import msgspec

from project88 import log
from project88.assets.answers import AllMade, Found, Made, PageRead, Refusal, Styled, Task
from project88.assets.refusing import RefusedFile
from project88.assets.schemas import Kind
from project88.assets.style.page import Page
from project88.assets.style.schemas import WebsiteStyle
from project88.settings import AssetSettings

LOOK_S = 30
STYLE_S = 15
PAGE_S = 5
MAKE_S = 180
AT_ONCE = 2
_SRC = Path(__file__).resolve().parents[2]
_MEMORY_BYTES = 1536 * 1024 * 1024
_BYTES_A_PIXEL = 16
_log = log.get(__name__)
_ANSWERS: msgspec.json.Decoder[Refusal | Found | AllMade | PageRead | Styled] = (
    msgspec.json.Decoder(Refusal | Found | AllMade | PageRead | Styled)
)


class Seen(msgspec.Struct, frozen=True):
    """A file that may be taken; `content` is what to keep of it."""

    content: Path
    kind: Kind
    mime: str
    width: int | None
    height: int | None
    family: str | None
    has_variants: bool


class Workbench(msgspec.Struct, frozen=True):
    """Where files are looked at: so many at a time in one process."""

    settings: AssetSettings
    places: asyncio.Semaphore = msgspec.field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))


async def look(content: Path, folder: Path, bench: Workbench) -> Seen:
    """By content alone. `folder` is for what must be kept instead of the file.

    :raises RefusedFile: it is nothing that we take, or broken, or not safe.
    """
    answer = await apart("look", content, folder, bench, LOOK_S)
    assert isinstance(answer, Found)
    kept = content if answer.content is None else Path(answer.content)
    return Seen(
        kept,
        answer.kind,
        answer.mime,
        answer.width,
        answer.height,
        answer.family,
        answer.has_variants,
    )


async def variants(content: Path, folder: Path, bench: Workbench) -> list[Made]:
    """Smaller files of a picture, in `folder`; raises `RefusedFile` when that is not possible."""
    answer = await apart("make", content, folder, bench, MAKE_S)
    assert isinstance(answer, AllMade)
    return answer.files


async def page(content: Path, bench: Workbench) -> Page:
    """What the text of a page in this file says; raises `RefusedFile` when that takes too long."""
    answer = await apart("page", content, content.parent, bench, PAGE_S)
    assert isinstance(answer, PageRead)
    return answer.page


async def style(content: Path, bench: Workbench) -> WebsiteStyle:
    """Of a page and its sheets, in this file; raises `RefusedFile` when that takes too long."""
    answer = await apart("style", content, content.parent, bench, STYLE_S)
    assert isinstance(answer, Styled)
    return answer.style


async def apart(
    do: str, content: Path, folder: Path, bench: Workbench, seconds: int
) -> Found | AllMade | PageRead | Styled:
    """Run the process when there is a place."""
    pixels = bench.settings.max_pixels
    memory = _MEMORY_BYTES + _BYTES_A_PIXEL * pixels
    task = Task(do, str(content), str(folder), pixels, memory, seconds)
    async with bench.places:
        code, answer = await _run(task)
    if code == 0:
        told = _ANSWERS.decode(answer)
        if isinstance(told, Refusal):
            raise RefusedFile(told.sentence, code=told.code)
        return told
    _log.warning("a file could not be read", do=do, exit_code=code)
    raise RefusedFile("The file could not be read: it is broken, or asks too much of us.")


async def _run(task: Task) -> tuple[int, bytes]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-s",
        "-m",
        "project88.assets.child",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # Nothing of the hub's own: its environment has secrets in it.
        env={"PYTHONPATH": str(_SRC), "LANG": "C.UTF-8", "PATH": os.defpath},
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(task.seconds + 5):
            answer, _ = await process.communicate(msgspec.json.encode(task))
    except TimeoutError:
        return -9, b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, answer
