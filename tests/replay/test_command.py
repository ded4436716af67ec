"""`project88 replay` as a person calls it."""

import asyncio
from typing import Protocol

import pytest
import typer
from typer.testing import CliRunner, Result

from project88.cli.replay import run
from project88.errors import InputError, Refused, Unavailable
from project88.wire.ctp01.events import Event, GunTime, Read

command = typer.Typer()
command.command()(run)


class Hears(Protocol):
    port: int

    @property
    def events(self) -> list[Event]: ...
    @property
    def reads(self) -> list[Read]: ...


def invoke(*words: str) -> Result:
    return CliRunner().invoke(command, [*words])


async def replay(collector: Hears, *words: str) -> Result:
    to = f"127.0.0.1:{collector.port}"
    quick = ("demo", "--to", to, "--speed", "max", "--no-silent-start")
    return await asyncio.to_thread(invoke, *quick, *words)


async def test_the_summary_says_what_each_connection_did(collector: Hears) -> None:
    result = await replay(collector, "--limit", "100", "--fault", "resend@end", "--no-guns")
    assert result.exit_code == 0
    assert result.stdout.startswith("Start: 200 rows in ")
    assert "faults resend@100" in result.stdout
    assert len(collector.reads) == 200
    assert not [event for event in collector.events if isinstance(event, GunTime)]


async def test_times_can_be_moved_to_now_on_the_wall_of_the_place(collector: Hears) -> None:
    result = await replay(collector, "--limit", "5", "--rebase", "now", "--zone", "Asia/Tokyo")
    assert result.exit_code == 0
    assert collector.reads
    assert not collector.reads[0].time_raw.startswith("2026-06-27T10:0")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("demo", "--to", "192.0.2.1"), Refused),
        (("demo", "--fault", "explode@5"), InputError),
        (("demo", "--speed", "fast"), InputError),
        (("demo", "--rebase", "tomorrow"), InputError),
        (("demo", "--rebase", "now", "--zone", "Mars/Olympus"), InputError),
        (("demo", "--location", "a~b"), InputError),
        (("nothing.csv",), InputError),
    ],
)
def test_a_mistake_is_answered_before_anything_is_sent(
    words: tuple[str, ...], error: type[Exception]
) -> None:
    assert isinstance(invoke(*words).exception, error)


def test_a_sender_that_gave_up_is_not_a_success(monkeypatch: pytest.MonkeyPatch) -> None:
    from project88.cli import replay as module
    from project88.wire.ctp01.sender_events import SenderConfig

    impatient = SenderConfig(retry_every_ms=1, max_failures=2)
    monkeypatch.setattr(module, "SenderConfig", lambda **_: impatient)
    result = invoke("demo", "--to", "127.0.0.1:1")
    assert "gave up before the end" in result.stdout
    assert isinstance(result.exception, Unavailable)
