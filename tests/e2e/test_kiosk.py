"""The kiosk as a runner uses it, and the card on a telephone: real browsers before a real hub."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect
from tests.e2e.conftest import PICTURES, Hub
from tests.results.conftest import Race, Raced, race  # noqa: F401 -- a fixture

from project88.db.pool import Connection

SLUG = "canal-run-2026"
WALL = {"width": 1920, "height": 1080}
UPRIGHT = {"width": 1080, "height": 1920}
TABLET = {"width": 1024, "height": 768}
PHONE = {"width": 390, "height": 844}
NAMES = {
    "3": ("Anneke", "van den Broek-Oosterhuis"),
    "4": ("Jörg", "Größl"),
    "5": ("محمد", "عبد الرحمن"),
    "13": ("Ann", "Jansen"),
}
Stand = Callable[..., Awaitable[Page]]


@pytest.fixture
async def stage(hub: Hub, front_end: None, race: Race) -> Raced:  # noqa: F811 -- the fixture
    """A race of today with published results, of whom the last two are on the course."""
    raced = await race(12, 2)
    async with hub.pool.partner(raced.partner) as connection:
        for bib, (first, last) in NAMES.items():
            await connection.execute(
                "update normalized_participants set first_name = $2, last_name = $3 where id = $1",
                raced.people[bib], first, last,
            )  # fmt: skip
        await connection.execute(
            "update normalized_events set results_slug = $2, results_published_at = now(), place = 'Utrecht' "
            "where id = $1", raced.event_id, SLUG,
        )  # fmt: skip
        await marathon(connection, raced, "6")
        # As if the gun had been half an hour ago.
        shift = datetime.now(UTC) - timedelta(minutes=30) - datetime(2026, 6, 14, 8, tzinfo=UTC)
        await connection.execute("update result_splits set at = at + $1", shift)
        await connection.execute(
            "update normalized_results set start_at = start_at + $1, finish_at = finish_at + $1", shift
        )  # fmt: skip
    hub._environ["PROJECT88_SECURITY__SECRET_KEY"] = "a-key-for-tests-only-0123456789abcdef"
    await hub.start("web")
    PICTURES.mkdir(exist_ok=True)
    return raced


async def marathon(connection: Connection, raced: Raced, bib: str) -> None:
    """Many splits of one runner, as a long race has them."""
    await connection.execute(
        "delete from result_splits where participant_id = $1", raced.people[bib]
    )
    for number in range(1, 11):
        await connection.execute(
            "insert into result_splits (participant_id, position, timing_partner_id, event_id, race_id, point, kind, "
            "distance_m, at, how, gun_ms, chip_ms, leg_ms, leg_m, place_overall, place_sex, version) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'main', $10, $10, 260000, 1000, $11, $11, 1)",
            raced.people[bib], number, raced.partner, raced.event_id, raced.race_id,
            "Finish" if number == 10 else f"{number} km", "finish" if number == 10 else "split", number * 1000,
            datetime(2026, 6, 14, 8, tzinfo=UTC) + timedelta(seconds=260 * number), 260_000 * number, 12 - number,
        )  # fmt: skip


@pytest.fixture
async def stand(hub: Hub, browser: Browser) -> AsyncIterator[Stand]:
    """`await stand("/kiosk")`: a browser of this size, without any memory, before a page of the event."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    async def at(path: str, size: dict[str, int] | None = None, locale: str = "en-GB") -> Page:
        wanted = size or WALL
        context = await browser.new_context(
            viewport={"width": wanted["width"], "height": wanted["height"]},
            locale=locale,
            has_touch=True,
            device_scale_factor=2 if wanted is PHONE else 1,
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        url = path if path.startswith("http") else f"{hub.origin}/results/{SLUG}{path}"
        await page.goto(url)
        return page

    yield at
    for context in contexts:
        await context.close()
    assert complaints == []


async def card(hub: Hub, page: Page, bib: str) -> str:
    """The address that the kiosk's code has."""
    answer = await page.request.get(f"{hub.origin}/api/results/{SLUG}/kiosk/result?bib={bib}")
    url: str = (await answer.json())["card"]["url"]
    return url


async def press(page: Page, text: str) -> None:
    for letter in text:
        label = "Space" if letter == " " else letter
        await page.get_by_role("button", name=label, exact=True).first.tap()


async def test_a_bib_is_typed_with_a_finger_and_the_result_stands_there(
    stage: Raced, stand: Stand
) -> None:
    page = await stand("/kiosk")
    await expect(page.get_by_text("Canal Run")).to_be_visible()
    await page.screenshot(path=PICTURES / "kiosk-1080p.png")
    await press(page, "3")
    await page.get_by_role("button", name="Show my result").tap()
    await expect(page.get_by_role("heading", level=1)).to_have_text(
        "Anneke van den Broek-Oosterhuis"
    )
    await expect(page.locator(".time")).to_have_text("42:55")
    await expect(page.locator(".places li").first).to_contain_text("of 12")
    await expect(page.get_by_role("img", name="QR code")).to_be_visible()
    await page.screenshot(path=PICTURES / "kiosk-result-1080p.png")
    await page.get_by_role("button", name="Done").tap()
    await expect(page.locator(".field")).to_have_class(re.compile("empty"))


async def test_a_name_is_typed_upright_and_chosen_from_a_few(stage: Raced, stand: Stand) -> None:
    page = await stand("/kiosk", UPRIGHT, "de-DE")
    await press(page, "FIRST")
    await expect(page.locator(".match")).to_have_count(8)
    await page.screenshot(path=PICTURES / "kiosk-portrait.png")
    await page.get_by_role("button", name="Löschen", exact=True).tap()
    await press(page, "GRÖSSL")
    await page.locator(".match").tap()
    await expect(page.locator(".name")).to_have_text("Jörg Größl")
    await page.screenshot(path=PICTURES / "kiosk-result-portrait.png")


async def test_a_tablet_finds_by_name(stage: Raced, stand: Stand) -> None:
    page = await stand("/kiosk", TABLET)
    await press(page, "ANN")
    await expect(page.locator(".match")).to_have_count(2)
    await page.screenshot(path=PICTURES / "kiosk-tablet.png")
    await page.locator(".match").last.tap()
    await expect(page.locator(".name")).to_have_text("Anneke van den Broek-Oosterhuis")
    await page.screenshot(path=PICTURES / "kiosk-result-tablet.png")


async def test_an_unknown_bib_is_answered_in_a_sentence(stage: Raced, stand: Stand) -> None:
    page = await stand("/kiosk")
    await press(page, "999")
    await page.keyboard.press("Enter")
    await expect(page.locator(".note")).to_have_text(
        "Nobody here wears the number 999. Check it, or type your name."
    )
    await page.screenshot(path=PICTURES / "kiosk-nobody.png")


async def test_many_splits_stand_on_the_wall_at_once(stage: Raced, stand: Stand) -> None:
    page = await stand("/kiosk?print=none")
    await press(page, "6")
    await page.keyboard.press("Enter")
    await expect(page.locator(".splits tbody tr")).to_have_count(10)
    await expect(page.get_by_role("button", name="Print card")).to_have_count(0)
    await page.screenshot(path=PICTURES / "kiosk-splits.png")


async def test_whoever_walks_away_leaves_nothing(stage: Raced, stand: Stand) -> None:
    page = await stand("/kiosk")
    await page.clock.install()
    await page.reload()
    await press(page, "13")
    await page.keyboard.press("Enter")
    await expect(page.locator(".status")).to_have_text("On the course")
    await page.clock.run_for(21_000)
    await expect(page.locator(".idle")).to_contain_text("Back to the start in")
    await page.clock.run_for(10_000)
    await expect(page.locator(".field")).to_have_class(re.compile("empty"))
    assert await page.evaluate("[history.length, localStorage.length, sessionStorage.length]") == [
        await page.evaluate("history.length"), 0, 0,
    ]  # fmt: skip
    assert "13" not in await page.evaluate("document.body.innerText.replace(/[^1-9]/g, ' ')")


async def test_a_certificate_lies_over_the_page_and_goes_away(stage: Raced, stand: Stand) -> None:
    page = await stand("/kiosk")
    # Headless Chromium has no viewer; what the frame asks for is what counts.
    await page.evaluate("Object.defineProperty(navigator, 'pdfViewerEnabled', { value: true })")
    await press(page, "3")
    await page.keyboard.press("Enter")
    async with page.expect_response(re.compile("/kiosk/certificate")) as asked:
        await page.get_by_role("button", name="Print certificate").tap()
    answer = await asked.value
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    await expect(page.locator(".paper")).to_be_visible()
    await page.get_by_role("button", name="Close").tap()
    await expect(page.locator(".paper")).to_have_count(0)


async def test_a_card_follows_its_runner_to_the_finish(
    hub: Hub, stage: Raced, stand: Stand
) -> None:
    kiosk = await stand("/kiosk")
    phone = await stand(await card(hub, kiosk, "13"), PHONE)
    await expect(phone.locator(".standing")).to_have_text("Live: new times appear by themselves")
    await expect(phone.locator(".coming strong")).to_have_text(re.compile(r"\d\d:\d\d"))
    await phone.screenshot(path=PICTURES / "card-live.png", full_page=True)
    async with hub.pool.partner(stage.partner) as connection:
        await connection.execute(
            "update normalized_results set status = 'finished', gun_ms = 3001000, chip_ms = 3000000, "
            "rank_key = 3001000, place_overall = 13, version = 2 where participant_id = $1",
            stage.people["13"],
        )
        note = f"[[{stage.partner},{stage.event_id},2]]"
        await connection.execute("select pg_notify('results', $1)", note)
    await expect(phone.locator(".figure .time")).to_have_text("50:01")
    await expect(phone.locator(".places li").first).to_contain_text("13")
    await phone.screenshot(path=PICTURES / "card-done.png", full_page=True)


async def test_a_card_speaks_german_and_says_when_it_is_over(
    hub: Hub, stage: Raced, stand: Stand
) -> None:
    kiosk = await stand("/kiosk")
    address = await card(hub, kiosk, "5")
    phone = await stand(address, PHONE, "de-DE")
    await expect(phone.locator(".status")).to_have_text("Im Ziel")
    await phone.screenshot(path=PICTURES / "card-german.png", full_page=True)
    over = await stand(address[:-2] + "AA", PHONE)
    await expect(over.locator(".standing")).to_contain_text("This card is over")
    await over.screenshot(path=PICTURES / "card-over.png", full_page=True)
