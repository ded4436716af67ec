"""A batch of changes becomes a version, or conflicts.

Whoever saves holds the template's row, so two builders' batches come one after the other, and the
second sees what the first did. A batch is answered once: whoever sends it again, because the answer
got lost, gets the same one, and nothing happens twice.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.errors import InputError
from project88.templates import store
from project88.templates.blame import Blame, who_changed
from project88.templates.checking import Checked, checked
from project88.templates.listing import document_of, no_template, person, user_of
from project88.templates.ops import Clash, apply, differences, is_path
from project88.templates.schemas import (
    Batch,
    BatchAnswer,
    EditConflict,
    Json,
    JsonDocument,
    Origin,
)
from project88.templates.store import NewVersion


class Refusal(msgspec.Struct, frozen=True):
    """A conflict as it is kept: `by` is a number, `at` milliseconds UTC."""

    path: list[str]
    old: Json
    val: Json
    now: Json
    by: int | None
    at: int | None


class Told(msgspec.Struct, frozen=True):
    """What a batch was answered, as it is kept. `head` was the newest version before it."""

    head: int
    applied: int
    conflicts: list[Refusal]


class Saved(msgspec.Struct, frozen=True):
    """What came of a batch; names are still missing."""

    version: int
    told: Told
    document: JsonDocument | None


_told = msgspec.json.Decoder(Told).decode


async def save(
    connection: Connection, caller: Caller, template_id: int, batch: Batch, now: datetime
) -> Saved:
    """:raises NotFound: no such template. :raises InputError: a path that is none (`bad_op`), or
    what comes out is no template (`bad_template`): nothing of the batch is done then.
    """
    template = await store.held(connection, template_id)
    if template is None:
        raise no_template()
    known = await store.batch(connection, template_id, batch.batch)
    if known is not None:
        return await _again(connection, template_id, batch, known["version"], _told(known["told"]))
    _require_paths(batch)
    head: int = template["version"]
    row = await store.document_of(connection, template_id, head)
    assert row is not None  # a template has its newest version
    before = document_of(row)
    done = apply(before, batch.ops)
    version, document = head, before
    if changes := len(differences(before, done.document)):
        made = checked(done.document)
        version, document = head + 1, made.document
        await add_version(connection, caller, template_id, made, version, "edit", changes, now)
    blames = await who_changed(connection, template_id, head, batch.base, done.conflicts)
    told = Told(head, done.applied, [_refusal(one, blames) for one in done.conflicts])
    kept = msgspec.json.encode(told).decode()
    await store.add_batch(connection, template_id, batch.batch, version, kept, now, user_of(caller))
    return Saved(version, told, None if head == batch.base else document)


async def add_version(  # noqa: PLR0913, PLR0917 -- of what, by whom, and how it came to be
    connection: Connection,
    caller: Caller,
    template_id: int,
    made: Checked,
    number: int,
    origin: Origin,
    changes: int,
    now: datetime,
    restored: int | None = None,
) -> None:
    """The newest version from now on; whoever calls holds the template."""
    version = NewVersion(
        number, made.text, made.hash, origin, restored, changes, now, user_of(caller)
    )
    await store.add_version(connection, template_id, made.name, made.width, made.height, version)


def answer(saved: Saved, names: Mapping[int, str]) -> BatchAnswer:
    """With the names of who was first."""
    conflicts = [
        EditConflict(one.path, one.old, one.val, one.now, person(one.by, names), one.at)
        for one in saved.told.conflicts
    ]
    return BatchAnswer(saved.version, saved.told.applied, conflicts, saved.document)


async def _again(
    connection: Connection, template_id: int, batch: Batch, version: int, told: Told
) -> Saved:
    """The same answer; where that version was thinned out meanwhile, with the newest document."""
    if told.head == batch.base:
        return Saved(version, told, None)
    row = await store.document_of(connection, template_id, version)
    row = row or await store.document_of(connection, template_id)
    assert row is not None  # a template has its newest version
    return Saved(row["number"], told, document_of(row))


def _require_paths(batch: Batch) -> None:
    wrong = [
        (f"ops.{place}.path", "This is no property that can be changed by itself.")
        for place, op in enumerate(batch.ops)
        if not is_path(op.path)
    ]
    if wrong:
        raise InputError(
            "One of these changes is of no property that can be changed by itself.",
            code="bad_op",
            fields=wrong,
        )


def _refusal(clash: Clash, blames: Mapping[tuple[str, ...], Blame]) -> Refusal:
    blame = blames.get(tuple(clash.op.path))
    by, at = (None, None) if blame is None else (blame.by, blame.at)
    return Refusal(clash.op.path, clash.op.old, clash.op.val, clash.now, by, at)
