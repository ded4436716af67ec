"""Results mode, the whole way: a name at once, time and place on the same card, boards that live."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Box, Hub, Open, Screen

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

# The gun that somebody entered, an hour ago.
GUN = (
    "insert into race_rules (timing_partner_id, race_id, manual_start_at) "
    "select timing_partner_id, id, date_trunc('second', now()) - interval '1 hour 2 minutes' from normalized_races"
)
# Every frame: what of the page stands elsewhere than in the frame before, and what begins to move.
WATCH = """() => {
  const known = new Map();
  window.moved = [];
  const look = () => {
    for (const block of document.querySelectorAll('#drawing [data-block]')) {
      const { x, y, width, height } = block.getBoundingClientRect();
      const at = [x, y, width, height].join(' ');
      const before = known.get(block);
      if (before !== undefined && before !== at) window.moved.push(`${block.dataset.block}: ${before} -> ${at}`);
      known.set(block, at);
    }
    for (const { playState, effect } of document.getAnimations()) {
      if (playState === 'running') window.moved.push(`animation of ${effect.target.outerHTML.slice(0, 80)}`);
    }
    requestAnimationFrame(look);
  };
  look();
}"""
SETTLED = "() => document.getAnimations().every((each) => each.playState !== 'running')"
SAYS = "(text) => document.getElementById('drawing').innerText.includes(text)"


async def moved(screen: "Screen") -> list[str]:
    found: list[str] = await screen.page.evaluate("window.moved")
    return found


async def begun(hub: "Hub", mat: "Box") -> str:
    """A display that shows nobody yet."""
    await mat.crosses("FFFFFF", "Start")
    return await hub.display("polder")


async def works(hub: "Hub", mat: "Box") -> None:
    """The scorer is at work: the first has come in."""
    await hub.start("worker")
    await mat.crosses("000108")
    await hub.comes_true("polder", "select count(*) from normalized_results")


def shown_as(hub: "Hub", template: str) -> None:
    hub.change("polder", "update display_sessions set template = %s", template)


@pytest.mark.parametrize(
    ("name", "shape"), [("standard", (1920, 1080)), ("standard", (1080, 1920)), ("standard", (390, 844))]
)  # fmt: skip
async def test_time_and_place_come_on_the_card_that_stands_without_a_jump(
    hub: "Hub", mat: "Box", open_display: "Open", name: str, shape: tuple[int, int]
) -> None:
    hub.change("polder", GUN)
    hub.change("polder", "update normalized_participants set division = 'F30-39', gender = 'F'")
    path = await begun(hub, mat)
    shown_as(hub, name)
    screen = await open_display(hub.origin + path, width=shape[0], height=shape[1])
    hub.change("polder", "update display_sessions set settings = '{\"show_ms\": 60000}'")
    at = await mat.crosses("000105")
    await screen.shows("Anneke", "de Vries", at, "Finish")
    await screen.page.wait_for_function(SETTLED)
    size = "x".join(str(side) for side in shape)
    await screen.picture(f"results-name-{size}")
    await screen.page.evaluate(WATCH)
    await hub.start("worker")
    await screen.shows("1st · Finish", "F30-39 1st")
    texts = await screen.texts()
    assert any(text.startswith("1:02:") for text in texts), texts
    assert at not in texts
    assert await moved(screen) == []
    await screen.picture(f"results-time-{size}")
    assert screen.complaints == []


async def test_a_corrected_place_is_seen_on_the_card(
    hub: "Hub", mat: "Box", open_display: "Open"
) -> None:
    hub.change("polder", GUN)
    path = await begun(hub, mat)
    hub.change("polder", "update display_sessions set settings = '{\"show_ms\": 60000}'")
    await works(hub, mat)
    screen = await open_display(hub.origin + path)
    await mat.crosses("000106")
    await screen.has_shown({"2nd · Finish"})
    await mat.crosses("000105")
    await screen.shows("2nd · Finish", "3rd · Finish", "Anneke de Vries")
    await screen.picture("results-two")
    # One is disqualified: the other moves up, on the same card.
    hub.change(
        "polder",
        "insert into result_corrections (timing_partner_id, event_id, kind, participant_id, status, reason) "
        "select timing_partner_id, event_id, 'status', id, 'dq', 'Cut the course' from normalized_participants "
        "where bib = '106'",
    )
    await screen.page.wait_for_function(
        "() => !document.getElementById('drawing').innerText.includes('3rd')"
    )
    await screen.picture("results-corrected")
    assert screen.complaints == []


@pytest.mark.parametrize("shape", [(1920, 1080), (390, 844)])
async def test_the_leader_board_lives(
    hub: "Hub", mat: "Box", open_display: "Open", shape: tuple[int, int]
) -> None:
    hub.change("polder", GUN)
    path = await begun(hub, mat)
    shown_as(hub, "leader-board")
    await works(hub, mat)
    screen = await open_display(hub.origin + path, width=shape[0], height=shape[1])
    tags = ("5A1E344B", "000102", "5A1E7229", "000104", "000105")
    for tag in tags:
        await mat.crosses(tag)
    for name in ("Mara Vliet", "Željko Šarić", "Anneke de Vries"):
        await screen.page.wait_for_function(SAYS, arg=name)
    await screen.page.wait_for_function(
        "() => [...document.querySelectorAll('[data-block$=-board] [role=row]')]"
        ".some((row) => row.innerText.includes('Anneke') && row.innerText.includes('1:02:'))"
    )
    await screen.picture(f"results-board-{shape[0]}")
    assert screen.complaints == []
