"""What is said when something is wrong on race day, and that it is not said when all is well."""

from collections.abc import Awaitable, Callable

import pytest

from project88.timing.dashboard.field import Delay
from project88.timing.dashboard.health import SENTENCES, duration, say, steady_offset_ms
from project88.timing.dashboard.schemas import Alarm, Dashboard, Fact

Send = Callable[..., Awaitable[None]]
Look = Callable[..., Awaitable[Dashboard]]
Connected = Callable[..., Awaitable[None]]
SECOND_US = 1_000_000


def said(dashboard: Dashboard, code: str) -> list[Alarm]:
    return [one for one in dashboard.health if one.code == code]


async def field(send: Send, *, finished: int) -> None:
    """Forty start at noon; at ten minutes, each a second after the other, so many have finished."""
    await send([("Start", str(bib), bib / 10) for bib in range(1, 41)])
    await send([("Finish", str(bib), 600 + bib) for bib in range(1, finished + 1)])


async def test_a_finish_that_is_deaf_while_runners_are_due_is_told(look: Look, send: Send) -> None:
    await field(send, finished=20)
    assert not said(await look(640), "location_quiet")
    [alarm] = said(await look(800), "location_quiet")
    assert alarm.severity == "critical"
    assert alarm.sentence == "Finish: no read for 3 min while 20 runners are due."
    assert alarm.facts == {"location": "Finish", "seconds": 179, "runners": 20}


async def test_a_finish_through_which_all_have_come_may_be_quiet(look: Look, send: Send) -> None:
    await field(send, finished=40)
    dashboard = await look(1500)
    assert not said(dashboard, "location_quiet")
    assert {one.due for one in dashboard.locations} == {0}


async def test_a_finish_that_still_reads_is_not_deaf(look: Look, send: Send) -> None:
    await field(send, finished=20)
    await send([("Finish", "1", 795)])
    assert not said(await look(800), "location_quiet")


async def test_a_sender_that_left_in_the_middle_is_told_and_its_return_ends_that(
    look: Look, send: Send, connected: Connected
) -> None:
    await send([("Finish", "1", 0)])
    await connected(5)
    assert not said(await look(5), "sender_gone")
    await connected(6, state="ended", ended_at=None, end_reason="closed")
    [alarm] = said(await look(46), "sender_gone")
    assert (alarm.severity, alarm.sentence) == (
        "critical", "Sender MiniTrack A has been gone for 40 s."
    )  # fmt: skip
    await connected(50, id=99)
    dashboard = await look(51)
    assert not said(dashboard, "sender_gone")
    assert [one.state for one in dashboard.senders] == ["connected"]


async def test_one_box_of_two_behind_one_router_is_missed_when_it_goes(
    look: Look, send: Send, connected: Connected
) -> None:
    """They are one source: same address, same event."""
    await send([("Finish", "1", 0)])
    await connected(1)
    await connected(2, id=100)
    assert [one.state for one in (await look(3)).senders] == ["connected", "connected"]
    await connected(4, id=100, connected_at=None, state="ended")
    dashboard = await look(5)
    assert sorted(one.state for one in dashboard.senders) == ["connected", "gone"]
    assert said(dashboard, "sender_gone")
    await connected(9, id=101)
    dashboard = await look(10)
    assert [one.state for one in dashboard.senders] == ["connected", "connected"]
    assert not said(dashboard, "sender_gone")


async def test_a_line_that_was_tried_and_sent_nothing_is_not_missed(
    look: Look, send: Send, connected: Connected
) -> None:
    await send([("Finish", "1", 0)])
    await connected(1)
    await connected(2, id=100, state="ended", rows_heard=0, program="telnet")
    assert [one.name for one in (await look(3)).senders] == ["MiniTrack A"]


async def test_a_sender_that_left_long_after_its_last_read_is_no_emergency(
    look: Look, send: Send, connected: Connected
) -> None:
    await send([("Finish", "1", 0)])
    await connected(3000, state="ended", last_row_at=None)
    [alarm] = said(await look(3040), "sender_gone")
    assert alarm.severity == "info"


async def test_two_senders_of_one_name_keep_their_numbers_when_one_reconnects(
    look: Look, send: Send, connected: Connected
) -> None:
    for box in "AB":
        await send([("Finish", "1", 0)], box=box)
        await connected(1, box=box, program="MiniTrack")
    names = {one.address: one.name for one in (await look(2)).senders}
    await connected(3, box="A", state="ended", program="MiniTrack")
    await connected(4, box="A", id=99, program="MiniTrack")
    assert {one.address: one.name for one in (await look(5)).senders} == names
    assert sorted(names.values()) == ["MiniTrack", "MiniTrack (2)"]


async def test_a_silent_sender_is_told_since_its_last_byte(
    look: Look, send: Send, connected: Connected
) -> None:
    await send([("Finish", "1", 0)])
    await connected(60, state="silent", heard_at=None)
    [alarm] = said(await look(60), "sender_silent")
    assert alarm.facts["sender"] == "MiniTrack A"


async def test_a_reader_that_has_nothing_to_say_between_runners_is_not_silent(
    look: Look, send: Send, connected: Connected
) -> None:
    await send([("Finish", "1", 0)])
    await connected(60, state="silent", kind="jchip")
    assert not said(await look(60), "sender_silent")


async def test_a_sender_before_its_first_read_is_there(look: Look, connected: Connected) -> None:
    await connected(0, box="B")
    dashboard = await look(1)
    [sender] = dashboard.senders
    assert (sender.name, sender.state, sender.session_id) == ("MiniTrack B", "connected", None)
    assert said(dashboard, "sender_waiting")


async def test_a_collector_that_reports_no_more_makes_its_senders_unsure(
    look: Look, send: Send, connected: Connected
) -> None:
    await send([("Finish", "1", 0)])
    await connected(0)
    dashboard = await look(40)
    assert [one.state for one in dashboard.senders] == ["unsure"]
    assert said(dashboard, "collector_quiet")[0].facts == {"seconds": 40}


async def test_a_clock_in_another_zone_is_told_in_hours(
    look: Look, send: Send, connected: Connected
) -> None:
    await send([("Start", str(bib), bib * 4 - 10_800) for bib in range(1, 9)], late=10_800)
    await connected(33)
    [alarm] = said(await look(35), "clock_behind")
    assert alarm.sentence == "The clock of sender MiniTrack A is 3 h behind."


async def test_a_clock_that_is_ahead_is_told(look: Look, send: Send, connected: Connected) -> None:
    await send([("Start", "1", 0)])
    await connected(1, clock_ahead_ms=14_000)
    [alarm] = said(await look(2), "clock_ahead")
    assert alarm.sentence == "The clock of sender MiniTrack A is 14 s ahead."


async def test_reads_that_come_late_are_told(look: Look, send: Send, connected: Connected) -> None:
    await send([("Start", str(bib), bib * 4) for bib in range(1, 9)], late=42)
    await connected(74)
    [alarm] = said(await look(75), "reads_late")
    assert alarm.sentence == "Reads of sender MiniTrack A arrive 42 s late."


async def test_a_log_that_is_sent_again_is_no_wrong_clock(
    look: Look, send: Send, connected: Connected
) -> None:
    await send([("Start", str(bib), bib * 4) for bib in range(1, 30)], at_once=10_800)
    await connected(10_800)
    dashboard = await look(10_801)
    assert not said(dashboard, "clock_behind")
    assert not said(dashboard, "reads_late")


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"gaps": 2}, "rows_missing"),
        ({"unreadable": 12}, "rows_unreadable"),
        ({"behind": True}, "reads_waiting"),
    ],
)
async def test_what_the_collector_noticed_is_told(
    look: Look, send: Send, connected: Connected, columns: dict[str, object], code: str
) -> None:
    await send([("Start", "1", 0)])
    await connected(1, **columns)
    assert [one.code for one in (await look(2)).health] == [code]


async def test_many_unknown_chips_are_told_with_their_share(look: Look, send: Send) -> None:
    await send([("Start", str(bib), bib / 10) for bib in range(1, 41)])
    assert not said(await look(10), "unknown_tags")
    await send([("Start", str(900 + odd), odd) for odd in range(10)])
    [alarm] = said(await look(15), "unknown_tags")
    assert alarm.sentence == "20 % of the chips at Start are unknown (10 of 50)."


async def test_the_worst_is_said_first(look: Look, send: Send, connected: Connected) -> None:
    await field(send, finished=20)
    await connected(799, gaps=1, unreadable=1)
    dashboard = await look(800)
    assert [one.severity for one in dashboard.health] == ["critical", "warning", "info"]


async def test_all_is_well_is_said_by_silence(look: Look, send: Send, connected: Connected) -> None:
    await field(send, finished=20)
    await connected(620)
    assert (await look(622)).health == ()


def test_a_duration_is_told_in_a_unit_that_fits() -> None:
    told = [duration(seconds) for seconds in (0, 40, 119, 180, 3600, 7200, 9000, 10_800)]
    assert told == ["0 s", "40 s", "119 s", "3 min", "60 min", "2 h", "2.5 h", "3 h"]


def test_every_code_has_a_sentence_that_its_facts_fill() -> None:
    facts: dict[str, Fact] = {
        "location": "Finish", "seconds": 40, "runners": 7, "sender": "MiniTrack 12", "times": 2,
        "lines": 3, "percent": 5, "unknown": 5, "tags": 100, "screen": "7 (Finish arch)",
        "screens": 12,
    }  # fmt: skip
    for code in SENTENCES:
        sentence = say(code, "info", **facts).sentence
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("received", "late", "ahead_ms"),
    [
        ([0, 4, 8, 12], [7200] * 4, -7_200_000),
        ([0, 4, 8, 12], [-60, -60, -61, -60], 60_000),
        ([0, 0, 0, 0], [7200] * 4, None),
        ([0, 4, 8, 12], [7200, 7150, 7100, 7050], None),
        ([0, 20], [5, 5], None),
    ],
    ids=["behind", "ahead", "all at once", "a resend", "too few"],
)
def test_only_a_steady_delay_tells_of_a_clock(
    received: list[int], late: list[int], ahead_ms: int | None
) -> None:
    delays = [
        Delay(at * SECOND_US, after * SECOND_US) for at, after in zip(received, late, strict=True)
    ]
    assert steady_offset_ms(delays) == ahead_ms
