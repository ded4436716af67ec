"""Reading a page and its style sheets from wherever somebody says, and from nowhere else.

Each address is looked up and looked at here, also that of every redirect and every style sheet, and
the connection goes to an address that was looked at: a name that answers differently later gains
nothing. No cookies, no proxies, no kept connections; everything together has one time, one size and
one number of redirects.
"""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urljoin

import httpx2
import msgspec

from project88.accounts.outward import Place, RefusedAddress, resolve
from project88.errors import InputError

SECONDS = 12.0
MOST_REDIRECTS = 4
MOST_SHEETS = 6
PAGE_BYTES = 2 * 1024 * 1024
SHEET_BYTES = 768 * 1024
MOST_ADDRESSES = 2
AGENT = "Project88Hub-style/1"
_HEADERS = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept-Language": "en;q=0.8, *;q=0.5"}
_REDIRECTS = {301, 302, 303, 307, 308}


class RefusedPage(InputError):
    """The page cannot be read; the sentence says why, and never what stands at a private address."""

    code = "unreadable_page"


class Fetched(msgspec.Struct, frozen=True):
    """What stands at an address, and the address after redirects."""

    url: str
    content: bytes


class Fetcher:
    """Reads what is public. `allow_private` is for tests, which have no public address."""

    def __init__(self, client: httpx2.AsyncClient, *, allow_private: bool = False) -> None:
        self._client = client
        self._allow_private = allow_private

    async def load(self, url: str, kind: str, most: int) -> Fetched:
        """At most so many bytes of a thing of this kind (`html`, `css`).

        :raises RefusedPage: not public, not there, too large, another kind, or in circles.
        """
        for _ in range(MOST_REDIRECTS + 1):
            place = await self._place(url)
            answer = await self._ask(place)
            try:
                if answer.status_code not in _REDIRECTS:
                    return Fetched(url, await _content(answer, kind, most))
                url = urljoin(url, answer.headers.get("location", ""))
            finally:
                await answer.aclose()
        raise RefusedPage("The page leads on and on to other pages.")

    async def _place(self, url: str) -> Place:
        try:
            return await resolve(url, allow_private=self._allow_private, plain_http=True)
        except RefusedAddress as error:
            raise RefusedPage(
                "Only pages of public websites can be read: http or https, at a public address, "
                "without a name and password in it.",
                code="refused_address",
            ) from error
        except (OSError, UnicodeError) as error:
            raise RefusedPage("Nobody knows this website. Is its address right?") from error

    async def _ask(self, place: Place) -> httpx2.Response:
        """From the first of the place's addresses that takes a connection."""
        *others, last = place.addresses[:MOST_ADDRESSES]
        for address in others:
            try:
                return await self._send(place, address)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return await self._send(place, last)

    async def _send(self, place: Place, address: str) -> httpx2.Response:
        # The certificate is of the name, not of the address.
        request = httpx2.Request(
            "GET",
            place.url(address),
            headers={**_HEADERS, "Host": place.host_header},
            extensions={"sni_hostname": place.host},
        )
        return await self._client.send(request, stream=True, follow_redirects=False)


@asynccontextmanager
async def fetcher(
    *, allow_private: bool = False, trust: ssl.SSLContext | None = None
) -> AsyncIterator[Fetcher]:
    """Everything inside has `SECONDS`; what goes wrong on the way is told as `RefusedPage`."""
    try:
        async with (
            asyncio.timeout(SECONDS),
            httpx2.AsyncClient(
                verify=trust or ssl.create_default_context(),
                trust_env=False,
                timeout=SECONDS / 2,
                limits=httpx2.Limits(max_keepalive_connections=0, max_connections=8),
            ) as client,
        ):
            yield Fetcher(client, allow_private=allow_private)
    except TimeoutError as error:
        raise RefusedPage("The website is too slow.") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, zlib.error) as error:
        raise RefusedPage("The website does not answer as a website should.") from error


async def _content(answer: httpx2.Response, kind: str, most: int) -> bytes:
    if answer.status_code != 200:
        raise RefusedPage(f"The website answered {answer.status_code}.")
    told = answer.headers.get("content-type", "").lower()
    if kind not in told:
        raise RefusedPage("This is no page of a website.")
    # Unpacked here, piece by piece: what is small on the way can be without end.
    unpack = (
        zlib.decompressobj(47) if "gzip" in answer.headers.get("content-encoding", "") else None
    )
    content = bytearray()
    async for piece in answer.aiter_raw(16 * 1024):
        room = most + 1 - len(content)
        content += piece[:room] if unpack is None else unpack.decompress(piece, room)
        if len(content) > most:
            if kind == "css":
                break
            raise RefusedPage(f"The page is larger than {most // 2**20} MiB.")
    return bytes(content[:most])
