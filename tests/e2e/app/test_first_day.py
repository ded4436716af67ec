"""The first day of a hub, from the printed link to signing out everywhere, in real browsers."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

PASSWORD = "mats at the harbour mile"


async def test_whoever_has_the_link_sets_the_hub_up(
    set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada = await visitor()
    await ada.goes_to(set_up_link)
    await ada.has_heading("Set up this hub")
    await ada.looks("set-up")
    await ada.fills(Your_name="Ada de Vries")
    await ada.page.get_by_label("E-mail address").fill("ada@polder.example")
    await ada.page.get_by_label("password").first.fill(PASSWORD)
    await ada.page.get_by_label("Name of the timing partner").fill("Polder Timing")
    await ada.presses("Set up the hub")
    await ada.page.wait_for_url("**/p/polder-timing/**")
    await ada.looks("after-set-up")
    assert ada.complaints == []
