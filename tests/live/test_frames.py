"""Events as bytes, and the places that an event id names."""

import pytest

from project88.live.frames import (
    Place,
    bye_frame,
    heartbeat_frame,
    id_frame,
    id_text,
    places_of,
)
from project88.live.messages import Heartbeat


def test_a_heartbeat_has_no_id_so_that_the_browser_keeps_its_real_place() -> None:
    frame = heartbeat_frame(Heartbeat(now=5_000, session=3, version=12, age=1_500))
    assert frame == (
        b'event: hb\ndata: {"now":5000,"session":3,"version":12,"age":1500,"locations":[]}\n\n'
    )


def test_a_bye_is_one_event() -> None:
    assert bye_frame("restart") == b'event: bye\ndata: {"reason":"restart"}\n\n'


def test_an_id_goes_out_in_a_block_without_data_that_no_page_hears_of() -> None:
    places = {3: Place("e1", 17), 4: Place("e1", 20)}
    assert id_frame(places) == b"id: e1:3.17,4.20\n\n"


@pytest.mark.parametrize(
    "places",
    [
        {3: Place("e1", 17)},
        {3: Place("e1", 17), 4: Place("e1", 20)},
        # One of them was restored from a copy.
        {3: Place("e1", 17), 4: Place("e2", 20), 5: Place("e1", 1)},
        {3: Place("ab:cd", 12)},
    ],
)
def test_an_event_id_leads_back_to_its_places(places: dict[int, Place]) -> None:
    assert places_of(id_text(places)) == places


@pytest.mark.parametrize(
    "text",
    [None, "", "12", ":3.12", "e1:", "e1:12", "e1:x.1", "e1:3.-4", "e1:3.", "e1:.5",
     "e1:3." + "9" * 30, "e1:3.²", "e1:99999999999.1"],
)  # fmt: skip
def test_what_is_not_one_of_our_ids_names_no_place(text: str | None) -> None:
    assert places_of(text) == {}


def test_nobodys_id_makes_us_work_for_more_than_a_display_has() -> None:
    assert len(places_of("e1:" + ",".join(f"{number}.1" for number in range(1, 1000)))) == 16
