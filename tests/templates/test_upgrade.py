"""Every template that was ever stored opens, and screens get today's form of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from project88.errors import InputError
from project88.templates import upgrade
from project88.templates.document import decode, encode, plain

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.json"))
# Any: a document as JSON.
Json = dict[str, Any]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_stored_example_still_opens(file: Path) -> None:
    document = decode(file.read_bytes())
    assert document.v == upgrade.CURRENT
    assert decode(encode(document)) == document


def test_there_is_an_example_of_every_version() -> None:
    versions = {json.loads(file.read_text())["v"] for file in EXAMPLES}
    assert versions == set(range(upgrade.CURRENT + 1))
    assert set(upgrade.STEPS) == set(range(upgrade.CURRENT))


def test_an_example_has_every_kind_of_block_and_nothing_of_it_is_lost() -> None:
    text = (Path(__file__).parent / "examples" / "v1-every-block.json").read_text()
    assert plain(decode(text)) == json.loads(text)
    kinds = {block["type"] for block in json.loads(text)["blocks"].values()}
    assert len(kinds) == 14


def test_the_two_states_of_a_draft_become_pages() -> None:
    draft = json.loads((Path(__file__).parent / "examples" / "v0-two-states.json").read_text())
    known = plain(decode(draft))
    assert {page["role"] for page in known["pages"].values()} == {"solo", "rest"}  # type: ignore[attr-defined]
    blocks: Json = known["blocks"]  # type: ignore[assignment]  # a document is JSON
    order = sorted((one["z"], key) for key, one in blocks.items() if one["page"] == "solo")
    assert [key for _, key in order] == ["solo-back", "solo-name", "solo-2"]
    assert blocks["rest-back"]["type"] == "clock"


def test_a_draft_that_is_broken_is_refused_like_any_document() -> None:
    with pytest.raises(InputError) as caught:
        decode({"v": 0, "name": "x", "canvas": 7, "active": {"blocks": [{"type": "text"}, 3]}})
    assert caught.value.code == "bad_template"


@pytest.mark.parametrize("version", [2, 99, 1.5, -1, True, None, "1", [1]])
def test_a_version_that_nobody_knows_is_refused(version: object) -> None:
    with pytest.raises(InputError) as caught:
        decode({"v": version, "name": "x", "size": {"w": 99, "h": 99}, "pages": {}, "blocks": {}})
    assert caught.value.fields


def test_a_newer_template_says_that_the_hub_is_old() -> None:
    with pytest.raises(InputError, match="newer version of the hub"):
        decode({"v": 2})


def test_a_template_of_the_original_product_says_where_it_opens() -> None:
    with pytest.raises(InputError, match="original product"):
        decode({"version": "2.0", "name": "x", "activeState": {"html": "<div>"}})


def test_a_chain_of_steps_is_walked_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    walked = []

    def step(number: int) -> upgrade.Step:
        def go(old: Json) -> Json:
            walked.append(number)
            return {**old, "v": number + 1}

        return go

    monkeypatch.setattr(upgrade, "CURRENT", 4)
    monkeypatch.setattr(upgrade, "STEPS", {number: step(number) for number in range(4)})
    assert upgrade.forward({"v": 1}) == {"v": 4}
    assert walked == [1, 2, 3]
