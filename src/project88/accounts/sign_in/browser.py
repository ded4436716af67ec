"""The browser that a request to sign in comes from."""

import msgspec

from project88.accounts.visit import Visit
from project88.relay.sessions import SignedIn


class Browser(msgspec.Struct, frozen=True):
    """How it came here, and what its cookies say.

    `device` is the secret by which it is known, '' when nobody ever signed in on it; `former` the
    session that it has, whole or half, if that has not ended.
    """

    visit: Visit
    device: str
    former: SignedIn | None
