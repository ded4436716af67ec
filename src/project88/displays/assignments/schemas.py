"""What a screen is told to show, as the data of the stream's `assignment` event.

A state and never a command: whoever hears it late, twice or after a restart does the right thing.
Instants are milliseconds UTC.
"""

from typing import Literal

import msgspec

from project88.displays.screen_settings import ScreenSettings


class AssignedSettings(msgspec.Struct, frozen=True):
    """How a display session is shown; null: as the page does by itself."""

    show_ms: int | None = 5000
    calm: bool = False
    idle_after_ms: int | None = None
    language: Literal["en", "de"] | None = None


class AssignedRace(msgspec.Struct, frozen=True):
    """A race of the event."""

    id: int
    name: str


class EventRace(msgspec.Struct, frozen=True):
    """A race as a template may show it. `start_at` is the plan."""

    id: int
    name: str
    distance_m: int | None
    start_at: int | None


class AssignedEvent(msgspec.Struct, frozen=True):
    """The event of the display session, with all of its races. `date` is ISO 8601."""

    name: str
    date: str
    races: tuple[EventRace, ...] = ()
    id: int = 0


class AssignedSession(msgspec.Struct, frozen=True):
    """The display session that is shown. `template` is the screen's own where it has one;
    `template_hash` is that of the document to be drawn, which is the standard one's where the
    template leads nowhere; `template_hash_portrait` that of the one for a screen that stands
    upright, null where there is none.
    """

    id: int
    name: str
    mode: str
    template: str
    unknown: str
    race_ids: tuple[int, ...]
    races: tuple[AssignedRace, ...]
    messages: tuple[str, ...]
    settings: AssignedSettings
    queue_cleared_at: int | None
    template_hash: str | None = None
    template_hash_portrait: str | None = None
    event: AssignedEvent | None = None


class AssignedLocation(msgspec.Struct, frozen=True):
    """What is done with a location, by its name."""

    name: str
    role: str | None = None
    shown: bool = True


class AssignedTiming(msgspec.Struct, frozen=True):
    """A timing session that feeds the display session."""

    id: int
    name: str
    zone: str
    state: str
    only_listed: bool
    locations: tuple[AssignedLocation, ...]


class AssignedScreen(msgspec.Struct, frozen=True):
    """What operators want of this one screen. `locations`: null, all that the session shows."""

    id: int
    number: int
    name: str
    group: str
    language: Literal["en", "de"] | None
    locations: tuple[str, ...] | None
    blank: bool
    identify_until: int | None
    reloads: int
    settings: ScreenSettings = ScreenSettings()


class AssignedNotice(msgspec.Struct, frozen=True):
    """Words over the screen; `until` null: until they are taken back."""

    id: int
    kind: Literal["message", "emergency"]
    text: str
    until: int | None


class Assignment(msgspec.Struct, frozen=True):
    """All of it, each time. `revision` is another number whenever anything but `now` is different.

    While `state` is `waiting`, the link opens at `opens_at` and nothing is told of what it shows.
    """

    label: str
    state: Literal["open", "waiting"]
    opens_at: int | None
    session: AssignedSession | None = None
    timing: tuple[AssignedTiming, ...] = ()
    screen: AssignedScreen | None = None
    notice: AssignedNotice | None = None
    revision: int = 0
    now: int = 0
