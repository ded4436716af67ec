"""API keys as they come in and go out. The secret goes out once, when a key is made."""

from datetime import datetime
from typing import Annotated

import msgspec

from project88.accounts.roles import Permission

Meta = msgspec.Meta

KeyName = Annotated[
    str,
    Meta(
        description="What it is for.",
        min_length=1,
        max_length=100,
        pattern=r"^[^\x00]*\S[^\x00]*$",
        examples=["Results website"],
    ),
]
Scopes = Annotated[
    list[Permission],
    Meta(
        description="What it may do; never more than whoever makes it.",
        min_length=1,
        max_length=len(Permission),
        examples=[["events.view", "roster.view"]],
    ),
]


class Key(msgspec.Struct, frozen=True):
    """A key, without its secret."""

    id: Annotated[int, Meta(description="Number of the key.", examples=[2])]
    name: KeyName
    prefix: Annotated[
        str, Meta(description="The part that is no secret.", examples=["p88_k7mq2xw9ab"])
    ]
    scopes: Annotated[list[str], Meta(description="What it may do.", examples=[["events.view"]])]
    made_by: Annotated[str, Meta(description="Who made it.", examples=["Ada de Vries"])]
    made_at: Annotated[datetime, Meta(description="When, UTC.")]
    expires_at: Annotated[datetime | None, Meta(description="Null: never by itself.")]
    last_used_at: Annotated[datetime | None, Meta(description="To the minute. Null: never yet.")]


class Keys(msgspec.Struct, frozen=True):
    """The keys that were not revoked."""

    keys: Annotated[list[Key], Meta(description="Newest first; expired ones too.")]
    may_be_given: Annotated[list[Permission], Meta(description="Scopes that the caller may give.")]


class NewKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key to be made."""

    name: KeyName
    scopes: Scopes
    expires_at: (
        Annotated[
            datetime,
            Meta(description="When it ends by itself.", tz=True, examples=["2027-01-01T00:00:00Z"]),
        ]
        | None
    ) = None


class MadeKey(msgspec.Struct, frozen=True):
    """A new key. This is the only time that its secret is told."""

    key: Key
    secret: Annotated[
        str,
        Meta(description="Send it as `Authorization: Bearer …`.", examples=["p88_k7mq2xw9ab_9vJ…"]),
    ]
