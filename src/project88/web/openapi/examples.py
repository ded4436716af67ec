"""Whole examples, made from those of the fields.

A field says its example where it says its limits (``Meta(examples=[…])``); a body's example is put
together from them, so the two cannot drift. What no field tells is noted, and a test asks for it.
"""

from project88.web.openapi.kinds import Json

BY_FORMAT = {
    "date-time": "2026-06-14T09:00:00Z",
    "date": "2026-06-14",
    "time": "09:00:00",
    "uuid": "6f1b1a52-6c5e-4d39-9a3a-0c2f3f9d8f11",
    "binary": "bib,first_name,last_name\n101,Mara,Vliet\n",
}
_DEEPEST = 12


class Examples:
    """Makes examples of schemas; `missing` are the places that have none."""

    def __init__(self, schemas: Json) -> None:
        self._schemas = schemas
        self.missing: list[str] = []

    def of(self, schema: Json, place: str, depth: int = 0) -> object:
        """An example of this schema; `place` says where it is, for `missing`."""
        if "$ref" in schema:
            return self._of_named(schema["$ref"].rpartition("/")[2], depth)
        for told in ("examples", "enum"):
            if schema.get(told):
                return schema[told][0]
        for told in ("example", "const", "default"):
            if told in schema:
                return schema[told]
        return self._of_parts(schema, place, depth)

    def _of_named(self, name: str, depth: int) -> object:
        if depth > _DEEPEST:
            return None
        return self.of(self._schemas[name], name, depth + 1)

    def _of_parts(self, schema: Json, place: str, depth: int) -> object:
        for several in ("allOf", "oneOf", "anyOf"):
            if several in schema:
                return self._of_first(schema[several], place, depth)
        match _kind(schema):
            case "object":
                return self._of_object(schema, place, depth)
            case "array":
                return self._of_array(schema, place, depth)
            case "boolean":
                return True
            case "null":
                return None
        return self._of_format(schema, place)

    def _of_array(self, schema: Json, place: str, depth: int) -> object:
        items = schema.get("prefixItems", [schema.get("items", {})])
        return [self.of(item, f"{place}[{at}]", depth) for at, item in enumerate(items)]

    def _of_first(self, schemas: list[Json], place: str, depth: int) -> object:
        told = [one for one in schemas if one.get("type") != "null"]
        return self.of(told[0], place, depth) if told else None

    def _of_object(self, schema: Json, place: str, depth: int) -> object:
        if "properties" not in schema:
            self.missing.append(f"{place}: an object of any keys")
            return {}
        return {
            name: self.of(field, f"{place}.{name}", depth)
            for name, field in schema["properties"].items()
        }

    def _of_format(self, schema: Json, place: str) -> object:
        if schema.get("format") in BY_FORMAT:
            return BY_FORMAT[schema["format"]]
        if _kind(schema) in {"integer", "number"}:
            return max(schema.get("minimum", 12), min(schema.get("maximum", 12), 12))
        if place.endswith(("id", "Id")) and _kind(schema) == "string":
            return "zk3vq0pyw1bn6rt8"
        self.missing.append(f"{place}: {schema.get('type', 'anything')}")
        return None


def _kind(schema: Json) -> str:
    """The one type, or of several the first that is not null."""
    told = schema.get("type", "")
    kinds: list[str] = [told] if isinstance(told, str) else told
    return next((kind for kind in kinds if kind != "null"), "null")
