"""Changes property by property, with the cases that the builder's own code is tried with."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project88.templates.checking import checked
from project88.templates.document import decode, hash_of, plain
from project88.templates.ops import apply, differences, is_path, put, same, value_at
from project88.templates.schemas import Op

if TYPE_CHECKING:
    from tests.templates.conftest import Drawn

HERE = Path(__file__).parent
CASES = msgspec.json.decode((HERE / "ops_cases.json").read_bytes())
PATHS = msgspec.json.decode((HERE / "ops_paths.json").read_bytes())
# Any: JSON.
Json = Any


def ops_of(told: list[Json]) -> list[Op]:
    return msgspec.convert(told, list[Op])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_both_sides_agree_about(case: Json) -> None:
    before = msgspec.json.encode(case["document"])
    done = apply(case["document"], ops_of(case["ops"]))
    assert same(done.document, case["expected"]["document"])
    told = [
        {"path": one.op.path, "old": one.op.old, "val": one.op.val, "now": one.now}
        for one in done.conflicts
    ]
    assert same(told, case["expected"]["conflicts"])
    assert done.applied == len(case["ops"]) - len(told)
    assert msgspec.json.encode(case["document"]) == before


def test_only_single_properties_are_paths() -> None:
    assert [path for path in PATHS["allowed"] if not is_path(path)] == []
    assert [path for path in PATHS["refused"] if is_path(path)] == []


VALUES = st.sampled_from([None, 1, 1.0, 2, True, "a", [1, 2], {"k": 1}, {"k": None}])
BLOCK = st.fixed_dictionaries(
    {"type": st.just("text"), "x": st.integers(0, 2), "y": st.integers(0, 2)},
    optional={
        "font": st.dictionaries(st.sampled_from(["size", "weight"]), st.integers(1, 3), min_size=1),
        "text": st.just(["a"]) | st.just(["b"]),
    },
)
DOCUMENTS = st.fixed_dictionaries(
    {"name": st.sampled_from(["A", "B"]), "blocks": st.dictionaries(st.sampled_from("abc"), BLOCK)},
    optional={"theme": st.dictionaries(st.sampled_from("xy"), st.sampled_from(["#111", "#222"]))},
)


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=300)
def test_the_differences_lead_from_one_document_to_the_other(before: Json, after: Json) -> None:
    paths = differences(before, after)
    assert all(is_path(path) for path in paths)
    reached = before
    for path in paths:
        reached = put(reached, path, value_at(after, path))
    # A theme that lost its last token stays, empty, which says the same.
    assert differences(reached, after) == []
    assert (paths == []) == (differences(after, before) == [])


@given(VALUES, VALUES)
def test_values_are_the_same_as_json_or_not_at_all(one: Json, other: Json) -> None:
    def shape(value: Json) -> str:
        text = msgspec.json.encode(value).decode()
        return text.replace("1.0", "1")

    assert same(one, other) == (shape(one) == shape(other))


def test_a_document_is_known_by_the_same_hash_everywhere(drawn: "Drawn") -> None:
    known = checked(drawn())
    assert known.hash == hash_of(decode(drawn()))
    assert known.document == plain(decode(drawn()))
