"""The tests' own way to the database: a hub that reaches through a shut gate would prove nothing."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.collector.conftest import Gate

ASKS_FOR_TLS = b"\0\0\0\x08\x04\xd2\x16\x2f"


@pytest.mark.journey
async def test_whoever_comes_in_while_the_gate_is_being_shut_is_cut_off(gate: "Gate") -> None:
    folder = parse_qs(urlsplit(gate.url).query)["host"][0]
    reader, writer = await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.5432")
    await gate.shut()
    heard = b""
    async with asyncio.timeout(10):
        with suppress(ConnectionError):
            writer.write(ASKS_FOR_TLS)
            heard = await reader.read(1)
    assert heard == b""
    writer.close()
