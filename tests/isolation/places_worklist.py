"""The timer's work list."""

from collections.abc import Mapping

from tests.isolation.place import Place

WORKLIST = "/api/events/{event_id}/worklist"

WORK: Mapping[str, Place] = {
    f"GET {WORKLIST}/items": Place(query={"kind": "unknown_tag"}),
    f"POST {WORKLIST}/dismissals": Place(
        body={"kind": "unknown_tag", "keys": ["unknown_tag:99995"], "reason": "Our test tag"}
    ),
    f"POST {WORKLIST}/dismissals/undo": Place(body={"ids": [1]}),
}
