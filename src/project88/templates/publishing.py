"""Publishing pins a version for screens: from then on it is what they show, until another one is.

A screen must never have to show what it cannot get. So a version is published only when it is a
template by today's rules, and when every file in it is there and has been made ready.
"""

from datetime import datetime

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.errors import Conflict, InputError
from project88.templates import store
from project88.templates.checking import Checked, checked
from project88.templates.listing import document_of, no_template, user_of
from project88.templates.versions import no_version

MOST_TOLD = 5


async def publish(
    connection: Connection, caller: Caller, template_id: int, number: int, now: datetime
) -> None:
    """:raises NotFound: no such template or version. :raises Conflict: the template is archived.
    :raises InputError: it is no template by today's rules (`bad_template`), or files are missing
    (`assets_missing`).
    """
    template = await store.held(connection, template_id)
    if template is None:
        raise no_template()
    if template["state"] != "open":
        raise Conflict("This template is archived; restore it first.", code="archived")
    row = await store.document_of(connection, template_id, number)
    if row is None:
        raise no_version()
    await _require_assets(connection, checked(document_of(row)))
    await store.publish(connection, template_id, number, now, user_of(caller))


async def _require_assets(connection: Connection, known: Checked) -> None:
    wanted = {one.sha256 for one in known.assets.values()}
    ready = await store.assets_ready(connection, wanted) if wanted else set()
    missing = {key: one for key, one in known.assets.items() if one.sha256 not in ready}
    if not missing:
        return
    named = sorted({one.name for one in missing.values()})
    words = ", ".join(f"“{name}”" for name in named[:MOST_TOLD])
    more = f" and {len(named) - MOST_TOLD} more" if len(named) > MOST_TOLD else ""
    raise InputError(
        f"These files are not there, or not ready yet: {words}{more}. Upload them, or wait a "
        "moment, then publish again.",
        code="assets_missing",
        fields=[
            (f"assets.{key}", f"“{one.name}” is not there, or not ready yet.")
            for key, one in missing.items()
        ],
    )
