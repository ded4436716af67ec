"""The rule about SQL files: every statement has a name, and words on what it is for.

The loader that the features use decides, so this only brings its answer forward, from the moment a
module is imported to the moment the code is checked.
"""

from pathlib import Path

from project88.db.queries import parse


def nameless(root: Path) -> list[str]:
    """Statements without a name or a description, and names given twice or misspelt."""
    return [
        f"{file.relative_to(root)}: {complaint}."
        for file in sorted((root / "src").rglob("queries.sql"))
        for complaint in _complaints(file.read_text(encoding="utf-8"))
    ]


def _complaints(text: str) -> list[str]:
    try:
        names = parse(text)
    except ValueError as error:
        return [str(error)]
    headings = sum(line.lstrip().startswith("-- name") for line in text.splitlines())
    if headings != len(names):
        return ["a line begins with -- name and is none (-- name: words_in_lower_case)"]
    return []
