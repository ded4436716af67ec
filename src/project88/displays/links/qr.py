"""The QR code of a link, as an SVG picture.

Drawing one is the most work in giving out a link. Which of the eight masks is laid over it is only
a matter of looks for texts this short, so it is fixed, which saves trying all of them; and a row of
dark modules is one line of the picture.
"""

import re
from functools import lru_cache

import segno

_MASK = 2
_BORDER = 2
_DARK = re.compile(b"\x01+")


@lru_cache(maxsize=2000)
def picture_of(url: str) -> str:
    rows = segno.make(url, error="m", mask=_MASK, micro=False).matrix
    size = len(rows) + 2 * _BORDER
    lines = "".join(
        f"M{run.start() + _BORDER} {y}.5h{run.end() - run.start()}"
        for y, row in enumerate(rows, _BORDER)
        for run in _DARK.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path stroke="#000" d="{lines}"/></svg>'
    )
