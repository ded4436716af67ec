"""What a display session or a screen says about how it is drawn: a *reference* to a template.

It is the name of a template that comes with the product, or the number of one that the partner drew
and published. Names are kept with sessions and screens, so none is ever renamed: the first three are
as old as displays. What is behind a reference is found when a screen is told what to show; one that
leads nowhere is drawn as the standard one.
"""

from collections.abc import Collection
from typing import Annotated, Final, TypeAlias

import msgspec
from msgspec import Meta, UnsetType

from project88.db.pool import Connection
from project88.displays import store
from project88.errors import InputError

Template: TypeAlias = Annotated[
    str,
    Meta(
        max_length=60,
        pattern=r"^(?:[a-z][a-z0-9-]*|[1-9][0-9]{0,9})$(?!\n)",
        description="The name of a starter, such as `standard`, `spotlight` or `wall`, or the "
        "number of a published template of the partner.",
        examples=["standard"],
    ),
]
STANDARD: Final = "standard"
UPRIGHT: Final = "-portrait"
"""How the starter for screens that stand upright is named after its sibling."""
LASTING: Final = (STANDARD, "spotlight", "wall")
"""Names that were given out before templates could be drawn."""


class References(msgspec.Struct, frozen=True):
    """Which templates may be chosen; the names of starters are handed in."""

    starters: Collection[str] = LASTING

    async def require(
        self, connection: Connection, wanted: str | UnsetType | None, was: str | None = None
    ) -> None:
        """What is left out, taken away or stays as it was is no choice.

        :raises InputError: there is no such starter, and no open, published template of the
            connection's partner with this number.
        """
        if wanted is None or isinstance(wanted, UnsetType) or wanted == was:
            return
        if wanted in LASTING or wanted in self.starters:
            return
        if not await store.may_choose(connection, wanted):
            raise InputError(
                "There is no such template, or it was not published yet. Publish it, then choose "
                "it.",
                code="no_such_template",
            )
