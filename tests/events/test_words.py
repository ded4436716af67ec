"""The words that a drawing must have room for, over HTTP."""

from typing import Any, Protocol

import pytest

pytestmark = pytest.mark.long


class Roster(Protocol):
    """Requests about one event's roster (see conftest)."""

    async def ask(self, method: str, path: str, status: int = 200, **more: Any) -> Any: ...
    async def put_in(self, text: str | bytes, **choices: Any) -> Any: ...


FILE = (
    "bib,first name,last name,city,state,team,division,race,privacy\n"
    "1,Ann,Lee,Boulder,CO,Striders,Women,5K,public\n"
    "2,Ann,Lee,Boulder,CO,Striders,Women,5K,public\n"
    "3,Bo,Parkinson,Ely,MN,,Men,10K,short\n"
    "4,Xavi,Unseen,Nowhere,NV,Secret,Men,10K,hidden\n"
)


def kinds(told: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in told["words"]:
        found.setdefault(word["kind"], []).append(f"{word['one']} {word['two']}".strip())
    return found


async def test_each_word_comes_once_and_as_screens_show_it(roster: Roster) -> None:
    await roster.put_in(FILE)
    told = await roster.ask("GET", "/words")
    assert told["after"] is None
    assert kinds(told) == {
        "division": ["Men", "Women"],
        "name": ["Ann Lee", "Bo P."],
        "race": ["10K", "5K"],
        "team": ["Striders"],
        "town": ["Boulder CO"],
    }


async def test_pages_make_the_whole(roster: Roster) -> None:
    await roster.put_in(FILE)
    whole = await roster.ask("GET", "/words")
    parts, after = [], None
    for _ in range(20):
        more = {"limit": 3} | ({} if after is None else {"after": after})
        page = await roster.ask("GET", "/words", params=more)
        parts += page["words"]
        after = page["after"]
        if after is None:
            break
    assert parts == whole["words"]


async def test_a_place_that_is_none_of_ours_is_refused(roster: Roster) -> None:
    for after in ("x", "bm8", "WyJcdTAwMDAiXQ"):
        told = await roster.ask("GET", "/words", 422, params={"after": after})
        assert told["code"] == "after"
