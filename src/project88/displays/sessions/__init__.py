"""Display sessions: an operator's isolated workspace on one event.

Who may touch one is decided in `reach` alone. Two operators of one partner share nothing that one
of them could change for the other, unless a session is shared by the names of the people.
"""
