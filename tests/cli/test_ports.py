"""A hub does not start where another one listens, and says which port it is about."""

import socket
from collections.abc import Iterator

import pytest

from project88.cli import ports
from project88.errors import PortTaken
from project88.settings import Settings, load_settings


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which another web server listens, willing to share it."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def settings(**numbers: int) -> Settings:
    free = {"COLLECTOR__CTP01_PORT": 0, "COLLECTOR__STATUS_PORT": 0, "WEB__PORT": 0}
    return load_settings(
        {f"PROJECT88_{name}": str(port) for name, port in {**free, **numbers}.items()}
    )


def test_free_ports_are_no_matter() -> None:
    ports.refuse_taken(settings())


@pytest.mark.parametrize("name", ["COLLECTOR__CTP01_PORT", "COLLECTOR__STATUS_PORT", "WEB__PORT"])
def test_a_taken_port_is_named_with_its_setting(taken: int, name: str) -> None:
    with pytest.raises(PortTaken, match=f"Port {taken} .* set PROJECT88_{name}"):
        ports.refuse_taken(settings(**{name: taken}))


def test_the_port_for_jchip_counts_only_when_it_is_used(taken: int) -> None:
    ports.refuse_taken(settings(COLLECTOR__JCHIP_PORT=taken))
    with pytest.raises(PortTaken, match="JChip"):
        ports.refuse_taken(settings(COLLECTOR__JCHIP_PORT=taken, COLLECTOR__JCHIP_ENABLED=1))
