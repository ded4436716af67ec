"""The fonts that come with the product, by the names that its style sheets give them.

`tests/assets/test_families.py` compares them with the packages of the front end. The large East
Asian ones are loaded piece by piece, as a text needs them.
"""

from project88.assets.schemas import FontFamily

_OFL = "OFL-1.1"
_ALL = [100, 200, 300, 400, 500, 600, 700, 800, 900]
_LATIN = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"]

VENDORED: dict[str, FontFamily] = {
    "@fontsource-variable/sofia-sans-extra-condensed": FontFamily(
        "Sofia Sans Extra Condensed Variable",
        _ALL,
        ["latin", "latin-ext", "cyrillic", "greek"],
        _OFL,
    ),
    "@fontsource-variable/sofia-sans-condensed": FontFamily(
        "Sofia Sans Condensed Variable", _ALL, ["latin", "latin-ext", "cyrillic", "greek"], _OFL
    ),
    "@fontsource-variable/noto-sans": FontFamily("Noto Sans Variable", _ALL, _LATIN, _OFL),
    "@fontsource-variable/noto-sans-arabic": FontFamily(
        "Noto Sans Arabic Variable", _ALL, ["arabic"], _OFL
    ),
    "@fontsource-variable/noto-sans-hebrew": FontFamily(
        "Noto Sans Hebrew Variable", _ALL, ["hebrew"], _OFL
    ),
    "@fontsource-variable/noto-sans-thai": FontFamily(
        "Noto Sans Thai Variable", _ALL, ["thai"], _OFL
    ),
    "@fontsource/noto-sans-jp": FontFamily("Noto Sans JP", _ALL, ["japanese"], _OFL),
    "@fontsource/noto-sans-kr": FontFamily("Noto Sans KR", _ALL, ["korean"], _OFL),
    "@fontsource/noto-sans-sc": FontFamily("Noto Sans SC", _ALL, ["chinese-simplified"], _OFL),
}
"""npm package → family. Which ones a page loads is the front end's affair."""
