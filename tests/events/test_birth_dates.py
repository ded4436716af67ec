"""A date of birth: brought by a file or entered, kept with its undo, and told only with real names."""

from typing import Any

import pytest

from project88.accounts.roles import Permission
from project88.db.pool import Pool

pytestmark = pytest.mark.long

# Any: answers of the hub, and the fixtures `roster`, `with_key` of conftest files.
FILE = "bib,first name,last name,date of birth\n1,Ann,Lee,1987-03-29\n2,Bo,Park,03/04/1990\n"


async def told(program: Any, path: str) -> Any:
    answer = await program.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_file_brings_the_day_and_the_age_of_race_day(roster: Any) -> None:
    done = await roster.put_in(FILE)
    found = await roster.everybody()
    assert found["1"]["born_on"] == "1987-03-29"
    assert found["2"]["born_on"] is None
    rows = await roster.ask("GET", f"/imports/{done['id']}/rows")
    changes = {one["field"]: one["new"] for one in rows["items"][0]["changes"]}
    assert changes["born_on"] == "1987-03-29"
    again = await roster.preview(FILE)
    assert (again["counts"]["unchanged"], again["counts"]["changed"]) == (2, 0)


async def test_another_file_corrects_it_and_its_undo_brings_the_first_day_back(roster: Any) -> None:
    await roster.put_in(FILE)
    other = await roster.put_in(FILE.replace("1987-03-29", "1986-03-29"))
    assert (await roster.everybody())["1"]["born_on"] == "1986-03-29"
    await roster.ask("POST", f"/imports/{other['id']}/undo")
    assert (await roster.everybody())["1"]["born_on"] == "1987-03-29"


async def test_a_day_that_is_entered_gives_the_age_and_stays_when_a_file_says_another(
    roster: Any,
) -> None:
    await roster.put_in(FILE)
    one = (await roster.everybody())["1"]
    body = {"version": one["version"], "born_on": "1977-03-29"}
    changed = await roster.ask("PATCH", f"/participants/{one['id']}", json=body)
    assert (changed["born_on"], changed["age"]) == ("1977-03-29", one["age"] + 10)
    await roster.put_in(FILE)
    assert (await roster.everybody())["1"]["born_on"] == "1977-03-29"


@pytest.mark.parametrize("born", ["1822-01-01", "2099-01-01"])
async def test_a_day_that_nobody_was_born_on_is_refused(roster: Any, born: str) -> None:
    body = {"first_name": "Ann", "born_on": born}
    refused = await roster.ask("POST", "/participants", 422, json=body)
    assert refused["code"] == "born_on"


async def test_without_real_names_a_day_of_birth_is_nowhere_even_of_a_public_person(
    roster: Any, with_key: Any, pool: Pool, partner: int
) -> None:
    done = await roster.put_in(FILE)
    one = (await roster.everybody())["1"]
    body = {"version": one["version"], "born_on": "1977-03-29"}
    await roster.ask("PATCH", f"/participants/{one['id']}", json=body)
    program = await with_key(set(Permission) - {Permission.NAMES_REAL})
    shown = await told(program, f"{roster.path}/participants/{one['id']}")
    assert (shown["last_name"], shown["born_on"]) == ("Lee", None)
    for path in (
        f"{roster.path}/participants/export",
        f"{roster.path}/participants/{one['id']}/history",
        f"{roster.path}/imports/{done['id']}",
        f"{roster.path}/imports/{done['id']}/rows",
        "/api/audit",
    ):
        answer = await program.get(path)
        assert answer.status_code == 200, answer.text
        assert "-03-29" not in answer.text, path
    seeing = await with_key(set(Permission))
    history = await told(seeing, f"{roster.path}/participants/{one['id']}/history")
    assert history["items"][0]["new"]["born_on"] == "1977-03-29"
