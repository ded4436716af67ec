"""What a page says of its style, in its own text and in the style sheets that it names."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import msgspec


class Text(msgspec.Struct, frozen=True):
    """The text of a page, and where it was found."""

    text: str
    url: str


class Page(msgspec.Struct):
    """Found in the text of a page."""

    title: str = ""
    theme: str = ""
    sheets: list[str] = msgspec.field(default_factory=list)
    """Addresses of style sheets."""
    styles: list[str] = msgspec.field(default_factory=list)
    """Style sheets in the page itself; what stands at an element comes as a rule of that element."""


class _Reader(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._base = base
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "title" | "style":
                self._inside = tag
            case "base" if given.get("href"):
                self._base = urljoin(self._base, given["href"])
            case "link" if "stylesheet" in given.get("rel", "").lower() and given.get("href"):
                self.page.sheets.append(urljoin(self._base, given["href"].strip()))
            case "meta" if given.get("name", "").lower() == "theme-color":
                self.page.theme = given.get("content", "")
        if tag in {"html", "body"} and given.get("style"):
            self.page.styles.append(f"{tag}{{{given['style']}}}")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title" and len(self.page.title) < 200:
            self.page.title += data
        elif self._inside == "style":
            self.page.styles.append(data)


def read_page(text: str, url: str) -> Page:
    """Of any text: browsers read everything as HTML, and so does this.

    Of a hostile text it takes minutes (of tags that never end, by the square of their number), so
    it runs apart.
    """
    reader = _Reader(url)
    reader.feed(text)
    reader.close()
    return msgspec.structs.replace(reader.page, title=plain(reader.page.title))


def plain(text: str) -> str:
    """One line that can be shown."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:120]
