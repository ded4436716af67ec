"""A bundle from a stranger is opened without harm, whatever it is."""

import io
import json
import random
import struct
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project88.errors import InputError
from project88.templates.bundle import manifest
from project88.templates.bundle.reading import Bundle, opened

Zipped = Callable[[Mapping[str, bytes | str]], bytes]
TEMPLATE = json.dumps({"v": 1})


@pytest.fixture
def opening(tmp_path: Path) -> Callable[[bytes], Bundle]:
    def at_once(content: bytes) -> Bundle:
        place = tmp_path / "bundle"
        place.write_bytes(content)
        return opened(place)

    return at_once


def refusal(opening: Callable[[bytes], Bundle], content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        opening(content).close()
    return caught.value.code


@pytest.mark.parametrize(
    "name",
    [
        "../template.json",
        "/template.json",
        "a/../../b",
        "C:evil",
        "a\\b",
        "./template.json",
        "a//b",
    ],
)
def test_an_entry_that_reaches_out_of_its_folder_is_refused(
    opening: Callable[[bytes], Bundle], zipped: Zipped, name: str
) -> None:
    assert refusal(opening, zipped({"template.json": TEMPLATE, name: "x"})) == "unsafe_bundle"


def test_an_entry_that_comes_twice_is_refused(opening: Callable[[bytes], Bundle]) -> None:
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("template.json", TEMPLATE)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("template.json", "{}")
    assert refusal(opening, place.getvalue()) == "unsafe_bundle"


def test_names_that_differ_only_in_their_case_are_refused(
    opening: Callable[[bytes], Bundle], zipped: Zipped
) -> None:
    assert (
        refusal(opening, zipped({"template.json": TEMPLATE, "Template.JSON": "x"}))
        == "unsafe_bundle"
    )


def test_a_link_is_refused(opening: Callable[[bytes], Bundle]) -> None:
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("template.json", TEMPLATE)
        link = zipfile.ZipInfo("assets/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refusal(opening, place.getvalue()) == "unsafe_bundle"


def test_a_bomb_is_refused_before_it_is_unpacked(
    opening: Callable[[bytes], Bundle], zipped: Zipped
) -> None:
    bomb = zipped({"template.json": TEMPLATE, "assets/" + "0" * 64: bytes(manifest.MOST_UNPACKED)})
    assert len(bomb) < manifest.MIB
    assert refusal(opening, bomb) == "bundle_too_large"


def test_a_bomb_that_lies_about_its_size_is_found_out_while_it_is_read(
    opening: Callable[[bytes], Bundle], zipped: Zipped, tmp_path: Path
) -> None:
    name = "assets/" + "0" * 64
    bomb = bytearray(zipped({"template.json": TEMPLATE, name: bytes(5 * manifest.MIB)}))
    real = struct.pack("<L", 5 * manifest.MIB)
    assert bomb.count(real) == 2
    bundle = opening(bytes(bomb.replace(real, struct.pack("<L", 10))))
    with pytest.raises(InputError) as caught:
        bundle.unpack("0" * 64, tmp_path / "out")
    bundle.close()
    assert caught.value.code == "damaged_bundle"
    assert (tmp_path / "out").stat().st_size <= 10


def test_an_index_of_a_million_entries_is_not_even_looked_at(
    opening: Callable[[bytes], Bundle], zipped: Zipped
) -> None:
    bundle = bytearray(zipped({"template.json": TEMPLATE}))
    struct.pack_into("<L", bundle, len(bundle) - 22 + 12, 50 * manifest.MIB)
    assert refusal(opening, bytes(bundle)) == "bundle_too_large"


def test_a_file_that_is_not_what_its_name_says_is_refused(
    opening: Callable[[bytes], Bundle], zipped: Zipped, tmp_path: Path
) -> None:
    bundle = opening(zipped({"template.json": TEMPLATE, "assets/" + "a" * 64: "something else"}))
    with pytest.raises(InputError, match="damaged"):
        bundle.unpack("a" * 64, tmp_path / "out")
    bundle.close()


def test_a_zip_without_a_template_is_none(
    opening: Callable[[bytes], Bundle], zipped: Zipped
) -> None:
    assert refusal(opening, zipped({"holiday.jpg": b"x"})) == "no_bundle"


def test_files_that_systems_add_are_passed_over(
    opening: Callable[[bytes], Bundle], zipped: Zipped
) -> None:
    bundle = opening(zipped({"template.json": TEMPLATE, "__MACOSX/._template.json": b"x"}))
    assert list(bundle.documents) == ["template.json"]
    bundle.close()


@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_a_damaged_bundle_is_read_or_refused_and_never_an_accident(
    chance: random.Random, changes: int
) -> None:
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("template.json", TEMPLATE * 20)
        archive.writestr("assets/" + "b" * 64, b"picture" * 30)
        archive.writestr("manifest.json", "{}")
    content = bytearray(place.getvalue())
    for _ in range(changes):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bundle"
        path.write_bytes(content[: chance.choice([len(content), chance.randrange(len(content))])])
        try:
            bundle = opened(path)
        except InputError:
            return
        try:
            bundle.unpack("b" * 64, Path(folder) / "out")
        except InputError:
            pass
        finally:
            bundle.close()
