"""What one stream shows, decided without a database or a clock."""

import msgspec
import pytest

from project88.displays.assignments.choosing import Assigned, Looking, assigned
from project88.displays.assignments.schemas import (
    AssignedEvent,
    AssignedLocation,
    AssignedSettings,
    AssignedTiming,
    EventRace,
)
from project88.displays.assignments.store import (
    KnownLink,
    KnownNotice,
    KnownScreen,
    KnownSession,
    World,
)
from project88.displays.screen_settings import ScreenSettings

NOW = 1_000_000
KEY = b"\x07"
TIMING = AssignedTiming(
    17, "Finish", "UTC", "open", only_listed=True, locations=(AssignedLocation("FINISH", "finish"),)
)
LINK = KnownLink("7HK2MPQ9", "Hall", 4, revoked=False, expires_at=NOW + 60_000, opens_at=None)
SESSION = KnownSession(
    4, "Ours", "results", "standard", "hidden", (), (), (), AssignedSettings(), "open", None,
    (TIMING,),
)  # fmt: skip
OTHER = msgspec.structs.replace(SESSION, id=5, name="Theirs", template="wall", timing=())
SCREEN = KnownScreen(
    id=3, number=7, name="Screen 7", group="Hall", language="de", locations=None, blank=False,
    identify_until=None, reloads=0, key=KEY.hex(), display_session_id=None, template=None,
    queue_cleared_at=None,
)  # fmt: skip


def notice(number: int, **more: object) -> KnownNotice:
    usual = {
        "kind": "message", "text": f"Words {number}", "until": None, "display_session_id": None,
        "group": None, "screen_id": None,
    }  # fmt: skip
    return msgspec.convert({"id": number} | usual | more, KnownNotice)


def seen(
    *notices: KnownNotice,
    link: KnownLink | None = LINK,
    screen: KnownScreen | None = SCREEN,
    sessions: tuple[KnownSession, ...] = (SESSION, OTHER),
) -> Assigned:
    """By the screen, if there is one. Notices are told as the database tells them."""
    world = World(
        links={} if link is None else {link.id: link},
        screens={} if screen is None else {screen.key: screen},
        sessions={one.id: one for one in sessions},
        notices=tuple(sorted(notices, key=lambda one: -one.id)),
    )
    return assigned(world, Looking("7HK2MPQ9", KEY), NOW)


def words(shown: Assigned) -> str | None:
    return None if shown.assignment.notice is None else shown.assignment.notice.text


def test_a_display_that_is_no_screen_shows_the_session_of_its_link() -> None:
    shown = seen(screen=None)
    assert shown.assignment.session is not None
    assert (shown.assignment.session.name, shown.assignment.screen) == ("Ours", None)
    assert (shown.timing, shown.until, shown.over) == ((17,), NOW + 60_000, None)
    assert shown.assignment.timing == (TIMING,)


def test_a_screen_is_told_its_own_orders_and_nothing_that_only_we_need_to_know() -> None:
    told = msgspec.to_builtins(seen().assignment)
    assert set(told["screen"]) == {
        "id", "number", "name", "group", "language", "locations", "blank", "identify_until",
        "reloads", "settings",
    }  # fmt: skip
    assert set(told["session"]["settings"]) == {"show_ms", "calm", "idle_after_ms", "language"}


@pytest.mark.parametrize(
    ("pointed", "state", "template", "shows"),
    [
        (None, "open", None, ("Ours", "standard")),
        (None, "open", "spotlight", ("Ours", "spotlight")),
        (5, "open", None, ("Theirs", "wall")),
        (5, "open", "spotlight", ("Theirs", "spotlight")),
        # Where it was pointed is over: back to the session of its link.
        (5, "archived", None, ("Ours", "standard")),
    ],
)
def test_a_screen_shows_where_it_was_pointed_in_its_own_template(
    pointed: int | None, state: str, template: str | None, shows: tuple[str, str]
) -> None:
    screen = msgspec.structs.replace(SCREEN, display_session_id=pointed, template=template)
    other = msgspec.structs.replace(OTHER, state=state)
    session = seen(screen=screen, sessions=(SESSION, other)).assignment.session
    assert session is not None
    assert (session.name, session.template) == shows


@pytest.mark.parametrize(
    ("link", "over"),
    [
        (None, "expired"),
        (msgspec.structs.replace(LINK, revoked=True), "expired"),
        (msgspec.structs.replace(LINK, expires_at=NOW), "expired"),
    ],
)
def test_a_link_that_is_no_more_ends_its_streams(link: KnownLink | None, over: str) -> None:
    shown = seen(link=link)
    assert (shown.over, shown.assignment.session, shown.timing) == (over, None, ())


def test_a_session_that_is_over_ends_the_streams_of_its_link() -> None:
    assert seen(sessions=(msgspec.structs.replace(SESSION, state="archived"),)).over == "gone"


def test_before_a_link_opens_nothing_is_told_but_when() -> None:
    shown = seen(notice(1), link=msgspec.structs.replace(LINK, opens_at=NOW + 5))
    assert (shown.assignment.state, shown.assignment.opens_at, shown.due) == (
        "waiting", NOW + 5, NOW + 5,
    )  # fmt: skip
    assert (shown.assignment.session, shown.assignment.screen, shown.timing) == (None, None, ())
    assert words(shown) is None
    assert seen(link=msgspec.structs.replace(LINK, opens_at=NOW)).assignment.state == "open"


@pytest.mark.parametrize(
    ("notices", "says"),
    [
        ((), None),
        ((notice(1), notice(2)), "Words 2"),
        ((notice(1, kind="emergency"), notice(2)), "Words 1"),
        ((notice(1, kind="emergency"), notice(2, kind="emergency")), "Words 2"),
        ((notice(1), notice(2, until=NOW)), "Words 1"),
        ((notice(1, group="Hall"),), "Words 1"),
        ((notice(1, group="Tent"),), None),
        ((notice(1, display_session_id=4, group="Hall"),), "Words 1"),
        ((notice(1, display_session_id=5),), None),
        ((notice(1, screen_id=3),), "Words 1"),
        ((notice(1, screen_id=4),), None),
        # One screen is meant, whatever it shows.
        ((notice(1, screen_id=3, display_session_id=5),), "Words 1"),
    ],
)
def test_the_newest_emergency_goes_before_the_newest_message(
    notices: tuple[KnownNotice, ...], says: str | None
) -> None:
    assert words(seen(*notices)) == says


def test_a_display_that_is_no_screen_hears_what_everybody_hears() -> None:
    assert words(seen(notice(1), screen=None)) == "Words 1"
    assert words(seen(notice(1, group="Hall"), notice(2, screen_id=3), screen=None)) is None


def test_words_that_are_over_by_themselves_say_when_to_look_again() -> None:
    assert seen(notice(1, until=NOW + 7)).due == NOW + 7
    assert seen(notice(1)).due is None


def test_who_waited_before_the_later_of_two_clearings_is_dropped() -> None:
    session = msgspec.structs.replace(SESSION, queue_cleared_at=5)
    for own, cleared in ((None, 5), (3, 5), (9, 9)):
        screen = msgspec.structs.replace(SCREEN, queue_cleared_at=own)
        told = seen(screen=screen, sessions=(session,)).assignment.session
        assert told is not None
        assert told.queue_cleared_at == cleared


def test_a_revision_is_another_number_when_anything_is_different() -> None:
    assert seen().assignment.revision == seen().assignment.revision
    blank = seen(screen=msgspec.structs.replace(SCREEN, blank=True))
    assert blank.assignment.revision != seen().assignment.revision


def test_a_screen_is_told_how_it_shows() -> None:
    settings = ScreenSettings(fit="actual", brightness=40)
    told = seen(screen=msgspec.structs.replace(SCREEN, settings=settings)).assignment
    assert told.screen is not None
    assert told.screen.settings == settings
    assert told.revision != seen().assignment.revision


def test_a_screen_is_told_the_event_with_its_races() -> None:
    event = AssignedEvent("Harbour Mile", "2026-06-21", (EventRace(3, "10K", 10_000, NOW),))
    mine = msgspec.structs.replace(SESSION, event=event)
    told = seen(sessions=(mine,)).assignment.session
    assert told is not None
    assert told.event == event
