"""Notices as their operators write and see them."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from project88.displays.screens.schemas import ScreensMeant

NoticeKind = Annotated[
    Literal["message", "emergency"],
    Meta(description="`emergency` overrides whatever the screens show."),
]


class NewNotice(Struct, frozen=True, forbid_unknown_fields=True):
    """Words to be put over screens, also over those that come later. Addressed as orders are."""

    to: ScreensMeant
    kind: NoticeKind
    text: Annotated[
        str,
        Meta(
            min_length=1, max_length=300, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$",
            description="The words.", examples=["Please clear the finish area."],
        ),
    ]  # fmt: skip
    seconds: Annotated[
        Annotated[int, Meta(ge=1, le=86_400)] | None,
        Meta(description="Null: until it is taken back."),
    ] = None


class NoticeAddress(Struct, frozen=True):
    """Whom a notice concerns: a screen, else the screens of a group (null: any) that show a display
    session (null: any of the partner).
    """

    screen_id: Annotated[int | None, Meta(description="This screen alone.")]
    group: Annotated[str | None, Meta(description="Null: any.", examples=["Finish"])]
    display_session_id: Annotated[int | None, Meta(description="Null: any.")]


class Notice(Struct, frozen=True):
    """Words over screens."""

    id: int
    kind: NoticeKind
    text: Annotated[str, Meta(description="The words.", examples=["Please clear the finish area."])]
    to: Annotated[list[NoticeAddress], Meta(description="As far as the caller reaches them.")]
    screens: Annotated[int, Meta(description="Screens of the caller that it concerns now.")]
    until: Annotated[datetime | None, Meta(description="Null: until it is taken back.")]
    made_at: datetime
    made_by: Annotated[
        str, Meta(description="'' for a key or somebody who is gone.", examples=["Ada de Vries"])
    ]
    may_take_back: Annotated[
        bool, Meta(description="Not what stands over everybody's screens, for who runs some.")
    ]


class Notices(Struct, frozen=True):
    """What stands over screens now, the newest first."""

    notices: list[Notice]
