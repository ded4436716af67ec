"""Somebody has looked at something: it leaves the list, with a reason, and can be put back."""

from typing import TYPE_CHECKING

from project88.accounts.access import Caller
from project88.errors import InputError
from project88.results.worklist import store
from project88.results.worklist.schemas import NewWorkDismissal, WorkDismissed

if TYPE_CHECKING:
    from project88.db.pool import Connection


async def dismiss(
    connection: "Connection", caller: Caller, event_id: int, told: NewWorkDismissal
) -> WorkDismissed:
    """Raises NotFound for the event, InputError for a key of another kind."""
    await store.require_event(connection, event_id)
    if any(not key.startswith(f"{told.kind}:") for key in told.keys):
        raise InputError("An item's key begins with its kind.", code="other_kind")
    made = await store.dismiss(
        connection, caller, event_id, told.kind, told.keys, told.reason.strip()
    )
    return WorkDismissed(made)


async def restore(
    connection: "Connection", caller: Caller, event_id: int, ids: list[int]
) -> WorkDismissed:
    """Raises NotFound for the event."""
    await store.require_event(connection, event_id)
    return WorkDismissed(await store.restore(connection, caller, event_id, ids))
