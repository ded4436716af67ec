"""Where webhooks may go, whatever the address is dressed up as, and whatever a name answers later."""

import asyncio
import socket
from ipaddress import ip_address
from typing import Any

import pytest

from project88.accounts.outward import RefusedAddress, is_public, require_fit, resolve
from project88.accounts.webhooks.sending import sender
from project88.accounts.webhooks.store import Taken
from project88.settings import WebhookSettings

INSIDE = """
127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
100.64.0.1 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1
255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 100::1 2001:db8::1 2001::1
2001:10::1 3fff::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1:: 2002:a9fe:a9fe::
""".split()  # noqa: SIM905 -- a list of forty quoted texts is no easier to read
OUTSIDE = """
1.1.1.1 8.8.8.8 93.184.215.14 172.32.0.1 100.128.0.1 2606:4700:4700::1111 2a00:1450:4001::1
::ffff:8.8.8.8 64:ff9b::808:808
""".split()  # noqa: SIM905 -- as above


@pytest.mark.parametrize("address", INSIDE)
def test_inside_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_outside_is_fine(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/",
        "ftp://hooks.example/",
        "https://user:word@hooks.example/",
        "https://hooks.example:0/",
        "https://hooks.example:99999/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:10.0.0.1]/",
        "https:///path",
    ],
)
def test_what_can_be_refused_at_once_is(url: str) -> None:
    with pytest.raises(RefusedAddress):
        require_fit(url, allow_private=False)


@pytest.mark.parametrize("url", ["https://0x7f.1/", "https://2130706433/", "https://localhost/"])
async def test_a_number_in_another_dress_is_seen_through(url: str) -> None:
    with pytest.raises(RefusedAddress):
        await resolve(url, allow_private=False)


class Names:
    """A resolver that answers with the next list each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def getaddrinfo(self, _host: str, port: int, **_more: Any) -> list[Any]:
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in answer]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`names(…)` makes every look-up of this loop answer so."""

    def answer(*answers: list[str]) -> Names:
        made = Names(*answers)
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", made.getaddrinfo)
        return made

    return answer


async def test_a_name_with_one_inner_address_among_others_is_refused(names: Any) -> None:
    names(["93.184.215.14", "10.0.0.1"])
    with pytest.raises(RefusedAddress):
        await resolve("https://hooks.example/", allow_private=False)


async def test_the_connection_goes_to_the_address_that_was_looked_at(
    names: Any, receiver: Any
) -> None:
    """A name that says something else when asked again is never asked again."""
    asked = names(["127.0.0.1"], ["203.0.113.99"])
    delivery = Taken(
        id=1,
        partner_id=1,
        webhook_id=1,
        kind="test",
        body="{}",
        tries=1,
        url=f"http://hooks.example:{receiver.port}/hook",
        secret=b"",
    )
    async with sender(WebhookSettings(allow_private=True, timeout_s=2)) as sends:
        outcome = await sends.attempt(delivery, "whsec_x", 1_800_000_000_000)
    assert (outcome.status, outcome.error) == (200, "")
    assert asked.asked == 1
    assert receiver.requests[0].headers["host"] == f"hooks.example:{receiver.port}"


async def test_the_next_address_is_tried_when_one_takes_no_connection(
    names: Any, receiver: Any
) -> None:
    names(["127.0.0.2", "127.0.0.1"])
    delivery = Taken(1, 1, 1, "test", "{}", 1, f"http://hooks.example:{receiver.port}/", b"")
    async with sender(WebhookSettings(allow_private=True, timeout_s=2)) as sends:
        outcome = await sends.attempt(delivery, "whsec_x", 1_800_000_000_000)
    assert outcome.status == 200
