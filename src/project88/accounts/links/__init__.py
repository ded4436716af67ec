"""Links that work once: the first set-up, an invitation, a new password.

No mail server is needed: whoever makes a link hands it over. Its secret has 256 random bits and is
kept as a hash; it is told once, to whoever made it. `making` is for other features and the command
line, `using` for whoever opens one.
"""
