"""From an address to suggestions: fetch, and have it read apart."""

import tempfile
from pathlib import Path

import anyio.to_thread
import msgspec

from project88.assets.looking import Workbench, style
from project88.assets.style.fetching import (
    MOST_SHEETS,
    PAGE_BYTES,
    SHEET_BYTES,
    Fetcher,
    RefusedPage,
)
from project88.assets.style.page import read_page
from project88.assets.style.schemas import WebsiteStyle
from project88.assets.style.sheets import Sheets


async def borrow(url: str, fetcher: Fetcher, bench: Workbench) -> WebsiteStyle:
    """Style sheets that cannot be read are left out; raises `RefusedPage` when the page cannot be."""
    fetched = await fetcher.load(url, "html", PAGE_BYTES)
    page = await anyio.to_thread.run_sync(
        read_page, fetched.content.decode(errors="replace"), fetched.url
    )
    texts = list(page.styles)
    for sheet in dict.fromkeys(page.sheets[:MOST_SHEETS]):
        try:
            found = await fetcher.load(sheet, "css", SHEET_BYTES)
        except RefusedPage:
            continue
        texts.append(found.content.decode(errors="replace"))
    with tempfile.TemporaryDirectory(prefix="project88-style-") as folder:
        place = Path(folder) / "sheets"
        place.write_bytes(msgspec.json.encode(Sheets(page.title, page.theme, texts)))
        return await style(place, bench)
