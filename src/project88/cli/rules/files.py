"""Rules about files as they lie there: how long, how named, naming what."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

MOST_LINES = 500
OURS = {".py", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".sh"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}

_HOST = re.compile(r"https?://[A-Za-z0-9.-]*(?:pypi|pythonhost|npmj|debian)")
# The brackets keep these patterns from finding themselves.
_MACHINE = re.compile(r"/wor[k]/[a-z.]+|/tmp/bas[h]_|/far[m]/|/(?:hom[e]|User[s])/[a-z][a-z0-9]*/")


def tracked(root: Path) -> Iterator[Path]:
    """The files that are, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [root / name for name in listed.stdout.decode().split("\0") if name]
    else:
        made_here = {".project88", ".git", "node_modules", "dist", "__pycache__"}
        found = [file for file in root.rglob("*") if not made_here & set(file.parts)]
    yield from sorted(file for file in set(found) if file.is_file())


def too_long(root: Path) -> list[str]:
    """Files of ours that should be split by reason to change."""
    lengths = (
        (file, file.read_bytes().count(b"\n"))
        for file in tracked(root)
        if file.suffix in OURS and "generated" not in file.parts
    )
    return [
        f"{file.relative_to(root)} has {lines} lines; split it by reason to change."
        for file, lines in lengths
        if lines > MOST_LINES
    ]


def empty_names(root: Path) -> list[str]:
    """Folders and modules whose name says nothing about the trade."""
    inside = [file.relative_to(root) for file in tracked(root) if file.suffix in OURS]
    return [
        f"{file}: call it after what it does; anything could be in it."
        for file in inside
        if EMPTY_NAMES & {part.split(".")[0].lower() for part in file.parts}
    ]


def places_of_one_machine(root: Path) -> list[str]:
    """Texts that would be wrong, or would tell something, on another machine."""
    return [
        f"{file.relative_to(root)}:{number} names {found[0]}"
        for file in tracked(root)
        for number, line in enumerate(_lines(file), start=1)
        if (found := _HOST.search(line) or _MACHINE.search(line))
    ]


def _lines(file: Path) -> list[str]:
    content = file.read_bytes()
    return [] if b"\0" in content else content.decode(errors="replace").splitlines()
