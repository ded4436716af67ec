"""Under which name the hub asks for passkeys: browsers bind each passkey to it."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import msgspec

from project88.accounts.visit import Visit
from project88.errors import Refused
from project88.settings import Settings


class Party(msgspec.Struct, frozen=True):
    """`id` is a domain name, `origin` the page's address as the browser reports it."""

    id: str
    origin: str


def party_of(visit: Visit, settings: Settings) -> Party:
    """The name is never taken from strangers: it is the setting's, or this machine's own.

    :raises Refused: there is no name that browsers would bind a passkey to.
    """
    public = settings.web.public_url
    if public is not None and not visit.local:
        host, origin = urlsplit(public).hostname or "", public
        private = public.startswith("https://")
    else:
        host, origin, private = visit.host, visit.origin, visit.local
    if private and not _is_number(host):
        return Party(host, origin)
    if visit.local:
        raise Refused(
            "Browsers keep passkeys for names only: open this hub as localhost instead of "
            f"{visit.host}.",
            code="passkeys_need_a_name",
        )
    raise Refused(
        "Passkeys need a name: whoever runs this hub sets PROJECT88_WEB__PUBLIC_URL to its "
        "https address.",
        code="passkeys_need_a_name",
    )


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return not host
    return True
