"""Drawings are written again from what is harmless; nothing of a trap comes through."""

import re
from pathlib import Path

import pytest

from project88.assets import drawings
from project88.assets.refusing import RefusedFile

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def cleaned(tmp_path: Path, inner: str, head: str = "", more: str = 'viewBox="0 0 100 50"') -> str:
    place = tmp_path / "a.svg"
    place.write_text(f"{head}<svg {NAMES} {more}>{inner}</svg>")
    found = drawings.look(place, tmp_path)
    assert found.content is not None
    return Path(found.content).read_text()


ATTACKS = """
<script>alert(1)</script>
<script xlink:href="https://evil.example/x.js"/>
<rect onload="alert(1)" onclick="alert(1)" width="1"/>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject>
<a xlink:href="javascript:alert(1)"><text>evil</text></a>
<image href="https://evil.example/beacon.png"/>
<image href="data:image/svg+xml;base64,PHN2Zz4="/>
<image href="file:///etc/passwd"/>
<use href="https://evil.example/a.svg#b"/>
<use href="data:image/svg+xml,evil"/>
<set attributeName="href" to="javascript:alert(1)"/>
<animate attributeName="href" values="javascript:alert(1)"/>
<handler type="text/javascript">alert(1)</handler>
<style>@import url(https://evil.example/a.css);</style>
<style>@font-face { font-family: x; src: url(https://evil.example/a.woff2) }</style>
<style>rect { fill: url(https://evil.example/a.svg#b) }</style>
<style>rect { fill: u\\72l(https://evil.example/a.svg#b) }</style>
<style>rect { background: image-set("https://evil.example/a.png" 1x) }</style>
<style>rect { behavior: url(#evil.htc) }</style>
<rect style="fill: url('//evil.example/a')" width="1"/>
<rect fill="url(https://evil.example/a.svg#b)" width="1"/>
<rect filter="url(&#104;ttps://evil.example/a.svg#b)" width="1"/>
<feImage href="https://evil.example/a.png"/>
<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>
<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>
<text xml:base="https://evil.example/">a</text>
<metadata><evil/></metadata>
<?xml-stylesheet href="https://evil.example/a.css"?>
<!-- evil -->
<cursor href="https://evil.example/a.cur"/>
<mpath href="https://evil.example/a"/>
<linearGradient href="https://evil.example/a.svg#g"/>
""".strip().splitlines()
BAD = re.compile(
    r"evil\.|javascript|alert|script|onload|onclick|foreignObject|https?://(?!www\.w3\.org)"
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_a_trap_comes_through(tmp_path: Path, attack: str) -> None:
    clean = cleaned(tmp_path, f'<rect width="3" height="3"/>{attack}<circle r="2"/>')
    assert not BAD.search(clean)
    assert "<rect" in clean
    assert '<circle r="2"' in clean


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://evil.example/a.dtd"> %a;]>',
    ],
)
def test_entities_are_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(RefusedFile) as caught:
        cleaned(tmp_path, "<text>&a;</text>" if "%" not in head else "", head)
    assert caught.value.code == "unsafe_drawing"


def test_the_usual_declaration_of_drawing_programs_is_no_trap(tmp_path: Path) -> None:
    head = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    clean = cleaned(tmp_path, '<path d="M0 0h9"/>', head)
    assert "DOCTYPE" not in clean
    assert '<path d="M0 0h9"' in clean


def test_parts_that_show_each_other_without_end_are_refused(tmp_path: Path) -> None:
    folded = "".join(
        f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>" for level in range(1, 9)
    )
    for inner in (
        f'<g id="g0"><path/></g>{folded}',
        '<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>',
        '<pattern id="p"><rect fill="url(#p)"/></pattern>',
        "<g>" * 200 + "</g>" * 200,
        "<rect/>" * 20_001,
    ):
        with pytest.raises(RefusedFile) as caught:
            cleaned(tmp_path, inner)
        assert caught.value.code == "unsafe_drawing"


def test_what_draws_stays(tmp_path: Path) -> None:
    clean = cleaned(
        tmp_path,
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '<clipPath id="c"><circle r="9"/></clipPath></defs>'
        "<style>.a { fill: url(#g); stroke-linecap: round }</style>"
        '<g clip-path="url(#c)" transform="rotate(9)"><path class="a" d="M0 0z" style="opacity:.5"/></g>'
        '<use xlink:href="#g"/><image href="data:image/png;base64,iVBORw0KGgo=" width="3"/>'
        '<text font-family="Arial">Hello <tspan x="1">there</tspan> all</text>',
    )
    for kept in (
        'stop-color="#fff"', "fill: url(#g)", "stroke-linecap: round", 'clip-path="url(#c)"',
        'transform="rotate(9)"', "opacity:.5", 'xlink:href="#g"', "data:image/png;base64,iVBORw0KGgo=",
        ">Hello <tspan", "</tspan> all",
    ):  # fmt: skip
        assert kept in clean


def test_cleaning_what_is_clean_changes_nothing(tmp_path: Path) -> None:
    clean = cleaned(tmp_path, '<style>.a{fill:red}</style><a href="#x"><rect width="3"/></a>')
    place = tmp_path / "again.svg"
    place.write_text(clean)
    again = drawings.look(place, tmp_path)
    assert again.content is not None
    assert Path(again.content).read_text() == clean


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ('viewBox="0 0 300 150"', (300, 150)),
        ('width="20mm" height="1in"', (76, 96)),
        ('width="100%" height="100%" viewBox="0,0,64,32"', (64, 32)),
        ('width="40px" height="20" viewBox="0 0 4 2"', (40, 20)),
    ],
)
def test_a_drawing_has_a_size(tmp_path: Path, more: str, size: tuple[int, int]) -> None:
    cleaned(tmp_path, "", more=more)
    found = drawings.look(tmp_path / "a.svg", tmp_path)
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    "more", ["", 'viewBox="0 0 0 0"', 'width="99999" height="1"', 'viewBox="a b"']
)
def test_a_drawing_without_a_size_is_refused_with_what_it_lacks(tmp_path: Path, more: str) -> None:
    with pytest.raises(RefusedFile, match="viewBox") as caught:
        cleaned(tmp_path, "", more=more)
    assert caught.value.code == "no_size"


@pytest.mark.parametrize("text", ["<svg", "<html></html>", "<?xml version='1.0'?><a/>", "<svg/>"])
def test_what_is_no_drawing_is_refused(tmp_path: Path, text: str) -> None:
    place = tmp_path / "a.svg"
    place.write_text(text)
    with pytest.raises(RefusedFile):
        drawings.look(place, tmp_path)
