"""Display sessions, what feeds them, and links to them.

They are one operator's alone; the owner of the timing partner, who manages displays, gets through too.
"""

from collections.abc import Mapping

from tests.isolation.place import Id, Place

SESSIONS = "/api/sessions"
ONE = SESSIONS + "/{display_session_id}"
MINE = Id("display_session")

DISPLAYS: Mapping[str, Place] = {
    f"POST {SESSIONS}/create": Place(body={"event_id": Id("event"), "name": "Second wall"}),
    f"PATCH {ONE}": Place(body={"version": 1, "name": "Another name"}),
    f"POST {ONE}/clone": Place(body={"name": "Copy"}),
    f"POST {ONE}/restore": Place(answers=frozenset({200, 409})),
    f"PUT {ONE}/people": Place(body={"user_ids": []}),
    "POST /api/chronotrack/sessions/{session_id}/select": Place(body={"display_session_id": MINE}),
    "POST /api/chronotrack/unclaimed/{source_id}/claim": Place(body={"partner": Id("slug")}),
    "POST /api/display/generate-url": Place(body={"display_session_id": MINE}),
    "PATCH /api/display-links/{link}": Place(body={"hours": 2}),
}
