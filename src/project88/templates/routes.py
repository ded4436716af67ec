"""Templates over HTTP: the list, one of them, and how it comes and goes."""

from collections.abc import Callable
from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.paths import LARGEST
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.templates import listing, making
from project88.templates.paths import ONE, PATH, TemplateId
from project88.templates.schemas import (
    NewTemplate,
    Starter,
    Template,
    TemplateIds,
    TemplatePage,
    TemplateState,
    TemplatesTouched,
)
from project88.templates.starters import starters

SEE = {"access": Needs(Permission.DISPLAYS_RUN)}
EDIT = {"access": Needs(Permission.TEMPLATES_EDIT)}
TAGS = ["templates"]
SEEN = problems(400, 401, 403, 404, 422, 503)
CHANGED = problems(400, 401, 403, 404, 409, 413, 422, 503)
MOST_BYTES = 4 * 1024 * 1024
"""Of a body with a document, or with changes of one: more than the largest document."""
Ms = NamedDependency[Callable[[], int]]


@get(PATH, opt=SEE, summary="The templates of a partner", tags=TAGS, responses=SEEN)
async def list_templates(  # noqa: PLR0913, PLR0917 -- a list has its filters
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    search: Annotated[str, QueryParameter(description="A part of the name.", max_length=100)] = "",
    only: Annotated[
        TemplateState | None,
        QueryParameter(name="state", description="Open or archived ones only."),
    ] = None,
    after: Annotated[
        int | None,
        QueryParameter(description="Number of the last one seen.", ge=1, le=LARGEST),
    ] = None,
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 50,
) -> TemplatePage:
    """The last changed first."""
    return await listing.page(pool, caller, only, search, after, limit)


@get(PATH + "/starters", opt=SEE, summary="Templates to start from", tags=TAGS, responses=SEEN)
async def list_starters() -> list[Starter]:
    """Those that come with the product; screens can show them as they are."""
    return [known.told for known in starters().values()]


@post(
    PATH,
    opt=EDIT,
    summary="Make a template",
    tags=TAGS,
    responses=CHANGED,
    request_max_body_size=MOST_BYTES,
)
async def make_template(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    data: JSONBody[NewTemplate],
) -> Template:
    """From a document, a starter, or another template. Screens can't show it before it is published."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        made = await making.make(connection, caller, data, instant(now()))
        known = await listing.look(connection, caller, made)
    return await listing.one(pool, known)


@get(ONE, opt=SEE, summary="A template", tags=TAGS, responses=SEEN)
async def read_template(
    caller: NamedDependency[Caller], pool: NamedDependency[Pool], template_id: TemplateId
) -> Template:
    """With its newest document, published or not."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        known = await listing.look(connection, caller, template_id)
    return await listing.one(pool, known)


@post(
    PATH + "/archive",
    opt=EDIT,
    status_code=200,
    summary="Put templates away",
    tags=TAGS,
    responses=CHANGED,
)
async def archive_templates(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    data: JSONBody[TemplateIds],
) -> TemplatesTouched:
    """All of them, or none. They can't be chosen any more; screens that show one go on."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        done = await making.set_state(connection, data.ids, "archived", instant(now()))
    return TemplatesTouched(done)


@post(
    PATH + "/restore",
    opt=EDIT,
    status_code=200,
    summary="Bring templates back",
    tags=TAGS,
    responses=CHANGED,
)
async def restore_templates(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    data: JSONBody[TemplateIds],
) -> TemplatesTouched:
    """From the archive; all of them, or none."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        done = await making.set_state(connection, data.ids, "open", instant(now()))
    return TemplatesTouched(done)


HANDLERS = [
    list_templates,
    list_starters,
    make_template,
    read_template,
    archive_templates,
    restore_templates,
]
