"""The versions of a template over HTTP: looked through, named, brought back, published."""

from collections.abc import Callable
from typing import Annotated

from litestar import get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.paths import LARGEST
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.templates import listing, publishing, versions
from project88.templates.paths import ONE, TemplateId, VersionId
from project88.templates.routes import CHANGED, SEEN
from project88.templates.schemas import (
    Publication,
    Template,
    TemplateVersion,
    TemplateVersionDocument,
    TemplateVersionPage,
    VersionLabel,
)

SEE = {"access": Needs(Permission.DISPLAYS_RUN)}
EDIT = {"access": Needs(Permission.TEMPLATES_EDIT)}
TAGS = ["templates"]
VERSION = ONE + "/versions/{number:int}"
Ms = NamedDependency[Callable[[], int]]


@get(ONE + "/versions", opt=SEE, summary="The versions of a template", tags=TAGS, responses=SEEN)
async def list_versions(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    template_id: TemplateId,
    after: Annotated[
        int | None,
        QueryParameter(description="Number of the last one seen.", ge=1, le=LARGEST),
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 50,
) -> TemplateVersionPage:
    """The newest first. Every batch of changes is one; those without a name are thinned by and by:
    all of the last day are kept, one an hour of the last week, one a day before.
    """
    return await versions.page(pool, caller, template_id, after, limit)


@get(VERSION, opt=SEE, summary="A version of a template", tags=TAGS, responses=SEEN)
async def read_version(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    template_id: TemplateId,
    number: VersionId,
) -> TemplateVersionDocument:
    """With its document."""
    return await versions.read(pool, caller, template_id, number)


@patch(VERSION, opt=EDIT, summary="Name a version", tags=TAGS, responses=CHANGED)
async def label_version(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    template_id: TemplateId,
    number: VersionId,
    data: JSONBody[VersionLabel],
) -> TemplateVersion:
    """A version with a name is kept for ever. Null takes the name away."""
    return await versions.label(pool, caller, template_id, number, data.label)


@post(
    VERSION + "/restore",
    opt=EDIT,
    status_code=200,
    summary="Bring a version back",
    tags=TAGS,
    responses=CHANGED,
)
async def restore_version(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    template_id: TemplateId,
    number: VersionId,
) -> Template:
    """As a new version, so what was drawn since is not lost. Screens keep what is published."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await versions.restore(connection, caller, template_id, number, instant(now()))
        known = await listing.look(connection, caller, template_id)
    return await listing.one(pool, known)


@post(
    ONE + "/publish",
    opt=EDIT,
    status_code=200,
    summary="Publish a version",
    tags=TAGS,
    responses=CHANGED,
)
async def publish_version(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    template_id: TemplateId,
    data: JSONBody[Publication],
) -> Template:
    """Screens that show this template switch to it at once, and to nothing else that is drawn later.
    Every file in it has to be there and ready; `fields` names those that are not (`assets_missing`).
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        await publishing.publish(connection, caller, template_id, data.version, instant(now()))
        known = await listing.look(connection, caller, template_id)
    return await listing.one(pool, known)


HANDLERS = [list_versions, read_version, label_version, restore_version, publish_version]
