"""Proof of play: what each screen showed when, kept as the screens told it.

Whom a play showed is kept as the key of a passing. Names are looked up when somebody reads, as
anybody may see them then: who hides today is hidden in what was shown yesterday too.
"""

from project88.displays.plays.taking import ScreenSaid, opened, take

__all__ = ["ScreenSaid", "opened", "take"]
