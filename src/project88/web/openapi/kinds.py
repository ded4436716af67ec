"""The shapes that the modules of this folder pass to each other."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]  # Any: an OpenAPI document is JSON of many shapes
