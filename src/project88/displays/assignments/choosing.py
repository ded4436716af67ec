"""What one stream has to show, decided from what is known at one instant."""

import zlib
from typing import TypeVar

import msgspec

from project88.displays.assignments.schemas import (
    AssignedNotice,
    AssignedScreen,
    AssignedSession,
    Assignment,
)
from project88.displays.assignments.store import (
    KnownLink,
    KnownNotice,
    KnownScreen,
    KnownSession,
    World,
)
from project88.displays.templates import STANDARD, UPRIGHT

T = TypeVar("T", bound=msgspec.Struct)

_encode = msgspec.json.Encoder().encode


class Looking(msgspec.Struct, frozen=True):
    """A stream: the link that it came by, and the hash of its screen's key, if it has one."""

    link: str
    key_hash: bytes | None


class Assigned(msgspec.Struct, frozen=True):
    """What a stream shows. Instants are ms UTC.

    From `until` on it may show nothing; `over` says why it ends now. At `due` it becomes another one
    by itself, though nobody changes anything.
    """

    assignment: Assignment
    timing: tuple[int, ...]
    until: int
    over: str | None = None
    due: int | None = None


NOTHING = Assignment("", "open", None)
ENDED = Assigned(NOTHING, (), 0, over="expired")
GONE = Assigned(NOTHING, (), 0, over="gone")
BROKEN = Assigned(NOTHING, (), 0, over="restart")
"""We can't say any more what a stream shows: it is to come again."""


def assigned(world: World, looking: Looking, now: int) -> Assigned:
    """A link that was taken back ends like one that has expired; a session that was archived, as gone.

    A screen that was pointed to another display session shows that one while it is open, even when
    the session of its link is over: its link is no more than its permission to look.
    """
    link = world.links.get(looking.link)
    if link is None or link.revoked or link.expires_at <= now:
        return ENDED
    if link.opens_at is not None and link.opens_at > now:
        return _waiting(link)
    screen = world.screens.get(looking.key_hash.hex()) if looking.key_hash else None
    session = _session(world, link, screen)
    if session is None:
        return GONE
    notice = _notice(world, session, screen, now)
    assignment = Assignment(
        label=link.label,
        state="open",
        opens_at=link.opens_at,
        session=_shown(world, session, screen),
        timing=session.timing,
        screen=None if screen is None else _as(AssignedScreen, screen),
        notice=None if notice is None else _as(AssignedNotice, notice),
    )
    timing = tuple(one.id for one in session.timing)
    due = None if notice is None else notice.until
    return Assigned(_revised(assignment), timing, link.expires_at, due=due)


def _waiting(link: KnownLink) -> Assigned:
    assignment = Assignment(link.label, "waiting", link.opens_at)
    return Assigned(_revised(assignment), (), link.expires_at, due=link.opens_at)


def _session(world: World, link: KnownLink, screen: KnownScreen | None) -> KnownSession | None:
    """Where the screen was pointed, else the session of its link, whichever is open."""
    pointed = None if screen is None else screen.display_session_id
    for session_id in (pointed, link.display_session_id):
        session = None if session_id is None else world.sessions.get(session_id)
        if session is not None and session.state == "open":
            return session
    return None


def _shown(world: World, session: KnownSession, screen: KnownScreen | None) -> AssignedSession:
    template = (None if screen is None else screen.template) or session.template
    drawn = template if template in world.templates else STANDARD
    cleared = [session.queue_cleared_at, None if screen is None else screen.queue_cleared_at]
    return AssignedSession(
        id=session.id,
        name=session.name,
        mode=session.mode,
        template=template,
        unknown=session.unknown,
        race_ids=session.race_ids,
        races=session.races,
        messages=session.messages or world.lines,
        settings=session.settings,
        queue_cleared_at=max((at for at in cleared if at is not None), default=None),
        template_hash=world.templates.get(drawn),
        template_hash_portrait=world.templates.get(drawn + UPRIGHT),
        event=session.event,
    )


def _notice(
    world: World, session: KnownSession, screen: KnownScreen | None, now: int
) -> KnownNotice | None:
    """The newest emergency that concerns it, else the newest message."""
    concerning = [
        one
        for one in world.notices
        if (one.until is None or one.until > now) and _concerns(one, session, screen)
    ]
    emergencies = [one for one in concerning if one.kind == "emergency"]
    return next(iter(emergencies or concerning), None)


def _concerns(notice: KnownNotice, session: KnownSession, screen: KnownScreen | None) -> bool:
    """A display that is no screen has no group and no number: it hears what everybody hears."""
    if notice.screen_id is not None:
        return screen is not None and screen.id == notice.screen_id
    if notice.group is not None and (screen is None or screen.group != notice.group):
        return False
    return notice.display_session_id in {None, session.id}


def _revised(assignment: Assignment) -> Assignment:
    return msgspec.structs.replace(assignment, revision=zlib.crc32(_encode(assignment)))


def _as(kind: type[T], known: T) -> T:
    """What is told of it, without what only we need to know."""
    return kind(**{name: getattr(known, name) for name in kind.__struct_fields__})
