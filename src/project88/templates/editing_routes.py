"""What a builder sends while somebody draws: changes, and that the template is open."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

from litestar import delete, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.instants import instant
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.db.pool import Pool
from project88.errors import Refused
from project88.templates import saving, store
from project88.templates.listing import no_template, people, user_of
from project88.templates.paths import ONE, TemplateId
from project88.templates.routes import CHANGED, MOST_BYTES
from project88.templates.schemas import Batch, BatchAnswer, EditingWindow

EDIT = {"access": Needs(Permission.TEMPLATES_EDIT)}
TAGS = ["templates"]
LEASE = timedelta(seconds=30)
"""A builder says so again well before."""
Ms = NamedDependency[Callable[[], int]]


@post(
    ONE + "/ops",
    opt=EDIT,
    status_code=200,
    summary="Change a template",
    tags=TAGS,
    responses=CHANGED,
    request_max_body_size=MOST_BYTES,
)
async def change_template(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    template_id: TemplateId,
    data: JSONBody[Batch],
) -> BatchAnswer:
    """Property by property: a change is made where the property is still what the builder saw; where
    somebody else was first, it is a conflict, and the others are made nevertheless. What is made is
    one new version. When what comes out is no template, nothing is done (`bad_template`). The same
    batch sent again gets the same answer.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        saved = await saving.save(connection, caller, template_id, data, instant(now()))
    names = await people(pool, (one.by for one in saved.told.conflicts))
    return saving.answer(saved, names)


@put(
    ONE + "/editing",
    opt=EDIT,
    status_code=204,
    summary="Say that a template is open in a builder",
    tags=TAGS,
    responses=problems(400, 401, 403, 404, 422, 503),
)
async def note_editing(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    now: Ms,
    template_id: TemplateId,
    data: JSONBody[EditingWindow],
) -> None:
    """For 30 seconds, so it is said again and again. Advice for others, and no lock."""
    if (user_id := user_of(caller)) is None:
        raise Refused("A person draws a template, not a key.", code="not_allowed")
    at = instant(now())
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if not await store.lease(connection, template_id, data.window, user_id, at + LEASE):
            raise no_template()
        await store.forget_leases(connection, at)


@delete(
    ONE + "/editing",
    opt=EDIT,
    summary="Say that a builder's window is closed",
    tags=TAGS,
    responses=problems(400, 401, 403, 404, 422, 503),
)
async def end_editing(
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    template_id: TemplateId,
    window: Annotated[
        str, QueryParameter(description="Which window.", min_length=4, max_length=64)
    ],
) -> None:
    """A window that is not known, or is somebody else's, is no reason to complain."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if not await store.heads(connection, [template_id]):
            raise no_template()
        if (user_id := user_of(caller)) is not None:
            await store.end_lease(connection, template_id, window, user_id)


HANDLERS = [change_template, note_editing, end_editing]
