"""The audit log as it leaves the hub."""

from datetime import datetime
from typing import Annotated, Literal, TypeAlias

import msgspec

Meta = msgspec.Meta

ActorKind = Literal["user", "key", "command", "process"]
ExportFormat: TypeAlias = Literal["csv", "json"]


class Who(msgspec.Struct, frozen=True):
    """Who acted."""

    kind: Annotated[
        ActorKind,
        Meta(description="A person, an API key, the command line, or the hub itself."),
    ]
    id: Annotated[int | None, Meta(description="Of the person or key.", examples=[7])]
    name: Annotated[str, Meta(description="As it was called then.", examples=["Ada de Vries"])]
    address: Annotated[
        str,
        Meta(
            description="Network address; empty on the hub's own machine.", examples=["192.0.2.7"]
        ),
    ]


class AuditEntry(msgspec.Struct, frozen=True):
    """One change, or something else that was worth noting."""

    id: Annotated[int, Meta(description="Rises with time.", examples=[90125])]
    at: Annotated[datetime, Meta(description="When, UTC.")]
    who: Who
    action: Annotated[
        str, Meta(description="created, changed, deleted or a word for it.", examples=["changed"])
    ]
    subject: Annotated[str, Meta(description="What kind of thing.", examples=["participant"])]
    subject_id: Annotated[str, Meta(description="Its number or name.", examples=["1024"])]
    event_id: Annotated[int | None, Meta(description="Its event, if any.", examples=[12])]
    old: Annotated[
        dict[str, object] | None,
        Meta(
            description="The fields that changed, as they were; null: it is new. "
            "`•••` stands for what this caller may not see.",
            examples=[{"bib": "101"}],
        ),
    ]
    new: Annotated[
        dict[str, object] | None,
        Meta(
            description="The same fields as they are; null: it is gone.",
            examples=[{"bib": "107"}],
        ),
    ]
    reason: Annotated[str, Meta(description="What was said about why.", examples=[""])]
    change: Annotated[
        str, Meta(description="Entries of one transaction share it.", examples=["88123"])
    ]


class AuditPage(msgspec.Struct, frozen=True):
    """Entries, newest first."""

    entries: Annotated[list[AuditEntry], Meta(description="Newest first.")]
    next: Annotated[
        int | None,
        Meta(description="Give it as `after` for older ones; null: no more.", examples=[90025]),
    ]


class AuditActor(msgspec.Struct, frozen=True):
    """Somebody who is in the log."""

    kind: Annotated[ActorKind, Meta(description="What sort of actor.")]
    id: Annotated[int | None, Meta(description="For the filter `actor_id`.", examples=[7])]
    name: Annotated[str, Meta(description="As called in the log.", examples=["Ada de Vries"])]


class AuditChoices(msgspec.Struct, frozen=True):
    """What the log can be filtered by, as found among its latest 20,000 entries."""

    actors: Annotated[list[AuditActor], Meta(description="Who acted.")]
    subjects: Annotated[
        list[str], Meta(description="Kinds of things.", examples=[["event", "participant"]])
    ]
    actions: Annotated[list[str], Meta(description="What was done.", examples=[["changed"]])]
