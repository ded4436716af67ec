"""From an address to suggestions: fetch, and have it read apart."""

import tempfile
from pathlib import Path

import msgspec

from project88.assets.looking import Workbench, page, style
from project88.assets.style.fetching import (
    MOST_SHEETS,
    PAGE_BYTES,
    SHEET_BYTES,
    Fetcher,
    RefusedPage,
)
from project88.assets.style.page import Page, Text
from project88.assets.style.schemas import WebsiteStyle
from project88.assets.style.sheets import Sheets


async def borrow(url: str, fetcher: Fetcher, bench: Workbench) -> WebsiteStyle:
    """Style sheets that cannot be read are left out; raises `RefusedPage` when the page cannot be."""
    fetched = await fetcher.load(url, "html", PAGE_BYTES)
    with tempfile.TemporaryDirectory(prefix="project88-style-") as folder:
        place = Path(folder) / "read"
        text = Text(fetched.content.decode(errors="replace"), fetched.url)
        place.write_bytes(msgspec.json.encode(text))
        found = await page(place, bench)
        texts = [*found.styles, *await _sheets(found, fetcher)]
        place.write_bytes(msgspec.json.encode(Sheets(found.title, found.theme, texts)))
        return await style(place, bench)


async def _sheets(of: Page, fetcher: Fetcher) -> list[str]:
    texts = []
    for sheet in dict.fromkeys(of.sheets[:MOST_SHEETS]):
        try:
            found = await fetcher.load(sheet, "css", SHEET_BYTES)
        except RefusedPage:
            continue
        texts.append(found.content.decode(errors="replace"))
    return texts
