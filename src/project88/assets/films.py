"""Films: soon."""

from pathlib import Path

from project88.assets.answers import Found
from project88.assets.refusing import RefusedFile


def look(content: Path, head: bytes) -> Found:
    raise RefusedFile("Films are not taken yet.", code="unknown_kind")
