"""The QR code of a link, as an SVG picture.

Drawing one is the most work in giving out a link. Which of the eight masks is laid over it is only
a matter of looks for texts this short, so it is fixed, which saves trying all of them.
"""

import io
from functools import lru_cache

import segno

_MASK = 2


@lru_cache(maxsize=2000)
def picture_of(url: str) -> str:
    picture = io.BytesIO()
    segno.make(url, error="m", mask=_MASK, micro=False).save(
        picture, kind="svg", scale=4, border=2, xmldecl=False, omitsize=True
    )
    return picture.getvalue().decode()
