"""The line buffer: any cut, bounded memory, and nothing of a line is guessed away."""

from hypothesis import given
from hypothesis import strategies as st

from project88.wire.lines import Line, LineBuffer, LineEnd, TooLong, read_line, visible


def fed(data: bytes, size: int, limit: int, end: LineEnd = LineEnd.LF) -> list[bytes | TooLong]:
    buffer = LineBuffer(limit, end)
    found: list[bytes | TooLong] = []
    for at in range(0, len(data), size):
        found += buffer.split(buffer.feed(data[at : at + size]))
        if giant := buffer.overflow():
            found.append(giant)
    return found


def test_lf_and_cr_lf_may_be_mixed() -> None:
    """C08."""
    assert fed(b"a\nb\r\nc\n", 99, 9) == [b"a", b"b", b"c"]


def test_a_rest_is_kept_without_any_time_limit_and_given_back_at_the_end() -> None:
    buffer = LineBuffer()
    assert buffer.feed(b"half") == b""
    assert buffer.feed(b" a line") == b""
    assert buffer.finish() == b"half a line"
    assert buffer.finish() == b""


def test_only_one_cr_belongs_to_the_line_end() -> None:
    assert fed(b"a\r\r\n", 1, 9) == [b"a\r"]


def test_the_limit_counts_the_bytes_before_the_lf() -> None:
    assert fed(b"12345\n12345\r\n1234\r\n", 99, 5) == [b"12345", TooLong(b"12345"), b"1234"]


def test_a_giant_without_an_end_is_told_once_and_takes_no_memory() -> None:
    buffer = LineBuffer(5)
    for _ in range(3):
        assert buffer.feed(b"x" * 100_000) == b""
    assert buffer.overflow() == TooLong(b"xxxxx")
    assert buffer.feed(b"x" * 100_000) == b""
    assert buffer.overflow() is None
    assert buffer.feed(b"\nok\n") == b"ok\n"


def test_a_giant_at_the_end_of_the_stream_is_not_told_twice() -> None:
    buffer = LineBuffer(5)
    buffer.feed(b"x" * 9)
    assert buffer.overflow() is not None
    assert buffer.finish() == b""


def test_jchip_lines_end_with_cr_or_lf_or_both() -> None:
    assert fed(b"a\rb\nc\r\n\r\rd\r", 1, 9, LineEnd.CR_OR_LF) == [b"a", b"b", b"c", b"d"]


def test_inner_blanks_and_the_blanks_of_fields_stay() -> None:
    assert read_line(b" \ta~ b c \t") == Line(b" \ta~ b c \t", "a~ b c")


def test_bytes_that_are_not_utf_8_are_latin_1_with_a_flag() -> None:
    """M16. UTF-8 itself needs no flag."""
    assert read_line(b"Z\xfcrich") == Line(b"Z\xfcrich", "Zürich", ("encoding",))
    assert read_line("Zürich".encode()).flags == ()


def test_a_nul_is_shown_in_the_text_for_a_database() -> None:
    """C19."""
    assert read_line(b"\x00 a\x00b\x7f ") == Line(b"\x00 a\x00b\x7f ", "ab", ("control",))
    assert visible(b"a\x00b\xfc") == "a\\x00bü"


def test_a_giant_of_blanks_is_the_same_giant_for_any_cut() -> None:
    assert fed(b" " * 9 + b"\n", 99, 5) == fed(b" " * 9 + b"\n", 1, 5) == [TooLong(b"     ")]


few_bytes = st.lists(st.sampled_from([b"a", b" ", b"\r", b"\n", b"\x00", b"\xff"]), max_size=120)


@given(few_bytes, st.integers(1, 12), st.integers(1, 9))
def test_any_bytes_are_the_same_lines_for_any_cut(
    parts: list[bytes], limit: int, size: int
) -> None:
    data = b"".join(parts) + b"\n"
    whole = fed(data, len(data), limit)
    assert fed(data, size, limit) == whole
    lines = data.split(b"\n")
    assert len(whole) == sum(bool(line.strip(b" \t\r")) or len(line) > limit for line in lines)
