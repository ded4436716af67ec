"""Taking what is due, trying it, and writing down what came of it.

A delivery is taken in one transaction, tried without any, and its outcome written in another, so a
slow receiver holds nothing in the database. A worker that dies in between loses nothing: its lease
ends and another one tries again; a receiver may so hear a message twice, and knows it by its id.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

import msgspec

from project88 import log
from project88.accounts import audit
from project88.accounts.instants import instant
from project88.accounts.secrets import Secrets
from project88.accounts.webhooks import backoff, signing, store
from project88.accounts.webhooks.sending import Sender
from project88.accounts.webhooks.store import Outcome, Taken
from project88.db.pool import Pool
from project88.errors import Misconfigured
from project88.settings import WebhookSettings

AT_ONCE_EACH = 4
GIVEN_UP_BEFORE_PAUSE = 5
KEPT = timedelta(days=30)
GONE = 410
_LEASE_MORE = timedelta(seconds=30)
_NO_KEY_PAUSE = timedelta(minutes=5)
_log = log.get(__name__)


class Courier(msgspec.Struct, frozen=True):
    """Carries what waits, for every partner. `chance` gives 0 to 1."""

    pool: Pool
    sender: Sender
    secrets: Secrets
    settings: WebhookSettings
    now: Callable[[], int]
    chance: Callable[[], float]

    async def take(self, most: int, busy: Collection[int] = ()) -> list[Taken]:
        """What is due now, a few of each webhook, and nothing of those that are busy already."""
        now = instant(self.now())
        lease = now + timedelta(seconds=self.settings.timeout_s) + _LEASE_MORE
        async with self.pool.hub("take the webhook deliveries that are due") as connection:
            return await store.take_due(connection, now, lease, most, AT_ONCE_EACH, busy)

    async def next_due(self, busy: Collection[int] = ()) -> datetime | None:
        """When there is something to take again, as far as is known now."""
        async with self.pool.hub("when the next webhook is due") as connection:
            return await store.next_due(connection, busy)

    async def deliver(self, delivery: Taken) -> None:
        """One try, and what comes of it."""
        place = signing.place_of(delivery.partner_id)
        try:
            secret = self.secrets.decrypt(delivery.secret, place)
        except Misconfigured as error:
            await self._put_back(delivery, error)
            return
        outcome = await self.sender.attempt(delivery, secret, self.now())
        async with self.pool.partner(delivery.partner_id) as connection:
            if outcome.arrived:
                await store.delivered(connection, delivery.id, outcome)
                return
            again = self._again(delivery, outcome)
            await store.failed(connection, delivery.id, outcome, again)
        if again is None:
            await self._gave_up(delivery)

    def _again(self, delivery: Taken, outcome: Outcome) -> datetime | None:
        """When to try next; None to give up."""
        if delivery.tries >= self.settings.tries or outcome.status == GONE:
            return None
        return instant(self.now()) + backoff.wait(delivery.tries, self.chance)

    async def _put_back(self, delivery: Taken, error: Misconfigured) -> None:
        """Our own fault, not the receiver's: the try does not count."""
        _log.error("a webhook cannot be signed", webhook=delivery.webhook_id, reason=error.sentence)
        later = instant(self.now()) + _NO_KEY_PAUSE
        async with self.pool.partner(delivery.partner_id) as connection:
            await store.put_back(connection, delivery.id, later, "The hub cannot sign it now.")

    async def _gave_up(self, delivery: Taken) -> None:
        """After a few in a row nothing new is told, and the audit log says why."""
        _log.warning("a webhook was given up", webhook=delivery.webhook_id, delivery=delivery.id)
        async with self.pool.partner(delivery.partner_id) as connection:
            lost = await store.given_up_in_a_row(connection, delivery.webhook_id)
            if lost < GIVEN_UP_BEFORE_PAUSE:
                return
            if await store.pause(connection, delivery.webhook_id):
                reason = f"{lost} deliveries in a row were given up."
                await audit.note(
                    connection, "paused", "webhook", delivery.webhook_id, reason=reason
                )


async def forget(pool: Pool, now_ms: int) -> int:
    """Removes deliveries that are older than 30 days; how many."""
    async with pool.no_partner() as connection:
        return await store.forget(connection, instant(now_ms) - KEPT)
