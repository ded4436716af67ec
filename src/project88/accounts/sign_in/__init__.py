"""Signing in: with a password and a second factor, or with a passkey; and signing out.

`facts` is what a session remembers, `cookies` how a browser carries it, `tries` the brakes on
guessing, `passwords` what a password must be and how it is kept, `password` and `second_step` the
two steps, `ending` the way out. No step tells whether an account exists.
"""
