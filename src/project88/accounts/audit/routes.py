"""The audit log over HTTP: read, filtered, and taken away as a file. Nothing here writes to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example
from litestar.params import QueryParameter
from litestar.response import Stream

from project88.accounts.access import Access, Caller, Needs
from project88.accounts.audit import reading
from project88.accounts.audit.schemas import ActorKind, AuditChoices, AuditPage, ExportFormat
from project88.accounts.audit.store import Filter
from project88.accounts.instants import EARLIEST, LATEST, told
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool

TAGS = ["audit"]
NO_NUL = r"^[^\x00]*$"
HUB_ITSELF = 0
MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
REACH = f"Of the years {EARLIEST.year} to {LATEST.year - 1}; without a zone it is UTC."
EXAMPLE = {"examples": ["2026-06-27T06:00:00Z"]}
Limit = Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)]
After = Annotated[
    int | None,
    QueryParameter(
        description="Cursor: `next` of the page before.",
        schema_extra={"examples": [90025]},
        ge=1,
        le=2**62,
    ),
]


def audit_filter(  # noqa: PLR0913, PLR0917 -- one argument for each parameter of the address
    actor_kind: Annotated[
        ActorKind | None, QueryParameter(description="Which sort of actor.")
    ] = None,
    actor_id: Annotated[
        int | None,
        QueryParameter(
            description="Which person or key; say `actor_kind` too.",
            schema_extra={"examples": [7]},
            ge=1,
            le=2**31 - 1,
        ),
    ] = None,
    subject: Annotated[
        str | None,
        QueryParameter(
            description="Kind of thing, e.g. `participant`.",
            schema_extra={"examples": ["participant"]},
            max_length=100,
            pattern=NO_NUL,
        ),
    ] = None,
    subject_id: Annotated[
        str | None,
        QueryParameter(
            description="Number of the thing.",
            schema_extra={"examples": ["1024"]},
            max_length=100,
            pattern=NO_NUL,
        ),
    ] = None,
    event: Annotated[
        int | None,
        QueryParameter(
            description="Number of an event.", schema_extra={"examples": [12]}, ge=1, le=2**31 - 1
        ),
    ] = None,
    action: Annotated[
        str | None,
        QueryParameter(
            description="What was done, e.g. `changed`.",
            schema_extra={"examples": ["changed"]},
            max_length=100,
            pattern=NO_NUL,
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        QueryParameter(description=f"From this instant on. {REACH}", schema_extra=EXAMPLE),
    ] = None,
    until: Annotated[
        datetime | None,
        QueryParameter(description=f"Before this instant. {REACH}", schema_extra=EXAMPLE),
    ] = None,
    text: Annotated[
        str | None,
        QueryParameter(
            description="Found anywhere in what is shown.",
            schema_extra={"examples": ["107"]},
            max_length=200,
            pattern=NO_NUL,
        ),
    ] = None,
) -> Filter:
    """The filters that all routes of the log share."""
    return Filter(
        actor_kind=actor_kind,
        actor_id=actor_id,
        subject=subject or None,
        subject_id=subject_id or None,
        event_id=event,
        action=action or None,
        since=None if since is None else told(since),
        until=None if until is None else told(until),
        text=text or None,
    )


FILTERED: Mapping[str, Provide] = {"wanted": Provide(audit_filter, sync_to_thread=False)}


@get(
    "/api/audit",
    opt={"access": Needs(Permission.AUDIT_VIEW)},
    dependencies=FILTERED,
    summary="Read the audit log",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def read_audit(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    wanted: NamedDependency[Filter],
    limit: Limit = 100,
    after: After = None,
) -> AuditPage:
    """Who changed what, newest first. Names that participants asked to hide are masked, also in
    entries from before, for who may not see them.
    """
    return await reading.page(pool, caller, caller.partner_id, _after(wanted, after), limit)


@get(
    "/api/audit/choices",
    opt={"access": Needs(Permission.AUDIT_VIEW)},
    summary="What the audit log can be filtered by",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def read_audit_choices(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool]
) -> AuditChoices:
    """Actors, subjects and actions of the latest 20,000 entries."""
    return await reading.choices(pool, caller, caller.partner_id)


@get(
    "/api/audit/export",
    opt={"access": Needs(Permission.AUDIT_VIEW), "also_as": ("application/json",)},
    dependencies=FILTERED,
    summary="Take the audit log away as a file",
    tags=TAGS,
    responses={
        200: ResponseSpec(
            str,
            media_type="text/csv",
            description="CSV or JSON, newest first.",
            examples=[Example(value="id,at,actor_kind\r\n")],
        ),
        **problems(401, 403, 404, 422, 503),
    },
)
async def export_audit(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    wanted: NamedDependency[Filter],
    format: Annotated[ExportFormat, QueryParameter(description="Form of the file.")] = "csv",  # noqa: A002
) -> Stream:
    """The entries that fit the filters, however many. The export is noted in the log."""
    lines = await reading.export(pool, caller, caller.partner_id, wanted, format)
    return Stream(lines, media_type=MEDIA[format], headers=_as_file(caller.partner, format))


@get(
    "/api/hub/audit",
    opt={"access": Access.HUB_ADMINISTRATOR},
    dependencies=FILTERED,
    summary="Read the hub's own audit log",
    tags=["hub"],
    responses=problems(401, 403, 422, 503),
)
async def read_hub_audit(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    wanted: NamedDependency[Filter],
    limit: Limit = 100,
    after: After = None,
) -> AuditPage:
    """What concerns no partner: sign-ins, users, partners made and closed. Newest first."""
    return await reading.page(pool, caller, HUB_ITSELF, _after(wanted, after), limit)


def _after(wanted: Filter, after: int | None) -> Filter:
    return msgspec.structs.replace(wanted, before=after)


def _as_file(partner: str, form: ExportFormat) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="audit-{partner}.{form}"',
        "Cache-Control": "no-store",
    }


HANDLERS = [read_audit, read_audit_choices, export_audit, read_hub_audit]
