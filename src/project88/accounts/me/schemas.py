"""A person, as told to that person."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from project88.accounts.roles import Permission, Role
from project88.accounts.sign_in.schemas import GivenPassword, NewPassword, PersonName

Meta = msgspec.Meta

Language = Annotated[
    str, Meta(description="Language of the pages.", pattern="^[a-z]{2}$", examples=["en"])
]


class MyMembership(msgspec.Struct, frozen=True):
    """What the person is at one timing partner."""

    slug: Annotated[str, Meta(description="Goes into X-Timing-Partner.", examples=["polder"])]
    name: Annotated[str, Meta(description="As people say it.", examples=["Polder Timing"])]
    role: Annotated[Role, Meta(description="One role at each partner.")]
    permissions: Annotated[list[Permission], Meta(description="What the role may do.")]
    zone: Annotated[str, Meta(description="IANA zone.", examples=["Europe/Amsterdam"])]
    language: Annotated[str, Meta(description="The partner's language.", examples=["en"])]
    second_factor_required: Annotated[
        bool, Meta(description="The partner lets nobody in without a second factor.")
    ]
    today_only: Annotated[bool, Meta(description="The role sees events on their day only.")]
    expires_at: Annotated[
        datetime | None, Meta(description="When the membership ends by itself, if it does.")
    ]


class MySecondFactor(msgspec.Struct, frozen=True):
    """What the person can prove themselves with beside the password."""

    totp: Annotated[bool, Meta(description="An authenticator is set up.")]
    recovery_codes_left: Annotated[int, Meta(description="Codes that still work.", examples=[10])]
    passkeys: Annotated[int, Meta(description="Passkeys that can sign in.", examples=[1])]
    given: Annotated[bool, Meta(description="This sign-in was with one, or with a passkey.")]


class Me(msgspec.Struct, frozen=True):
    """Who is signed in, and what the pages need to know of them."""

    id: Annotated[int, Meta(description="Number of the user.", examples=[7])]
    email: Annotated[str, Meta(description="For signing in.", examples=["ada@polder.example"])]
    name: Annotated[str, Meta(description="As colleagues say it.", examples=["Ada de Vries"])]
    language: Annotated[str, Meta(description="Language of the pages.", examples=["en"])]
    csrf: Annotated[str, Meta(description="Send it as X-CSRF-Token with every change.")]
    session: Annotated[str, Meta(description="This sign-in in the list of them.")]
    hub_administrator: Annotated[bool, Meta(description="May manage the hub's partners.")]
    has_password: Annotated[bool, Meta(description="False for who signs in by passkey only.")]
    proved_at: Annotated[
        datetime,
        Meta(description="When they last proved who they are; some changes want that lately."),
    ]
    second_factor: MySecondFactor
    memberships: list[MyMembership]


class EditMe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays."""

    name: PersonName | None = None
    language: Language | None = None


class ChangePassword(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The old one may be left out within 15 minutes of signing in."""

    new_password: NewPassword
    password: GivenPassword | None = None


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password again."""

    password: GivenPassword


class MySession(msgspec.Struct, frozen=True):
    """A browser in which the person is signed in."""

    id: Annotated[str, Meta(description="For ending it.")]
    this: Annotated[bool, Meta(description="The browser that asks.")]
    how: Annotated[Literal["password", "passkey", "link"], Meta(description="How it began.")]
    second_factor: Annotated[bool, Meta(description="Whether a second factor was given.")]
    address: Annotated[str, Meta(description="Where from.", examples=["203.0.113.9"])]
    user_agent: Annotated[str, Meta(description="What the browser calls itself.")]
    created_at: Annotated[datetime, Meta(description="When it began.")]
    seen_at: Annotated[datetime, Meta(description="When it was last used.")]
    expires_at: Annotated[datetime, Meta(description="When it ends by itself.")]
