"""The live stream of a template, which ends when its watcher may look no longer."""

from litestar import get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import ASGIApp

from project88.accounts.access import Caller, Needs
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.templates.paths import ONE, TemplateId
from project88.web.asking_again import asking_again
from project88.web.event_stream import event_stream
from project88.web.problems import AnyRequest
from project88.web.services import Services


@get(
    ONE + "/stream",
    opt={"access": Needs(Permission.DISPLAYS_RUN)},
    summary="The live stream of a template",
    tags=["templates"],
    responses={
        200: ResponseSpec(
            str,
            media_type="text/event-stream",
            description="Server-sent events.",
            generate_examples=False,
        ),
        **problems(401, 403, 404, 422, 503),
    },
)
async def watch_template(
    caller: NamedDependency[Caller],
    services: NamedDependency[Services],
    request: AnyRequest,
    template_id: TemplateId,
) -> ASGIApp:
    """Server-sent events. `head` says what the newest version is, by hash, who made it and what is
    published, first and whenever that is different. `editors` lists who has the template open in
    which window, first and whenever somebody comes or goes. `hb` comes after five seconds without
    news and says when the hub last looked (`checked`). `bye` ends the stream: `restart` (come again),
    `access` (signed out, or not allowed any more), `gone` (there is no such template any more).
    """
    # Refused like the GET, before anything is streamed.
    await services.watching.require(caller.partner_id, template_id)
    return event_stream(
        services.watching.stream(caller, template_id, asking_again(request, caller))
    )


HANDLERS = [watch_template]
