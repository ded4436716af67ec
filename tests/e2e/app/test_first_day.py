"""The first day of a hub, from the printed link to signing out everywhere, in real browsers."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from tests.e2e.app import steps

if TYPE_CHECKING:
    from tests.e2e.app.conftest import NewVisitor
    from tests.e2e.conftest import Hub

pytestmark = [pytest.mark.e2e, pytest.mark.journey]

ROSTER = (
    "Bib;First name;Last name;Town;Race;Chip\n"
    "101;Mara;Vliet;Saltmere;5 km;5A1E344B\n"
    "102;Łukasz;Wiśniewski;Hiidenniemi;5 km;000102\n"
    "103;Nguyễn Thị;Ánh;Boulder;10 km;5A1E7229\n"
)


async def test_the_first_day(
    hub_of_app: "Hub", ctp01_port: int, set_up_link: str, visitor: "NewVisitor"
) -> None:
    ada, timo = await visitor(), await visitor()
    await steps.set_up(ada, set_up_link)
    link = await steps.invite(ada, "timo@polder.example")
    await steps.accept(timo, link, "Timo Bakker")
    key = await steps.add_authenticator(timo)
    await steps.sign_out(timo)
    await steps.sign_in_with_code(timo, "timo@polder.example", key)
    await steps.add_passkey(ada)
    await steps.sign_out(ada)
    await steps.sign_in_with_passkey(ada)
    today = datetime.now(ZoneInfo("UTC")).date()
    event = await steps.make_event(timo, "Harbour Mile", today)
    await steps.import_roster(timo, event, ROSTER)
    await steps.correct(timo, event, "Mara", "Harlingen")
    box = await hub_of_app.box(ctp01_port)
    await steps.watch(ada, event, box)
    await steps.audit(ada)
    await steps.sign_out_everywhere(ada)
    wrong = [*ada.faults, *timo.faults, *ada.complaints, *timo.complaints]
    if wrong:
        pytest.fail("\n".join(wrong))
