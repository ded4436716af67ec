"""The rows of webhooks and deliveries; see queries.sql."""

from collections.abc import Collection, Mapping
from datetime import datetime

import asyncpg
import msgspec

from project88.accounts.webhooks.schemas import Delivery, Webhook, WebhookChange
from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class Message(msgspec.Struct, frozen=True):
    """What is told; `id` is the same at every receiver and in every try."""

    id: str
    kind: str
    event_id: int | None
    data: str


class NewWebhook(msgspec.Struct, frozen=True):
    """A webhook to be written; the secret is encrypted already."""

    url: str
    kinds: list[str]
    secret: bytes
    note: str
    made_by: int | None


class Taken(msgspec.Struct, frozen=True):
    """A delivery that is this worker's until its lease is over."""

    id: int
    partner_id: int
    webhook_id: int
    kind: str
    body: str
    tries: int
    url: str
    secret: bytes


class Outcome(msgspec.Struct, frozen=True):
    """What came of a try. No status: nobody answered, and `error` says why."""

    status: int | None
    error: str
    answer: str = ""

    @property
    def arrived(self) -> bool:
        return not self.error


async def webhooks(connection: Connection, webhook_id: int | None = None) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["webhooks"], webhook_id)


def webhook_of(row: asyncpg.Record, makers: Mapping[int, str]) -> Webhook:
    """`makers` are names of users by number."""
    fields = dict(row)
    fields["made_by"] = makers.get(row["made_by"] or 0, "")
    return msgspec.convert(fields, Webhook)


async def count_webhooks(connection: Connection) -> int:
    return int(await connection.fetchval(_QUERIES["count_webhooks"]))


async def add_webhook(connection: Connection, partner_id: int, new: NewWebhook) -> int:
    number: int = await connection.fetchval(
        _QUERIES["add_webhook"], partner_id, new.url, new.kinds, new.secret, new.note, new.made_by
    )
    return number


async def edit_webhook(connection: Connection, webhook_id: int, change: WebhookChange) -> bool:
    """False when there is no such webhook."""
    kinds = None if change.kinds is None else sorted({kind.value for kind in change.kinds})
    edited = await connection.fetchval(
        _QUERIES["edit_webhook"], webhook_id, change.url, kinds, change.note, change.state
    )
    return edited is not None


async def remove_webhook(connection: Connection, webhook_id: int) -> bool:
    """False when there is no such webhook."""
    edited = await connection.fetchval(
        _QUERIES["edit_webhook"], webhook_id, None, None, None, "removed"
    )
    return edited is not None


async def announce(connection: Connection, message: Message) -> int:
    """How many webhooks will be told, when this transaction commits."""
    told: int = await connection.fetchval(
        _QUERIES["announce"], message.kind, message.event_id, message.data, message.id
    )
    return told


async def announce_to(connection: Connection, webhook_id: int, message: Message) -> int | None:
    """The delivery; None when there is no such webhook."""
    number: int | None = await connection.fetchval(
        _QUERIES["announce_to"],
        message.kind,
        message.event_id,
        message.data,
        message.id,
        webhook_id,
    )
    return number


async def deliveries(
    connection: Connection, webhook_id: int, before: int | None, limit: int
) -> list[Delivery]:
    rows = await connection.fetch(_QUERIES["deliveries"], webhook_id, before, None, limit)
    return [msgspec.convert(dict(row), Delivery) for row in rows]


async def delivery(connection: Connection, webhook_id: int, delivery_id: int) -> Delivery | None:
    row = await connection.fetchrow(_QUERIES["deliveries"], webhook_id, None, delivery_id, 1)
    return None if row is None else msgspec.convert(dict(row), Delivery)


async def again(connection: Connection, webhook_id: int, delivery_id: int) -> int | None:
    """The new delivery; None when there is no such one."""
    number: int | None = await connection.fetchval(_QUERIES["again"], delivery_id, webhook_id)
    return number


async def take_due(  # noqa: PLR0913, PLR0917 -- each bounds it in another way
    hub_connection: Connection,
    now: datetime,
    lease: datetime,
    most: int,
    most_each: int,
    busy: Collection[int],
) -> list[Taken]:
    """What is due, at most `most`, `most_each` of one webhook, none of `busy`; ours until `lease`."""
    rows = await hub_connection.fetch(_QUERIES["take_due"], now, lease, most, most_each, list(busy))
    return [Taken(*row) for row in rows]


async def next_due(hub_connection: Connection, busy: Collection[int]) -> datetime | None:
    due: datetime | None = await hub_connection.fetchval(_QUERIES["next_due"], list(busy))
    return due


async def put_back(
    connection: Connection, delivery_id: int, next_try_at: datetime, reason: str
) -> None:
    await connection.execute(_QUERIES["put_back"], delivery_id, next_try_at, reason)


async def delivered(connection: Connection, delivery_id: int, outcome: Outcome) -> None:
    await connection.execute(_QUERIES["delivered"], delivery_id, outcome.status, outcome.answer)


async def failed(
    connection: Connection, delivery_id: int, outcome: Outcome, next_try_at: datetime | None
) -> None:
    """Without a next try it is given up."""
    await connection.execute(
        _QUERIES["failed"],
        delivery_id,
        outcome.status,
        outcome.error,
        outcome.answer,
        next_try_at,
    )


async def given_up_in_a_row(connection: Connection, webhook_id: int) -> int:
    return int(await connection.fetchval(_QUERIES["given_up_in_a_row"], webhook_id))


async def pause(connection: Connection, webhook_id: int) -> bool:
    """False when it was not enabled."""
    return await connection.fetchval(_QUERIES["pause"], webhook_id) is not None


async def forget(connection: Connection, before: datetime) -> int:
    return int(await connection.fetchval(_QUERIES["forget"], before))
