"""What tests of the builder's hand share: small documents, and places on the glass."""

from typing import Any

from playwright.async_api import Locator

Point = tuple[float, float]


# Any: a document is JSON.
def document(**blocks: dict[str, Any]) -> dict[str, Any]:
    return {
        "v": 1,
        "name": "Finish",
        "size": {"w": 1920, "h": 1080},
        "pages": {"solo": {"role": "solo", "bg": {"color": "#0b1f33"}}},
        "blocks": {
            name: {"name": name.title(), "page": "solo", "z": f"a{at}", **block}
            for at, (name, block) in enumerate(blocks.items())
        },
    }


def shape(colour: str, box: dict[str, Any]) -> dict[str, Any]:
    return {"type": "shape", "shape": "rect", "fill": {"color": colour}, **box}


def between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


async def middle(of: Locator) -> Point:
    box = await of.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
