"""What a link tells, and what is sent to use it."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from project88.accounts.me.schemas import Language
from project88.accounts.roles import Role
from project88.accounts.sign_in.schemas import Email, NewPassword, PersonName

Meta = msgspec.Meta

Secret = Annotated[
    str, Meta(description="The last part of the link.", min_length=1, max_length=100)
]


class LinkFacts(msgspec.Struct, frozen=True):
    """What a link is for."""

    kind: Annotated[
        Literal["set_up", "invitation", "password_reset"], Meta(description="What it does.")
    ]
    email: Annotated[str, Meta(description="Whom it is for; '' for the first set-up.")]
    name: Annotated[str, Meta(description="The person's name, if they have an account.")]
    partner: Annotated[
        str | None, Meta(description="Which timing partner invites.", examples=["Polder Timing"])
    ]
    slug: Annotated[str | None, Meta(description="The partner's short name.", examples=["polder"])]
    role: Annotated[Role | None, Meta(description="As what the person is invited.")]
    has_account: Annotated[
        bool, Meta(description="Sign in first, then accept; no name or password is asked for.")
    ]
    expires_at: Annotated[datetime, Meta(description="From then on it does not work.")]


class UseLink(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody new gives both; for a new password no name; who has an account gives neither."""

    name: PersonName | None = None
    password: NewPassword | None = None
    language: Language | None = None


class FirstPartner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first timing partner, with the administrator as its owner."""

    slug: Annotated[
        str,
        Meta(
            description="Short name for addresses.",
            pattern="^[a-z0-9][a-z0-9-]{0,62}$",
            examples=["polder"],
        ),
    ]
    name: Annotated[
        str,
        Meta(
            description="As people say it.",
            min_length=1,
            max_length=200,
            pattern=r"\S",
            examples=["Polder Timing"],
        ),
    ]
    zone: Annotated[
        str, Meta(description="IANA zone.", max_length=100, examples=["Europe/Amsterdam"])
    ]


class SetUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first hub administrator."""

    link: Secret
    email: Email
    name: PersonName
    password: NewPassword
    language: Language = "en"
    partner: FirstPartner | None = None
