"""SQL lives in files: each feature's ``queries.sql``, loaded once into a mapping from name to text.

The format of a file, checked when it is loaded:

    -- name: store_passings
    -- One or more lines that say what it does.
    insert into …

There is no way to build SQL from pieces here, and none is wanted: what varies is a parameter
(``$1``).
"""

import importlib.resources
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

_NAME = re.compile(r"--\s*name:\s*(?P<name>[a-z][a-z0-9_]*)\s*")


class Queries(Mapping[str, str]):
    """Statements by name; asking for a name that is not there says which file was looked at."""

    def __init__(self, source: str, statements: Mapping[str, str]) -> None:
        self._source = source
        self._statements = statements

    def __getitem__(self, name: str) -> str:
        if name not in self._statements:
            raise KeyError(f"no query named {name!r} in {self._source}")
        return self._statements[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def __len__(self) -> int:
        return len(self._statements)


@cache
def load(place: str) -> Queries:
    """The queries beside a module (``load(__file__)``) or of a package (by its dotted name).

    Raises `ValueError` for a name that comes twice, and for a query without description or text.
    """
    source: Traversable
    if place.endswith(".py"):
        source = Path(place).with_name("queries.sql")
    else:
        source = importlib.resources.files(place) / "queries.sql"
    return Queries(str(source), parse(source.read_text(encoding="utf-8")))


def parse(text: str) -> dict[str, str]:
    """Cut the text of a file into its named statements."""
    statements: dict[str, str] = {}
    current: list[str] | None = None
    chunks: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if match := _NAME.fullmatch(line.strip()):
            current = []
            chunks.append((match["name"], current))
        elif current is not None:
            current.append(line)
        elif line.strip() and not line.startswith("--"):
            raise ValueError(f"a statement stands before the first name: {line!r}")
    for name, lines in chunks:
        if name in statements:
            raise ValueError(f"the query {name} is there twice")
        statements[name] = _statement(name, lines)
    return statements


def _statement(name: str, lines: list[str]) -> str:
    if not lines or not lines[0].startswith("--"):
        raise ValueError(f"the query {name} has no description")
    body = list(lines)
    while body and body[0].startswith("--"):
        del body[0]
    text = "\n".join(body).strip()
    if not text:
        raise ValueError(f"the query {name} is empty")
    return text
