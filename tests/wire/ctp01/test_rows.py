"""Every row and message of the published vectors, and the odd rows of section 4.2."""

from collections.abc import Mapping
from typing import Any

import pytest

from project88.wire.ct01 import salvage
from project88.wire.ctp01.events import (
    Acked,
    ConnectionId,
    Event,
    EventInfo,
    Greeted,
    GunTime,
    LocationAdded,
    Locations,
    PeerError,
    Pinged,
    Quarantined,
    Read,
    UnknownLine,
)
from project88.wire.ctp01.messages import read_message
from project88.wire.lines import read_line
from project88.wire.timeshape import shape

KINDS: dict[type, str] = {
    Read: "read",
    GunTime: "guntime",
    LocationAdded: "newlocation",
    Quarantined: "quarantine",
    UnknownLine: "unknown",
    Pinged: "ping",
    Acked: "ack",
    EventInfo: "ack",
    Locations: "ack",
    ConnectionId: "ack",
    PeerError: "err",
    Greeted: "greeting",
}
NAMES: dict[str, str] = {
    "event_name": "name",
    "event_id": "id",
    "event_description": "description",
    "locations": "names",
    "connection_id": "id",
}


def message(text: str | bytes) -> Event:
    return read_message(read_line(text.encode() if isinstance(text, str) else text))


def read(text: str | bytes) -> Read:
    event = message(text)
    assert isinstance(event, Read)
    return event


def plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_every_published_line_gives_the_published_fields(vectors: Mapping[str, Any]) -> None:
    """C10, C11, C18: field order, gun times and new locations, flags complete where listed."""
    assert len(vectors["ctp01_rows"]) == 34
    for vector in vectors["ctp01_rows"]:
        event = message(vector["line"])
        expect: dict[str, object] = dict(vector["expect"])
        assert KINDS[type(event)] == expect.pop("kind"), vector["id"]
        expect.pop("protocol", None)
        found = {key: plain(getattr(event, NAMES.get(key, key))) for key in expect}
        assert found == expect, vector["id"]


def test_reads_without_a_listed_flag_have_none(vectors: Mapping[str, Any]) -> None:
    for vector in vectors["ctp01_rows"]:
        event = message(vector["line"])
        if isinstance(event, Read) and "flags" not in vector["expect"]:
            assert event.flags == ()
            assert event.raw is None


def test_every_published_time_has_the_published_shape(vectors: Mapping[str, Any]) -> None:
    for vector in vectors["ctp01_times"]:
        assert shape(vector["time"]) == vector["shape"], vector["id"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-01 14:02:15", "iso"),
        ("2026-02-01T14:02:15.", "iso"),
        ("2026-02-01T14:02:15.123456789+01:00", "iso"),
        ("2026-02-01T14:02:15Z", "iso"),
        ("2026-02-30T14:02:15", "bad"),
        ("9:02:15", "normal"),
        ("24:00:00", "bad"),
        ("86399999", "msecs"),
        ("86400000", "bad"),
        ("1000000000", "unix"),
        ("", "bad"),
        ("1e9", "bad"),
        ("٣٣٣", "bad"),
        ("1.2.3", "bad"),
    ],
)
def test_a_time_is_judged_by_its_shape_alone(text: str, expected: str) -> None:
    """C16: the shapes may be mixed on one connection."""
    assert shape(text) == expected


def test_a_flagged_read_carries_the_line_as_it_came() -> None:
    line = "CT01_33~7~finish~12~10:00:00.00~x~POINTCAM~A"
    assert read(line).raw == line


def test_the_character_after_the_prefix_is_the_separator() -> None:
    assert read("CT01_13,24,START~A,50101,15:54:48.90,1,117F37,8").location == "START~A"


def test_lower_case_rows_are_rows_and_keep_one_format_name() -> None:
    assert read("ct01_33~1~f~12~10:00:00.00~0~0F2A38~1").format == "CT01_33"


def test_more_than_eight_fields_are_read_and_flagged() -> None:
    event = read("CT01_33~1~f~12~10:00:00.00~0~0F2A38~1~more~still")
    assert (event.gator, event.flags) == (1, ("extra_fields",))
    assert event.raw is not None
    assert event.raw.endswith("~more~still")


@pytest.mark.parametrize(
    ("seq", "value", "flags"),
    [
        ("007", 7, ()),
        ("", None, ("seq_not_int",)),
        ("1_0", None, ("seq_not_int",)),
        (" 1", None, ("seq_not_int",)),
        ("٣", None, ("seq_not_int",)),
        ("9" * 18, int("9" * 18), ()),
        ("9" * 19, None, ("seq_not_int",)),
    ],
)
def test_a_row_number_is_digits_that_a_database_can_keep(
    seq: str, value: int | None, flags: tuple[str, ...]
) -> None:
    """C18: what is no number becomes none with a flag, and the read stays."""
    event = read(f"CT01_33~{seq}~f~12~10:00:00.00~0~0F2A38~1")
    assert (event.seq, event.flags) == (value, flags)


def test_a_comma_row_from_antenna_zero_is_shown_to_the_operator() -> None:
    """A gun start in disguise, perhaps: flagged, not converted."""
    assert read("CT01_13,24,START,50101,15:54:48.90,1,117F37,0").flags == ("gator_zero",)


def test_an_empty_tag_or_location_is_kept_and_flagged() -> None:
    assert read("CT01_33~1~f~~10:00:00.00~0~0F2A38~1").flags == ("empty_tag",)
    assert read("CT01_33~1~ ~12~10:00:00.00~0~0F2A38~1").flags == ("empty_location",)


def test_a_latin_1_location_is_read_and_flagged() -> None:
    """M16."""
    event = read(b"CT01_33~1~Z\xfcrich~12~10:00:00.00~0~0F2A38~1")
    assert (event.location, event.flags) == ("Zürich", ("encoding",))


def test_a_nul_byte_is_removed_for_parsing_and_visible_in_the_raw_text() -> None:
    """C19. A database text can't hold NUL, so the raw text shows it."""
    event = read(b"CT01_33~1~f\x00~12~10:00:00.00~0~0F2A38~1\x07")
    assert (event.location, event.gator, event.flags) == ("f", 1, ("control",))
    assert event.raw == r"CT01_33~1~f\x00~12~10:00:00.00~0~0F2A38~1\x07"


def test_the_acknowledgement_of_an_event_without_description_is_read() -> None:
    assert message("ack~geteventinfo~RACE") == EventInfo("RACE", "", "")
    assert message("ack~geteventinfo") == EventInfo("", "", "")
    assert message("ack~geteventinfo~R~1~a~b") == EventInfo("R", "1", "a~b")


def test_a_ping_is_known_in_any_case_and_with_blanks() -> None:
    """M05."""
    assert message("PING") == Pinged()
    assert message(" ping ") == Pinged()
    assert message("ping~ack") == Acked("ping")
    assert message("ping~pong") == UnknownLine(b"ping~pong")


def test_a_row_glued_to_an_acknowledgement_is_salvaged() -> None:
    """M03."""
    line = b"ack~pingCT01_33~5~finish~12~10:00:00.00~0~0F2A38~1"
    kept, row = salvage(read_line(line))
    assert isinstance(kept, Quarantined)
    assert (kept.line, kept.reason) == (line, "salvaged")
    assert isinstance(row, Read)
    assert (row.seq, row.tag, row.gator, row.flags) == (5, "12", 1, ("salvaged",))


def test_a_row_cut_short_by_the_next_row_loses_only_itself() -> None:
    line = b"CT01_33~1~start~94CT01_33~2~start~95~10:00:00.00~0~0F2A38~1"
    kept, row = salvage(read_line(line))
    assert isinstance(kept, Quarantined)
    assert isinstance(row, Read)
    assert (row.seq, row.tag) == (2, "95")


def test_two_rows_without_a_line_end_between_are_both_salvaged() -> None:
    one = "CT01_33~1~start~94~10:00:00.00~0~0F2A38~1"
    _, first, second = salvage(read_line((one + one.replace("~94~", "~95~")).encode()))
    assert isinstance(first, Read)
    assert isinstance(second, Read)
    assert (first.tag, first.gator, second.tag, second.gator) == ("94", 1, "95", 1)


def test_a_plain_row_is_not_salvaged() -> None:
    assert salvage(read_line(b"CT01_33~1~start~94~10:00:00.00~0~0F2A38~1")) == []
