"""The two cookies: who is signed in, and which device this is.

Both are ``HttpOnly; Secure; SameSite=Lax; Path=/`` and begin with ``__Host-``, so that no other
host, not even a subdomain, can set them. A hub that is reached without TLS is the exception: on the
machine itself Chromium and Firefox keep `Secure` cookies, Safari does not, and gets a plain one
there; from other machines nobody signs in without TLS, unless the settings allow it for a closed
network.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Literal, TypeAlias

from litestar.datastructures import Cookie

Name: TypeAlias = Literal["project88", "project88-device"]
SESSION: Name = "project88"
DEVICE: Name = "project88-device"
DEVICE_LASTS_S = 400 * 24 * 3600
LONGEST_SECRET = 200
_HOST = "__Host-"


def read(cookies: Mapping[str, str], name: Name, *, secure: bool) -> str:
    """The cookie's value, '' without one. The plain name counts only where TLS is not in use."""
    value = cookies.get(_HOST + name, "")
    if not value and not secure:
        value = cookies.get(name, "")
    return value if len(value) <= LONGEST_SECRET else ""


def write(name: Name, value: str, lasts_s: int, *, guarded: bool) -> Cookie:
    """A cookie to set; `guarded` is False only where a browser would not keep a `Secure` one."""
    return Cookie(
        key=_HOST + name if guarded else name,
        value=value,
        max_age=lasts_s,
        path="/",
        secure=guarded,
        httponly=True,
        samesite="lax",
    )


def csrf_of(secret: str) -> str:
    """The token that proves that a request comes from our own page: bound to the session.

    Made from the session's secret, which no script can read; knowing it gives no session.
    """
    return hmac.new(secret.encode(), b"project88 csrf", hashlib.sha256).hexdigest()


def csrf_fits(secret: str, given: str) -> bool:
    return hmac.compare_digest(csrf_of(secret).encode(), given.encode())
