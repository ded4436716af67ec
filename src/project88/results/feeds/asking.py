"""What a list of a display is made of.

A table of a template asks for a list by the name of a race and of groups, since a template is drawn
for many events. Two tables that ask for the same get the same, and so do all screens of an event.
"""

from typing import Literal

import msgspec

Kind = Literal["standings", "teams", "latest", "on_course", "splits", "starts"]
MOST = 100


class Ask(msgspec.Struct, frozen=True):
    """A list of at most `limit` rows; what is empty narrows nothing.

    Without a race, boards are of the first race that is shown and has finishers, while `latest` and
    `on_course` are of all of them. `splits` without a point are of the last point of the course.
    """

    kind: Kind
    race: str = ""
    sex: str = ""
    division: str = ""
    wave: str = ""
    point: str = ""
    limit: int = MOST

    @property
    def key(self) -> str:
        """As a display asks its values for it (`feedKey` in ui/src/binding/values.ts)."""
        parts = ("race", "sex", "division", "wave", "point")
        told = [f"|{name}={value}" for name in parts if (value := getattr(self, name))]
        return self.kind + "".join(told)


STARTS = Ask("starts")
"""When each race was started, or will be: every display has a use for it."""


def together(asks: list[Ask]) -> tuple[Ask, ...]:
    """Each list once, as long as the longest that was asked for."""
    longest: dict[str, Ask] = {}
    for ask in asks:
        known = longest.get(ask.key)
        if known is None or known.limit < ask.limit:
            longest[ask.key] = ask
    return tuple(longest[key] for key in sorted(longest))
