"""What a template may say, what is refused, and the place that is told."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from project88.errors import InputError
from project88.templates.document import PATHS, decode, encode, hash_of

# Any: a document as JSON, right or wrong.
Json = dict[str, Any]
Drawn = Callable[..., Json]


def places(document: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        decode(document)  # type: ignore[arg-type]  # whatever comes
    assert caught.value.code == "bad_template"
    return [place for place, _ in caught.value.fields]


def changed(document: Json, path: str, value: object) -> Json:
    """A copy in which one thing is another."""
    new = copy.deepcopy(document)
    *way, last = path.split(".")
    here: Any = new
    for step in way:
        here = here[int(step)] if isinstance(here, list) else here.setdefault(step, {})
    here[last] = value
    return new


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("blocks.b1.font.siz", 3),
        ("blocks.b1.onclick", "alert(1)"),
        ("pages.solo.script", "x"),
        ("html", "<b>"),
        ("blocks.b1.text.0.get", "runner.constructor"),
        ("blocks.b1.text.0.get", "runner.email"),
        ("blocks.b1.text.0.get", "runner.name\n"),
        ("blocks.b1.text.0.fmt", {"as": "eval"}),
        ("blocks.b1.page", "nowhere"),
        ("blocks.b1.parent", "nobody"),
        ("blocks.b1.parent", "b2"),
        ("blocks.b1.fill", {"asset": "no"}),
        ("pages.solo.bg", {"asset": "no"}),
        ("blocks.b1.font.font", "Comic Sans"),
        ("fonts", {"f": {"family": "Unknown"}}),
        ("fonts", {"f": {"family": "Mine", "src": ["no"]}}),
        ("blocks.b1.font.color", "url(https://evil)"),
        ("blocks.b1.font.color", "expression(alert(1))"),
        ("blocks.b1.font.color", "red;background:url(x)"),
        ("blocks.b1.font.shadow", "0 0 1px url(x)"),
        ("blocks.b1.border", "4px solid red; x"),
        ("blocks.b2.fill.gradient", "linear-gradient(url(x), #fff)"),
        ("blocks.b2.fill.gradient", "image-set('x')"),
        ("blocks.b1.text", ["a" * 501]),
        ("blocks.b1.text", ["\x00"]),
        ("blocks.b1.text", ["\x1b[31m"]),
        ("blocks.b1.text", ["\ud800"]),
        ("blocks.b1.name", "two\nlines"),
        ("blocks.b1.w", 0),
        ("blocks.b1.x", float("nan")),
        ("blocks.b1.x", float("inf")),
        ("blocks.b1.hidden", None),
        ("blocks.b1.z", "a" * 81),
        ("blocks.b1.z", ""),
        ("blocks.b1.when", {}),
        ("blocks.b1.when", {"get": "runner.age", "op": "in", "value": 3}),
        ("blocks.b1.when", {"get": "runner.age", "op": "empty", "value": 3}),
        ("blocks.b1.when", {"get": "runner.age", "op": "="}),
        ("blocks.b1.when", {"all": [], "any": []}),
        ("blocks.b1.when", {"get": "runner.team", "op": "=", "value": "\x07"}),
        ("blocks.b1.in", {"name": "explode"}),
        ("blocks.b1.in", {"name": "fadeIn", "ms": 5001}),
        ("size", {"w": 15, "h": 1080}),
        ("size", {"w": 16385, "h": 1080}),
        ("safe", 0.3),
        ("name", ""),
        ("name", " "),
        ("name", "x" * 121),
        ("locale", "english please"),
        ("theme", {"accent": "$(x)"}),
        ("theme", {"Accent": "#fff"}),
        ("pages", {}),
    ],
)
def test_what_is_refused_is_told_with_its_place(drawn: Drawn, path: str, value: object) -> None:
    (place,) = places(changed(drawn(), path, value))
    assert place.startswith(path) or path.startswith(place)


@pytest.mark.parametrize(
    "id_", ["__proto__", "constructor", "a b", "", "x" * 41, "toString", "ü", "a\n"]
)
def test_an_id_that_a_browser_would_stumble_over_is_refused(drawn: Drawn, id_: str) -> None:
    document = drawn()
    document["blocks"][id_] = document["blocks"]["b1"]
    assert places(document)


def test_every_wrong_block_is_told(drawn: Drawn) -> None:
    document = changed(changed(drawn(), "blocks.b1.w", "wide"), "blocks.b2.shape", "star")
    assert places(changed(document, "locale", 7)) == ["blocks.b1.w", "blocks.b2.shape", "locale"]


def group(**fields: object) -> Json:
    return {"type": "group", "page": "solo", "z": "a9", "x": 0, "y": 0, "w": 9, "h": 9, **fields}


def test_groups_in_a_ring_are_refused(drawn: Drawn) -> None:
    document = drawn()
    document["blocks"] |= {"g1": group(parent="g2"), "g2": group(parent="g1")}
    assert places(document) == ["blocks.g1.parent", "blocks.g2.parent"]


def test_a_group_of_another_page_holds_nothing(drawn: Drawn) -> None:
    document = changed(drawn(), "pages.rest", {"role": "rest"})
    document["blocks"]["g1"] = group(page="rest")
    assert places(changed(document, "blocks.b1.parent", "g1")) == ["blocks.b1.parent"]


def test_runners_repeat_a_group_of_their_page(drawn: Drawn) -> None:
    document = changed(
        drawn(), "blocks.r", {**group(), "type": "runners", "slots": 8, "group": "b1"}
    )
    assert places(document) == ["blocks.r.group"]
    document["blocks"]["g"] = group()
    assert decode(changed(document, "blocks.r.group", "g"))


def test_a_film_is_no_picture(drawn: Drawn) -> None:
    film = {"kind": "video", "mime": "video/mp4", "bytes": 9, "sha256": "0" * 64}
    document = drawn(assets={"film": film})
    assert places(changed(document, "blocks.b1.fill", {"asset": "film"})) == [
        "blocks.b1.fill.asset"
    ]


def test_too_much_is_refused(drawn: Drawn) -> None:
    block = drawn()["blocks"]["b2"]
    assert places(drawn(blocks={f"b{n}": block for n in range(501)})) == ["blocks"]
    assert places(drawn(pages={f"p{n}": {"role": "solo"} for n in range(61)}))[0] == "pages"
    long = {**drawn()["blocks"]["b1"], "text": ["x" * 500] * 32}
    assert decode(drawn(blocks={f"b{n}": long for n in range(60)}))
    with pytest.raises(InputError, match="larger than a mebibyte"):
        decode(drawn(blocks={f"b{n}": long for n in range(80)}))
    with pytest.raises(InputError, match="larger than a mebibyte"):
        decode(b" " * (1024 * 1024 + 1))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"7",
        b"null",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"v": NaN}',
        b'{"name": "\\ud800"}',
    ],
)
def test_what_is_no_json_of_a_template_is_refused(text: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(text)
    assert caught.value.code == "bad_template"


def test_a_condition_as_deep_as_a_well_is_refused(drawn: Drawn) -> None:
    deep: Json = {"get": "runner.bib", "op": "filled"}
    for _ in range(6):
        deep = {"not": deep}
    assert places(changed(drawn(), "blocks.b1.when", deep))
    text = json.dumps(drawn()).encode()
    well = b'{"not":' * 50_000 + b"{}" + b"}" * 50_000
    assert places(text[:-1] + b',"well":' + well + b"}") == [""]


def test_the_hash_knows_a_document_however_it_is_written(drawn: Drawn) -> None:
    document = drawn()
    known = hash_of(decode(document))
    turned = {key: document[key] for key in reversed(document)}
    assert hash_of(decode(json.dumps(turned, indent=3))) == known
    assert hash_of(decode(changed(document, "blocks.b1.x", 100.0))) == known
    assert hash_of(decode(changed(document, "blocks.b1.x", 100.5))) != known


def test_whole_numbers_are_written_without_a_point(drawn: Drawn) -> None:
    text = encode(decode(changed(drawn(), "blocks.b1.x", 12.5)))
    assert b'"x":12.5' in text
    assert b'"w":900,' in text


def test_the_paths_are_those_of_the_original_and_more() -> None:
    original = (
        "name first_name last_name age gender city state country division message wave choice bib lap pace "
        "gun_pace gun_time rank.overall rank.division time_with_penalty gun_time_with_penalty start_time"
    )
    assert {f"runner.{name}" for name in original.split()} <= set(PATHS)
