"""The timing box's side: Fusion's patience, its strictness, and what it was asked for."""

from itertools import product

import pytest

from project88.wire.ctp01.sender import Sender
from project88.wire.ctp01.sender_events import (
    Failed,
    GaveUp,
    Row,
    SenderConfig,
    SenderEvent,
    StartWanted,
    StopWanted,
    Welcomed,
)
from project88.wire.ctp01.sender_states import TABLE, Box, Turn, follow
from project88.wire.errors import ProtocolMisuse

REPLY = b"Hub~1~1\r\nstream-mode=push\r\n"
GREETING = b"SimpleClient~1.2.3~CTP01\r\n"


def connected(config: SenderConfig | None = None) -> Sender:
    sender = Sender(config)
    sender.connected(0)
    return sender


def streaming(config: SenderConfig | None = None, settings: bytes = REPLY) -> Sender:
    sender = connected(config)
    run(sender, 3_050)
    sender.receive(settings + b"start\r\n", 3_060)
    sender.to_send()
    return sender


def run(sender: Sender, end_ms: int) -> list[SenderEvent]:
    events: list[SenderEvent] = []
    while (due := sender.next_tick_ms) is not None and due <= end_ms:
        events += sender.tick(due)
    return events


def row(seq: int, location: str) -> Row:
    line = f"CT01_33~{seq}~{location}~12~10:00:00.00~0~0F2A38~1\r\n".encode()
    return Row(seq, location, line)


def test_it_is_silent_for_three_seconds_and_greets_again_each_three() -> None:
    """Session H, case (a): times as in the log, with 20 ms of the log's own jitter left out."""
    sender = connected()
    run(sender, 3_049)
    assert sender.to_send() == b""
    run(sender, 3_050)
    assert sender.to_send() == GREETING
    run(sender, 6_050)
    assert sender.to_send() == GREETING
    assert run(sender, 10_000) == [Failed("FAILED INIT: TimeoutException")]
    assert sender.retry_at_ms == 10_050


@pytest.mark.parametrize("answer", [b"OK\r\n", b"SimpleServer~1.0~CTP01\r\n", b"x" * 9000 + b"\n"])
def test_an_answer_it_does_not_know_ends_the_connection(answer: bytes) -> None:
    """Session H, cases (b) and (c)."""
    sender = connected()
    run(sender, 3_050)
    (event,) = sender.receive(answer, 3_060)
    assert isinstance(event, Failed)
    assert (sender.state, sender.to_send()) == (Box.AWAY, b"")


def test_an_unknown_line_in_the_stream_ends_the_connection_too() -> None:
    sender = streaming()
    assert sender.receive(b"OK\r\nping\r\n", 4_000) == [Failed("unknown line 'OK'")]


def test_the_number_of_settings_is_taken_by_the_word() -> None:
    sender = connected()
    run(sender, 3_050)
    assert sender.receive(b"Hub~1~2\r\ntime-format=iso\r\n", 3_060) == []
    events = sender.receive(b"stream-mode=push\r\n", 3_070)
    assert events == [Welcomed("Hub", "1", (("time-format", "iso"), ("stream-mode", "push")))]
    assert sender.settings["time-format"] == "iso"


def test_a_line_amid_the_settings_is_not_a_setting() -> None:
    sender = connected()
    run(sender, 3_050)
    assert sender.receive(b"Hub~1~2\r\ngetlocations\r\n", 3_060)[0] == Failed(
        "unknown line 'getlocations'"
    )


def test_questions_are_answered_from_the_configuration() -> None:
    sender = streaming(
        SenderConfig(event_name="R", event_id="1", locations=("a", "b"), connection_id="c0")
    )
    sender.receive(
        b"geteventinfo\r\ngetlocations\r\ngetconnectionid\r\nauthorize\r\nping\r\n", 4_000
    )
    assert sender.to_send() == (
        b"ack~geteventinfo~R~1~\r\nack~getlocations~a~b\r\nack~getconnectionid~c0\r\nack~ping\r\n"
    )


def test_a_collector_that_never_says_start_is_left_after_fifteen_seconds() -> None:
    sender = connected()
    run(sender, 3_050)
    sender.receive(REPLY, 3_060)
    assert run(sender, 15_049) == []
    assert run(sender, 15_050) == [Failed("ConnectionTimeout")]


@pytest.mark.parametrize(("answered", "ends_ms"), [(0, 18_160), (1, 23_160), (5, 43_160)])
def test_unanswered_pings_end_the_stream(answered: int, ends_ms: int) -> None:
    """Lifetimes in the log: 3.05 + 15.1 + k·5 s."""
    sender = streaming()
    for number in range(1, answered + 1):
        now_ms = 3_060 + 5_000 * number
        run(sender, now_ms)
        sender.receive(b"ack~ping\r\n", now_ms)
    assert run(sender, ends_ms - 1) == []
    assert run(sender, ends_ms) == [Failed("ClientDisconnected")]


def test_pings_go_out_every_five_seconds() -> None:
    sender = streaming()
    for now_ms in range(4_000, 30_000, 1_000):
        run(sender, now_ms)
        sender.receive(b"ack~ping\r\n", now_ms)
    assert sender.to_send() == b"ping\r\n" * 5


def test_it_gives_up_after_thirty_one_failures_in_five_minutes() -> None:
    """11:59:59 to 12:05:10 in the log."""
    sender = Sender()
    events: list[SenderEvent] = []
    now_ms: int | None = 0
    while now_ms is not None:
        last_ms = now_ms
        events += sender.refused(now_ms)
        now_ms = sender.retry_at_ms
    assert events == [GaveUp()]
    assert (sender.failures, last_ms) == (31, 30 * 10_050)
    with pytest.raises(ProtocolMisuse):
        sender.connected(last_ms)


def test_a_success_starts_the_count_anew() -> None:
    sender = Sender()
    for number in range(30):
        sender.refused(number * 10_050)
    sender.connected(400_000)
    run(sender, 403_050)
    sender.receive(REPLY + b"start\r\n", 403_060)
    assert sender.lost(500_000) == [Failed("lost")]
    assert (sender.failures, sender.retry_at_ms) == (0, 500_000)
    assert sender.lost(500_001) == []


def test_everything_is_wanted_after_a_plain_start() -> None:
    sender = streaming()
    assert sender.offer([row(1, "a"), row(1, "b"), b"CT01_33~raw\r\n"]) == 3
    assert sender.resume_from == {}
    assert sender.to_send().count(b"\r\n") == 3


def test_a_resumed_stream_sends_what_was_asked_for() -> None:
    sender = connected(SenderConfig(locations=("a", "b", "c")))
    run(sender, 3_050)
    events = sender.receive(REPLY + b"start~a~5\r\nstart~b\r\n", 3_060)
    assert events[1:] == [StartWanted("a", 5), StartWanted("b", None)]
    sender.to_send()
    assert sender.resume_from == {"a": 5, "b": 0}
    assert sender.offer([row(4, "a"), row(5, "a"), row(1, "b"), row(9, "c")]) == 2
    sender.receive(b"start\r\n", 3_070)
    assert sender.offer([row(4, "a"), row(9, "c")]) == 2


def test_an_unknown_location_is_refused_and_an_announced_one_is_not() -> None:
    sender = streaming(SenderConfig(locations=("a",)))
    sender.receive(b"start~b\r\n", 4_000)
    assert sender.to_send() == b"err~start~invalid location\r\n"
    sender.announce(Row(2, "b", b"CT01_33~2~b~newlocation~10:00:00.0~0~0~0\r\n"))
    assert sender.receive(b"start~b\r\n", 4_100) == [StartWanted("b", None)]
    assert sender.to_send().startswith(b"CT01_33~2~b~newlocation")


def test_stop_ends_one_location_or_all() -> None:
    sender = streaming(settings=b"Hub~1~1\r\npushmode-ack=true\r\n")
    assert sender.receive(b"stop~a\r\n", 4_000) == [StopWanted("a")]
    assert sender.to_send() == b"ack~stop~a\r\n"
    assert sender.offer([row(1, "a"), row(1, "b")]) == 1
    assert sender.receive(b"stop\r\n", 4_100) == [StopWanted(None)]
    assert (sender.streaming, sender.offer([row(2, "b")])) == (False, 0)
    sender.receive(b"start~a\r\n", 4_200)
    assert sender.offer([row(1, "a"), row(1, "b")]) == 1


@pytest.mark.parametrize(("box", "turn"), list(product(Box, Turn)))
def test_what_the_table_does_not_have_is_a_misuse(box: Box, turn: Turn) -> None:
    if turn in TABLE[box]:
        assert follow(box, turn) is TABLE[box][turn]
    else:
        with pytest.raises(ProtocolMisuse):
            follow(box, turn)
