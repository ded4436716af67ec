"""Any document goes through the door and comes out the same; any damage to it is told with its place."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.templates.document.strategies import documents

from project88.errors import InputError
from project88.templates.document import decode, encode, hash_of, plain

# Any: a document as JSON, right or wrong.
Json = dict[str, Any]
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 10**9, 1e300, "", "\x00", "url(x)", "$", "<b>", [], {}, [[]], {"__proto__": 1}, "constructor"]
)  # fmt: skip
slow = settings(
    max_examples=60,
    # Making a failing document smaller takes minutes; it tells its place anyway.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.long
@slow
@given(documents())
def test_any_document_comes_out_as_it_went_in(document: Json) -> None:
    first = decode(document)
    assert plain(first) == json.loads(json.dumps(document))
    again = decode(encode(first))
    assert again == first
    assert hash_of(again) == hash_of(first)


@pytest.mark.long
@slow
@given(documents(), st.data())
def test_any_change_is_refused_with_its_place_or_leaves_a_document(
    document: Json, data: st.DataObject
) -> None:
    changed = copy.deepcopy(document)
    for _ in range(data.draw(st.integers(1, 3))):
        _damage(changed, data)
    refused = _refusal(changed)
    if refused is None:
        kept = decode(changed)
        assert decode(encode(kept)) == kept
    else:
        assert refused.code == "bad_template"
        assert refused.fields
        assert all(place and sentence for place, sentence in refused.fields)


def _refusal(document: Json) -> InputError | None:
    try:
        decode(document)
    except InputError as error:
        return error
    return None


def _damage(document: Json, data: st.DataObject) -> None:
    """Somewhere in it, one thing."""
    here: Any = document
    while True:
        keys = sorted(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if isinstance(here[key], dict | list) and here[key] and data.draw(st.integers(0, 3)):
            here = here[key]
            continue
        match data.draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace":
                here[key] = data.draw(JUNK)
            case "remove":
                del here[key]
            case "add" if isinstance(here, dict):
                here["onclick"] = data.draw(JUNK)
            case _:
                here.append(data.draw(JUNK))
        return
