"""SVG: parsed, and written again from what is known to be harmless. Runs apart.

The file that was brought is never kept. What is kept is built anew from a list of elements and
attributes that draw: no scripts, no events, no animation, no foreign content, no links, nothing
that is fetched from anywhere. Whatever else stands in a drawing is left out; one with entities of
its own, or so folded into itself that it would never be done, is refused.
"""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import defusedxml.ElementTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

from project88.assets.answers import Found
from project88.assets.drawing_rules import (
    ATTRIBUTES,
    ELEMENTS,
    LINKS,
    PICTURE,
    SVG,
    XLINK,
    XML,
    plain_style,
    plain_value,
)
from project88.assets.refusing import RefusedFile

MOST_ELEMENTS = 20_000
MOST_DRAWN = 200_000
MOST_DEEP = 100
MOST_BYTES = 8 * 1024 * 1024
MOST_SIDE = 16_384
_SHOWN = re.compile(r"""(?:^|url\(\s*["']?)#([^\s"')]+)""")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def look(content: Path, folder: Path) -> Found:
    """Raises `RefusedFile`."""
    root = parsed(content.read_bytes())
    clean = _clean(root, 0, Counter())
    if clean is None:
        raise RefusedFile("This is XML, and no SVG drawing.", code="unknown_kind")
    require_finite(clean)
    width, height = size_of(clean)
    clean.set("width", f"{width:g}")
    clean.set("height", f"{height:g}")
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    place = folder / "drawing.svg"
    place.write_bytes(ElementTree.tostring(clean, encoding="utf-8"))
    whole = (max(1, round(width)), max(1, round(height)))
    return Found("image", "image/svg+xml", *whole, content=str(place))


def parsed(text: bytes) -> ElementTree.Element:
    """The tree; entities of the file's own are refused before one is replaced."""
    if len(text) > MOST_BYTES:
        raise RefusedFile(
            f"The drawing is too large: {MOST_BYTES // 2**20} MiB are allowed.",
            code="file_too_large",
        )
    try:
        root: ElementTree.Element = defusedxml.ElementTree.fromstring(
            text, forbid_dtd=False, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException as error:
        raise RefusedFile(
            "The drawing has XML entities of its own. Save it as plain SVG.", code="unsafe_drawing"
        ) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise RefusedFile("The drawing is broken: it is no XML.") from error
    return root


def _clean(
    element: ElementTree.Element, depth: int, seen: Counter[str]
) -> ElementTree.Element | None:
    """The same element with what draws, or nothing."""
    # Comments and processing instructions have a function for a tag.
    name = element.tag if isinstance(element.tag, str) else ""
    namespace, _, local = name.removeprefix("{").rpartition("}")
    if namespace != SVG or local not in ELEMENTS or (depth == 0) != (local == "svg" and depth == 0):
        return None
    seen["elements"] += 1
    if seen["elements"] > MOST_ELEMENTS or depth > MOST_DEEP:
        raise RefusedFile("The drawing has too many parts.", code="unsafe_drawing")
    # A link draws as the group that it is.
    made = ElementTree.Element(f"{{{SVG}}}{'g' if local == 'a' else local}")
    _copy_attributes(element, made, local)
    if local == "style":
        made.text = plain_style(element.text or "")
        return made
    made.text = element.text
    for child in element:
        kept = _clean(child, depth + 1, seen)
        if kept is not None:
            kept.tail = child.tail
            made.append(kept)
    return made


def _copy_attributes(element: ElementTree.Element, made: ElementTree.Element, local: str) -> None:
    for name, value in element.attrib.items():
        namespace, _, plain = name.removeprefix("{").rpartition("}")
        if plain == "href" and namespace in {"", XLINK}:
            if _harmless_link(value.strip(), local):
                made.set(name, value.strip())
        elif namespace == XML and plain in {"space", "lang"}:
            made.set(name, value)
        elif namespace == "" and plain in ATTRIBUTES and (kept := plain_value(plain, value)):
            made.set(plain, kept)


def _harmless_link(value: str, local: str) -> bool:
    """To another part of the drawing; a picture may also be inside."""
    if local == "image":
        return PICTURE.fullmatch(value) is not None
    return local in LINKS and value.startswith("#")


def require_finite(root: ElementTree.Element) -> None:
    """Parts that show each other again and again: few in the file, without end on a screen."""
    parts = {part.get("id", ""): part for part in root.iter() if part.get("id")}
    if _drawn(root, parts, {}, set()) > MOST_DRAWN:
        raise RefusedFile("The drawing shows its own parts too often.", code="unsafe_drawing")


def _drawn(
    element: ElementTree.Element,
    parts: dict[str, ElementTree.Element],
    known: dict[int, int],
    open_parts: set[int],
) -> int:
    """How many elements are drawn for this one."""
    key = id(element)
    if key in known:
        return known[key]
    if key in open_parts or len(open_parts) > MOST_DEEP * 4:
        raise RefusedFile("The drawing shows itself within itself.", code="unsafe_drawing")
    open_parts.add(key)
    count = 1 + sum(_drawn(child, parts, known, open_parts) for child in element)
    for name in _shown_names(element):
        if (shown := parts.get(name)) is not None:
            count += _drawn(shown, parts, known, open_parts)
    open_parts.discard(key)
    known[key] = count
    return count


def _shown_names(element: ElementTree.Element) -> set[str]:
    """Parts that this element draws or is painted with."""
    return {
        name
        for attribute, value in element.attrib.items()
        if "#" in value and attribute != "id"
        for name in _SHOWN.findall(value)
    }


def size_of(root: ElementTree.Element) -> tuple[float, float]:
    """In pixels, from width and height, else from the view box. Raises `RefusedFile`."""
    box = [_number(part) for part in (root.get("viewBox") or "").replace(",", " ").split()]
    boxed = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
    told = (_length(root.get("width")), _length(root.get("height")))
    width, height = told if all(told) else boxed
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        raise RefusedFile(
            "The drawing does not say how large it is: it needs a viewBox, or a width and height "
            f"up to {MOST_SIDE}.",
            code="no_size",
        )
    if len(box) != 4:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    return width, height


def _length(text: str | None) -> float:
    """0: none that we understand, such as a percentage."""
    value = (text or "").strip()
    number = value.rstrip("abcdefghijklmnopqrstuvwxyz%")
    return _number(number) * _UNITS.get(value[len(number) :], 0.0)


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if 0 <= abs(found) < 1e6 else 0.0
