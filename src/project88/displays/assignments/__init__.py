"""What each screen has to show now: read for many streams at once, decided for each by itself.

`store` reads links, screens, display sessions and notices in one statement, so that all are of one
instant; `choosing` decides, without I/O, what that means for one stream; `schemas` is what a screen
is told. `displays/following.py` keeps it fresh for streams that run.
"""
