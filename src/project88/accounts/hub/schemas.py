"""Partners and users as a hub administrator sees them: counts, and no data."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from project88.accounts.people.schemas import PartnerName, Zone
from project88.accounts.roles import Role
from project88.accounts.sign_in.schemas import Email

Meta = msgspec.Meta

Slug = Annotated[
    str,
    Meta(
        description="Short name for addresses and command lines; it stays.",
        max_length=63,
        pattern=r"^[a-z0-9][a-z0-9-]{0,62}$",
        examples=["polder"],
    ),
]
PartnerState = Annotated[
    Literal["active", "closed"], Meta(description="`closed`: nobody gets in, nothing is deleted.")
]
Count = Annotated[int, Meta(ge=0, examples=[12])]


class HubPartner(msgspec.Struct, frozen=True):
    """A timing partner from the outside."""

    id: Annotated[int, Meta(description="Number of the partner.", examples=[7])]
    slug: Slug
    name: PartnerName
    zone: Zone
    state: PartnerState
    created_at: Annotated[datetime, Meta(description="When it was made.")]
    members: Annotated[Count, Meta(description="People who may work there now.")]
    owners: Annotated[Count, Meta(description="Those of them who are owners.")]
    events: Annotated[Count, Meta(description="Events that are not deleted.")]


class NewPartner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A partner to be made."""

    slug: Slug
    name: PartnerName
    zone: Zone


class HubPartnerChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays as it is."""

    name: PartnerName | None = None
    state: PartnerState | None = None


class OwnerInvitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who becomes an owner of the partner."""

    email: Email


class AccessRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a hub administrator has to see what is the partner's."""

    reason: Annotated[
        str,
        Meta(
            description="Stands in the partner's audit log.",
            min_length=10,
            max_length=500,
            pattern=r"^[^\x00]*\S[^\x00]*$",
            examples=["Asked by phone to look why the finish mat shows no names"],
        ),
    ]
    role: Annotated[
        Literal["timer", "operator", "announcer", "read_only"],
        Meta(description="As what. Never as an owner, who could stay."),
    ] = "read_only"


class AccessGiven(msgspec.Struct, frozen=True):
    """A membership that ends by itself."""

    partner: Annotated[str, Meta(description="Short name of the partner.", examples=["polder"])]
    role: Role
    expires_at: Annotated[datetime, Meta(description="When it ends by itself.")]


class HubMembership(msgspec.Struct, frozen=True):
    """Where a user works, as what."""

    partner: Annotated[str, Meta(description="Short name of the partner.", examples=["polder"])]
    role: Role


class HubUser(msgspec.Struct, frozen=True):
    """Somebody with an account on this hub."""

    id: Annotated[int, Meta(description="Number of the user.", examples=[7])]
    name: Annotated[str, Meta(description="As colleagues say it.", examples=["Ada de Vries"])]
    email: Annotated[str, Meta(description="For signing in.", examples=["ada@polder.example"])]
    state: Annotated[Literal["active", "disabled"], Meta(description="`disabled`: cannot sign in.")]
    hub_administrator: Annotated[bool, Meta(description="May manage the hub.")]
    second_factor: Annotated[bool, Meta(description="Has an authenticator or a passkey.")]
    last_signed_in_at: Annotated[datetime | None, Meta(description="Null: never yet.")]
    memberships: list[HubMembership]


class HubUserPage(msgspec.Struct, frozen=True):
    """Users by number."""

    users: list[HubUser]
    next: Annotated[
        int | None, Meta(description="Give it as `after` for more; null: no more.", examples=[100])
    ]


class HubUserChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lock an account, or open it again."""

    state: Annotated[
        Literal["active", "disabled"], Meta(description="`disabled` ends all sign-ins.")
    ]
