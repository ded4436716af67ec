"""Which rows leave on which `start`, and what each fault does to them. No sockets, no clock."""

import random

from project88.replay.faults import fault_of, plan
from project88.replay.feed import AT_ONCE, Action, Cut, Done, Feed, Half, Rows, Silence, Wait
from project88.replay.rows import Row, encode


def rows(count: int, *places: str) -> list[Row]:
    names = places or ("finish",)
    return [
        Row(n // len(names) + 1, names[n % len(names)], str(n), n * 10_000, "0F2A38")
        for n in range(count)
    ]


def feed_of(sent: list[Row], *faults: str, due: list[float] | None = None) -> Feed:
    planned = plan([fault_of(text) for text in faults], len(sent), random.Random(1))
    return Feed(sent, due or [0.0] * len(sent), planned)


def drained(feed: Feed, now_s: float = 0) -> list[Action]:
    """Everything up to the first wait, cut or end, that included; empty writes left out."""
    actions: list[Action] = []
    while True:
        action = feed.next(now_s)
        if action != Rows(b"", 0):
            actions.append(action)
        if isinstance(action, Wait | Cut | Done):
            return actions


def sent_by(actions: list[Action]) -> bytes:
    return b"".join(
        action.data if isinstance(action, Rows) else action.head + action.tail
        for action in actions
        if isinstance(action, Rows | Half)
    )


def test_nothing_leaves_before_the_hub_says_start() -> None:
    feed = feed_of(rows(3))
    assert drained(feed) == [Wait(1)]
    feed.start(None, None)
    assert sent_by(drained(feed)) == b"".join(encode(rows(3)))


def test_rows_leave_when_they_are_due() -> None:
    feed = feed_of(rows(3), due=[0, 0, 5])
    feed.start(None, None)
    assert drained(feed)[-1] == Wait(5)
    assert feed.cursor == 2
    assert drained(feed, 5.0) == [Rows(encode(rows(3))[2], 1), Done()]


def test_a_bare_start_after_a_reconnect_gives_the_whole_session_again_and_then_goes_on() -> None:
    feed = feed_of(rows(6), "cut@4")
    feed.start(None, None)
    cut = drained(feed)[-1]
    assert isinstance(cut, Cut)
    assert not cut.resume
    assert encode(rows(6))[4].startswith(cut.torn)
    assert cut.torn
    feed.connected("iso")
    assert drained(feed) == [Wait(1)]
    feed.start(None, None)
    assert sent_by(drained(feed)) == b"".join(encode(rows(6)))


def test_a_resumed_start_begins_with_the_number_it_names() -> None:
    feed = feed_of(rows(6), "cut@4")
    feed.start(None, None)
    drained(feed)
    feed.connected("iso")
    feed.start("finish", 4)
    assert sent_by(drained(feed)) == b"".join(encode(rows(6))[3:])


def test_one_location_is_sent_when_only_one_was_asked_for() -> None:
    both = rows(6, "start", "finish")
    feed = feed_of(both)
    feed.start("finish", None)
    assert sent_by(drained(feed)) == b"".join(encode(both)[1::2])
    feed.start("start", None)
    assert sent_by(drained(feed)) == b"".join(encode(both)[::2])


def test_a_sender_that_resumes_by_itself_goes_on_where_it_was() -> None:
    feed = feed_of(rows(6), "cut-resume@4")
    feed.start(None, None)
    assert drained(feed)[-1] == Cut(b"", resume=True)
    feed.connected("iso")
    feed.start(None, None)
    assert sent_by(drained(feed)) == b"".join(encode(rows(6))[4:])


def test_after_a_break_of_the_line_nobody_resumes() -> None:
    feed = feed_of(rows(6), "cut-resume@4")
    feed.start(None, None)
    drained(feed)
    feed.lost()
    feed.connected("iso")
    feed.start(None, None)
    assert sent_by(drained(feed)) == b"".join(encode(rows(6)))


def test_a_half_line_is_whole_in_the_end() -> None:
    feed = feed_of(rows(3), "half+3s@1")
    feed.start(None, None)
    actions = drained(feed)
    half = actions[1]
    assert isinstance(half, Half)
    assert half.seconds == 3
    assert b"\r\n" not in half.head
    assert sent_by(actions) == b"".join(encode(rows(3)))


def test_a_half_line_waits_for_its_own_row() -> None:
    feed = feed_of(rows(2), "half@1", due=[0, 9])
    feed.start(None, None)
    assert drained(feed)[-1] == Wait(9)
    assert isinstance(feed.next(9), Half)


def test_a_resend_and_a_burst_repeat_the_same_lines() -> None:
    lines = encode(rows(5))
    feed = feed_of(rows(5), "burst+2@3", "resend@end")
    feed.start(None, None)
    assert sent_by(drained(feed)) == b"".join(
        [*lines[:3], *lines[1:3], *lines[3:], *lines],
    )


def test_silence_comes_where_it_was_asked_for_and_once() -> None:
    feed = feed_of(rows(2), "silent+20s@1", "cut@end")
    feed.start(None, None)
    assert Silence(20) in drained(feed)
    feed.connected("iso")
    feed.start(None, None)
    assert Silence(20) not in drained(feed)
    assert [fault.kind for fault in feed.struck] == ["silent", "cut"]


def test_the_hub_may_stop_a_location_or_everything() -> None:
    both = rows(4, "start", "finish")
    feed = feed_of(both)
    feed.start("start", None)
    feed.start("finish", None)
    feed.stop("start")
    assert sent_by(drained(feed)) == b"".join(encode(both)[1::2])
    feed.stop(None)
    assert drained(feed) == [Wait(1)]


def test_a_long_session_leaves_in_pieces() -> None:
    feed = feed_of(rows(AT_ONCE + 1))
    feed.start(None, None)
    assert [action.count for action in drained(feed) if isinstance(action, Rows)] == [AT_ONCE, 1]


def test_the_hub_chooses_the_shape_of_the_time() -> None:
    feed = feed_of(rows(1))
    feed.connected("msecs")
    feed.start(None, None)
    assert sent_by(drained(feed)) == b"CT01_33~1~finish~0~0~0~0F2A38~0\r\n"
