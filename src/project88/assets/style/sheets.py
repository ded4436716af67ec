"""Colours and fonts of style sheets, counted. Runs apart: a sheet may be as long as a book."""

from collections import Counter

import msgspec
import tinycss2  # type: ignore[import-untyped]
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule  # type: ignore[import-untyped]
from tinycss2.color5 import parse_color  # type: ignore[import-untyped]

from project88.assets.style.page import plain
from project88.assets.style.schemas import WebsiteStyle

MOST_COLOURS = 12
MOST_FONTS = 8
_DEEP = 6
_INSIDE = frozenset({"media", "supports", "layer", "container"})
_GENERIC_WORDS = """
    serif sans-serif monospace cursive fantasy system-ui ui-sans-serif ui-serif ui-monospace ui-rounded
    math emoji inherit initial unset revert normal bold caption menu -apple-system blinkmacsystemfont
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_PAGE = frozenset({"html", "body", ":root"})
_SYMBOLS = ("icon", "awesome", "symbol", "glyph", "emoji")


class Sheets(msgspec.Struct, frozen=True):
    """What a page and its sheets say, gathered for the process apart."""

    title: str
    theme: str
    texts: list[str]


class _Count:
    def __init__(self) -> None:
        self.colours: Counter[str] = Counter()
        self.fonts: Counter[str] = Counter()
        self.background: str | None = None
        self.variables: dict[str, str] = {}


def style_of(sheets: Sheets) -> WebsiteStyle:
    """Never raises: what is no style sheet has no style."""
    count = _Count()
    if theme := hexadecimal(parse_color(sheets.theme)):
        count.colours[theme] += 3
    for text in sheets.texts:
        _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), count, 0)
    return WebsiteStyle(
        title=sheets.title,
        colours=[colour for colour, _ in count.colours.most_common(MOST_COLOURS)],
        fonts=[family for family, _ in count.fonts.most_common(MOST_FONTS)],
        background=count.background,
    )


def _rules(rules: list[Node], count: _Count, depth: int) -> None:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            names = {part.strip() for part in tinycss2.serialize(rule.prelude).lower().split(",")}
            _declarations(rule.content, count, is_page=bool(names & _PAGE))
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in _INSIDE and depth < _DEEP:
            inner = tinycss2.parse_rule_list(rule.content or (), skip_whitespace=True)
            _rules(inner, count, depth + 1)


def _declarations(content: list[Node], count: _Count, *, is_page: bool) -> None:
    for part in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(part, Declaration):
            continue
        name = part.lower_name
        if name in {"font-family", "font"}:
            _fonts(part.value, count)
            continue
        found = _colours(part.value) if _may_have_colours(name) else []
        count.colours.update(found)
        if is_page and name in {"background", "background-color"} and found:
            count.background = found[0]


def _may_have_colours(name: str) -> bool:
    return "color" in name or name.startswith(("--", "background", "border", "fill", "stroke"))


def _colours(nodes: list[Node]) -> list[str]:
    found = []
    for node in nodes:
        if node.type in {"hash", "ident", "function"}:
            if colour := hexadecimal(parse_color(node)):
                found.append(colour)
            elif node.type == "function":
                found += _colours(node.arguments)
    return found


def hexadecimal(colour: object) -> str:
    """`#rrggbb`; '' for what can hardly be seen, and for words such as `currentcolor`."""
    if colour is None or isinstance(colour, str):
        return ""
    try:
        red, green, blue, alpha = tuple(colour.to("srgb"))  # type: ignore[attr-defined]
    except (NotImplementedError, ValueError, TypeError):
        return ""
    if None in {red, green, blue, alpha} or alpha < 0.5:
        return ""
    return "#" + "".join(f"{round(255 * min(1, max(0, part))):02x}" for part in (red, green, blue))


def _fonts(nodes: list[Node], count: _Count) -> None:
    """The first family of a list that is one: the others are for when it is missing."""
    for group in _between_commas(nodes):
        quoted = [node.value for node in group if node.type == "string"]
        words = [node.value for node in group if node.type == "ident"]
        family = plain(quoted[0] if quoted else " ".join(words))
        if family and family.lower() not in _GENERIC:
            if not any(symbol in family.lower() for symbol in _SYMBOLS):
                count.fonts[family] += 1
            return


def _between_commas(nodes: list[Node]) -> list[list[Node]]:
    """In the short form `font`, the family stands behind the size."""
    groups: list[list[Node]] = [[]]
    for node in nodes:
        if node.type == "literal" and node.value == ",":
            groups.append([])
        elif node.type in {"dimension", "percentage"}:
            groups[-1].clear()
        else:
            groups[-1].append(node)
    return groups
