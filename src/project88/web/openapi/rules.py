"""What follows from a route's access rule: how to sign in, what it refuses, the partner's header.

So that no route has to remember to say it, and none can say it wrongly.
"""

from collections.abc import Iterator

from project88.accounts.access import Access, AccessRule, Needs
from project88.accounts.roles import NEVER_FOR_KEYS
from project88.web.openapi.kinds import Json

_PERSON = {
    Access.SIGNED_IN: (401, 403),
    Access.SECOND_FACTOR: (401, 403),
    Access.HUB_ADMINISTRATOR: (401, 403),
}


def security(rule: AccessRule, *, changes: bool) -> list[Json]:
    """The ways to be let in; `changes` is for all but GET. An empty list: nothing is asked."""
    session: Json = {"session": [], "csrf": []} if changes else {"session": []}
    match rule:
        case Needs(permission=permission):
            key = {"key": [permission.value]}
            return [session] if permission in NEVER_FOR_KEYS else [session, key]
        case Access.SIGNED_IN | Access.SECOND_FACTOR | Access.HUB_ADMINISTRATOR:
            return [session]
    return []


def refusals(rule: AccessRule, operation: Json, *, changes: bool) -> Iterator[int]:
    """The statuses with which this route may refuse, as far as its form and its rule tell."""
    parameters = operation.get("parameters", [])
    if any(parameter["in"] == "path" for parameter in parameters):
        yield 404
    if parameters or "requestBody" in operation:
        yield 422
    if "requestBody" in operation:
        yield from (400, 413)
    if changes:
        # What a page of somebody else made a browser send.
        yield 403
    yield 503
    if isinstance(rule, Needs):
        yield from (401, 403, 404, 422)
    else:
        yield from _PERSON.get(rule, ())
