"""Any document: made from the structs themselves, so a new property is tried from its first day."""

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from project88.templates.document import PATHS, TemplateDocument
from project88.templates.document.checking import BUILT_IN

# Any: a document as JSON, before anything is known of it.
Json = dict[str, Any]
Strategy = st.SearchStrategy[Any]

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True).filter(
    lambda id_: id_ not in {"valueOf", "toString"}
)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20
)
HASHES = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
COLOURS = st.sampled_from(["#fff", "#0008", "#ffc83d", "#ffc83dcc", "rgba(0, 0, 0, .5)", "hsl(20 50% 40%)",
                           "transparent", "black", "white", "$accent", "$night-2"])  # fmt: skip
FORMS: tuple[tuple[str, Strategy], ...] = (
    # By a part of the pattern that no other one has.
    ("var\\.", st.sampled_from([*PATHS, "var.sponsor", "var.a_1"])),
    ("gradient", st.sampled_from(["linear-gradient(90deg, #fff 0%, $accent 100%)",
                                  "radial-gradient(circle at 10px 20px, rgba(0,0,0,.5) 3px, #000 4px)"])),
    ("dashed", st.sampled_from(["4px solid $accent", "1.5px dotted #fff", "0px double white"])),
    ("^(?:none", st.sampled_from(["none", "0 2px 8px rgba(0, 0, 0, .5)", "1px 1px #000, -1px -1px #fff"])),
    ("^[0-9]{1,3}(?:", st.sampled_from(["2px black", "0.5px $accent"])),
    ("^(?:#", COLOURS),
    ("{64}", HASHES),
    ("^[a-z]+/", st.sampled_from(["image/png", "font/woff2", "video/mp4"])),
    ("^[1-9][0-9]", st.sampled_from(["400", "100 900"])),
    ("{2,3}(?:-", st.sampled_from(["en", "de-CH", "zh-Hant-TW"])),
    ("^[0-9A-Za-z]+", st.from_regex(r"[0-9A-Za-z]{1,9}", fullmatch=True)),
    ("^[A-Za-z0-9][A-Za-z0-9_-]*", IDS),
    ("^[a-z][a-z0-9-]", st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)),
    ('\\"', st.sampled_from(["Barlow Condensed", "ヒラギノ", "O'Neil (Beta)"])),
    ("[^\\s", WORDS.filter(lambda text: bool(text.strip()))),
    ("[^\\x00", WORDS),
)  # fmt: skip


@cache
def documents() -> Strategy:
    """Of the right types, with nothing in it that is not there."""
    return st.composite(_whole)()


def _whole(draw: st.DrawFn) -> Json:
    document: Json = draw(_of(inspect.type_info(TemplateDocument)))
    document["assets"] = document.get("assets", {}) | {
        kind: draw(_asset(kind)) for kind in ("image", "font", "video")
    }
    for font in document.get("fonts", {}).values():
        font["family"] = draw(st.sampled_from(BUILT_IN))
        if "src" in font:
            font["src"] = ["font" for _ in font["src"]]
    for page in document["pages"].values():
        _point(page.get("bg", {}), "asset", "image")
    fonts = [*BUILT_IN, *document.get("fonts", {})]
    for key in list(document["blocks"]):
        _place(document, key, lambda: draw(st.sampled_from(fonts)), draw)
    return document


def _place(document: Json, key: str, font: Callable[[], str], draw: st.DrawFn) -> None:
    block: Json = document["blocks"][key]
    block["page"] = draw(st.sampled_from(sorted(document["pages"])))
    block.pop("parent", None)
    _point(block.get("fill", {}), "asset", "image")
    for owner in (block, *block.get("columns", [])):
        if "font" in owner.get("font", {}):
            owner["font"]["font"] = font()
    _point(block, "asset", "video" if block["type"] == "video" else "image")
    _point(block, "fallback", "image")
    for item in block.get("items", []):
        item["asset"] = "image"
    if "src" in block:
        block["src"]["get"] = "runner.photo"
    if "to" in block:
        block["to"] = "race.start_time"
    if "group" in block:
        block["group"] = f"g-{block['page']}"[:40]
        document["blocks"][block["group"]] = {
            "type": "group", "page": block["page"], "z": "a0", "x": 0, "y": 0, "w": 10, "h": 10,
        }  # fmt: skip


def _point(owner: Json, key: str, to: str) -> None:
    if key in owner:
        owner[key] = to


def _asset(kind: str) -> Strategy:
    return st.fixed_dictionaries(
        {
            "kind": st.just(kind),
            "mime": st.just(f"{kind}/x"),
            "bytes": st.integers(1, 9**9),
            "sha256": HASHES,
        }
    )


@cache
def conditions() -> Strategy:
    paths = st.sampled_from([*PATHS, "var.x"])
    plain = WORDS | st.booleans() | st.integers(-9, 9**6)
    compared = st.one_of(
        _fixed(
            get=paths,
            op=st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "contains"]),
            value=plain,
        ),
        _fixed(get=paths, op=st.sampled_from(["empty", "filled"])),
        _fixed(get=paths, op=st.just("in"), value=st.lists(WORDS | st.integers(0, 9), max_size=3)),
    )
    return st.recursive(
        compared,
        lambda inner: _fixed(all=st.lists(inner, max_size=2)) | _fixed(any=st.lists(inner, max_size=2))
        | _fixed(**{"not": inner}),
        max_leaves=3,
    ).filter(lambda condition: _depth(condition) <= 6)  # fmt: skip


def _fixed(**parts: Strategy) -> Strategy:
    return st.fixed_dictionaries(parts)


def _depth(condition: Json) -> int:
    inside = [*condition.get("all", []), *condition.get("any", [])]
    inside += [condition["not"]] if "not" in condition else []
    return 1 + max((_depth(one) for one in inside), default=0)


def _of(kind: inspect.Type) -> Strategy:  # noqa: C901, PLR0911 -- one line a kind of type
    match kind:
        case inspect.StructType():
            return _struct(kind)
        case inspect.UnionType():
            return st.one_of([_of(one) for one in kind.types])
        case inspect.Metadata():
            return _of(kind.type)
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.StrType():
            return _text(kind)
        case inspect.IntType():
            return st.integers(_at_least(kind.ge), _at_least(kind.le))
        case inspect.FloatType():
            return st.floats(kind.ge, kind.le, allow_nan=False)
        case inspect.BoolType():
            return st.booleans()
        case inspect.ListType():
            return st.lists(_of(kind.item_type), min_size=kind.min_length or 0, max_size=2)
        case inspect.TupleType():
            return st.tuples(*(_of(one) for one in kind.item_types)).map(list)
        case inspect.DictType():
            return st.dictionaries(
                _of(kind.key_type), _of(kind.value_type), min_size=kind.min_length or 0, max_size=4
            )
        case _:
            raise NotImplementedError(kind)


def _at_least(value: float | None) -> int | None:
    return None if value is None else int(value)


def _text(kind: inspect.StrType) -> Strategy:
    if kind.pattern is None:
        return WORDS
    return next(strategy for part, strategy in FORMS if part in kind.pattern)


_MADE: dict[str, Strategy] = {}


def _struct(kind: inspect.StructType) -> Strategy:
    name = kind.cls.__name__
    if name not in _MADE:
        _MADE[name] = conditions() if name == "Condition" else _fields(kind)
    return _MADE[name]


def _fields(kind: inspect.StructType) -> Strategy:
    needed = {one.encode_name: st.deferred(_later(one.type)) for one in kind.fields if one.required}
    optional = {
        one.encode_name: st.deferred(_later(one.type)) for one in kind.fields if not one.required
    }
    if kind.tag_field is not None:
        needed[kind.tag_field] = st.just(kind.tag)
    return st.fixed_dictionaries(needed, optional=optional)


def _later(kind: inspect.Type) -> Callable[[], Strategy]:
    return lambda: _of(kind)
