"""The schema of a template is there for anybody, and is the one in `docs/`."""

from pathlib import Path

import httpx

SCHEMA = Path(__file__).parents[2] / "docs" / "template.schema.json"


async def test_anybody_reads_the_schema_of_a_template(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/schema/template.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/schema+json")
    assert answer.content == SCHEMA.read_bytes()
