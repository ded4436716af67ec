"""Timing sessions and dashboards."""

from collections.abc import Mapping

from tests.isolation.place import Place

TIMING: Mapping[str, Place] = {
    "GET /metrics": Place(not_tried="asked from this machine only; tests/web/test_gate"),
    "POST /api/events/{event_id}/timing-sessions/{session_id}": Place(
        ids={"session_id": "free_session"}
    ),
}
