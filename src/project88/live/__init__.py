"""From a committed change to every screen that shows its session.

One process listens once, reads a change once and encodes it once, however many screens watch
(`hub`). A session's recent frames lie in a ring (`ring`, `feed`); a screen is nothing but a place
in that ring (`screen`), so a slow one costs no memory and delays nobody. What a screen is sent is
told in `messages`; how it looks on the wire in `frames`.
"""
