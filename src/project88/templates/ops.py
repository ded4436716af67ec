"""Changes of a document, property by property: applied where the old value still is.

Two people draw one template, one of them perhaps without network. A change is one property with its
old and its new value. Where the old value is still there, or the new one already, it is applied;
else it is a conflict, and the document stays as it is. ``ui/src/document/ops.ts`` does exactly the
same; both are tried with ``tests/templates/ops_cases.json``.

x with y, and w with h, are one value each (`pos`, `size`): what moves together wins or loses
together. Fonts, fills and a page's background count by their properties; everything else is one
value. Absent is null. Documents are never changed in place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from project88.templates.schemas import Json, JsonDocument, Op

Path = Sequence[str]

UNITS: Final[Mapping[str, tuple[str, str]]] = {"pos": ("x", "y"), "size": ("w", "h")}
"""Values of two numbers each, of blocks."""
PLAIN: Final = ("name", "size", "locale", "safe")
KEYED: Final = ("theme", "fonts", "assets", "play")
NESTED: Final[Mapping[str, tuple[str, ...]]] = {"pages": ("bg",), "blocks": ("font", "fill")}
"""Whose properties count one by one, by the map that holds the owner."""
_ALONE: Final = frozenset(one for unit in UNITS.values() for one in unit)


class Clash(msgspec.Struct, frozen=True):
    """An op that was not applied, and what is there instead."""

    op: Op
    now: Json


class Applied(msgspec.Struct, frozen=True):
    """The document after the ops that could be applied."""

    document: JsonDocument
    applied: int
    conflicts: list[Clash]


def is_path(path: Path) -> bool:
    """Whether it names one property that may be changed by itself."""
    if "" in path:
        return False
    match path:
        case [head]:
            return head in PLAIN
        case [head, _]:
            return head in KEYED or head in NESTED
        case [head, _, prop]:
            alone = head == "blocks" and prop in _ALONE
            return head in NESTED and prop not in NESTED[head] and not alone
        case [head, _, prop, _]:
            return prop in NESTED.get(head, ())
        case _:
            return False


def same(one: Json, other: Json) -> bool:
    """As JSON: 1 is 1.0, true is not 1, the order of an object's keys says nothing."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def value_at(document: Json, path: Path) -> Json:
    """What is there; None when nothing is."""
    match path:
        case ["blocks", block_id, unit] if unit in UNITS:
            block = _own(_own(document, "blocks"), block_id)
            return None if block is None else [_own(block, one) for one in UNITS[unit]]
        case _:
            value = document
            for part in path:
                value = _own(value, part)
            return value


def apply(document: JsonDocument, ops: Sequence[Op]) -> Applied:
    """One after the other: an op sees what those before it did. Below a block or page that is not
    there everything is a conflict. Paths must have passed `is_path`.
    """
    applied, conflicts = 0, []
    for op in ops:
        now = value_at(document, op.path)
        there = len(op.path) < 3 or _own(_own(document, op.path[0]), op.path[1]) is not None
        if there and same(now, op.val):
            applied += 1
        elif there and same(now, op.old):
            document = put(document, op.path, op.val)
            applied += 1
        else:
            conflicts.append(Clash(op, now))
    return Applied(document, applied, conflicts)


def put(document: JsonDocument, path: Path, value: Json) -> JsonDocument:
    """The document with that value there, asked or not; None takes it away."""
    match path:
        case [head]:
            return _having(document, head, value)
        case [head, key]:
            return _having(document, head, _having(_bag(document, head), key, value))
        case [head, owner_id, prop, *nested]:
            owners = _bag(document, head)
            owner = _bag(owners, owner_id)
            if nested:
                changed = _with_nested(owner, prop, nested[0], value)
            else:
                changed = _with_property(head, owner, prop, value)
            return {**document, head: {**owners, owner_id: changed}}
        case _:
            return document


def differences(before: JsonDocument, after: JsonDocument) -> Sequence[Path]:
    """The paths of what is not the same in both; whole blocks and pages that came or went."""
    paths = {*map(tuple, _paths(before, after)), *map(tuple, _paths(after, before))}
    return sorted(path for path in paths if not same(value_at(before, path), value_at(after, path)))


def _paths(document: JsonDocument, other: JsonDocument) -> Iterator[Path]:
    """Every property of the document; of an owner that the other has not, only the owner."""
    yield from ([head] for head in PLAIN)
    for head in KEYED:
        yield from ([head, key] for key in _bag(document, head))
    for head in NESTED:
        others = _bag(other, head)
        for owner_id, owner in _bag(document, head).items():
            if owner is others.get(owner_id):
                continue
            if owner_id in others:
                yield from ([head, owner_id, *rest] for rest in _of_owner(head, owner))
            else:
                yield [head, owner_id]


def _of_owner(head: str, owner: Mapping[str, Json]) -> Iterator[Path]:
    units = {part: unit for unit, parts in UNITS.items() for part in parts}
    for prop in owner:
        if prop in NESTED[head]:
            yield from ([prop, key] for key in _bag(owner, prop))
        else:
            yield [units.get(prop, prop) if head == "blocks" else prop]


def _own(holder: Json, key: str) -> Json:
    return holder.get(key) if isinstance(holder, dict) else None


def _bag(holder: Json, key: str) -> dict[str, Json]:
    held = _own(holder, key)
    return held if isinstance(held, dict) else {}


def _having(bag: Mapping[str, Json], key: str, value: Json) -> dict[str, Json]:
    if value is None:
        return {name: held for name, held in bag.items() if name != key}
    return {**bag, key: value}


def _with_property(head: str, owner: dict[str, Json], prop: str, value: Json) -> dict[str, Json]:
    if head != "blocks" or prop not in UNITS:
        return _having(owner, prop, value)
    first, second = UNITS[prop]
    pair = [*(value if isinstance(value, list) else ()), None, None]
    return _having(_having(owner, first, pair[0]), second, pair[1])


def _with_nested(owner: dict[str, Json], prop: str, key: str, value: Json) -> dict[str, Json]:
    """A font without properties is no font: it goes with its last one, and comes with its first."""
    return _having(owner, prop, _having(_bag(owner, prop), key, value) or None)
