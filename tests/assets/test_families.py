"""The fonts that we say come with the product do."""

import json
import re
from pathlib import Path

import pytest

from project88.assets.families import VENDORED

UI = Path(__file__).parents[2] / "ui"


def test_the_list_is_that_of_the_front_ends_packages() -> None:
    told = json.loads((UI / "package.json").read_text())
    packages = {**told.get("dependencies", {}), **told.get("devDependencies", {})}
    assert set(VENDORED) == {name for name in packages if name.startswith("@fontsource")}


@pytest.mark.parametrize("package", VENDORED)
def test_a_family_is_called_as_its_style_sheets_call_it(package: str) -> None:
    folder = UI / "node_modules" / package
    if not folder.is_dir():
        pytest.skip("the front end's packages are absent")
    sheet = next(path for path in sorted(folder.glob("*.css")) if "font-face" in path.read_text())
    told = {name.strip("'\"") for name in re.findall(r"font-family: ([^;]+);", sheet.read_text())}
    assert told == {VENDORED[package].family}
    assert VENDORED[package].licence == json.loads((folder / "package.json").read_text())["license"]
