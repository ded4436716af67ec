"""Events as bytes, and the place that an event id names."""

import pytest

from project88.live.frames import Place, bye_frame, event_id, heartbeat_frame, place_of


def test_a_heartbeat_has_no_id_so_that_the_browser_keeps_its_real_place() -> None:
    frame = heartbeat_frame(now=5_000, version=12, newest=3_500)
    assert frame == b'event: hb\ndata: {"now":5000,"version":12,"age":1500}\n\n'


def test_without_a_read_there_is_no_age() -> None:
    assert b'"age":null' in heartbeat_frame(now=5_000, version=0, newest=None)


def test_clocks_that_disagree_give_no_negative_age() -> None:
    assert b'"age":0' in heartbeat_frame(now=5_000, version=0, newest=5_040)


def test_a_bye_is_one_event() -> None:
    assert bye_frame("restart") == b'event: bye\ndata: {"reason":"restart"}\n\n'


def test_an_event_id_leads_back_to_its_place() -> None:
    assert place_of(event_id("ab:cd", 12)) == Place("ab:cd", 12)


@pytest.mark.parametrize(
    "text", [None, "", "12", ":12", "e1:", "e1:x", "e1:-4", "e1:1.5", "e1:" + "9" * 30, "e1:²"]
)
def test_what_is_not_one_of_our_ids_names_no_place(text: str | None) -> None:
    assert place_of(text) is None
