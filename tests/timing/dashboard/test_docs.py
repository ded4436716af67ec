"""The page on race days knows every alarm, says it as the dashboard does, and knows no other."""

import json
import re
from pathlib import Path

import pytest

from project88.timing.dashboard.health import SENTENCES

ROOT = Path(__file__).parents[3]
_ROW = re.compile(r"^\| `(?P<code>[a-z_]+)` \| (?P<sentence>[^|]+) \|", re.MULTILINE)


@pytest.fixture
def told() -> dict[str, str]:
    """Code to sentence, from the table of the dashboard."""
    text = (ROOT / "docs/race-day.md").read_text(encoding="utf-8")
    chapter = text.partition("## The dashboard\n")[2].partition("\n## ")[0]
    return {row["code"]: row["sentence"] for row in _ROW.finditer(chapter)}


def test_every_alarm_is_in_the_docs_and_no_other(told: dict[str, str]) -> None:
    assert set(told) == set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_the_docs_quote_the_alarm_as_it_is_said(code: str, told: dict[str, str]) -> None:
    words = re.split(r"\{\w+\}", SENTENCES[code])
    assert re.fullmatch(".+".join(map(re.escape, words)), told[code])


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_alarm_can_be_said_in_every_language(language: str) -> None:
    """The page's own texts; a code that is missing there is said in English."""
    texts = ROOT / f"ui/src/app/locales/{language}/dashboard.json"
    assert set(json.loads(texts.read_text(encoding="utf-8"))["alarm"]) == set(SENTENCES)
