"""The second factor: codes of an authenticator (TOTP), and recovery codes for when it is lost.

`giving` is for signing in, `enrolling` for setting it up; `codes` are the rules, without I/O.
"""
