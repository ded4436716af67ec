"""Passkeys: signing in with a key that lives in a phone, a computer or a stick.

A passkey is bound to our address by the browser, so it cannot be given to a false page; and it asks
for a finger or a PIN, so it is two factors in one.
"""
