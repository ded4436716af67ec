"""The collector's promises where a transcript says too little: limits, clocks, copies, accounting."""

import copy
import re

import pytest

from project88.wire.ctp01.config import Config, GreetingMode, Resume
from project88.wire.ctp01.connection import Connection
from project88.wire.ctp01.events import (
    Closed,
    Event,
    Greeted,
    GreetingRepeated,
    GunTime,
    LocationAdded,
    Pinged,
    Quarantined,
    Read,
    Restarted,
    UnknownLine,
)
from project88.wire.errors import ProtocolMisuse

GREETING = b"SimpleClient~1.2.3~CTP01\r\n"
ROW = b"CT01_33~%d~finish~%d~2024-09-27T10:00:00.12~1~117F37~8\r\n"
ALLOWED = re.compile(
    r"[^~=]+~[^~]*~6|location=multi|guntimes=true|newlocations=true|authentication=none"
    r"|stream-mode=push|time-format=iso|getconnectionid|geteventinfo|getlocations"
    r"|start(~[^~]+(~[0-9]+)?)?|ping|ack~ping|ack~get(connectionid|eventinfo|locations)~?.*"
)


def connection(config: Config | None = None) -> Connection:
    return Connection(config or Config(connection_id="00"))


def greeted(now_ms: int = 0) -> Connection:
    made = connection()
    made.receive(GREETING, now_ms)
    made.to_send()
    return made


def run_until(peer: Connection, end_ms: int) -> list[Event]:
    """Tick whenever the connection wants it, as a collector does."""
    events: list[Event] = []
    while (due := peer.next_tick_ms) is not None and due <= end_ms:
        events += peer.tick(due)
    return events


def test_nothing_is_sent_before_the_peer_has_greeted() -> None:
    """C01: 12 s of silence are nothing."""
    peer = connection()
    peer.tick(0)
    assert run_until(peer, 12_000) == []
    assert peer.to_send() == b""
    assert peer.receive(GREETING, 12_000) == [Greeted("SimpleClient", "1.2.3")]
    assert peer.to_send().startswith(b"Project88Hub~1~6\r\n")


def test_the_reply_tells_how_many_settings_follow() -> None:
    """C02: all of it with the greeting's own clock value."""
    peer = connection()
    peer.receive(GREETING, 0)
    lines = peer.to_send().decode().split("\r\n")
    count = int(lines[0].split("~")[2])
    assert [("=" in line) for line in lines[1:]] == [True] * count + [False] * 5
    assert lines[-1] == ""


def test_the_slowest_allowed_reply_is_out_within_a_second() -> None:
    """C02: reply and settings; the commands still come before Fusion greets again."""
    peer = connection(Config(connection_id="00", line_delay_ms=150))
    peer.receive(GREETING, 0)
    run_until(peer, 999)
    assert b"time-format=iso\r\n" in peer.to_send()
    run_until(peer, 2_499)
    assert peer.to_send().endswith(b"start\r\n")


def test_only_known_lines_are_ever_sent() -> None:
    """C03, C05, C13: whatever comes, with the third field never CTP01 and CR LF at each end."""
    peer = connection()
    peer.receive(b"CT01_33~1~f~1~10:00:00.0~0~0~1\r\nhello\r\n" + GREETING, 0)
    said = peer.to_send()
    for line in (b"OK", b"ack~init", b"err~x~y", b"geteventinfo", b"stop", b"8", b"ping", b"a=b"):
        peer.receive(line + b"\r\n", 0)
    peer.receive(b"CT01_33~1~new one~newlocation~10:00:00.0~0~0~1\r\n", 0)
    run_until(peer, 60_000)
    said += peer.to_send()
    lines = said.decode().split("\r\n")
    assert lines.pop() == ""
    assert [line for line in lines if not ALLOWED.fullmatch(line)] == []


@pytest.mark.parametrize("before", [b"", b"CT01_33~1~f~1~10:00:00.0~0~0~1\r\n", GREETING])
def test_a_ping_is_answered_before_during_and_after_the_handshake(before: bytes) -> None:
    """C06."""
    peer = connection()
    peer.receive(before, 0)
    peer.to_send()
    assert peer.receive(b"ping\r\n", 5) == [Pinged()]
    assert peer.to_send() == b"ack~ping\r\n"


def test_a_ping_inside_a_burst_is_answered_once() -> None:
    """C14, C06: 2,000 rows in one write, in order."""
    peer = greeted()
    burst = b"".join(ROW % (number, number) for number in range(2_000))
    events = peer.receive(burst[:50_000] + b"\r\nping\r\n" + burst[50_000:], 0)
    assert peer.to_send() == b"ack~ping\r\n"
    seqs = [event.seq for event in events if isinstance(event, Read)]
    assert len(seqs) > 1_990
    assert seqs == sorted(seqs, key=lambda seq: seq or 0)


def test_a_gun_and_a_new_location_are_never_reads() -> None:
    """C11, in any case of the keyword and on the fast path."""
    peer = greeted()
    rows = b"".join(
        b"CT01_33~1~f~%s~10:00:00.0~0~0~1\r\n" % keyword
        for keyword in (b"guntime", b"GunTime", b" guntime", b"newlocation", b"NEWLOCATION")
    )
    kinds = [type(event) for event in peer.receive(rows, 0)]
    assert kinds == [GunTime, GunTime, GunTime, LocationAdded, LocationAdded]


def test_a_new_location_is_asked_for_once_however_often_it_is_announced() -> None:
    """C12."""
    peer = greeted()
    row = b"CT01_33~1~30k~newlocation~10:00:00.0~0~0~1\r\n"
    peer.receive(row, 0)
    peer.receive(row, 500)
    assert peer.to_send() == b"getlocations\r\n"
    run_until(peer, 999)
    assert peer.to_send() == b""
    run_until(peer, 1_000)
    assert peer.to_send() == b"start~30k\r\n"
    peer.receive(row, 1_500)
    run_until(peer, 9_000)
    assert peer.to_send() == b""


def test_a_location_that_no_command_can_name_is_not_asked_for() -> None:
    peer = greeted()
    peer.receive(b"CT01_13,1,A~5,newlocation,10:00:00.0,0,0,1\r\n", 0)
    run_until(peer, 5_000)
    assert peer.to_send() == b""


def test_a_delayed_start_of_an_old_session_is_not_said_in_the_new_one() -> None:
    peer = greeted()
    peer.receive(b"CT01_33~1~30k~newlocation~10:00:00.0~0~0~1\r\n", 15_500)
    assert peer.receive(GREETING, 16_000) == [Restarted("SimpleClient", "1.2.3")]
    peer.to_send()
    run_until(peer, 20_000)
    assert b"start~30k" not in peer.to_send()


def test_a_greeting_within_fifteen_seconds_of_our_reply_is_a_repeated_one() -> None:
    """M20, C02b."""
    peer = greeted(1_000)
    assert peer.receive(GREETING, 15_999) == [GreetingRepeated("SimpleClient", "1.2.3")]
    assert peer.to_send() == b""
    assert peer.receive(GREETING, 16_000) == [Restarted("SimpleClient", "1.2.3")]
    assert peer.to_send().count(b"~6\r\n") == 1


def test_a_greeting_after_data_ends_the_flag() -> None:
    peer = connection()
    (before,) = peer.receive(ROW % (1, 1), 0)
    peer.receive(GREETING, 1)
    (after,) = peer.receive(ROW % (1, 1), 2)
    assert isinstance(before, Read)
    assert isinstance(after, Read)
    assert before.flags == ("no_handshake",)
    assert (after.flags, after.raw) == ((), None)


def test_quiet_points_are_never_closed() -> None:
    """C22: an hour without a word, and without ever answering a ping."""
    peer = greeted()
    assert run_until(peer, 3_600_000) == []
    assert peer.to_send() == b"ping\r\n" * 360


def test_data_without_a_greeting_is_never_pinged_or_closed() -> None:
    peer = connection()
    peer.receive(ROW % (1, 1), 0)
    assert run_until(peer, 3_600_000) == []
    assert (peer.to_send(), peer.next_tick_ms) == (b"", None)


def test_a_clock_that_comes_late_sends_one_ping_and_not_ten() -> None:
    peer = greeted()
    peer.tick(100_000)
    assert peer.to_send() == b"ping\r\n"


def test_the_greeting_time_out_starts_with_the_first_call() -> None:
    peer = connection()
    assert peer.next_tick_ms == 0
    peer.tick(5_000)
    assert peer.next_tick_ms == 35_000
    assert peer.tick(34_999) == []
    assert peer.tick(35_000) == [Closed("greeting_timeout")]
    assert peer.next_tick_ms is None


def test_blank_lines_are_not_bad_lines() -> None:
    """C09, M04."""
    peer = connection()
    assert peer.receive(b"\r\n \r\n\t\n\n" * 100, 0) == []
    assert peer.receive(GREETING, 0) == [Greeted("SimpleClient", "1.2.3")]


def test_a_giant_line_before_the_greeting_is_one_bad_line() -> None:
    """C19."""
    peer = connection()
    (event,) = peer.receive(b"\x16\x03" + b"x" * 100_000, 0)
    assert isinstance(event, Quarantined)
    assert (len(event.line), event.reason) == (4096, "too_long")
    assert peer.receive(b"x" * 100_000 + b"\r\n" + GREETING, 0) == [
        Greeted("SimpleClient", "1.2.3")
    ]


@pytest.mark.parametrize(
    ("line", "hint"),
    [(b"\x16\x03\x01\x02\n", "TLS"), (b"POST /x HTTP/1.1\n", "web"), (b"SSH-2.0-x\n", "SSH")],
)
def test_a_stranger_is_named_in_the_hint(line: bytes, hint: str) -> None:
    """M18."""
    (event,) = connection().receive(line, 0)
    assert isinstance(event, Quarantined)
    assert hint in event.hint


def test_a_peer_that_never_reads_is_closed_before_our_memory_is_full() -> None:
    """C23: a flood of pings without anybody taking the answers."""
    peer = connection(Config(connection_id="00", max_output_bytes=100))
    events = peer.receive(b"ping\r\n" * 100, 0)
    assert events == [Pinged()] * 11 + [Closed("output_full")]
    assert len(peer.to_send()) == 110
    assert peer.receive(b"ping\r\n", 1) == []
    assert peer.to_send() == b""


def test_new_locations_without_end_do_not_fill_our_memory() -> None:
    peer = greeted()
    for number in range(5_000):
        peer.receive(b"CT01_33~1~L%d~newlocation~10:00:00.0~0~0~1\r\n" % number, 0)
        peer.to_send()
    run_until(peer, 2_000)
    assert peer.to_send().count(b"start~") == 1_000


def test_after_the_end_nothing_is_heard_said_or_waited_for() -> None:
    peer = greeted()
    assert peer.end(1) == [Closed("peer_left")]
    assert peer.receive(ROW % (1, 1), 2) == []
    assert peer.tick(100_000) == []
    assert peer.end(3) == []
    assert peer.next_tick_ms is None


def test_an_unterminated_last_line_is_kept_aside() -> None:
    """C24."""
    peer = greeted()
    peer.receive(b"CT01_33~1~f~1~10:00:00.0", 0)
    assert peer.end(1) == [
        Quarantined(b"CT01_33~1~f~1~10:00:00.0", "unterminated", "the line has no end"),
        Closed("peer_left"),
    ]


def test_a_copy_does_not_share_anything_with_the_original() -> None:
    peer = greeted()
    peer.receive(b"CT01_33~1~f", 0)
    shadow = copy.deepcopy(peer)
    (read,) = shadow.receive(b"~1~10:00:00.0~0~0~1\r\nping\r\n", 0)[:1]
    assert isinstance(read, Read)
    assert peer.to_send() == b""
    assert peer.end(0)[0] == Quarantined(b"CT01_33~1~f", "unterminated", "the line has no end")


def test_resume_with_nothing_known_is_a_plain_start() -> None:
    peer = connection(Config(connection_id="00", resume=Resume({})))
    peer.receive(GREETING, 0)
    assert b"start" not in peer.to_send()
    peer.receive(b"ack~getconnectionid~abc\r\n", 100)
    assert peer.to_send() == b"start\r\n"


def test_a_line_of_nothing_but_control_characters_is_unknown() -> None:
    assert greeted().receive(b"\x00\x01\r\n", 0) == [UnknownLine(b"\x00\x01")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "a~b"},
        {"version": "1\r\n"},
        {"line_delay_ms": 500},
        {"greeting_timeout_ms": 4_000},
        {"bad_lines": 0},
        {"silence_ms": 9_000},
    ],
)
def test_settings_that_would_break_senders_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ProtocolMisuse):
        Config(connection_id="00", **wrong)  # type: ignore[arg-type]


def test_speak_first_is_the_only_mode_that_says_ctp01() -> None:
    """C03."""
    first = connection(Config(connection_id="00", greeting_mode=GreetingMode.SPEAK_FIRST))
    assert first.to_send() == b"Project88Hub~1~CTP01\r\n"
    assert first.receive(b"PointCam~1.0.0~4\r\n", 0) == [Greeted("PointCam", "1.0.0")]
    assert connection().to_send() == b""
