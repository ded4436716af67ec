"""The published schema and the manual say what the structs say."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from project88.cli.document_types import typescript
from project88.templates.document import PATHS, TemplateDocument
from project88.templates.document.schema import schema
from project88.templates.starters import starters

ROOT = Path(__file__).parents[3]
GIVEN = ROOT.parent / "shared" / "specs" / "template.schema.json"
MANUAL = (ROOT / "docs" / "templates.md").read_text()
# Any: a schema is open.
Json = dict[str, Any]


def blocks_of(told: Json) -> dict[str, set[str]]:
    definitions = told["$defs"]
    return {
        one["properties"]["type"]["enum"][0]: set(one["properties"])
        for name, one in definitions.items()
        if name.endswith("Block")
    }


@pytest.fixture
def given() -> Json:
    if not GIVEN.is_file():
        pytest.skip("shared data folder is absent")
    found: Json = json.loads(GIVEN.read_text())
    return found


def test_every_block_and_property_that_was_asked_for_is_there(given: Json) -> None:
    ours = blocks_of(schema())
    base = set(given["$defs"]["base"]["properties"])
    for kind in given["$defs"]["block"]["oneOf"]:
        properties = kind["properties"]
        assert base | set(properties) <= ours[properties["type"]["const"]]


def test_every_animation_and_rule_of_play_that_was_asked_for_is_there(given: Json) -> None:
    told: Json = schema()
    ours = set(told["$defs"]["Animation"]["properties"]["name"]["enum"])
    assert set(given["$defs"]["anim"]["properties"]["name"]["enum"]) == ours
    assert len(ours) == 26
    assert set(given["$defs"]["play"]["properties"]) <= set(told["$defs"]["Play"]["properties"])


def test_nothing_takes_a_property_that_is_not_told() -> None:
    told: Json = schema()
    assert all(one["additionalProperties"] is False for one in told["$defs"].values())


def test_the_manual_names_every_path_block_and_format() -> None:
    told: Json = schema()
    formats = [
        one["properties"]["as"]["enum"][0]
        for name, one in told["$defs"].items()
        if name.endswith("Format")
    ]
    roles = told["$defs"]["Page"]["properties"]["role"]["enum"]
    for word in [*PATHS, *blocks_of(told), *formats, *roles, *TemplateDocument.__struct_fields__]:
        assert f"`{word}`" in MANUAL


def test_the_types_of_the_front_end_have_every_block_and_path() -> None:
    text = typescript()
    assert all(f"readonly type: '{kind}';" in text for kind in blocks_of(schema()))
    assert all(f"'{path}': '{kind}'," in text for path, kind in PATHS.items())


def test_the_looks_that_sessions_name_are_starters_in_both_shapes() -> None:
    known = starters()
    for name in ("standard", "spotlight", "wall"):
        landscape, portrait = known[name].told, known[f"{name}-portrait"].told
        assert (landscape.width, landscape.height) == (portrait.height, portrait.width)
        for starter in (landscape, portrait):
            roles = {page["role"] for page in starter.document["pages"].values()}
            assert {"rest", "message", "offline"} < roles
            assert roles & {"solo", "compact"}


def test_starters_stand_in_their_own_size() -> None:
    for known in starters().values():
        told = known.told
        for key, block in told.document["blocks"].items():
            assert 0 <= block["x"] <= told.width, (told.name, key)
            assert 0 <= block["y"] <= told.height, (told.name, key)


def test_a_starter_is_far_from_the_limit() -> None:
    assert all(len(known.text) < 64 * 1024 for known in starters().values())
    assert msgspec.json.decode(starters()["standard"].text)["name"] == "Standard"
