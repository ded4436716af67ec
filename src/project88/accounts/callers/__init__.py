"""Who a request comes from: the person behind a cookie, the key behind a bearer token.

Asked anew for every request. Nothing is remembered, so that a person who is disabled, a membership
that ended, a partner that was closed and a key that was revoked are refused from the next request
on. That costs one round trip by an index.
"""
