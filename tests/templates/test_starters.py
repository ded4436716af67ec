"""Every starter can be read, keeps inside its safe zone, has a page for a crowd, and asks for nothing the hub lacks.

Contrast is worked out from the drawing: what lies under a text, down to the first thing that covers
it whatever is known of the runner.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from project88.templates.document.paths import VARIABLE, kind_of
from project88.templates.starters import starters

# Any: documents are JSON; decoding proper is `document`'s own test.
Json = dict[str, Any]
STARTERS = {name: msgspec.json.decode(known.text) for name, known in starters().items()}
DRAWN_BY_CODE = {
    f"{name}{shape}" for name in ("standard", "spotlight", "wall") for shape in ("", "-portrait")
}
GALLERY = sorted(set(STARTERS) - DRAWN_BY_CODE)
LEAST_CONTRAST = 4.5
WORDS = ("text", "clock", "message", "table", "ticker", "more")
FINISHERS = 30


def binds(value: object) -> Iterator[str]:
    """Every path that is named anywhere."""
    if isinstance(value, dict):
        if isinstance(value.get("get"), str):
            yield value["get"]
        for inner in value.values():
            yield from binds(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from binds(inner)


def drawn(document: Json, page: str) -> Iterator[tuple[str, Json, float, float]]:
    """What is painted on a page, lowest first, with its place; of a row for each runner the first."""
    blocks = {key: one for key, one in document["blocks"].items() if one["page"] == page}
    rows = {one["group"] for one in blocks.values() if one["type"] == "runners"}

    def inside(parent: str | None, x: float, y: float) -> Iterator[tuple[str, Json, float, float]]:
        mine = [key for key, one in blocks.items() if one.get("parent") == parent]
        for key in sorted(mine, key=lambda key: blocks[key]["z"]):
            one = blocks[key]
            if key in rows:
                continue
            yield key, one, x + one["x"], y + one["y"]
            if one["type"] == "group":
                yield from inside(key, x + one["x"], y + one["y"])
            elif one["type"] == "runners":
                yield one["group"], blocks[one["group"]], x + one["x"], y + one["y"]
                yield from inside(one["group"], x + one["x"], y + one["y"])

    return inside(None, 0, 0)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(document: Json, fill: Json | None) -> list[str]:
    """Of a fill, all that its gradient passes through."""
    fill = fill or {}
    told = re.findall(r"\$[a-z0-9-]+|#[0-9a-f]{6}", fill.get("gradient", "")) or [
        fill.get("color", "")
    ]
    return [document["theme"].get(one.removeprefix("$"), one) for one in told if one]


def under(
    document: Json, page: str, covered: list[tuple[str, Json, float, float]], x: float, y: float
) -> list[str]:
    """The colours that may lie at a point."""
    found: list[str] = []
    for _, one, left, top in reversed(covered):
        if one.get("opacity", 1) < 1 or not (
            left <= x <= left + one["w"] and top <= y <= top + one["h"]
        ):
            continue
        here = colours(document, one.get("fill"))
        found += here
        if here and "when" not in one:
            return found
    return found + colours(document, document["pages"][page].get("bg"))


def inks(document: Json, block: Json) -> list[str]:
    fonts = [block.get("font"), *(column.get("font") for column in block.get("columns", []))]
    told = [font["color"] for font in fonts if font and "color" in font]
    return [document["theme"].get(one.removeprefix("$"), one) for one in told]


def test_there_are_eight_to_choose_from_and_more() -> None:
    assert len(GALLERY) >= 8
    assert len({STARTERS[name]["name"] for name in STARTERS}) == len(STARTERS)


@pytest.mark.parametrize("name", sorted(STARTERS))
def test_a_starter_asks_only_for_what_there_is(name: str) -> None:
    for path in binds(STARTERS[name]):
        assert kind_of(path) is not None or re.fullmatch(VARIABLE, path), path


@pytest.mark.parametrize("name", sorted(STARTERS))
def test_a_starter_has_a_page_for_every_moment(name: str) -> None:
    roles = {page["role"] for page in STARTERS[name]["pages"].values()}
    assert {"rest", "message", "offline"} <= roles
    assert name in DRAWN_BY_CODE or {"solo", "group", "compact"} <= roles


@pytest.mark.parametrize("name", GALLERY)
def test_thirty_finishers_have_places_and_who_has_none_is_counted(name: str) -> None:
    """Four pages of a crowd at most; or it says how many wait."""
    document = STARTERS[name]
    for key, page in document["pages"].items():
        if page["role"] != "compact":
            continue
        mine = [one for one in document["blocks"].values() if one["page"] == key]
        slots = sum(one["slots"] for one in mine if one["type"] == "runners")
        assert slots >= FINISHERS / 5
        assert any(one["type"] == "more" for one in mine)


@pytest.mark.parametrize("name", GALLERY)
def test_words_of_a_starter_can_be_told_from_their_ground(name: str) -> None:
    document = STARTERS[name]
    for page in document["pages"]:
        before: list[tuple[str, Json, float, float]] = []
        for key, one, left, top in drawn(document, page):
            if one["type"] in WORDS:
                align = one.get("font", {}).get("align", "start")
                at = {"start": 12.0, "center": one["w"] / 2, "end": one["w"] - 12}[align]
                grounds = [
                    document["theme"].get(zebra.removeprefix("$"), zebra)
                    for zebra in one.get("zebra", [])
                ]
                grounds += colours(document, one.get("fill")) or under(
                    document, page, before, left + at, top + one["h"] / 2
                )
                assert grounds, (key, "stands on nothing")
                # Of a thing and its ground that take turns only one is there: the best must do, all others are theirs.
                for ink in inks(document, one):
                    told = [contrast(ink, ground) for ground in grounds]
                    worst = max(told) if "when" in one else min(told)
                    assert worst >= LEAST_CONTRAST, (key, ink, grounds, round(worst, 2))
            before.append((key, one, left, top))


@pytest.mark.parametrize("name", GALLERY)
def test_words_of_a_starter_stay_off_the_edges(name: str) -> None:
    """No box of words reaches the rim, whatever a processor cuts off there."""
    document = STARTERS[name]
    w, h = document["size"]["w"], document["size"]["h"]
    for page in document["pages"]:
        for key, one, left, top in drawn(document, page):
            if one["type"] not in WORDS or one.get("fill"):
                continue
            assert min(left - 4, top - 2) >= 0, key
            assert min(w - 4 - left - one["w"], h - 2 - top - one["h"]) >= 0, key


@pytest.mark.parametrize("name", GALLERY)
def test_letters_of_a_starter_are_large(name: str) -> None:
    """Before a long name makes them smaller: a thirtieth of a screen's lower side, a seventh of a strip's height."""
    document = STARTERS[name]
    w, h = document["size"]["w"], document["size"]["h"]
    least = h / 7 if h < w / 3 else min(w, h) / 25
    for key, one in document["blocks"].items():
        fonts = [one.get("font"), *(column.get("font") for column in one.get("columns", []))]
        for font in fonts:
            if font and "size" in font and one["type"] in WORDS:
                assert font["size"] >= min(least, 44), (key, font["size"])
