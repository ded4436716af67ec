"""What a bundle holds becomes templates: each whole or not at all, and one that fails takes no other along.

The document is checked before its files are taken, its files before it is written; a template is
written in one transaction. Files that were taken for one that is refused after all are removed.
"""

import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import anyio.to_thread
import msgspec

from project88.accounts.access import Caller
from project88.accounts.problem import FieldProblem
from project88.db.pool import Pool
from project88.errors import InputError, Project88Error
from project88.templates import making, upgrade
from project88.templates.bundle.reading import Bundle, opened
from project88.templates.bundle.renaming import with_ids_of_ours
from project88.templates.bundle.shelf import Shelf, TakenFile
from project88.templates.checking import checked
from project88.templates.document import BadTemplate, Fault, TemplateDocument, decode, plain
from project88.templates.document.model import MOST_BYTES
from project88.templates.document.pieces import Asset

_ENDING = re.compile(r"/?template\.json$")


class Desk(msgspec.Struct, frozen=True):
    """Who takes in, into what, and when."""

    pool: Pool
    shelf: Shelf
    caller: Caller
    now: datetime


class Outcome(msgspec.Struct, frozen=True):
    """A template that was made, or why it was not; `file` says where it was."""

    file: str
    template_id: int | None = None
    sentence: str | None = None
    fields: tuple[FieldProblem, ...] = ()


async def take_in(desk: Desk, path: Path, name: str) -> list[Outcome]:
    """Every template of one file."""
    try:
        bundle = await anyio.to_thread.run_sync(opened, path)
    except InputError as error:
        return [_refused(name, error)]
    try:
        return [await _template(desk, bundle, place, name) for place in sorted(bundle.documents)]
    finally:
        bundle.close()


async def _template(desk: Desk, bundle: Bundle, place: str, name: str) -> Outcome:
    inside = _ENDING.sub("", place)
    file = f"{name}/{inside}" if inside else name
    taken: list[TakenFile] = []
    try:
        document = _document(bundle.documents[place])
        entries = await _files(desk, bundle, document, taken)
        return Outcome(file, await _write(desk, document, entries))
    except Project88Error as error:
        if error.status >= 500 and error.status != 503:
            raise
        await desk.shelf.put_back(desk.caller, [one.asset_id for one in taken if one.is_new])
        return _refused(file, error)


def _document(text: bytes) -> TemplateDocument:
    """Raises InputError."""
    if len(text) > MOST_BYTES:
        raise BadTemplate([Fault("", "It is larger than a mebibyte.")])
    try:
        raw = msgspec.json.decode(text, type=dict[str, object])
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadTemplate([Fault("", "This is no JSON of a template.")]) from error
    return decode(with_ids_of_ours(upgrade.forward(raw)))


async def _files(
    desk: Desk, bundle: Bundle, document: TemplateDocument, taken: list[TakenFile]
) -> dict[str, Asset]:
    """What the document says of its assets here. Raises InputError for one that is not to be had."""
    entries: dict[str, Asset] = {}
    by_content: dict[str, TakenFile] = {}
    for key, told in (document.assets or {}).items():
        if told.sha256 not in by_content:
            by_content[told.sha256] = await _file(desk, bundle, key, told)
            taken.append(by_content[told.sha256])
        entry = by_content[told.sha256].entry
        if entry.kind != told.kind:
            raise BadTemplate(
                [Fault(f"assets.{key}.kind", f"The file is of the kind {entry.kind}.")]
            )
        entries[key] = entry
    return entries


async def _file(desk: Desk, bundle: Bundle, key: str, told: Asset) -> TakenFile:
    with tempfile.TemporaryDirectory(prefix="project88-bundle-") as folder:
        content = Path(folder) / "content"
        if not await anyio.to_thread.run_sync(bundle.unpack, told.sha256, content):
            known = await desk.shelf.have(desk.caller, told.sha256)
            if known is None:
                raise BadTemplate([Fault(f"assets.{key}", "The file of this asset is not there.")])
            return known
        said = bundle.told.get(told.sha256)
        name = said.name if said is not None else told.name or key
        return await desk.shelf.take(
            desk.caller, content, name, said.licence if said is not None else ""
        )


async def _write(desk: Desk, document: TemplateDocument, entries: dict[str, Asset]) -> int:
    if entries:
        document = msgspec.structs.replace(document, assets=entries)
    known = checked(plain(document))
    async with desk.pool.partner(desk.caller.partner_id, by=desk.caller.actor) as connection:
        return await making.add(connection, desk.caller, known, "import", desk.now)


def _refused(file: str, error: Project88Error) -> Outcome:
    return Outcome(file, None, error.sentence, tuple(_fields(error)))


def _fields(error: Project88Error) -> Iterator[FieldProblem]:
    if isinstance(error, InputError):
        for place, sentence in error.fields:
            yield FieldProblem(place, sentence)
