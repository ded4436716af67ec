"""Headers that every answer carries, errors and files included.

Everything a page needs comes from the hub itself: no other server is ever asked, so a screen looks
the same without internet, and a smuggled-in script has nowhere to talk to. The app's page alone may
have style elements, those that carry the nonce of its own answer; nothing may have inline scripts.
No page stands in a frame but a display, which the app shows in small, and that only in the hub's own;
and published results that ask for it, which stand in the pages of organizers, whoever they are.
"""

from typing import Literal, TypeAlias

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from project88.accounts.visit import is_secure
from project88.settings import Settings

FramedBy: TypeAlias = Literal["'none'", "'self'", "*"]
HSTS = (b"strict-transport-security", b"max-age=31536000")
NO_STORE = (b"cache-control", b"no-store")


def content_security_policy(nonce: str = "", framed_by: FramedBy = "'none'") -> str:
    """The policy; `nonce` is for the style elements of one answer."""
    styles = f"style-src 'self' 'nonce-{nonce}'" if nonce else "style-src 'self'"
    return "; ".join(
        (
            "default-src 'self'",
            "img-src 'self' data: blob:",
            styles,
            "script-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {framed_by}",
        )
    )


SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", content_security_policy().encode()),
    (b"x-content-type-options", b"nosniff"),
    # A display's address is its permission; it must not travel in a Referer.
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


def secured(app: ASGIApp, settings: Settings | None = None) -> ASGIApp:
    """The same application; outermost, so that answers which no route gave are covered too."""
    told = settings or Settings()

    async def with_headers(scope: Scope, receive: Receive, send: Send) -> None:
        usual = [*SECURITY_HEADERS]
        if scope["type"] == ScopeType.HTTP:
            # Browsers keep no answer of the API: it may be of somebody who has signed out since.
            usual += [NO_STORE] if scope["path"].startswith("/api/") else []
            usual += [HSTS] if is_secure(scope, told) else []

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                more = [header for header in usual if header[0] not in own]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await app(scope, receive, send_secured)

    return with_headers
