"""Links to display sessions: given out, listed, extended, taken back.

A link is the whole permission to look at one display session, whoever is signed in where, so it
lives on when its maker signs out, and ends at its instant.
"""
