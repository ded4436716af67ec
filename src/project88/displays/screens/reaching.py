"""Which screens a caller reaches: those that show a display session which he reaches.

Where an operator may not look, a screen does not exist for him: it stands in no list, and its
number answers like one that was never given out.
"""

from project88.displays.sessions.reach import Reach, no_display_session
from project88.errors import NotFound


def require_session(reach: Reach, display_session_id: int) -> None:
    """:raises NotFound: there is no such display session for this caller."""
    if reach is not None and display_session_id not in reach:
        raise no_display_session()


def no_screen() -> NotFound:
    return NotFound("There is no such screen.", code="no_screen")
