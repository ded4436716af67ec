"""The QR code of a link, as an SVG picture.

Drawing one was a third of the work in giving out a link, though links of a hub differ only in their
last eight characters. A QR code is linear: with the mask fixed, flipping a bit of the text flips the
same modules whatever the rest is. So the code of one text, and what each bit of the last characters
flips, are drawn once per hub and length; every other code is those, combined.

Which of the eight masks is laid over it is only a matter of looks for texts this short.
"""

import re
from functools import lru_cache, reduce
from operator import xor

import msgspec
import segno

_MASK = 2
_BORDER = 2
_LAST = 8
"""Characters in which links differ: the address."""
_BITS = 7
_BASE = "A" * _LAST
_DARK = re.compile("1+")


class _Pattern(msgspec.Struct, frozen=True):
    """`base` is the code of the prefix with `_BASE`; `flips` has what each bit of each character
    flips. A code is one number: its modules row by row, dark is 1.
    """

    size: int
    base: int
    flips: tuple[tuple[int, ...], ...]


@lru_cache(maxsize=2000)
def picture_of(url: str) -> str:
    """:raises ValueError: the last eight characters are not ASCII, so it is no link of ours."""
    pattern = _pattern(url[:-_LAST])
    last = url[-_LAST:].encode("ascii")
    flipped = (
        flip
        for character, flips in zip(last, pattern.flips, strict=True)
        for bit, flip in enumerate(flips)
        if (character ^ ord(_BASE[0])) >> bit & 1
    )
    return _svg(reduce(xor, flipped, pattern.base), pattern.size)


@lru_cache(maxsize=32)
def _pattern(prefix: str) -> _Pattern:
    base, size = _code(prefix + _BASE)
    flips = [
        tuple(
            _code(prefix + _BASE[:at] + chr(ord(_BASE[at]) ^ 1 << bit) + _BASE[at + 1 :])[0] ^ base
            for bit in range(_BITS)
        )
        for at in range(_LAST)
    ]
    return _Pattern(size, base, tuple(flips))


def _code(text: str) -> tuple[int, int]:
    """The modules as one number, and how many are in a row."""
    rows = segno.make(text, error="m", mask=_MASK, mode="byte", micro=False).matrix
    bits = "".join("1" if module else "0" for row in rows for module in row)
    return int(bits, 2), len(rows)


def _svg(code: int, size: int) -> str:
    bits = format(code, f"0{size * size}b")
    lines = "".join(
        f"M{run.start() + _BORDER} {y + _BORDER}.5h{run.end() - run.start()}"
        for y in range(size)
        for run in _DARK.finditer(bits[y * size : (y + 1) * size])
    )
    side = size + 2 * _BORDER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path stroke="#000" d="{lines}"/></svg>'
    )
