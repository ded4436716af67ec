"""What a stranger finds at the kiosk: the own result by bib or name, and nothing of who is hidden."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from tests.results.kiosk.conftest import SLUG, Clock, Published

from project88.accounts.roles import Role
from project88.db.pool import Pool

SignIn = Callable[..., Awaitable[httpx.AsyncClient]]
DAY_MS = 24 * 3600 * 1000


KIOSK = f"/api/results/{SLUG}/kiosk"


async def result(visitor: httpx.AsyncClient, bib: str) -> httpx.Response:
    return await visitor.get(f"{KIOSK}/result", params={"bib": bib})


async def matches(visitor: httpx.AsyncClient, search: str) -> list[str]:
    answer = await visitor.get(f"{KIOSK}/people", params={"search": search})
    assert answer.status_code == 200, answer.text
    return [one["bib"] for one in answer.json()["matches"]]


async def test_a_kiosk_knows_its_event(published: Published, visitor: httpx.AsyncClient) -> None:
    await published()
    told = (await visitor.get(KIOSK)).json()
    assert (told["event"], told["zone"]) == ("Canal Run", "Europe/Amsterdam")
    assert [race["name"] for race in told["races"]] == ["10 km"]


async def test_a_bib_leads_to_times_places_and_splits(
    published: Published, visitor: httpx.AsyncClient
) -> None:
    await published()
    told = (await result(visitor, "3")).json()["result"]
    assert (told["name"], told["status"], told["race"]) == ("First3 Last3", "finished", "10 km")
    assert (told["gun_ms"], told["chip_ms"]) == (2_575_000, 2_572_000)
    assert [(one["among"], one["of"], one["place"], one["finishers"]) for one in told["places"]] == [
        ("overall", "", 3, 12), ("sex", "F", 2, 6), ("division", "F 20-29", 2, 5),
    ]  # fmt: skip
    assert [one["point"] for one in told["splits"]] == ["Start", "5 km", "Finish"]
    assert told["arrivals"] == []


async def test_an_unknown_bib_is_answered_with_what_to_do(
    published: Published, visitor: httpx.AsyncClient
) -> None:
    await published()
    answer = await result(visitor, "999")
    assert answer.status_code == 404
    assert answer.json()["code"] == "no_runner"
    assert answer.json()["detail"] == (
        "Nobody here wears the number 999. Check it, or type the name."
    )


@pytest.mark.parametrize("typed", ["last7", "LAST7 first", "first7", " last7 "])
async def test_a_name_is_found_by_its_parts_however_it_is_typed(
    published: Published, visitor: httpx.AsyncClient, pool: Pool, typed: str
) -> None:
    raced = await published()
    await rename(pool, raced.partner, raced.people["7"], "Zoë", "Sørensen-Groß")
    assert await matches(visitor, "sorensen") == ["7"]
    assert await matches(visitor, "gross zoe") == ["7"]
    assert await matches(visitor, "ZOË") == ["7"]


async def test_many_of_one_name_are_a_few_and_a_hint(
    published: Published, visitor: httpx.AsyncClient
) -> None:
    await published()
    answer = (await visitor.get(f"{KIOSK}/people", params={"search": "first"})).json()
    assert len(answer["matches"]) == 8
    assert answer["more"]


async def test_one_letter_is_too_short_for_a_name(
    published: Published, visitor: httpx.AsyncClient
) -> None:
    await published()
    answer = await visitor.get(f"{KIOSK}/people", params={"search": "f"})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_short")


async def test_whoever_is_hidden_is_found_by_the_exact_bib_and_without_a_name(
    published: Published, visitor: httpx.AsyncClient, pool: Pool
) -> None:
    raced = await published()
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'hidden' where id = $1",
            raced.people["7"],
        )
    for typed in ("First7", "Last7", "last"):
        assert "7" not in await matches(visitor, typed)
    found = (await visitor.get(f"{KIOSK}/people", params={"search": "7"})).json()["matches"]
    assert [(one["bib"], one["name"], one["team"], one["city"]) for one in found] == [
        ("7", "", "", "")
    ]
    told = await result(visitor, "7")
    assert told.json()["result"]["name"] == ""
    assert "Last7" not in told.text
    assert "Club" not in told.text


async def test_whoever_is_shortened_is_not_found_by_the_rest_of_the_name(
    published: Published, visitor: httpx.AsyncClient, pool: Pool
) -> None:
    raced = await published()
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'short' where id = $1",
            raced.people["7"],
        )
    assert await matches(visitor, "last7") == []
    assert await matches(visitor, "first7 l") == ["7"]
    assert (await result(visitor, "7")).json()["result"]["name"] == "First7 L."


async def test_a_runner_on_the_course_is_told_when_the_finish_comes(
    published: Published, visitor: httpx.AsyncClient
) -> None:
    await published(finishers=12, on_course=1)
    told = (await result(visitor, "13")).json()["result"]
    assert (told["status"], told["places"]) == ("on_course", [])
    assert [one["point"] for one in told["arrivals"]] == ["Finish"]
    arrival = told["arrivals"][0]
    assert arrival["earliest"] < arrival["at"] < arrival["latest"]


async def test_nothing_is_shown_of_what_is_not_published(
    race: Published, visitor: httpx.AsyncClient
) -> None:
    await race()
    for path in ("", "/people?search=first", "/result?bib=3"):
        assert (await visitor.get(KIOSK + path)).json()["code"] == "no_results"


async def test_the_app_opens_a_kiosk_before_the_results_are_published(
    race: Published,
    sign_in: SignIn,
    visitor: httpx.AsyncClient,
    clock: Clock,
) -> None:
    raced = await race()
    timer = await sign_in(Role.TIMER)
    opened = (await timer.get(f"/api/events/{raced.event_id}/kiosk")).json()
    address = opened["url"].removeprefix("https://hub.test/results/").removesuffix("/kiosk")
    path = f"/api/results/{address}/kiosk"
    told = (await visitor.get(f"{path}/result", params={"bib": "3"})).json()
    assert told["result"]["name"] == "First3 Last3"
    assert told["card"] is None
    clock.ms += DAY_MS
    assert (await visitor.get(path)).json()["code"] == "kiosk_over"


async def test_a_network_that_asks_for_every_bib_is_slowed_down(
    published: Published, visitor: httpx.AsyncClient
) -> None:
    await published()
    answers = [await result(visitor, str(bib)) for bib in range(320)]
    assert answers[-1].status_code == 429
    assert answers[-1].json()["code"] == "too_many_looks"


async def rename(pool: Pool, partner: int, person: int, first: str, last: str) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute(
            "update normalized_participants set first_name = $2, last_name = $3 where id = $1",
            person, first, last,
        )  # fmt: skip
