"""``project88 client``: the front end's types, made from the application's own description.

The application says what its routes take and give (`ui/openapi.json`); from that the types in
`ui/src/api/generated` are made. Both are committed, so that a change of a route shows in a review
as what it means for the pages, and both are compared by ``project88 check``: a front end that
believes in yesterday's routes does not pass. So are the template document's own types
(`ui/src/document/schema.ts`) and its JSON Schema (`docs/template.schema.json`).
"""

import asyncio
import filecmp
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from project88 import relay
from project88.cli import environment, tools
from project88.cli.document_types import typescript
from project88.db.pool import Pool
from project88.live.hub import Hub
from project88.settings import Settings
from project88.templates.document.schema import text as schema_text
from project88.web.app import routes_of
from project88.web.main import now
from project88.web.openapi.document import document
from project88.web.services import services_of

DOCUMENT = tools.UI / "openapi.json"
TYPES = tools.UI / "src" / "api" / "generated"
DOCUMENT_TYPES = tools.UI / "src" / "document" / "schema.ts"
DOCUMENT_SCHEMA = environment.ROOT / "docs" / "template.schema.json"
STALE = "is stale: run ./project88 client and commit what it changes."
_NOBODY = "postgresql://nobody@127.0.0.1:1/nothing"
"""A pool connects when it is first asked, and a description asks for nothing."""


def run(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; say whether they are up to date.")
    ] = False,
) -> None:
    """Write them all, or compare them all."""
    if check:
        complaint = stale()
        typer.echo(complaint or "The front end's types are up to date.", err=bool(complaint))
        raise typer.Exit(1 if complaint else 0)
    for file, text in _of_the_document().items():
        file.write_bytes(text)
    DOCUMENT.write_bytes(described())
    _make_types(DOCUMENT, TYPES)
    typer.echo(f"Wrote {DOCUMENT.relative_to(environment.ROOT)} and the types made from it.")


def stale() -> str:
    """What is out of date, as a sentence; empty when nothing is."""
    for file, text in _of_the_document().items():
        if not file.is_file() or file.read_bytes() != text:
            return f"{file.relative_to(environment.ROOT)} {STALE}"
    if not DOCUMENT.is_file() or DOCUMENT.read_bytes() != described():
        return f"{DOCUMENT.relative_to(environment.ROOT)} {STALE}"
    with tempfile.TemporaryDirectory(dir=environment.STATE) as folder:
        made = Path(folder) / "generated"
        _make_types(DOCUMENT, made)
        if _same(made, TYPES):
            return ""
    return f"{TYPES.relative_to(environment.ROOT)} {STALE}"


def _of_the_document() -> dict[Path, bytes]:
    """What is made from the structs of the template document."""
    return {DOCUMENT_SCHEMA: schema_text(), DOCUMENT_TYPES: typescript().encode()}


def described() -> bytes:
    """The description of every route, in an order that only a change of a route changes."""
    text = msgspec.json.encode(asyncio.run(_document()), order="sorted")
    return msgspec.json.format(text, indent=1) + b"\n"


async def _document() -> object:
    settings = Settings()
    pool = await Pool.expect(_NOBODY)
    try:
        async with relay.open(settings, pool) as shared:
            hub = Hub(pool, settings.web, now)
            return document(routes_of(services_of(pool, hub, shared, settings, now)))
    finally:
        await pool.close()


def _make_types(source: Path, folder: Path) -> None:
    """Only the types; the requests are our own (`ui/src/api/client.ts`)."""
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run(
        tools.npm(
            "run", "--silent", "client", "--", "--input", str(source), "--output", str(folder)
        ),
        cwd=tools.UI,
        env=tools.npm_environ(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (folder / "types.gen.ts").is_file():
        typer.echo(f"The types could not be made.\n{done.stdout}{done.stderr}", err=True)
        raise typer.Exit(1)


def _same(left: Path, right: Path) -> bool:
    if not right.is_dir():
        return False
    compared = filecmp.dircmp(left, right)
    if compared.left_only or compared.right_only:
        return False
    _, different, unread = filecmp.cmpfiles(left, right, compared.common_files, shallow=False)
    return not (different or unread) and all(
        _same(left / name, right / name) for name in compared.common_dirs
    )
