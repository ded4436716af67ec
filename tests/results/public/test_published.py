"""A results page over HTTP: who may see it, what of whom, and what a proxy may keep."""

import csv
import io
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import msgspec
import pytest
from python_calamine import CalamineWorkbook

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.results.public.schemas import Rows
from project88.results.public.store import Stamp

# Any: a browser of the hub, and a race as the fixtures of results make it.
Hub = Callable[..., httpx.AsyncClient]
SignIn = Callable[..., Awaitable[Any]]
Race = Callable[..., Awaitable[Any]]
FORMS = ("csv", "xlsx", "json", "pdf")


@pytest.fixture
def public(hub: Hub) -> httpx.AsyncClient:
    """Somebody at home."""
    return hub()


@pytest.fixture
def publish(sign_in: SignIn) -> Callable[..., Awaitable[httpx.Response]]:
    async def put(
        event_id: int, slug: str = "canal-run", role: Role = Role.TIMER
    ) -> httpx.Response:
        timer = await sign_in(role)
        answer = await timer.put(f"/api/events/{event_id}/publishing", json={"slug": slug})
        assert isinstance(answer, httpx.Response)
        return answer

    return put


async def rows_of(client: httpx.AsyncClient, race_id: int, **asked: str) -> Rows:
    answer = await client.get(f"/api/results/canal-run/races/{race_id}/rows", params=asked)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=Rows)


async def test_what_nobody_published_nobody_sees(
    public: httpx.AsyncClient, race: Race, publish: Any, sign_in: SignIn, clock: Any
) -> None:
    raced = await race()
    paths = [
        "/api/results/canal-run",
        f"/api/results/canal-run/races/{raced.race_id}/rows",
        f"/api/results/canal-run/participants/{raced.people['1']}",
        *(f"/api/results/canal-run/races/{raced.race_id}/export.{form}" for form in FORMS),
    ]
    assert {(await public.get(path)).status_code for path in paths} == {404}
    assert (await publish(raced.event_id)).status_code == 200
    clock.ms += 2_000
    assert {(await public.get(path)).status_code for path in paths} == {200}

    timer = await sign_in(Role.TIMER)
    assert (await timer.delete(f"/api/events/{raced.event_id}/publishing")).status_code == 204
    clock.ms += 2_000
    assert {(await public.get(path)).status_code for path in paths} == {404}


async def test_an_event_that_was_deleted_has_no_page(
    public: httpx.AsyncClient, race: Race, publish: Any, sign_in: SignIn, clock: Any
) -> None:
    raced = await race()
    await publish(raced.event_id)
    owner = await sign_in(Role.OWNER)
    assert (await public.get("/api/results/canal-run")).status_code == 200
    await owner.delete(f"/api/events/{raced.event_id}")
    clock.ms += 2_000
    assert (await public.get("/api/results/canal-run")).status_code == 404


async def test_an_address_is_suggested_given_and_taken_once(
    race: Race, publish: Any, sign_in: SignIn
) -> None:
    first, second = await race(name="Köln Läuft!"), await race()
    timer = await sign_in(Role.TIMER)
    before = (await timer.get(f"/api/events/{first.event_id}/publishing")).json()
    assert (before["slug"], before["suggestion"]) == (None, "koln-lauft-2026")
    given = (await publish(first.event_id, "koln-2026")).json()
    assert given["url"] == "https://hub.test/results/koln-2026"
    assert given["qr"].startswith("<svg")
    assert 'src="https://hub.test/results/koln-2026?embed=1"' in given["embed"]
    taken = await publish(second.event_id, "koln-2026")
    assert (taken.status_code, taken.json()["code"]) == (409, "slug_taken")
    assert (await publish(second.event_id, "Not a slug")).status_code == 422
    assert (await publish(second.event_id, "other", Role.OPERATOR)).status_code == 403


async def test_the_event_says_how_far_its_races_are(
    public: httpx.AsyncClient, race: Race, publish: Any
) -> None:
    raced = await race(finishers=5, on_course=2)
    await publish(raced.event_id)
    told = (await public.get("/api/results/canal-run")).json()
    assert (told["name"], told["state"], told["timed_by"]) == ("Canal Run", "live", "Polder Timing")
    assert told["races"][0]["counts"] == {
        "finished": 5, "on_course": 2, "started": 0, "dnf": 0, "dns": 0, "dq": 0,
    }  # fmt: skip


async def test_rows_come_in_the_order_of_the_places_and_then_who_is_on_the_way(
    public: httpx.AsyncClient, race: Race, publish: Any
) -> None:
    raced = await race(finishers=3, on_course=2)
    await publish(raced.event_id)
    rows = await rows_of(public, raced.race_id)
    of = rows.columns
    assert (rows.total, rows.whole, of.place) == (5, True, [1, 2, 3, None, None])
    assert of.bib == ["1", "2", "3", "4", "5"]
    assert of.name[0] == "First1 Last1"
    assert of.status == ["finished"] * 3 + ["on_course"] * 2
    assert of.seen == ["", "", "", "5 km", "5 km"]
    assert of.gun[0] == 2_525_000


async def test_a_result_opens_with_its_splits(
    public: httpx.AsyncClient, race: Race, publish: Any
) -> None:
    raced = await race()
    await publish(raced.event_id)
    told = (await public.get(f"/api/results/canal-run/participants/{raced.people['3']}")).json()
    assert (told["bib"], told["race"], told["place"]) == ("3", "10 km", 3)
    assert [split["point"] for split in told["splits"]] == ["Start", "5 km", "Finish"]
    assert told["splits"][1]["place"] == 3


async def test_a_race_or_a_person_of_another_event_is_not_found(
    public: httpx.AsyncClient, race: Race, publish: Any
) -> None:
    raced, other = await race(), await race(name="Dike Run")
    await publish(raced.event_id)
    for path in (
        f"races/{other.race_id}/rows",
        f"races/{other.race_id}/export.csv",
        f"participants/{other.people['1']}",
    ):
        assert (await public.get(f"/api/results/canal-run/{path}")).status_code == 404


async def test_who_has_the_version_is_told_so_and_gets_nothing_twice(
    public: httpx.AsyncClient, race: Race, publish: Any
) -> None:
    raced = await race()
    await publish(raced.event_id)
    paths = [
        "/api/results/canal-run",
        f"/api/results/canal-run/races/{raced.race_id}/rows",
        f"/api/results/canal-run/participants/{raced.people['3']}",
        *(f"/api/results/canal-run/races/{raced.race_id}/export.{form}" for form in FORMS),
    ]
    for path in paths:
        first = await public.get(path)
        assert first.headers["Cache-Control"].startswith("public, ")
        again = await public.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_rows_at_an_address_with_the_version_may_be_kept_for_longer(
    public: httpx.AsyncClient, race: Race, publish: Any
) -> None:
    raced = await race()
    await publish(raced.event_id)
    path = f"/api/results/canal-run/races/{raced.race_id}/rows"
    version = (await public.get("/api/results/canal-run")).json()["version"]
    kept = await public.get(path, params={"version": version})
    assert kept.headers["Cache-Control"] == "public, max-age=300"
    assert (await public.get(path, params={"version": "1.2.3"})).headers["Cache-Control"] == (
        "public, no-cache"
    )


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)]
)
async def test_rows_are_packed_as_the_browser_reads_them(
    public: httpx.AsyncClient, race: Race, publish: Any, accepted: str, encoding: str | None
) -> None:
    raced = await race(finishers=40)
    await publish(raced.event_id)
    answer = await public.get(
        f"/api/results/canal-run/races/{raced.race_id}/rows", headers={"Accept-Encoding": accepted}
    )
    assert answer.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert msgspec.json.decode(answer.content, type=Rows).total == 40


async def test_only_what_changed_comes_since_a_version(
    public: httpx.AsyncClient, race: Race, publish: Any, pool: Pool, clock: Any
) -> None:
    raced = await race(finishers=10)
    await _an_hour_ago(pool, raced)
    await publish(raced.event_id)
    had = await rows_of(public, raced.race_id)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_results set status = 'dq', rank_key = null, place_overall = null, "
            "version = 2 where participant_id = $1",
            raced.people["4"],
        )
        await connection.execute("update event_results set version = 2")
    clock.ms += 2_000
    event = (await public.get("/api/results/canal-run")).json()
    assert event["version"] != had.version
    assert event["races"][0]["counts"]["dq"] == 1
    news = await rows_of(public, raced.race_id, since=had.version)
    assert (news.whole, news.total, news.columns.bib, news.columns.status) == (
        False, 10, ["4"], ["dq"],
    )  # fmt: skip


async def test_somebody_who_asks_to_be_hidden_is_gone_from_the_page_and_from_what_changed(
    public: httpx.AsyncClient, race: Race, publish: Any, pool: Pool, clock: Any
) -> None:
    raced = await race(finishers=10)
    await _an_hour_ago(pool, raced)
    await publish(raced.event_id)
    had = await rows_of(public, raced.race_id)
    assert had.columns.name[3] == "First4 Last4"
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set privacy = 'hidden', updated_at = now() where id = $1",
            raced.people["4"],
        )
    clock.ms += 2_000
    news = await rows_of(public, raced.race_id, since=had.version)
    names = dict(zip(news.columns.bib, news.columns.name, strict=True))
    # Whoever was changed just before comes again: a change may be written down late.
    assert names == {"1": "First1 Last1", "4": ""}
    assert (await rows_of(public, raced.race_id)).columns.name[3] == ""


@pytest.mark.parametrize("form", FORMS)
async def test_who_is_hidden_has_a_bib_in_every_file_and_nothing_else(
    public: httpx.AsyncClient, race: Race, publish: Any, pool: Pool, form: str
) -> None:
    raced = await race(finishers=6)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set first_name = 'Xaviera', last_name = 'Quill', "
            "city = 'Oolitic', team = 'Canary', privacy = 'hidden' where id = $1",
            raced.people["2"],
        )
        await connection.execute(
            "update normalized_participants set first_name = 'Sibyl', last_name = 'Waldegrave', "
            "city = 'Bramblewick', privacy = 'short' where id = $1",
            raced.people["3"],
        )
    await publish(raced.event_id)
    answer = await public.get(f"/api/results/canal-run/races/{raced.race_id}/export.{form}")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="canal-run-10-km.{form}"'
    )
    text = _text(form, answer.content)
    for secret in ("Xaviera", "Quill", "Oolitic", "Canary", "Waldegrave", "Bramblewick"):
        assert secret not in text
    assert "Sibyl W." in text
    assert "First1 Last1" in text


async def test_a_name_that_looks_like_a_formula_is_none_in_any_sheet(
    public: httpx.AsyncClient, race: Race, publish: Any, pool: Pool
) -> None:
    raced = await race(finishers=3)
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set first_name = '=cmd|calc', last_name = '', "
            "team = '+49 172' where id = $1",
            raced.people["1"],
        )
    await publish(raced.event_id)
    path = f"/api/results/canal-run/races/{raced.race_id}/export"
    lines = [*csv.reader(io.StringIO((await public.get(path + ".csv")).text))]
    assert (lines[1][2], lines[1][8]) == ("'=cmd|calc", "'+49 172")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO((await public.get(path + ".xlsx")).content))
    row = sheet.get_sheet_by_index(0).to_python()[1]
    assert (row[2], row[8]) == ("=cmd|calc", "+49 172")


async def test_the_mark_of_utf8_and_the_language_can_be_chosen(
    public: httpx.AsyncClient, race: Race, publish: Any
) -> None:
    raced = await race(finishers=3)
    await publish(raced.event_id)
    path = f"/api/results/canal-run/races/{raced.race_id}/export.csv"
    marked = (await public.get(path)).content
    assert marked.startswith(b"\xef\xbb\xbfPlace,Bib,Name")
    plain = (await public.get(path, params={"mark": "false", "language": "de"})).content
    assert plain.startswith(b"Platz,Startnr.,Name,")
    assert (await public.get(path, params={"language": "fr"})).status_code == 422


async def test_times_in_a_workbook_are_times_and_places_are_numbers(
    public: httpx.AsyncClient, race: Race, publish: Any
) -> None:
    raced = await race(finishers=2, on_course=1)
    await publish(raced.event_id)
    answer = await public.get(f"/api/results/canal-run/races/{raced.race_id}/export.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    head, first, _, last = rows.to_python()
    assert head[:4] == ["Place", "Bib", "Name", "Sex"]
    assert first[0] == 1
    assert str(first[11]) == "0:42:05"
    assert (last[0], last[13]) == ("", "on course")


async def test_a_network_that_asks_more_than_a_crowd_does_has_to_wait(
    hub: Hub, race: Race, publish: Any, services: Any
) -> None:
    raced = await race(finishers=3)
    await publish(raced.event_id)
    greedy, other = hub("198.51.100.9"), hub("198.51.100.10")
    path = f"/api/results/canal-run/races/{raced.race_id}/rows"
    codes = [(await greedy.get(path, params={"since": f"0.{n}.0"})).status_code for n in range(601)]
    assert codes == [200] * 600 + [429]
    assert (await other.get(path, params={"since": "0.9999.0"})).status_code == 200
    # What is ready costs nothing.
    assert (await greedy.get(path, params={"since": "0.5.0"})).status_code == 200


async def test_a_crowd_that_comes_at_once_costs_one_look(
    public: httpx.AsyncClient, race: Race, publish: Any, services: Any, monkeypatch: Any
) -> None:
    raced = await race(finishers=3)
    await publish(raced.event_id)
    for _ in range(20):
        await rows_of(public, raced.race_id)
    made = [key for key in services.results_pages.shelf._kept if key[0] == "rows"]
    assert len(made) == 1


def test_what_is_no_version_of_ours_is_none() -> None:
    assert Stamp.read("7.12.0") == Stamp(7, 12, 0)
    assert [Stamp.read(text) for text in ("", "7", "a.b.c", "7.-1.0", "1.2.3.4")] == [None] * 5


async def _an_hour_ago(pool: Pool, raced: Any) -> None:
    """The roster was finished before the race."""
    async with pool.partner(raced.partner) as connection:
        await connection.execute(
            "update normalized_participants set updated_at = now() - id * interval '10 minutes'"
        )


def _text(form: str, content: bytes) -> str:
    match form:
        case "xlsx":
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
            return json.dumps([[str(cell) for cell in row] for row in sheet.to_python()])
        case "pdf":
            return _pdf_text(content)
        case _:
            return content.decode()


def _pdf_text(content: bytes) -> str:
    """Without the front end's fonts the letters are Helvetica's and stand in the page as they are."""
    import re
    import zlib

    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    text = b"\n".join(zlib.decompress(stream) for stream in streams if stream[:1] == b"x")
    return text.decode("latin-1")
