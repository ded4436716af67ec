"""Webhooks over HTTP."""

from typing import Annotated

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from project88.accounts.access import Caller, Needs
from project88.accounts.parts import Accounts
from project88.accounts.problem import problems
from project88.accounts.roles import Permission
from project88.accounts.webhooks import managing
from project88.accounts.webhooks.schemas import (
    Deliveries,
    Delivery,
    MadeWebhook,
    NewWebhook,
    Webhook,
    WebhookChange,
    Webhooks,
)
from project88.db.pool import Pool

TAGS = ["webhooks"]
RULE = {"access": Needs(Permission.WEBHOOKS_EDIT)}
Number = Annotated[int, PathParameter(ge=1, le=2**31 - 1)]
LongNumber = Annotated[int, PathParameter(ge=1, le=2**62)]


@get(
    "/api/webhooks",
    opt=RULE,
    summary="List webhooks",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def list_webhooks(caller: NamedDependency[Caller], pool: NamedDependency[Pool]) -> Webhooks:
    """All of the partner, how they do, and what can be asked for."""
    return await managing.listed(pool, caller)


@post(
    "/api/webhooks",
    opt=RULE,
    summary="Make a webhook",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def make_webhook(
    data: JSONBody[NewWebhook],
    caller: NamedDependency[Caller],
    accounts: NamedDependency[Accounts],
) -> MadeWebhook:
    """The answer holds the secret for checking signatures, this once."""
    return await managing.make(accounts, caller, data)


@patch(
    "/api/webhooks/{webhook_id:int}",
    opt=RULE,
    summary="Change, pause or go on with a webhook",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def change_webhook(
    webhook_id: Number,
    data: JSONBody[WebhookChange],
    caller: NamedDependency[Caller],
    accounts: NamedDependency[Accounts],
) -> Webhook:
    """What is left out stays. The secret stays too; for another one make another webhook."""
    return await managing.change(accounts, caller, webhook_id, data)


@delete(
    "/api/webhooks/{webhook_id:int}",
    opt=RULE,
    summary="Remove a webhook",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def remove_webhook(
    webhook_id: Number, caller: NamedDependency[Caller], pool: NamedDependency[Pool]
) -> None:
    """What still waits for it is not delivered."""
    await managing.remove(pool, caller, webhook_id)


@post(
    "/api/webhooks/{webhook_id:int}/test",
    opt=RULE,
    status_code=202,
    summary="Send a test message",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def test_webhook(
    webhook_id: Number, caller: NamedDependency[Caller], pool: NamedDependency[Pool]
) -> Delivery:
    """Goes out at once, also to a paused webhook; look at the deliveries for what came of it."""
    return await managing.test(pool, caller, webhook_id)


@get(
    "/api/webhooks/{webhook_id:int}/deliveries",
    opt=RULE,
    summary="The deliveries of a webhook",
    tags=TAGS,
    responses=problems(401, 403, 404, 422, 503),
)
async def list_deliveries(
    webhook_id: Number,
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
    limit: Annotated[int, QueryParameter(description="How many at most.", ge=1, le=500)] = 50,
    after: Annotated[
        int | None,
        QueryParameter(
            description="Cursor: `next` of the page before.",
            schema_extra={"examples": [4700]},
            ge=1,
            le=2**62,
        ),
    ] = None,
) -> Deliveries:
    """Newest first, of the last 30 days, with what was sent and how it was answered."""
    return await managing.deliveries(pool, caller, webhook_id, after, limit)


@post(
    "/api/webhooks/{webhook_id:int}/deliveries/{delivery_id:int}/again",
    opt=RULE,
    summary="Deliver a message again",
    tags=TAGS,
    responses=problems(401, 403, 404, 409, 422, 503),
)
async def deliver_again(
    webhook_id: Number,
    delivery_id: LongNumber,
    caller: NamedDependency[Caller],
    pool: NamedDependency[Pool],
) -> Delivery:
    """The same message, with the same id, as a delivery of its own."""
    return await managing.again(pool, caller, webhook_id, delivery_id)


HANDLERS = [
    list_webhooks,
    make_webhook,
    change_webhook,
    remove_webhook,
    test_webhook,
    list_deliveries,
    deliver_again,
]
