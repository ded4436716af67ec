"""What stands on certificate and card, read back from the file as a printer would get it."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from pypdf import PdfReader
from tests.results.kiosk.conftest import SLUG, Published

from project88.db.pool import Pool
from project88.results.kiosk.certificate import certificate
from project88.results.kiosk.paper import Sheet
from project88.results.kiosk.schemas import OwnPlace, OwnResult, OwnSplit, Ticket
from project88.results.kiosk.slip import shown, slip
from project88.results.kiosk.words import day_in_words, number
from project88.results.printing import qr
from project88.results.printing.faces import faces_in

KIOSK = f"/api/results/{SLUG}/kiosk"
NO_FACES = faces_in(Path("no front end"))
STARTED = datetime(2026, 6, 14, 8, tzinfo=UTC)


def text_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


def size_of(pdf: bytes) -> tuple[int, int]:
    """In millimetres."""
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) * 0.35278), round(float(box.height) * 0.35278)


def split(number: int, of: int) -> OwnSplit:
    kind = "finish" if number == of else "split"
    return OwnSplit(
        "Finish" if number == of else f"{number * 5} km", kind, number * 5000,  # type: ignore[arg-type]
        STARTED + timedelta(minutes=25 * number), 1_500_000 * number, 1_497_000 * number, 1_500_000, 5000,
        100 + number, 40 + number,
    )  # fmt: skip


def sheet(name: str = "Ann Jansen", splits: int = 2, penalty_ms: int = 0) -> Sheet:
    by_chip = False
    result = OwnResult(
        "1234", name, "F", "F 30-39", "Running Club Delft", "Delft", "10 km", 10_000, "finished", "provisional", 0,
        3_000_000, 2_994_000, penalty_ms, by_chip, STARTED, STARTED + timedelta(minutes=50),
        [OwnPlace("overall", "", 1234, 31_931), OwnPlace("sex", "F", 321, 14_222), OwnPlace("wave", "A", 3, None)],
        [split(number, splits) for number in range(1, splits + 1)], [],
    )  # fmt: skip
    url = f"https://hub.test/results/{SLUG}/card/{'a' * 62}"
    card = Ticket(url, "a" * 62, qr.picture(url), STARTED + timedelta(days=1))
    return Sheet(
        "Canal Run", date(2026, 6, 14), "Europe/Amsterdam", "Delft", "Polder Timing", "en", result, card
    )  # fmt: skip


def test_a_certificate_says_what_a_runner_hangs_on_the_wall() -> None:
    made = certificate(sheet(), NO_FACES)
    assert size_of(made) == (297, 210)
    told = text_of(made)
    for words in (
        "Canal Run", "Delft, 14 June 2026", "C E R T I F I C A T E", "Ann Jansen", "Bib 1234", "Running Club Delft",
        "finished the 10 km in", "50:00", "Overall 1,234 of 31,931", "Women 321 of 14,222", "Chip time 49:54",
        "min/km 4:59", "Provisional result", "Timed by Polder Timing",
    ):  # fmt: skip
        assert words in told, words
    assert "penalty" not in told


def test_a_penalty_in_the_time_is_told() -> None:
    assert "A penalty of 0:30 is included." in text_of(
        certificate(sheet(penalty_ms=30_000), NO_FACES)
    )


def test_a_long_name_becomes_smaller_and_then_two_lines_before_it_is_cut() -> None:
    name = "Maria Magdalena Theophania von und zu Oberhausen-Unterwalden und Herrenchiemsee"
    told = text_of(certificate(sheet(name), NO_FACES))
    assert "…" not in told
    assert name in told


def test_a_name_without_an_end_is_cut_and_the_page_is_made() -> None:
    assert "1234" in text_of(certificate(sheet("W" * 300), NO_FACES))


@pytest.mark.parametrize(("paper", "wide"), [("a6", 105), ("receipt", 80)])
def test_a_card_has_times_places_and_splits(paper: str, wide: int) -> None:
    made = slip(sheet(), NO_FACES, paper)  # type: ignore[arg-type]
    assert size_of(made)[0] == wide
    told = text_of(made)
    for words in (
        "Canal Run", "Ann Jansen", "Bib 1234", "Gun time 50:00", "Overall 1,234 of 31,931", "5 km 25:00 5:00 101",
        "Finish 50:00 5:00 102", "Scan to follow live (works until 15/6 10:00)",
    ):  # fmt: skip
        assert words in told, words


def test_a_receipt_is_as_long_as_its_splits() -> None:
    assert size_of(slip(sheet(splits=40), NO_FACES, "receipt"))[1] > 250


def test_of_many_splits_a_small_card_shows_some_and_the_finish() -> None:
    told = shown([split(number, 40) for number in range(1, 41)], 7)
    assert len(told) == 7
    assert told[-1].point == "Finish"
    assert len({one.point for one in told}) == 7


def test_a_code_without_room_is_left_out() -> None:
    assert "Scan" not in text_of(slip(sheet(splits=7), NO_FACES, "a6"))


def test_days_and_numbers_are_written_as_people_write_them() -> None:
    day = date(2026, 3, 1)
    assert (day_in_words(day, "en"), day_in_words(day, "de")) == ("1 March 2026", "1. März 2026")
    assert (number(31_931, "en"), number(31_931, "de")) == ("31,931", "31.931")


async def printed(visitor: httpx.AsyncClient, what: str, **asked: str) -> httpx.Response:
    return await visitor.get(f"{KIOSK}/{what}", params=asked)


async def test_a_finisher_prints_a_certificate_in_the_own_language(
    published: Published, visitor: httpx.AsyncClient
) -> None:
    await published()
    answer = await printed(visitor, "certificate", bib="3", language="de")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="certificate-3.pdf"'
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    told = text_of(answer.content)
    for words in ("U R K U N D E", "First3 Last3", "Startnummer 3", "42:55", "Gesamt 3 von 12"):
        assert words in told, words


async def test_who_is_on_the_course_has_no_certificate_and_a_card(
    published: Published, visitor: httpx.AsyncClient
) -> None:
    await published(12, 1)
    answer = await printed(visitor, "certificate", bib="13")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_finished")
    told = text_of((await printed(visitor, "card", bib="13")).content)
    assert "On the course" in told
    assert "5 km 22:10" in told


async def test_who_is_hidden_is_printed_without_a_name(
    published: Published, visitor: httpx.AsyncClient, pool: Pool
) -> None:
    raced = await published()
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'hidden' where id = $1",
            raced.people["3"],
        )
    for what in ("certificate", "card"):
        told = text_of((await printed(visitor, what, bib="3")).content)
        assert "Bib 3" in told
        assert "Last3" not in told
        assert "Club" not in told
