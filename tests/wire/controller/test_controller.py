"""Controller files: published rows, the oddities of real files, and the way back to CT01_33."""

import datetime
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from project88.wire.controller import ct01
from project88.wire.controller.rows import (
    Marker,
    ToRow,
    microseconds,
    read_file,
    read_row_of_file,
    stamp,
)
from project88.wire.ct01 import read_row
from project88.wire.ctp01.events import GunTime, Quarantined, Read
from project88.wire.lines import read_line

ROW = b"TO~1~9511~160~18~1620458668.64~12000C~8~-63~1~P~192"
LOGS = Path(__file__).parents[4] / "shared" / "data" / "chronotrack"


def to_row(text: str | bytes = ROW) -> ToRow:
    row = read_row_of_file(text.encode() if isinstance(text, str) else text)
    assert isinstance(row, ToRow)
    return row


def test_every_published_row_has_the_published_fields(vectors: Mapping[str, Any]) -> None:
    assert len(vectors["controller_rows"]) == 4
    for vector in vectors["controller_rows"]:
        row = to_row(vector["line"])
        expect = {key: vector[key] for key in vector.keys() - {"line", "as_utc"}}
        assert {key: getattr(row, key) for key in expect} == expect
        as_utc = datetime.datetime.fromisoformat(vector["as_utc"])
        epoch = datetime.datetime.fromtimestamp(0, datetime.UTC)
        assert epoch + datetime.timedelta(microseconds=row.epoch_us) == as_utc


def test_older_firmware_leaves_the_count_out() -> None:
    row = to_row("TO~1~99995~160~1~1620459054.85~10E747~8~-59~1~P")
    assert (row.count, row.is_test) == (None, True)


def test_a_padded_tag_is_kept_as_it_is_written() -> None:
    row = to_row("TO~000001~009573~160~018~1620460343.17~104484~8~-71~00001~P~10")
    assert (row.seq, row.tag, row.is_test) == (1, "009573", False)


def test_a_gun_marker_is_a_gun_time_by_the_wall_clock() -> None:
    marker = read_row_of_file(b"I11A9D,32,Gun,252,21050808005516,Button Press\r")
    assert marker == Marker("I11A9D", 32, "Gun", 252, "2021-05-08T08:00:55.16", "Button Press")
    assert isinstance(marker, Marker)
    assert marker.is_gun
    assert ct01.gun_time(marker, "START") == GunTime(
        32, "START", "2021-05-08T08:00:55.16", "I11A9D", "CT01_33", gator=0
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80010100002288", "1980-01-01T00:00:22.88"),
        ("21050808005516", "2021-05-08T08:00:55.16"),
        ("21053208005516", None),
        ("2105080800551", None),
        ("٢١٠٥٠٨٠٨٠٠٥٥١٦", None),
    ],
)
def test_a_marker_time_is_two_digits_for_each_part(text: str, expected: str | None) -> None:
    assert stamp(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1620458668.64", 1_620_458_668_640_000),
        ("1620458668", 1_620_458_668_000_000),
        ("0.1234567", 123_456),
        ("9999999999", None),
        ("-1.0", None),
        ("1e9", None),
    ],
)
def test_an_epoch_becomes_microseconds_without_a_float(text: str, expected: int | None) -> None:
    assert microseconds(text) == expected


def test_a_stray_cr_inside_a_row_costs_nothing() -> None:
    for at in range(1, len(ROW)):
        assert list(read_file(ROW[:at] + b"\r" + ROW[at:] + b"\r\n")) == [to_row()], at


def test_a_stray_cr_instead_of_a_line_end_costs_nothing() -> None:
    old = ROW.removesuffix(b"~192")
    assert list(read_file(old + b"\r" + old + b"\r\r\n" + ROW)) == [
        to_row(old),
        to_row(old),
        to_row(),
    ]


def test_a_short_row_and_a_bad_time_are_kept_aside_with_a_hint() -> None:
    short, bad = read_file(b"TO~1~9511~160\nTO~1~9~160~18~soon~12000C~8~-63~1~P~192\n")
    assert isinstance(short, Quarantined)
    assert isinstance(bad, Quarantined)
    assert (short.reason, bad.reason, bad.hint) == (
        "short_row",
        "bad_time",
        "'soon' is no count of seconds",
    )


def test_a_ct01_13_file_is_read_as_on_the_socket() -> None:
    (row,) = read_file(b"CT01_13,1,MINI10438,1894,20:26:41.07,1,1085B1,2\n")
    assert isinstance(row, Read)
    assert (row.location, row.tag, row.gator, row.flags) == ("MINI10438", "1894", 2, ())


def test_a_wall_clock_is_taken_as_written() -> None:
    assert ct01.line(to_row(), "FINISH", ct01.WallClock()) == (
        b"CT01_33~1~FINISH~9511~2021-05-08T07:24:28.64~0~12000C~8\r\n"
    )


def test_a_true_utc_epoch_is_shown_by_the_clock_of_the_place() -> None:
    """The Fusion session of 2024: 1734190512 was shown as 10:35:12 in New York."""
    row = to_row("TO~1~9511~160~18~1734190512.50~12000C~8~-63~1~P~192")
    rule = ct01.TrueUtc(ZoneInfo("America/New_York"))
    assert ct01.local_time(row, rule) == "2024-12-14T10:35:12.50"


@pytest.mark.parametrize(
    "text",
    [
        ROW.decode(),
        "TO~x~9511~160~18~1620458668~12000C~y~-63~1~P",
        "TO~43~3~220~2~1413615526.80~10EC17~4~-57~80~P~56",
    ],
)
def test_the_read_of_a_row_is_what_the_collector_makes_of_its_line(text: str) -> None:
    rule = ct01.WallClock()
    line = ct01.line(to_row(text), "F", rule).removesuffix(b"\r\n")
    assert read_row(read_line(line)) == ct01.read(to_row(text), "F", rule)


@given(st.lists(st.one_of(st.binary(max_size=60), st.just(ROW)), max_size=8))
def test_no_file_raises_and_no_good_row_is_lost(lines: list[bytes]) -> None:
    found = list(read_file(b"\n".join(lines)))
    assert found.count(to_row()) >= lines.count(ROW)


def test_the_real_files_hold_nothing_that_is_not_understood() -> None:
    if not LOGS.is_dir():
        pytest.skip("shared data folder is absent")
    kinds: Counter[str] = Counter()
    for path in sorted(LOGS.iterdir()):
        kinds.update(type(row).__name__ for row in read_file(path.read_bytes()))
    assert kinds == {"ToRow": 23_034, "Marker": 175}
