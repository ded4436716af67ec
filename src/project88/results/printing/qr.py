"""QR codes: as a picture for pages, as rows of modules for paper."""

from functools import lru_cache

import segno

_BORDER = 2


@lru_cache(maxsize=500)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Row by row, dark is true."""
    code = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


@lru_cache(maxsize=500)
def picture(text: str) -> str:
    """An SVG without a size of its own."""
    rows = modules(text)
    side = len(rows) + 2 * _BORDER
    lines = "".join(
        f"M{x + _BORDER} {y + _BORDER}.5h1"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path stroke="#000" d="{lines}"/></svg>'
    )
