"""Which screens a caller reaches: those that show a display session which he reaches.

Where an operator may not look, a screen does not exist for him: it stands in no list, and its
number answers like one that was never given out.
"""

from project88.errors import NotFound


def no_screen() -> NotFound:
    return NotFound("There is no such screen.", code="no_screen")
