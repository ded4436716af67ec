"""A roster over HTTP; and workbooks made by hand: the smallest that are one, and a bomb."""

import io
import zipfile
from typing import Any

import httpx
import pytest

from project88.db.pool import Pool

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Cell = str | float


def make_workbook(sheets: dict[str, list[list[Cell]]], padding: int = 0) -> bytes:
    """An .xlsx with these sheets; texts stand in the cells themselves."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    linked = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{linked}</Relationships>',
    }
    for n, rows in enumerate(sheets.values(), 1):
        body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
        files[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>{" " * padding}'
        )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


@pytest.fixture
def workbook() -> bytes:
    """Two sheets; runners are on the second, below a title."""
    return make_workbook(
        {
            "Notes": [["what", "who"], ["water", "Cy"]],
            "Runners": [
                ["Start list"],
                ["Bib", "Name", "Age"],
                ["007", "Ann Lee", 31.0],
                [12.0, "Jörg Müller", 40],
            ],
        }
    )


@pytest.fixture
def bomb() -> bytes:
    """A small file that unpacks to half a gigabyte."""
    return make_workbook({"Runners": [["Bib", "Name"], ["1", "Ann"]]}, padding=500_000_000)


@pytest.fixture
async def event(pool: Pool, partner: int) -> int:
    """The id of an event of the partner."""
    async with pool.partner(partner) as connection:
        number: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Harbour Mile', '2026-06-27', 'Europe/Amsterdam') returning id",
            partner,
        )
    return number


@pytest.fixture
async def timer(
    sign_in: Any,
) -> httpx.AsyncClient:  # Any: the fixture is a function of its own type
    """A browser in which a timer of the partner is signed in."""
    browser: httpx.AsyncClient = await sign_in("timer")
    return browser


class Roster:
    """Requests about one event's roster."""

    def __init__(self, browser: httpx.AsyncClient, event_id: int) -> None:
        self.browser = browser
        self.path = f"/api/events/{event_id}"

    async def ask(self, method: str, path: str, status: int = 200, **more: Any) -> Any:
        answer = await self.browser.request(method, self.path + path, **more)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def bring(self, text: str | bytes, name: str = "list.csv") -> Any:
        return await self.ask("POST", "/imports", 201, files={"file": (name, text)})

    async def preview(self, text: str | bytes, **choices: Any) -> Any:
        brought = await self.bring(text)
        return await self.ask("PATCH", f"/imports/{brought['id']}", json=choices)

    async def put_in(self, text: str | bytes, **choices: Any) -> Any:
        told = await self.preview(text, **choices)
        return await self.ask("POST", f"/imports/{told['id']}/commit")

    async def everybody(self) -> dict[str, Any]:
        found = await self.ask("GET", "/participants?limit=500")
        return {one["bib"] or one["last_name"]: one for one in found["items"]}


@pytest.fixture
def roster(timer: httpx.AsyncClient, event: int) -> Roster:
    """The timer at the event's roster."""
    return Roster(timer, event)
