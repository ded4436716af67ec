"""Reading the log: filters, pages, files; and that looking does not show what is hidden."""

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from project88.accounts.audit import note
from project88.accounts.roles import Permission, Role
from project88.db.actor import Actor
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.conftest import SignIn


ADA = Actor("user", "Ada de Vries", 7, "192.0.2.7")
DESK = Actor("key", "Results website", 3, "198.51.100.4")


@pytest.fixture
async def history(pool: Pool, partner: int) -> None:
    """Six entries of two actors."""
    for number in range(3):
        async with pool.partner(partner, by=ADA) as connection:
            await note(connection, "looked", "event", number, event_id=number, new={"n": number})
        async with pool.partner(partner, by=DESK) as connection:
            await note(connection, "exported", "roster", number, reason="100 % of_it")


async def ids(browser: Any, **filters: object) -> list[str]:
    answer = await browser.get("/api/audit", params=filters)
    assert answer.status_code == 200, answer.text
    return [
        f"{one['action']} {one['subject_id']}"
        for one in answer.json()["entries"]
        if one["subject"] in {"event", "roster"}
    ]


async def test_newest_first_and_by_pages(sign_in: "SignIn", history: None) -> None:
    owner = await sign_in(Role.OWNER)
    found, after = [], None
    while True:
        page = (
            await owner.get(
                "/api/audit", params={"limit": 2, **({"after": after} if after else {})}
            )
        ).json()
        found += [one["id"] for one in page["entries"]]
        if (after := page["next"]) is None:
            break
    assert found == sorted(found, reverse=True)
    assert len(found) == len(set(found)) == 7, "six notes and the owner's membership"


async def test_filters(sign_in: "SignIn", history: None) -> None:
    owner = await sign_in(Role.OWNER)
    assert await ids(owner, actor_kind="key", actor_id=3) == [f"exported {n}" for n in (2, 1, 0)]
    assert await ids(owner, subject="event", subject_id="1") == ["looked 1"]
    assert await ids(owner, event=2) == ["looked 2"]
    assert await ids(owner, action="looked") == [f"looked {n}" for n in (2, 1, 0)]
    assert await ids(owner, text="RESULTS web") == [f"exported {n}" for n in (2, 1, 0)]
    assert await ids(owner, text="100 % of_") == [f"exported {n}" for n in (2, 1, 0)]
    assert await ids(owner, text="100 x") == []
    assert await ids(owner, since="2199-01-01T00:00:00Z") == []
    assert await ids(owner, until="1999-01-01T00:00:00Z") == []
    wrong = await owner.get("/api/audit", params={"limit": 501})
    assert wrong.status_code in {400, 422}
    nul = await owner.get("/api/audit", params={"text": "a\x00b"})
    assert nul.status_code in {400, 422}


async def test_choices(sign_in: "SignIn", history: None) -> None:
    owner = await sign_in(Role.OWNER)
    told = (await owner.get("/api/audit/choices")).json()
    assert {"kind": "key", "id": 3, "name": "Results website"} in told["actors"]
    assert {"event", "roster"} <= set(told["subjects"])
    assert {"looked", "exported"} <= set(told["actions"])


async def test_who_may_not_read_the_log_does_not(sign_in: "SignIn", history: None) -> None:
    for role in (Role.OPERATOR, Role.ANNOUNCER, Role.READ_ONLY, Role.VOLUNTEER):
        somebody = await sign_in(role)
        for path in ("/api/audit", "/api/audit/choices", "/api/audit/export"):
            assert (await somebody.get(path)).status_code == 403


async def test_an_export_is_the_whole_log_and_stands_in_it(
    sign_in: "SignIn", history: None
) -> None:
    owner = await sign_in(Role.OWNER)
    answer = await owner.get("/api/audit/export", params={"actor_kind": "key"})
    assert answer.headers["content-disposition"] == 'attachment; filename="audit-polder.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["subject_id"] for row in rows] == ["2", "1", "0"]
    as_json = (await owner.get("/api/audit/export", params={"format": "json"})).json()
    assert [one["action"] for one in as_json][:2] == ["exported", "exported"]
    newest = (await owner.get("/api/audit", params={"subject": "audit log"})).json()["entries"]
    assert [(one["action"], one["subject_id"]) for one in newest] == [
        ("exported", "json"),
        ("exported", "csv"),
    ]
    assert newest[1]["new"] == {"actor_kind": "key"}


async def test_a_long_export_comes_whole(
    sign_in: "SignIn", history: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = await sign_in(Role.OWNER)
    monkeypatch.setattr("project88.accounts.audit.reading.EXPORT_PAGE", 2)
    answer = await owner.get("/api/audit/export", params={"format": "json"})
    assert len(answer.json()) == 8


async def test_a_cell_is_no_formula(sign_in: "SignIn", pool: Pool, partner: int) -> None:
    async with pool.partner(partner, by=ADA) as connection:
        await note(connection, "looked", "event", 1, reason='=HYPERLINK("http://evil.example")')
    owner = await sign_in(Role.OWNER)
    text = (await owner.get("/api/audit/export", params={"subject": "event"})).text
    [row] = csv.DictReader(io.StringIO(text))
    assert row["reason"].startswith("'=")


async def test_a_key_without_that_scope_finds_no_hidden_name(
    with_key: "SignIn", sign_in: "SignIn", pool: Pool, partner: int
) -> None:
    async with pool.partner(partner, by=ADA) as connection:
        event = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date) "
            "values ($1, 'Harbour Mile', '2026-06-14') returning id",
            partner,
        )
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, bib, last_name, "
            "privacy) values ($1, $2, '101', 'Zyxomma', 'hidden')",
            partner,
            event,
        )
    program = await with_key({Permission.AUDIT_VIEW})
    for path in ("/api/audit", "/api/audit/export", "/api/audit/export?format=json"):
        assert "Zyxomma" not in (await program.get(path)).text
    tried = await program.get("/api/audit", params={"text": "Zyxomma"})
    assert tried.json()["entries"] == []
    owner = await sign_in(Role.OWNER)
    assert "Zyxomma" in (await owner.get("/api/audit")).text


async def test_an_instant_out_of_reach_is_told_and_one_without_zone_is_utc(
    sign_in: "SignIn", history: None
) -> None:
    owner = await sign_in(Role.OWNER)
    for out_of_reach in ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"):
        answer = await owner.get("/api/audit", params={"since": out_of_reach})
        assert (answer.status_code, answer.json()["code"]) == (422, "instant")
    fine = await owner.get("/api/audit", params={"since": "2026-01-01T00:00:00"})
    assert len(fine.json()["entries"]) == 7


@pytest.mark.parametrize("bound", ["since", "until"])
async def test_an_export_from_out_of_reach_is_refused_before_it_begins(
    sign_in: "SignIn", history: None, bound: str
) -> None:
    owner = await sign_in(Role.OWNER)
    for out_of_reach in (
        "0001-01-01T00:00:00", "1969-12-31T23:59:59Z", "9000-01-01T00:00:01Z",
        "9999-12-31T23:59:59-23:59",
    ):  # fmt: skip
        answer = await owner.get("/api/audit/export", params={bound: out_of_reach})
        assert (answer.status_code, answer.json()["code"]) == (422, "instant")
    log = (await owner.get("/api/audit", params={"subject": "audit log"})).json()["entries"]
    assert log == [], "nothing was exported"
