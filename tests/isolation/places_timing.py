"""Timing sessions, dashboards and displays."""

from collections.abc import Mapping

from tests.isolation.place import Id, Place

TIMING: Mapping[str, Place] = {
    "GET /metrics": Place(not_tried="asked from this machine only; tests/web/test_gate"),
    "POST /api/events/{event_id}/timing-sessions/{session_id}": Place(
        ids={"session_id": "free_session"}
    ),
    "POST /api/chronotrack/sessions/{session_id}/select": Place(
        body={"display_session_id": Id("display_session"), "locations": [{"name": "Finish"}]}
    ),
    "DELETE /api/sessions/{display_session_id}/timing-sessions/{session_id}": Place(
        ids={"display_session_id": "display_session"}
    ),
    "POST /api/chronotrack/unclaimed/{source_id}/claim": Place(
        not_tried="belongs to no partner; tests/displays/binding/test_choosing",
        ids={"source_id": "session"},
        body={"partner": Id("slug")},
    ),
    "GET /api/plays": Place(query={"display_session_id": Id("display_session")}),
    "GET /api/plays/export": Place(query={"display_session_id": Id("display_session")}),
    "GET /api/analytics/displays": Place(query={"display_session_id": Id("display_session")}),
    "GET /api/analytics/displays/export": Place(
        query={"display_session_id": Id("display_session")}
    ),
    "POST /api/events/{event_id}/displays": Place(body={"session_id": Id("session")}),
    "DELETE /api/events/{event_id}/displays/{link}": Place(ids={"link": "address"}),
}
