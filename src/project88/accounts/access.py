"""What a route asks of its caller, and who the caller is.

Every route says one of these in ``opt={"access": …}``; the gate (``web/gate``) enforces it before
the route's own code runs, and a route that says nothing is refused. Features never check by
themselves: they get a `Caller` who has passed.
"""

import enum
from typing import Literal, TypeAlias

import msgspec

from project88.accounts.roles import Permission, Role
from project88.db.actor import Actor, Names


class Access(enum.Enum):
    """Rules that are no permission at a timing partner."""

    PUBLIC = "public"
    DISPLAY_URL = "display_url"
    """Whoever knows the address of a display that has not expired; the path's `address`."""
    OPERATOR = "operator"
    """A program on this machine, or one that brings the metrics token."""
    SIGNED_IN = "signed_in"
    """A person, of whichever partner; for what is the person's own."""
    HUB_ADMINISTRATOR = "hub_administrator"
    SECOND_FACTOR = "second_factor"
    """A person, signed in or with only the second factor missing. For giving just that."""


class Needs(msgspec.Struct, frozen=True):
    """A member (or key) of the partner that the request names, with this permission.

    `event_in_path`: the path has `event_id`, so a role that sees only today's events can be let
    through for those; the gate looks. A list route that filters by `Caller.today_only` itself
    says `filters_events`. Without either such a role is refused.
    """

    permission: Permission
    filters_events: bool = False


AccessRule: TypeAlias = Access | Needs


class Caller(msgspec.Struct, frozen=True):
    """Who asks, after the gate. With a `Needs` rule partner and permissions are there."""

    kind: Literal["user", "key"]
    id: int
    name: str
    address: str
    permissions: frozenset[Permission] = frozenset()
    partner_id: int = 0
    partner: str = ""
    role: Role | None = None
    today_only: bool = False
    hub_administrator: bool = False
    session_id: str = ""
    second_factor: bool = False
    """Whether this sign-in was with a second factor, or a passkey, which is two in one."""

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def actor(self) -> Actor:
        """For ``pool.partner(caller.partner_id, by=caller.actor)``."""
        return Actor(self.kind, self.name, self.id, self.address)

    @property
    def names(self) -> Names:
        """For screens that correct a roster: real names for those who may see them."""
        return Names.REAL if self.may(Permission.NAMES_REAL) else Names.SHOWN
