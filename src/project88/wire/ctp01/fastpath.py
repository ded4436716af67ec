"""The short way for the line that 999 of 1,000 lines are: a faultless `CT01_33~…` row.

A sender that reconnects replays its whole day at once, so this is the speed of a recovery. A block
of whole lines is checked, decoded and split once. A row is taken here only if the careful way
would give the same read without flags; anything else answers None and goes that way. The tests
hold both ways against each other.
"""

from project88.wire.ct01 import PLAIN_NUMBERS
from project88.wire.lines import CONTROLS
from project88.wire.reads import Read
from project88.wire.timeshape import head_is_good

_UNWANTED = CONTROLS.replace(b"\n", b"")


def plain_lines(block: bytes, max_line_bytes: int) -> list[str] | None:
    """The lines of a block as text; None if it holds control characters, other bytes than ASCII,
    or a line that may be over the limit (the CR is not counted here, so one byte earlier)."""
    block = block.replace(b"\r\n", b"\n")
    if not block.isascii() or len(block.translate(None, _UNWANTED)) != len(block):
        return None
    lines = block.decode("ascii").split("\n")
    return lines if len(max(lines, key=len)) < max_line_bytes else None


def plain_read(line: str) -> Read | None:
    """The read of a faultless row; None for every other line."""
    fields = line.split("~")
    if len(fields) != 8:
        return None
    name, seq, location, tag, time_raw, lap_text, reader, gator_text = fields
    lap, gator = PLAIN_NUMBERS.get(lap_text), PLAIN_NUMBERS.get(gator_text)
    head, _, fraction = time_raw.partition(".")
    if (
        name != "CT01_33"
        or lap is None
        or gator is None
        or not seq.isdigit()
        or len(seq) > 18
        or tag[:1] in " gGnN"  # may be guntime or newlocation; the empty tag is "in" as well
        or not location
        or location[0] == " "
        or not fraction.isdigit()
        or len(fraction) > 9
        or not head_is_good(head)
    ):
        return None
    return Read(int(seq), location, tag, time_raw, lap, reader, gator, "CT01_33")
