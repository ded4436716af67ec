"""Webhooks and their deliveries as they come in and go out."""

import enum
from datetime import datetime
from typing import Annotated, Literal

import msgspec

Meta = msgspec.Meta


class Kind(enum.StrEnum):
    """What can be told. `docs/webhooks.md` says what each one's `data` holds."""

    ROSTER_IMPORTED = "roster.imported"
    ROSTER_CHANGED = "roster.changed"
    EVENT_CHANGED = "event.changed"
    TIMING_SESSION_OPENED = "timing_session.opened"
    TIMING_SESSION_CLOSED = "timing_session.closed"
    SENDER_SILENT = "sender.silent"
    SCREEN_DOWN = "screen.down"
    SCREEN_UP = "screen.up"
    TEST = "test"
    """Sent on demand only, whatever a webhook asked for."""


Url = Annotated[
    str,
    Meta(
        description="Where to; https, on a public address, unless the operator of the hub allows others.",
        min_length=10,
        max_length=2000,
        pattern=r"^https?://[^\s/\x00]+[^\s\x00]*$",
        examples=["https://results.example/hooks/project88"],
    ),
]
Kinds = Annotated[
    list[Kind],
    Meta(
        description="What it wants to be told.",
        min_length=1,
        max_length=len(Kind),
        examples=[["roster.imported", "timing_session.opened"]],
    ),
]
Note = Annotated[
    str,
    Meta(
        description="What it is for.",
        max_length=200,
        pattern=r"^[^\x00]*$",
        examples=["Results website"],
    ),
]


class Webhook(msgspec.Struct, frozen=True):
    """Whom to tell, without the secret."""

    id: Annotated[int, Meta(description="Number of the webhook.", examples=[1])]
    url: Annotated[str, Meta(description="Where to.", examples=["https://results.example/hook"])]
    kinds: Annotated[list[str], Meta(description="What it is told.", examples=[["event.changed"]])]
    state: Annotated[
        Literal["enabled", "paused"],
        Meta(description="`paused`: nothing new is told; by hand, or after many failures."),
    ]
    note: Note
    made_by: Annotated[str, Meta(description="Who made it.", examples=["Ada de Vries"])]
    made_at: Annotated[datetime, Meta(description="When, UTC.")]
    waiting: Annotated[int, Meta(description="Deliveries that are still to be made.", examples=[0])]
    given_up: Annotated[
        int, Meta(description="Deliveries given up in the last 30 days.", examples=[0])
    ]
    last_delivered_at: Annotated[datetime | None, Meta(description="Null: never yet.")]


class Webhooks(msgspec.Struct, frozen=True):
    """All of a partner."""

    webhooks: Annotated[list[Webhook], Meta(description="In the order they were made.")]
    kinds: Annotated[list[Kind], Meta(description="What a webhook can ask for.")]


class NewWebhook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A webhook to be made."""

    url: Url
    kinds: Kinds
    note: Note = ""


class MadeWebhook(msgspec.Struct, frozen=True):
    """A new webhook. This is the only time that its secret is told."""

    webhook: Webhook
    secret: Annotated[
        str, Meta(description="Checks the signature of what comes in.", examples=["whsec_9vJ…"])
    ]


class WebhookChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is left out stays as it is."""

    url: Url | None = None
    kinds: Kinds | None = None
    note: Note | None = None
    state: Annotated[
        Literal["enabled", "paused"] | None, Meta(description="Pause it, or go on.")
    ] = None


class Delivery(msgspec.Struct, frozen=True):
    """One message and what became of it."""

    id: Annotated[int, Meta(description="Number of the delivery.", examples=[4711])]
    kind: Annotated[str, Meta(description="What was told.", examples=["roster.imported"])]
    state: Annotated[
        Literal["waiting", "delivered", "given_up"], Meta(description="How far it is.")
    ]
    tries: Annotated[int, Meta(description="Tries so far.", examples=[1])]
    made_at: Annotated[datetime, Meta(description="When, UTC.")]
    next_try_at: Annotated[datetime | None, Meta(description="Null: no more.")]
    last_tried_at: Annotated[datetime | None, Meta(description="Null: not yet.")]
    status: Annotated[
        int | None, Meta(description="HTTP status of the last try, if any.", examples=[200])
    ]
    error: Annotated[
        str, Meta(description="Why the last try failed, in a sentence.", examples=[""])
    ]
    answer: Annotated[
        str, Meta(description="The first 500 characters of the last answer.", examples=["ok"])
    ]
    body: Annotated[
        str,
        Meta(
            description="What is sent, as sent.",
            examples=['{"id":"4711","kind":"test","made_at":"2026-06-14T09:00:00Z"}'],
        ),
    ]


class Deliveries(msgspec.Struct, frozen=True):
    """A page of deliveries."""

    deliveries: Annotated[list[Delivery], Meta(description="Newest first, of the last 30 days.")]
    next: Annotated[
        int | None, Meta(description="Give it as `after` for older ones.", examples=[4700])
    ]
