"""A partner's webhooks: made, changed, tried out, and what became of each message."""

from project88.accounts.access import Caller
from project88.accounts.outward import require_fit
from project88.accounts.parts import Accounts
from project88.accounts.people.names import names_of
from project88.accounts.webhooks import signing, store
from project88.accounts.webhooks.announcing import message
from project88.accounts.webhooks.schemas import (
    Deliveries,
    Delivery,
    Kind,
    MadeWebhook,
    NewWebhook,
    Webhook,
    WebhookChange,
    Webhooks,
)
from project88.db.pool import Pool
from project88.errors import Conflict, NotFound

MOST = 20
"""Webhooks of one partner."""

ON_DEMAND = frozenset({Kind.TEST})
ASKED_FOR = [kind for kind in Kind if kind not in ON_DEMAND]


async def listed(pool: Pool, caller: Caller) -> Webhooks:
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        rows = await store.webhooks(connection)
    makers = await names_of(pool, {row["made_by"] for row in rows})
    return Webhooks([store.webhook_of(row, makers) for row in rows], ASKED_FOR)


async def make(accounts: Accounts, caller: Caller, wanted: NewWebhook) -> MadeWebhook:
    """:raises RefusedAddress: the URL is none that may be called.
    :raises Conflict: there are too many webhooks.
    :raises Misconfigured: the hub has no key to keep the secret with.
    """
    require_fit(wanted.url, allow_private=accounts.settings.webhooks.allow_private)
    secret = signing.new_secret()
    new = store.NewWebhook(
        url=wanted.url,
        kinds=sorted({kind.value for kind in wanted.kinds}),
        secret=accounts.secrets.encrypt(secret, signing.place_of(caller.partner_id)),
        note=wanted.note,
        made_by=caller.id if caller.kind == "user" else None,
    )
    async with accounts.pool.partner(caller.partner_id, by=caller.actor) as connection:
        if await store.count_webhooks(connection) >= MOST:
            raise Conflict(
                f"There are {MOST} webhooks already; remove some first.", code="too_many"
            )
        number = await store.add_webhook(connection, caller.partner_id, new)
    return MadeWebhook(await _one(accounts.pool, caller, number), secret)


async def change(
    accounts: Accounts, caller: Caller, webhook_id: int, wanted: WebhookChange
) -> Webhook:
    """:raises RefusedAddress: the URL is none that may be called.
    :raises NotFound: no such webhook.
    """
    if wanted.url is not None:
        require_fit(wanted.url, allow_private=accounts.settings.webhooks.allow_private)
    async with accounts.pool.partner(caller.partner_id, by=caller.actor) as connection:
        if not await store.edit_webhook(connection, webhook_id, wanted):
            raise no_webhook()
    return await _one(accounts.pool, caller, webhook_id)


async def remove(pool: Pool, caller: Caller, webhook_id: int) -> None:
    """What waits for it is not delivered any more; raises `NotFound`."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if not await store.remove_webhook(connection, webhook_id):
            raise no_webhook()


async def test(pool: Pool, caller: Caller, webhook_id: int) -> Delivery:
    """A message of the kind `test`, also to a webhook that is paused; raises `NotFound`."""
    told = message(Kind.TEST, None, {"asked_by": caller.name})
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        number = await store.announce_to(connection, webhook_id, told)
        made = None if number is None else await store.delivery(connection, webhook_id, number)
    if made is None:
        raise no_webhook()
    return made


async def deliveries(
    pool: Pool, caller: Caller, webhook_id: int, after: int | None, limit: int
) -> Deliveries:
    """:raises NotFound: no such webhook."""
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        if not await store.webhooks(connection, webhook_id):
            raise no_webhook()
        found = await store.deliveries(connection, webhook_id, after, limit + 1)
    return Deliveries(found[:limit], found[limit - 1].id if len(found) > limit else None)


async def again(pool: Pool, caller: Caller, webhook_id: int, delivery_id: int) -> Delivery:
    """The same message in a delivery of its own.

    :raises NotFound: no such webhook or delivery.
    :raises Conflict: the webhook is paused.
    """
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        rows = await store.webhooks(connection, webhook_id)
        if not rows:
            raise no_webhook()
        if rows[0]["state"] == "paused":
            raise Conflict("The webhook is paused; let it go on first.", code="paused")
        number = await store.again(connection, webhook_id, delivery_id)
        made = None if number is None else await store.delivery(connection, webhook_id, number)
    if made is None:
        raise NotFound("There is no such delivery; they are kept for 30 days.", code="no_delivery")
    return made


def no_webhook() -> NotFound:
    return NotFound("There is no such webhook.", code="no_webhook")


async def _one(pool: Pool, caller: Caller, webhook_id: int) -> Webhook:
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        rows = await store.webhooks(connection, webhook_id)
    if not rows:
        raise no_webhook()
    return store.webhook_of(rows[0], await names_of(pool, {rows[0]["made_by"]}))
