"""The demo's own timing partner and its race: everything that a hub needs to have something to show.

Nothing here starts a process or knows a port's number by itself; the command does that. Whatever is
made is made once and found again, so a second demo on the same database is the same demo on another
day.
"""
