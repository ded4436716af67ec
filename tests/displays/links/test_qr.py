"""The QR code of a link says the link."""

import re

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from project88.displays.links.qr import picture_of

URL = "https://hub.example/display/7HK2MPQ9"
LINE = re.compile(r"M(\d+) (\d+)\.5h(\d+)")


def drawn(url: str) -> set[tuple[int, int]]:
    """The dark modules of the picture."""
    return {
        (int(x) + step, int(y))
        for x, y, length in LINE.findall(picture_of(url))
        for step in range(int(length))
    }


def test_the_picture_has_the_modules_of_the_code_and_a_quiet_border() -> None:
    code = segno.make(URL, error="m", mask=2, micro=False)
    expected = {
        (x, y)
        for y, row in enumerate(code.matrix_iter(border=2))
        for x, module in enumerate(row)
        if module
    }
    assert drawn(URL) == expected
    assert f'viewBox="0 0 {len(code.matrix) + 4} {len(code.matrix) + 4}"' in picture_of(URL)


def test_it_is_read_by_whatever_reads_text_in_a_page() -> None:
    assert picture_of(URL).startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<script" not in picture_of(URL)


@settings(deadline=None)  # the first of a hub draws its parts
@given(
    st.sampled_from(["https://hub.example/display/", "http://192.0.2.7:5001/display/"]),
    st.text("23456789ABCDEFGHJKMNPQRSTUVWXYZ", min_size=8, max_size=8),
)
def test_every_link_has_the_code_that_would_be_drawn_for_it_alone(
    prefix: str, address: str
) -> None:
    url = prefix + address
    code = segno.make(url, error="m", mask=2, micro=False, mode="byte").matrix
    assert drawn(url) == {
        (x + 2, y + 2) for y, row in enumerate(code) for x, module in enumerate(row) if module
    }
