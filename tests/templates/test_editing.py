"""Two builders at one template: what is saved, what is a conflict, and who was first."""

import asyncio
from typing import TYPE_CHECKING

import httpx

from project88.accounts.roles import Role

if TYPE_CHECKING:
    from tests.templates.conftest import AnOp, Changing, Making, SignIn

BATCH = "0f6c1b0a9d8e4f7fa1b2c3d4e5f60718"
SIZE = "blocks/b1/font/size"


async def numbers(browser: httpx.AsyncClient, template_id: int) -> list[int]:
    answer = await browser.get(f"/api/templates/{template_id}/versions")
    return [one["number"] for one in answer.json()["versions"]]


async def test_a_batch_of_changes_is_one_new_version(
    operator: httpx.AsyncClient, made: "Making", change: "Changing", op: "AnOp"
) -> None:
    template = await made()
    answer = await change(
        operator, template, op("name", "Finish", "Arch"), op("blocks/b1/pos", [100, 80], [7, 8.5])
    )
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"version": 2, "applied": 2, "conflicts": [], "document": None}
    after = (await operator.get(f"/api/templates/{template['id']}")).json()
    assert (after["name"], after["version"]) == ("Arch", 2)
    assert (after["document"]["blocks"]["b1"]["x"], after["document"]["blocks"]["b1"]["y"]) == (
        7,
        8.5,
    )
    [newest, first] = (await operator.get(f"/api/templates/{template['id']}/versions")).json()[
        "versions"
    ]
    assert (newest["origin"], newest["changes"]) == ("edit", 2)
    assert (first["origin"], first["changes"]) == ("start", 0)


async def test_the_same_property_changed_by_another_is_a_conflict_that_names_them(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, made: "Making", change: "Changing",
    op: "AnOp",
) -> None:  # fmt: skip
    template = await made()
    assert (await change(other, template, op(SIZE, 120, 96))).status_code == 200
    assert (await change(other, template, op("locale", None, "nl"), base=2)).status_code == 200
    told = await change(operator, template, op(SIZE, 120, 144), op("name", "Finish", "Arch"))
    answer = told.json()
    assert (answer["version"], answer["applied"]) == (4, 1)
    [conflict] = answer["conflicts"]
    versions = (await operator.get(f"/api/templates/{template['id']}/versions/2")).json()
    assert conflict.pop("at") is not None
    assert versions["made_by"]["name"] == "Kim"
    assert conflict == {
        "path": SIZE.split("/"), "old": 120, "val": 144, "now": 96, "by": versions["made_by"],
    }  # fmt: skip
    # The builder had not seen the other's changes, so it gets the whole document.
    assert answer["document"]["blocks"]["b1"]["font"]["size"] == 96
    assert answer["document"]["name"] == "Arch"
    assert answer["document"]["locale"] == "nl"


async def test_who_removed_the_block_is_named_for_a_change_of_it(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, made: "Making", change: "Changing",
    op: "AnOp",
) -> None:  # fmt: skip
    template = await made()
    gone = template["document"]["blocks"]["b1"]
    assert (await change(other, template, op("blocks/b1", gone, None))).status_code == 200
    answer = (await change(operator, template, op("blocks/b1/rot", None, 45))).json()
    [conflict] = answer["conflicts"]
    assert (conflict["now"], conflict["by"]["name"]) == (None, "Kim")
    assert (answer["version"], answer["applied"]) == (2, 0)


async def test_nothing_that_applies_is_no_new_version(
    operator: httpx.AsyncClient, made: "Making", change: "Changing", op: "AnOp"
) -> None:
    template = await made()
    for told in (op(SIZE, 1, 2), op(SIZE, 7, 120)):
        assert (await change(operator, template, told)).json()["version"] == 1
    assert await numbers(operator, template["id"]) == [1]


async def test_the_same_batch_again_gets_the_same_answer_and_changes_nothing(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, made: "Making", change: "Changing",
    op: "AnOp",
) -> None:  # fmt: skip
    template = await made()
    await change(other, template, op(SIZE, 120, 96))
    mine = [op(SIZE, 120, 144), op("name", "Finish", "Arch")]
    first = await change(operator, template, *mine, batch=BATCH)
    await change(other, template, op("name", "Arch", "Kim's"), base=3)
    again = await change(operator, template, *mine, batch=BATCH)
    assert again.json() == first.json()
    assert await numbers(operator, template["id"]) == [4, 3, 2, 1]


async def test_changes_that_leave_no_template_are_refused_as_a_whole(
    operator: httpx.AsyncClient, made: "Making", change: "Changing", op: "AnOp"
) -> None:
    template = await made()
    answer = await change(
        operator, template, op("name", "Finish", "Arch"), op(SIZE, 120, "big"), batch=BATCH
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_template")
    assert answer.json()["fields"][0]["field"] == "blocks.b1.font.size"
    assert await numbers(operator, template["id"]) == [1]
    # What was refused was not done, so the batch can be sent in a better form.
    assert (await change(operator, template, op(SIZE, 120, 90), batch=BATCH)).status_code == 200


async def test_only_single_properties_can_be_changed(
    operator: httpx.AsyncClient, made: "Making", change: "Changing", op: "AnOp"
) -> None:
    template = await made()
    answer = await change(operator, template, op("name", "Finish", "A"), op("blocks/b1/x", 100, 1))
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_op")
    assert answer.json()["fields"][0]["field"] == "ops.1.path"


async def test_two_builders_at_the_same_moment_lose_nothing(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, made: "Making", change: "Changing",
    op: "AnOp",
) -> None:  # fmt: skip
    template = await made()

    async def draw(browser: httpx.AsyncClient, block: str, prop: str) -> None:
        for step in range(10):
            answer = await change(
                browser, template, op(f"blocks/{block}/{prop}", step or None, step + 1)
            )
            assert answer.json()["conflicts"] == [], answer.text

    await asyncio.gather(
        draw(operator, "b1", "rot"), draw(other, "b2", "rot"), draw(other, "b1", "radius")
    )
    after = (await operator.get(f"/api/templates/{template['id']}")).json()
    assert after["version"] == 31
    blocks = after["document"]["blocks"]
    assert (blocks["b1"]["rot"], blocks["b2"]["rot"], blocks["b1"]["radius"]) == (10, 10, 10)


async def test_of_two_who_change_the_same_property_at_once_one_is_told_of_the_other(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, made: "Making", change: "Changing",
    op: "AnOp",
) -> None:  # fmt: skip
    for _ in range(5):
        template = await made()
        answers = await asyncio.gather(
            change(operator, template, op(SIZE, 120, 1)), change(other, template, op(SIZE, 120, 2))
        )
        told = [one.json() for one in answers]
        assert sorted(one["applied"] for one in told) == [0, 1]
        [loser] = [one for one in told if one["conflicts"]]
        winner = "Kim" if loser is told[0] else "Ada"
        assert loser["conflicts"][0]["by"]["name"] == winner


async def test_a_batch_that_comes_twice_at_once_is_done_once(
    operator: httpx.AsyncClient, made: "Making", change: "Changing", op: "AnOp"
) -> None:
    template = await made()
    sent = [change(operator, template, op(SIZE, 120, 90), batch=BATCH) for _ in range(4)]
    answers = [one.json() for one in await asyncio.gather(*sent)]
    assert answers == [{"version": 2, "applied": 1, "conflicts": [], "document": None}] * 4
    assert await numbers(operator, template["id"]) == [2, 1]


async def test_another_partner_changes_nothing_here(
    operator: httpx.AsyncClient, stranger: httpx.AsyncClient, made: "Making", change: "Changing",
    op: "AnOp",
) -> None:  # fmt: skip
    template = await made()
    one = f"/api/templates/{template['id']}"
    await change(operator, template, op(SIZE, 120, 90), batch=BATCH)
    answers = [
        await change(stranger, template, op("name", "Finish", "Theirs"), batch=BATCH),
        await stranger.get(one + "/versions"),
        await stranger.get(one + "/versions/1"),
        await stranger.patch(one + "/versions/1", json={"label": "Theirs"}),
        await stranger.post(one + "/versions/1/restore"),
        await stranger.post(one + "/publish", json={"version": 1}),
        await stranger.put(one + "/editing", json={"window": "w-1234"}),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert await numbers(operator, template["id"]) == [2, 1]


async def test_who_may_not_draw_changes_nothing(
    sign_in: "SignIn", made: "Making", change: "Changing", op: "AnOp"
) -> None:
    template = await made()
    announcer = await sign_in(Role.ANNOUNCER)
    assert (await change(announcer, template, op("name", "Finish", "A"))).status_code == 403


async def test_an_old_conflict_is_blamed_though_many_versions_came_since(
    operator: httpx.AsyncClient, other: httpx.AsyncClient, made: "Making", change: "Changing",
    op: "AnOp",
) -> None:  # fmt: skip
    template = await made()
    await change(other, template, op(SIZE, 120, 96))
    for step in range(25):
        await change(operator, template, op("blocks/b2/rot", step or None, step + 1))
    [conflict] = (await change(operator, template, op(SIZE, 120, 144))).json()["conflicts"]
    assert conflict["by"]["name"] == "Kim"
