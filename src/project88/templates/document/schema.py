"""The JSON Schema of the document, for other programs; the hub serves it and ``docs/`` holds a copy.

It is made from the structs. What the structs cannot say, that a condition is exactly one of four
shapes, is put in by hand; that what is named exists stands only in ``checking``.
"""

from functools import cache
from typing import TypeAlias

import msgspec

from project88.templates.document.model import TemplateDocument

Json: TypeAlias = dict[str, object]
_ID = "urn:project88:template:1"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def text() -> bytes:
    """The schema as it is served: indented, always in the same order."""
    return msgspec.json.format(msgspec.json.encode(schema(), order="sorted"), indent=1) + b"\n"


def schema() -> Json:
    """A schema of draft 2020-12."""
    (reference,), definitions = msgspec.json.schema_components(
        [TemplateDocument], ref_template="#/$defs/{name}"
    )
    definitions["Condition"] |= {"oneOf": _CONDITIONS}
    return {"$schema": _DIALECT, "$id": _ID, **reference, "$defs": definitions}


def _alone(*names: str) -> Json:
    others = {"all", "any", "not", "get", "op", "value"} - {*names, "value"}
    if "get" not in names:
        others.add("value")
    return {"required": [*names], "properties": dict.fromkeys(sorted(others), False)}


_CONDITIONS = [_alone("all"), _alone("any"), _alone("not"), _alone("get", "op")]
