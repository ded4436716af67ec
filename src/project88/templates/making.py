"""How a template comes to be, is put away and comes back; each a part of its caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import UnsetType

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.errors import InputError, NotFound
from project88.templates import store
from project88.templates.checking import Checked, checked
from project88.templates.listing import document_of, no_template, user_of
from project88.templates.schemas import JsonDocument, NewTemplate, Origin
from project88.templates.starters import starters
from project88.templates.store import NewVersion

_LONGEST_NAME = 120
_COPY = " (copy)"


async def make(connection: Connection, caller: Caller, told: NewTemplate, now: datetime) -> int:
    """The number of the new one.

    :raises InputError: from none or several things, or from what is no template.
    :raises NotFound: there is no such starter or template.
    """
    given = (told.document, told.starter, told.clone_of)
    if sum(not isinstance(one, UnsetType) for one in given) != 1:
        raise InputError(
            "Say what the template is made from: `document`, `starter` or `clone_of`.",
            code="made_from",
        )
    document, origin = await _origin(connection, told)
    if not isinstance(told.name, UnsetType):
        document = {**document, "name": " ".join(told.name.split())}
    return await add(connection, caller, checked(document), origin, now)


async def add(
    connection: Connection, caller: Caller, known: Checked, origin: Origin, now: datetime
) -> int:
    """A template with this document as its first version; its number."""
    by = user_of(caller)
    first = NewVersion(1, known.text, known.hash, origin, None, 0, now, by)
    return await store.add(
        connection, caller.partner_id, known.name, known.width, known.height, first
    )


async def set_state(connection: Connection, ids: Sequence[int], state: str, now: datetime) -> int:
    """All of them or, when one is not there, none; how many were in another state.

    :raises NotFound: one of them is not there.
    """
    wanted = sorted(set(ids))
    if len(await store.there(connection, wanted)) < len(wanted):
        raise no_template()
    return len(await store.set_state(connection, wanted, state, now))


async def _origin(connection: Connection, told: NewTemplate) -> tuple[JsonDocument, Origin]:
    if not isinstance(told.document, UnsetType):
        return told.document, "start"
    if not isinstance(told.starter, UnsetType):
        known = starters().get(told.starter)
        if known is None:
            raise NotFound("There is no starter of that name.", code="no_starter")
        return known.told.document, "start"
    assert not isinstance(told.clone_of, UnsetType)  # one of three, `make` has looked
    row = await store.document_of(connection, told.clone_of)
    if row is None:
        raise no_template()
    document = document_of(row)
    shortened = document["name"][: _LONGEST_NAME - len(_COPY)].rstrip()
    return {**document, "name": shortened + _COPY}, "clone"
