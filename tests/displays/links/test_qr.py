"""The QR code of a link says the link."""

import re

import segno

from project88.displays.links.qr import picture_of

URL = "https://hub.example/display/7HK2MPQ9"
LINE = re.compile(r"M(\d+) (\d+)\.5h(\d+)")


def test_the_picture_has_the_modules_of_the_code_and_a_quiet_border() -> None:
    code = segno.make(URL, error="m", mask=2, micro=False)
    dark = {
        (int(x) + step, int(y))
        for x, y, length in LINE.findall(picture_of(URL))
        for step in range(int(length))
    }
    expected = {
        (x, y)
        for y, row in enumerate(code.matrix_iter(border=2))
        for x, module in enumerate(row)
        if module
    }
    assert dark == expected
    assert f'viewBox="0 0 {len(code.matrix) + 4} {len(code.matrix) + 4}"' in picture_of(URL)


def test_it_is_read_by_whatever_reads_text_in_a_page() -> None:
    assert picture_of(URL).startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "<script" not in picture_of(URL)
