"""Imports of a roster over HTTP: bring, look, map, preview, commit, undo."""

from typing import Annotated

import msgspec
from litestar import Response, get, patch, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.errors import InputError
from project88.events.desk import Rematch
from project88.events.importing import schemas, shown, store, work
from project88.events.importing.choices import Choices
from project88.events.importing.rejects import rejects
from project88.events.importing.work import Desk
from project88.events.merge import LocalEdits
from project88.events.participants.store import event
from project88.events.paths import EventId
from project88.events.sheet import MAX_BYTES

ImportId = Annotated[int, PathParameter(description="Number of the import.", ge=1, le=2**31 - 1)]
After = Annotated[
    int, QueryParameter(description="`after` of the page before.", ge=0, le=2**31 - 1)
]
Limit = Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)]
EDIT = {"access": Needs(Permission.ROSTER_EDIT)}
PATH = "/api/events/{event_id:int}/imports"
ONE = PATH + "/{import_id:int}"
TAGS = ["roster"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 413, 422, 503)
_FORM_BYTES = 64 * 1024


class RosterUpload(msgspec.Struct):
    """A form with one file."""

    file: Annotated[
        UploadFile, msgspec.Meta(description="CSV or XLSX, up to 50 MiB and 200,000 rows.")
    ]


@post(
    PATH,
    opt=EDIT,
    summary="Bring a file",
    tags=TAGS,
    responses=CHANGED,
    request_max_body_size=MAX_BYTES + _FORM_BYTES,
)
async def bring_roster(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    data: Annotated[RosterUpload, Body(media_type=RequestEncodingType.MULTI_PART)],
) -> schemas.RosterImport:
    """Its content decides what it is, not its name. It is read, its columns are suggested, and
    nothing is compared yet: PATCH does that. A file that was not committed is replaced.
    """
    content = await data.file.read()
    if not content:
        raise InputError("The file is empty.", code="unreadable_file")
    desk = Desk(pool, caller, event_id, rematch)
    return await _answer(desk, await work.bring(desk, data.file.filename, content))


@get(PATH, opt=EDIT, summary="Imports of an event", tags=TAGS, responses=SEEN)
async def list_imports(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    after: Annotated[
        int | None, QueryParameter(description="`after` of the page before.", ge=1, le=2**31 - 1)
    ] = None,
    limit: Limit = 50,
) -> schemas.ImportPage:
    """Newest first, also those that were undone or replaced."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await event(connection, event_id)
        found = await store.page(connection, event_id, after, limit)
        undoable = await store.last_committed(connection, event_id)
    last = found[-1].id if len(found) == limit else None
    return schemas.ImportPage([shown.brief(one, undoable) for one in found], last)


@get(ONE, opt=EDIT, summary="An import", tags=TAGS, responses=SEEN)
async def read_import(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    import_id: ImportId,
) -> schemas.RosterImport:
    """With its progress while something is under way."""
    desk = Desk(pool, caller, event_id, rematch)
    return await _answer(desk, await desk.find(import_id))


@patch(ONE, opt=EDIT, summary="Map columns, compare", tags=TAGS, responses=CHANGED)
async def change_import(  # noqa: PLR0913, PLR0917 -- three of them are injected
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    import_id: ImportId,
    data: JSONBody[schemas.ImportChange],
) -> schemas.RosterImport:
    """Answers when the comparison is ready; meanwhile GET tells the progress. Nothing is written
    to the roster.
    """
    desk = Desk(pool, caller, event_id, rematch)
    found = await desk.find(import_id)
    choices = _chosen(found.choices, data)
    if data.columns is msgspec.UNSET and (choices.encoding, choices.sheet) != (
        found.choices.encoding,
        found.choices.sheet,
    ):
        return await _answer(desk, await work.reread(desk, import_id, choices))
    return await _answer(desk, await work.preview(desk, import_id, choices))


@get(ONE + "/rows", opt=EDIT, summary="Rows of an import", tags=TAGS, responses=SEEN)
async def list_import_rows(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    import_id: ImportId,
    outcome: Annotated[
        schemas.RowFilter,
        QueryParameter(description="Which rows; `kept`: what was set here wins in them."),
    ] = "all",
    after: After = 0,
    limit: Limit = 100,
) -> schemas.ImportRowPage:
    """What each row comes to, old → new for every field."""
    async with pool.partner(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        await store.find(connection, event_id, import_id)
        found = await store.rows(connection, import_id, outcome, after, limit)
    last = found[-1].line if len(found) == limit else None
    return schemas.ImportRowPage([shown.row(one) for one in found], last)


@get(ONE + "/missing", opt=EDIT, summary="People whom no row means", tags=TAGS, responses=SEEN)
async def list_missing(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    import_id: ImportId,
    after: After = 0,
    limit: Limit = 100,
) -> schemas.MissingPage:
    """They stay on the roster as they are: an import never deletes anybody."""
    async with pool.partner(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        await store.find(connection, event_id, import_id)
        found = await store.missing(connection, event_id, import_id, after, limit)
    people = [
        schemas.MissingPerson(
            row["id"], row["bib"] or "", f"{row['first_name']} {row['last_name']}".strip()
        )
        for row in found
    ]
    return schemas.MissingPage(people, found[-1]["id"] if len(found) == limit else None)


@get(
    ONE + "/rejected.csv",
    opt=EDIT,
    summary="Rejected rows as a file",
    tags=TAGS,
    responses=SEEN,
    media_type="text/csv",
)
async def download_rejects(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    event_id: EventId,
    import_id: ImportId,
) -> Response[bytes]:
    """With line and reason in front: mend it and import it. Rows that are hidden from the caller
    have no cells.
    """
    async with pool.partner(caller.partner_id, by=caller.actor, names=caller.names) as connection:
        found = await store.find(connection, event_id, import_id)
        text = await rejects(connection, found)
    headers = {"Content-Disposition": f'attachment; filename="rejected-{import_id}.csv"'}
    return Response(text.encode("utf-8-sig"), media_type="text/csv", headers=headers)


@post(
    ONE + "/commit",
    opt=EDIT,
    status_code=200,
    summary="Import what the preview showed",
    tags=TAGS,
    responses=CHANGED,
)
async def commit_import(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    import_id: ImportId,
) -> schemas.RosterImport:
    """All of it or nothing; again, it changes nothing. When the roster has changed since the
    preview, the file is compared again and the answer is 409 `roster_changed`.
    """
    desk = Desk(pool, caller, event_id, rematch)
    return await _answer(desk, await work.carry_out(desk, import_id))


@post(
    ONE + "/undo",
    opt=EDIT,
    status_code=200,
    summary="Take the last import back",
    tags=TAGS,
    responses=CHANGED,
)
async def undo_import(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    rematch: NamedDependency[Rematch],
    event_id: EventId,
    import_id: ImportId,
) -> schemas.RosterImport:
    """People whom it added go, fields that it changed come back; what somebody has edited since
    stays, and `undone` tells of it.
    """
    desk = Desk(pool, caller, event_id, rematch)
    return await _answer(desk, await work.undo(desk, import_id))


async def _answer(desk: Desk, found: store.Import) -> schemas.RosterImport:
    async with desk.shown() as connection:
        undoable = await store.last_committed(connection, desk.event_id)
    return shown.whole(found, undoable)


def _chosen(choices: Choices, data: JSONBody[schemas.ImportChange]) -> Choices:
    told: dict[str, object] = {
        name: value
        for name in ("columns", "race", "encoding", "sheet")
        if (value := getattr(data, name)) is not msgspec.UNSET
    }
    for name in ("encoding", "sheet"):
        if told.get(name) == "":
            told[name] = None
    if data.local_edits is not msgspec.UNSET:
        told["local_edits"] = LocalEdits(data.local_edits)
    return msgspec.structs.replace(choices, **told)


HANDLERS = [
    bring_roster,
    list_imports,
    read_import,
    change_import,
    list_import_rows,
    list_missing,
    download_rejects,
    commit_import,
    undo_import,
]
