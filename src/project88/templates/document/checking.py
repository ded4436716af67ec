"""What types cannot say of a document: that what it names is there, and that conditions are whole.

Every fault has a place, written as a person would walk to it (``blocks.b3.parent``), so that the
builder can select what is wrong.
"""

import re
from collections.abc import Iterator

from msgspec import UNSET

from project88.templates.document import blocks as kinds
from project88.templates.document.model import Page, TemplateDocument
from project88.templates.document.paths import kind_of
from project88.templates.document.pieces import Bind, Condition, Fill, Lettering
from project88.templates.document.sentences import Fault

_VARIABLE = (
    "Sofia Sans Condensed",
    "Sofia Sans Extra Condensed",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
)
BUILT_IN = (
    *_VARIABLE,
    *(f"{family} Variable" for family in _VARIABLE),
    "Noto Sans JP",
    "Noto Sans KR",
    "Noto Sans SC",
    "sans-serif",
    "serif",
    "monospace",
)
"""Families that the hub brings or every device has; others are uploaded. Files of those with every
weight say so in their name, and a document may too.
"""

RESERVED = frozenset(
    [
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    ]
)
"""What every object of a browser has already, under no id of ours."""

MOST_DEEP = 6
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]")


Faults = Iterator[Fault]


def faults(document: TemplateDocument) -> list[Fault]:
    """Everything that is wrong with a document whose types are right."""
    return list(_all(document))


def _all(document: TemplateDocument) -> Faults:
    for kind in ("pages", "blocks", "fonts", "assets"):
        for key in getattr(document, kind) or ():
            if key in RESERVED:
                yield Fault(f"{kind}.{key}", "This id is taken by browsers themselves.")
    for key, font in (document.fonts or {}).items():
        yield from _font(document, f"fonts.{key}", font.family, font.src or None)
    for key, page in document.pages.items():
        yield from _page(document, f"pages.{key}", page)
    for key, block in document.blocks.items():
        yield from _block(document, key, block)


def _font(document: TemplateDocument, place: str, family: str, files: list[str] | None) -> Faults:
    if files is None and family not in BUILT_IN:
        yield Fault(f"{place}.family", "No file belongs to this family, and the hub brings none.")
    for number, asset in enumerate(files or ()):
        yield from _asset(document, f"{place}.src.{number}", asset, "font")


def _page(document: TemplateDocument, place: str, page: Page) -> Faults:
    yield from _fill(document, f"{place}.bg", page.bg or None)
    yield from _condition(f"{place}.when", page.when or None)


def _block(document: TemplateDocument, key: str, block: kinds.Block) -> Faults:
    place = f"blocks.{key}"
    if block.page not in document.pages:
        yield Fault(f"{place}.page", "There is no such page.")
    yield from _parent(document, key, block)
    yield from _fill(document, f"{place}.fill", block.fill or None)
    yield from _condition(f"{place}.when", block.when or None)
    if isinstance(block, _LETTERED):
        yield from _lettering(document, f"{place}.font", block.font or None)
    yield from _own(document, place, block)


_LETTERED = (
    kinds.TextBlock,
    kinds.ClockBlock,
    kinds.MessageBlock,
    kinds.TableBlock,
    kinds.TickerBlock,
    kinds.MoreBlock,
)


def _own(document: TemplateDocument, place: str, block: kinds.Block) -> Faults:
    """What only one kind of block has."""
    for suffix, key, kind in _files(block):
        yield from _asset(document, f"{place}.{suffix}", key, kind)
    match block:
        case kinds.ImageBlock() | kinds.PhotoBlock():
            yield from _picture(f"{place}.src", block.src or None)
        case kinds.ClockBlock():
            yield from _instant(f"{place}.to", block.to or None)
        case kinds.RunnersBlock():
            yield from _repeated(document, f"{place}.group", block)
        case kinds.TableBlock():
            yield from _table(document, place, block)
        case _:
            pass


def _files(block: kinds.Block) -> Iterator[tuple[str, str | None, str]]:
    """Where in the block, which asset, and of what kind it must be."""
    match block:
        case kinds.ImageBlock():
            yield "asset", block.asset or None, "image"
        case kinds.PhotoBlock():
            yield "fallback", block.fallback or None, "image"
        case kinds.VideoBlock():
            yield "asset", block.asset or None, "video"
        case kinds.CarouselBlock():
            for number, slide in enumerate(block.items):
                yield f"items.{number}.asset", slide.asset, "image"
        case _:
            pass


def _table(document: TemplateDocument, place: str, block: kinds.TableBlock) -> Faults:
    yield from _condition(f"{place}.source.filter", block.source.filter or None)
    for number, column in enumerate(block.columns):
        yield from _lettering(document, f"{place}.columns.{number}.font", column.font or None)


def _parent(document: TemplateDocument, key: str, block: kinds.Block) -> Faults:
    """A parent is a group of the same page, and nobody is inside himself."""
    place = f"blocks.{key}.parent"
    if not block.parent:
        return
    parent = document.blocks.get(block.parent)
    if parent is None:
        yield Fault(place, "There is no such block.")
    elif not isinstance(parent, kinds.GroupBlock):
        yield Fault(place, "Only a group holds other blocks.")
    elif parent.page != block.page:
        yield Fault(place, "The group is on another page.")
    elif _circles(document, key):
        yield Fault(place, "The group is inside this block.")


def _circles(document: TemplateDocument, key: str) -> bool:
    seen = set[str]()
    current: str | None = key
    while current is not None and current not in seen:
        seen.add(current)
        block = document.blocks.get(current)
        current = (block.parent or None) if block is not None else None
    return current == key


def _repeated(document: TemplateDocument, place: str, block: kinds.RunnersBlock) -> Faults:
    group = document.blocks.get(block.group)
    if group is None:
        yield Fault(place, "There is no such block.")
    elif not isinstance(group, kinds.GroupBlock):
        yield Fault(place, "Only a group is drawn once a runner.")
    elif group.page != block.page:
        yield Fault(place, "The group is on another page.")


def _asset(document: TemplateDocument, place: str, key: str | None, kind: str) -> Faults:
    if key is None:
        return
    asset = (document.assets or {}).get(key)
    if asset is None:
        yield Fault(place, "There is no such asset in the document.")
    elif asset.kind != kind:
        yield Fault(place, f"This needs an asset of the kind {kind}; this one is {asset.kind}.")


def _fill(document: TemplateDocument, place: str, fill: Fill | None) -> Faults:
    if fill is not None:
        yield from _asset(document, f"{place}.asset", fill.asset or None, "image")


def _lettering(document: TemplateDocument, place: str, lettering: Lettering | None) -> Faults:
    font = lettering.font if lettering is not None else UNSET
    if font and font not in BUILT_IN and font not in (document.fonts or {}):
        yield Fault(
            f"{place}.font", "There is no such font, neither in the document nor in the hub."
        )


def _picture(place: str, bind: Bind | None) -> Faults:
    if bind is not None and kind_of(bind.get) not in (None, "image"):
        yield Fault(f"{place}.get", "This is no picture.")


def _instant(place: str, path: str | None) -> Faults:
    if path is not None and kind_of(path) not in (None, "time"):
        yield Fault(place, "This is no time to count down to.")


def _condition(place: str, condition: Condition | None, depth: int = 1) -> Faults:
    if condition is None:
        return
    if depth > MOST_DEEP:
        yield Fault(place, f"Conditions go {MOST_DEEP} deep at most.")
        return
    parts = (condition.all, condition.any, condition.not_, condition.get)
    if sum(part is not UNSET for part in parts) != 1:
        yield Fault(place, "A condition is one of all, any, not, or a comparison.")
    elif condition.get is UNSET:
        yield from _inside(place, condition, depth)
    else:
        yield from _comparison(place, condition)


def _inside(place: str, condition: Condition, depth: int) -> Faults:
    if condition.op is not UNSET or condition.value is not UNSET:
        yield Fault(place, "What is compared stands in a comparison of its own.")
    for word, several in (("all", condition.all), ("any", condition.any)):
        for number, one in enumerate(several or ()):
            yield from _condition(f"{place}.{word}.{number}", one, depth + 1)
    yield from _condition(f"{place}.not", condition.not_ or None, depth + 1)


def _comparison(place: str, condition: Condition) -> Faults:
    value = condition.value
    if condition.op is UNSET:
        yield Fault(f"{place}.op", "This is missing.")
    elif condition.op in ("empty", "filled"):
        if value is not UNSET:
            yield Fault(f"{place}.value", "Nothing is compared with.")
    elif value is UNSET:
        yield Fault(f"{place}.value", "This is missing.")
    elif isinstance(value, list) != (condition.op == "in"):
        yield Fault(f"{place}.value", "`in` needs a list, the others one value.")
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and _CONTROL.search(text):
            yield Fault(f"{place}.value", "This has characters that cannot be shown.")
