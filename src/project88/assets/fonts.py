"""Fonts: soon."""

from pathlib import Path

from project88.assets.answers import Found
from project88.assets.refusing import RefusedFile


def look(content: Path) -> Found:
    raise RefusedFile("Fonts are not taken yet.", code="unknown_kind")
