"""Rules about who may do what in src/project88, read from the syntax tree.

They look at names, not at types: a method called ``fetchrow`` is taken for the driver's. The
escape comment ``# rule: sql -- <why>`` (or ``transaction``, ``environment``) is for what only
looks like it.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

_SQL = {
    "execute",
    "executemany",
    "fetch",
    "fetchrow",
    "fetchval",
    "fetchmany",
    "copy_records_to_table",
    "copy_to_table",
    "copy_from_query",
    "copy_from_table",
}
_TRANSACTION = {"transaction", "commit", "rollback"}
_ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv"}
_ESCAPE = re.compile(r"#.*\brule: (?P<rule>[a-z]+) -- \S")

Finder = Callable[[ast.AST], str | None]


def sql_elsewhere(root: Path) -> list[str]:
    """Calls of the driver outside of store.py and db/."""

    def allowed(file: Path) -> bool:
        return file.name == "store.py" or file.parts[0] == "db"

    return _complaints(root, "sql", allowed, _called(_SQL), "move it to the feature's store.py")


def transactions_elsewhere(root: Path) -> list[str]:
    """Transactions that would not carry the partner's id."""

    def allowed(file: Path) -> bool:
        return file.parts[0] == "db"

    return _complaints(
        root, "transaction", allowed, _called(_TRANSACTION), "use the pool's partner() or hub()"
    )


def environment_elsewhere(root: Path) -> list[str]:
    """Modules that look at the environment instead of being handed settings."""

    def allowed(file: Path) -> bool:
        return file.parts[0] == "cli" or file.as_posix() == "web/app.py"

    return _complaints(root, "environment", allowed, _environ, "take the settings as an argument")


def _complaints(
    root: Path, rule: str, allowed: Callable[[Path], bool], find: Finder, advice: str
) -> list[str]:
    package = root / "src" / "project88"
    return [
        f"{file.relative_to(root)}:{line} says {what}: {advice}."
        for file in sorted(package.rglob("*.py"))
        if not allowed(file.relative_to(package))
        for line, what in _found(file.read_text(encoding="utf-8"), rule, find)
    ]


def _found(text: str, rule: str, find: Finder) -> Iterator[tuple[int, str]]:
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        what = find(node)
        if what is not None and isinstance(node, ast.expr | ast.stmt):
            escape = _ESCAPE.search(lines[node.lineno - 1])
            if escape is None or escape["rule"] != rule:
                yield node.lineno, what


def _called(names: set[str]) -> Finder:
    def find(node: ast.AST) -> str | None:
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in names:
                return f".{name}()"
            case _:
                return None

    return find


def _environ(node: ast.AST) -> str | None:
    match node:
        case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in _ENVIRONMENT:
            return f"os.{name}"
        case ast.ImportFrom(module="os", names=names):
            taken = _ENVIRONMENT & {alias.name for alias in names}
            return f"from os import {sorted(taken)[0]}" if taken else None
        case _:
            return None
