"""How much of a name somebody wants shown, and who may make it more.

A name that was shown cannot be taken back. So a wish becomes stricter by anybody who corrects the
roster, and less strict only by who sees the real names anyway: else a program that may not see them
would say "public" and read on.
"""

from collections.abc import Iterable
from typing import Final

from project88.accounts.roles import IN_WORDS, Permission
from project88.db.actor import Names
from project88.errors import Refused
from project88.events.model import Stored

_STRICTNESS: Final = {"": 0, "public": 0, "short": 1, "hidden": 2}


def shows_more(before: str, after: str) -> bool:
    """Whether more of the name is seen by the wish ``after``."""
    return _STRICTNESS[after] < _STRICTNESS[before]


def stricter(one: str, other: str) -> str:
    return other if shows_more(other, one) else one


def require_may_show(before: Iterable[Stored], after: Iterable[Stored], names: Names) -> None:
    """:raises Refused: of somebody more would be seen, and the caller may not see real names."""
    wishes = {one.id: one.entrant.privacy for one in before}
    if names is not Names.REAL and any(
        shows_more(wishes[one.id], one.entrant.privacy) for one in after if one.id in wishes
    ):
        raise Refused(
            "This would show more of a name than was asked for, and you may not "
            f"{IN_WORDS[Permission.NAMES_REAL]} here.",
            code="not_allowed",
        )
