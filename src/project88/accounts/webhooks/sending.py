"""One try to deliver: connect to an address that was looked at, post, and hear the beginning of the
answer. No redirects, no proxies, no kept connections, and one limit for the whole of it.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2

from project88.accounts.outward import Place, RefusedAddress, resolve
from project88.accounts.webhooks import signing
from project88.accounts.webhooks.store import Outcome, Taken
from project88.settings import WebhookSettings

ANSWER_BYTES = 2000
ANSWER_CHARACTERS = 500
MOST_ADDRESSES = 3
AGENT = "Project88Hub-webhooks/1"


class Sender:
    """Makes tries; `allow_private` and the limit come from the settings."""

    def __init__(self, client: httpx2.AsyncClient, settings: WebhookSettings) -> None:
        self._client = client
        self._settings = settings

    async def attempt(self, delivery: Taken, secret: str, now_ms: int) -> Outcome:
        """What came of it; never raises for what the receiver or the network does."""
        try:
            async with asyncio.timeout(self._settings.timeout_s):
                place = await resolve(delivery.url, allow_private=self._settings.allow_private)
                return await self._post(place, delivery, secret, now_ms)
        except RefusedAddress as error:
            return Outcome(None, error.sentence)
        except TimeoutError:
            return Outcome(None, f"No answer within {self._settings.timeout_s:g} seconds.")
        except UnicodeError:
            return Outcome(None, "The name of the host cannot be looked up.")
        except (OSError, httpx2.HTTPError) as error:
            return Outcome(None, _in_words(error))

    async def _post(self, place: Place, delivery: Taken, secret: str, now_ms: int) -> Outcome:
        body = delivery.body.encode()
        headers = {
            "Host": place.host_header,
            "Content-Type": "application/json",
            "User-Agent": AGENT,
            "Project88-Delivery": str(delivery.id),
            "Project88-Kind": delivery.kind,
            signing.HEADER: signing.signature(secret, body, now_ms // 1000),
        }
        answer = await self._answer(place, headers, body)
        try:
            return Outcome(answer.status_code, _fault(answer), await _beginning(answer))
        finally:
            await answer.aclose()

    async def _answer(self, place: Place, headers: dict[str, str], body: bytes) -> httpx2.Response:
        """From the first of the place's addresses that takes a connection."""
        *others, last = place.addresses[:MOST_ADDRESSES]
        for address in others:
            try:
                return await self._send(place, address, headers, body)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return await self._send(place, last, headers, body)

    async def _send(
        self, place: Place, address: str, headers: dict[str, str], body: bytes
    ) -> httpx2.Response:
        # The certificate is of the name, not of the address.
        names = {"sni_hostname": place.host}
        request = httpx2.Request(
            "POST", place.url(address), headers=headers, content=body, extensions=names
        )
        return await self._client.send(request, stream=True, follow_redirects=False)


@asynccontextmanager
async def sender(
    settings: WebhookSettings, trust: ssl.SSLContext | None = None
) -> AsyncIterator[Sender]:
    """Connections are not kept: a kept one would be found by its address, whatever its certificate.

    `trust` says whose certificates count; by default those that this machine trusts.
    """
    async with httpx2.AsyncClient(
        verify=trust or ssl.create_default_context(),
        trust_env=False,
        timeout=settings.timeout_s,
        limits=httpx2.Limits(max_keepalive_connections=0, max_connections=64),
    ) as client:
        yield Sender(client, settings)


def _fault(answer: httpx2.Response) -> str:
    """Why this answer is none that we wanted; '' for one that is."""
    if answer.is_success:
        return ""
    if answer.has_redirect_location:
        return f"The answer was {answer.status_code}: it is elsewhere. Redirects are not followed."
    return f"The answer was {answer.status_code}."


async def _beginning(answer: httpx2.Response) -> str:
    heard = b""
    async for part in answer.aiter_raw(ANSWER_BYTES):
        heard += part
        if len(heard) >= ANSWER_BYTES:
            break
    text = heard[:ANSWER_BYTES].decode(errors="replace").replace("\x00", "�")
    return text[:ANSWER_CHARACTERS]


def _in_words(error: Exception) -> str:
    match error:
        case httpx2.ConnectError() | ConnectionError():
            return f"No connection: {error}."
        case httpx2.TimeoutException():
            return "The connection was too slow."
        case OSError():
            return "The name of the host is not known."
    return f"The exchange broke off: {error or type(error).__name__}."
