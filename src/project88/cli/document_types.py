"""The template document for the front end: TypeScript written from the document's JSON Schema.

Types only, with three constants: what every path holds (``PATHS``), the kinds of blocks
(``BLOCK_TYPES``) and the families that need no file (``FAMILIES``). The front end's table of renderers
is a `Record` over the kinds, so a block that exists here and not there does not compile.
"""

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from project88.templates.document.checking import BUILT_IN
from project88.templates.document.paths import KINDS, PATHS
from project88.templates.document.schema import schema

# What a schema holds is open; every use below looks before it believes.
Json: TypeAlias = Mapping[str, object]

_HEAD = """\
/**
 * Why generated: the document belongs to the hub (src/project88/templates/document), which refuses what
 * these types do not allow. Written by ./project88 client; do not edit.
 */
"""
_TAIL = """
export type Block = {blocks};
export type BlockType = Block['type'];
export type BlockOf<T extends BlockType> = Extract<Block, {{ readonly type: T }}>;
export const BLOCK_TYPES = [{types}] as const satisfies readonly BlockType[];

export type Format = {formats};
export type Part = string | Bind;
export type Role = Page['role'];
export type Motion = Animation['name'];
export type Comparison = NonNullable<Condition['op']>;

export type Kind = {kinds};
export const PATHS = {{
{paths}
}} as const satisfies Readonly<Record<string, Kind>>;
/** What a block may show; `var.` is filled by whoever drives the screen. */
export type Path = keyof typeof PATHS | `var.${{string}}`;
/** A colour of its own, or `$` and a token of the theme. */
export type Colour = string;
/** Families of letters that need no file. */
export const FAMILIES = [{families}] as const;
"""


def typescript() -> str:
    """The whole file."""
    definitions = _named(_object(schema()["$defs"]))
    blocks = [name for name in definitions if name.endswith("Block")]
    formats = [name for name in definitions if name.endswith("Format")]
    types = [_only(_object(definitions[name]["properties"])["type"]) for name in blocks]
    shared = _shared([definitions[name] for name in blocks])
    parts = [_interface("Base", shared)]
    parts += [
        _interface(name, one, shared if name in blocks else None)
        for name, one in definitions.items()
    ]
    return (
        _HEAD
        + "\n".join(parts)
        + _TAIL.format(
            blocks=" | ".join(blocks),
            types=_texts(types),
            formats=" | ".join(formats),
            kinds=" | ".join(f"'{kind}'" for kind in KINDS),
            paths="\n".join(f"  '{path}': '{kind}'," for path, kind in PATHS.items()),
            families=_texts(list(BUILT_IN)),
        )
    )


def _named(definitions: Json) -> dict[str, Json]:
    return {name: _object(one) for name, one in definitions.items()}


def _shared(blocks: list[Json]) -> Json:
    """What every block has, said once."""
    first = _object(blocks[0]["properties"])
    common = {
        key: one for key, one in first.items()
        if all(_object(block["properties"]).get(key) == one for block in blocks)
    }  # fmt: skip
    needed = [key for key in _list(blocks[0].get("required")) if key in common]
    return {"description": "What every block has.", "properties": common, "required": needed}


def _interface(name: str, definition: Json, base: Json | None = None) -> str:
    needed = {*_list(definition.get("required")), _tag(definition)}
    known = _object(base["properties"]) if base is not None else {}
    lines = [
        f"  readonly {key}{'' if key in needed else '?'}: {_type(_object(one))};"
        for key, one in _object(definition["properties"]).items()
        if key not in known
    ]
    extends = " extends Base" if base is not None else ""
    says = definition.get("description")
    return "\n".join([f"/** {says} */", f"export interface {name}{extends} {{", *lines, "}", ""])


def _tag(definition: Json) -> str:
    """The property that tells the kinds of a union apart is always there."""
    properties = _object(definition["properties"])
    for name in ("type", "as"):
        if name in properties and len(_list(_object(properties[name]).get("enum"))) == 1:
            return name
    return ""


def _type(shape: Json) -> str:
    if shape.get("title") in ("Path", "Colour"):
        return str(shape["title"])
    if isinstance(reference := shape.get("$ref"), str):
        return reference.rsplit("/", 1)[-1]
    if "discriminator" in shape:
        tag = _object(shape["discriminator"])["propertyName"]
        return "Block" if tag == "type" else "Format"
    if "anyOf" in shape:
        union = " | ".join(_type(_object(one)) for one in _list(shape["anyOf"]))
        return "Part" if union == "string | Bind" else union
    if "enum" in shape:
        return " | ".join(_literal(one) for one in _list(shape["enum"]))
    return _simple(shape)


def _simple(shape: Json) -> str:
    match shape.get("type"):
        case "array":
            return _array(shape)
        case "object":
            entry = _type(_object(shape["additionalProperties"]))
            return f"Readonly<Record<string, {entry}>>"
        case "integer" | "number":
            return "number"
        case "boolean":
            return "boolean"
        case _:
            return "string"


def _array(shape: Json) -> str:
    if "prefixItems" in shape:
        entries = ", ".join(_type(_object(one)) for one in _list(shape["prefixItems"]))
        return f"readonly [{entries}]"
    entry = _type(_object(shape["items"]))
    return f"readonly ({entry})[]" if " | " in entry else f"readonly {entry}[]"


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else msgspec.json.encode(value).decode()


def _texts(values: list[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _only(shape: object) -> str:
    (value,) = _list(_object(shape)["enum"])
    return str(value)


def _object(value: object) -> Json:
    if not isinstance(value, Mapping):
        raise TypeError(f"a schema has an object here, not {value!r}")
    return value


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
