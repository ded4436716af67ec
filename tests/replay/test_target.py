"""A rehearsal stays on this machine unless someone says otherwise."""

import pytest

from project88.errors import InputError, Refused
from project88.replay.target import Target, target_of


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:61611", "127.0.0.1", 61611),
        ("127.0.0.2", "127.0.0.2", 61611),
        ("localhost:5", "localhost", 5),
        ("[::1]:7", "::1", 7),
        ("::1", "::1", 61611),
    ],
)
def test_loopback_addresses_are_taken_as_they_are(text: str, host: str, port: int) -> None:
    assert target_of(text) == Target(host, port)


@pytest.mark.parametrize("text", ["192.0.2.1:61611", "hub.example", "[2001:db8::1]:61611"])
def test_another_machine_has_to_be_allowed(text: str) -> None:
    with pytest.raises(Refused, match="allow-remote"):
        target_of(text)
    assert target_of(text, allow_remote=True).port == 61611


@pytest.mark.parametrize("text", ["", ":61611", "localhost:", "localhost:http"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no address"):
        target_of(text)
