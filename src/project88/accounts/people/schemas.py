"""People of a timing partner, and its settings, as they come in and go out."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from project88.accounts.me.schemas import Language
from project88.accounts.roles import Permission, Role
from project88.accounts.sign_in.schemas import Email

Meta = msgspec.Meta

PartnerName = Annotated[
    str,
    Meta(
        description="As people say it.",
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00]*\S[^\x00]*$",
        examples=["Polder Timing"],
    ),
]
Zone = Annotated[
    str,
    Meta(
        description="IANA zone.",
        min_length=1,
        max_length=100,
        pattern=r"^[\x21-\x7e]+$",
        examples=["Europe/Amsterdam"],
    ),
]
SecondFactorRule = Annotated[
    Literal["optional", "required"],
    Meta(description="`required`: nobody gets in without a second factor."),
]


class Person(msgspec.Struct, frozen=True):
    """Somebody who may work for the partner now."""

    user_id: Annotated[int, Meta(description="Number of the user.", examples=[7])]
    name: Annotated[str, Meta(description="As colleagues say it.", examples=["Ada de Vries"])]
    email: Annotated[str, Meta(description="For signing in.", examples=["ada@polder.example"])]
    role: Annotated[Role, Meta(description="What the person is here.")]
    second_factor: Annotated[bool, Meta(description="Has an authenticator or a passkey.")]
    disabled: Annotated[bool, Meta(description="The hub administrator has locked the account.")]
    last_signed_in_at: Annotated[datetime | None, Meta(description="Null: never yet.")]
    since: Annotated[datetime, Meta(description="When the membership was made.")]
    expires_at: Annotated[
        datetime | None,
        Meta(description="When it ends by itself: a hub administrator who was let in for a while."),
    ]


class Invitation(msgspec.Struct, frozen=True):
    """A link that somebody has not used yet. Its secret is not kept, so it cannot be shown again."""

    id: Annotated[int, Meta(description="Number of the invitation.", examples=[8])]
    email: Annotated[str, Meta(description="Whom it is for.", examples=["bo@polder.example"])]
    role: Annotated[Role, Meta(description="What they will be.")]
    made_by: Annotated[str, Meta(description="Who invited.", examples=["Ada de Vries"])]
    made_at: Annotated[datetime, Meta(description="When, UTC.")]
    expires_at: Annotated[datetime, Meta(description="From then on the link does not work.")]


class RoleExplained(msgspec.Struct, frozen=True):
    """What a role may do."""

    role: Role
    permissions: Annotated[list[Permission], Meta(description="What it may do.")]
    today_only: Annotated[bool, Meta(description="It sees events on their day only.")]
    may_be_given: Annotated[bool, Meta(description="Whether the caller may give this role.")]


class People(msgspec.Struct, frozen=True):
    """Everybody of a partner."""

    people: Annotated[list[Person], Meta(description="By name.")]
    invitations: Annotated[list[Invitation], Meta(description="Still open, newest first.")]
    roles: Annotated[list[RoleExplained], Meta(description="From most to least.")]


class NewInvitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to invite, as what."""

    email: Email
    role: Annotated[Role, Meta(description="What they will be.", examples=["operator"])]


class MadeLink(msgspec.Struct, frozen=True):
    """A link that works once. This is the only time that it is told."""

    url: Annotated[
        str, Meta(description="Give it to the person.", examples=["https://hub.example/link/Zk3…"])
    ]
    expires_at: Annotated[datetime, Meta(description="From then on it does not work.")]
    mailed: Annotated[
        bool, Meta(description="A mail with it is on its way; false where mail is not set up.")
    ]


class MembershipChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another role."""

    role: Annotated[Role, Meta(description="What they are from now on.", examples=["timer"])]


class PartnerSettings(msgspec.Struct, frozen=True):
    """What holds for the whole partner."""

    slug: Annotated[str, Meta(description="Short name, which stays.", examples=["polder"])]
    name: PartnerName
    zone: Zone
    language: Language
    second_factor: SecondFactorRule


class PartnerChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays as it is."""

    name: PartnerName | None = None
    zone: Zone | None = None
    language: Language | None = None
    second_factor: SecondFactorRule | None = None
