"""The process apart: `python -m project88.assets.child`, a task on standard input, an answer on
standard output. It limits itself before it touches the file.
"""

import os
import resource
import sys
from pathlib import Path

import msgspec

from project88.assets.answers import AllMade, Found, PageRead, Refusal, Styled, Task
from project88.assets.refusing import RefusedFile

_MOST_WRITTEN = 512 * 1024 * 1024


def main() -> int:
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    limit(task)
    try:
        answer: Found | AllMade | PageRead | Styled | Refusal = _do(task)
    except RefusedFile as error:
        answer = Refusal(error.code, error.sentence)
    except MemoryError:
        answer = Refusal("too_many_pixels", "The file needs more memory than we give it.")
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    return 0


def limit(task: Task) -> None:
    """Memory, time, files: whatever a decoder is talked into, the system ends it."""
    for what, most in (
        (resource.RLIMIT_AS, task.memory_bytes),
        (resource.RLIMIT_CPU, task.seconds),
        (resource.RLIMIT_FSIZE, _MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (lower, lower))
    # Screens come first; a picture can wait.
    os.nice(10)


def _do(task: Task) -> Found | AllMade | PageRead | Styled:
    # Imported when the limits stand, as they load the decoders.
    if task.do == "make":
        from project88.assets import pictures

        return AllMade(pictures.make(Path(task.content), Path(task.folder), task.max_pixels))
    if task.do == "page":
        from project88.assets.style import page

        one = msgspec.json.decode(Path(task.content).read_bytes(), type=page.Text)
        return PageRead(page.read_page(one.text, one.url))
    if task.do == "style":
        from project88.assets.style import sheets

        told = msgspec.json.decode(Path(task.content).read_bytes(), type=sheets.Sheets)
        return Styled(sheets.style_of(told))
    from project88.assets import kinds

    return kinds.look(Path(task.content), Path(task.folder), task.max_pixels)


if __name__ == "__main__":
    sys.exit(main())
