"""Timing sessions, dashboards and displays."""

from collections.abc import Mapping

from tests.isolation.place import Id, Place

TIMING: Mapping[str, Place] = {
    "GET /metrics": Place(not_tried="asked from this machine only; tests/web/test_gate"),
    "POST /api/events/{event_id}/timing-sessions/{session_id}": Place(
        ids={"session_id": "free_session"}
    ),
    "POST /api/events/{event_id}/displays": Place(body={"session_id": Id("session")}),
    "DELETE /api/events/{event_id}/displays/{link}": Place(ids={"link": "address"}),
}
