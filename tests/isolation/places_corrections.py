"""Corrections and held places."""

from collections.abc import Mapping

from tests.isolation.place import Before, Id, Place

EVENT = "/api/events/{event_id}"
CORRECTIONS = f"{EVENT}/corrections"
WHY = {"reason": "As the referee said"}
INTERVAL = {
    "session_id": Id("session"),
    "location_id": Id("location"),
    "since": "2027-06-27T09:30:00",
    "until": "2027-06-27T10:30:00",
}
UNDONE = Before(f"POST {CORRECTIONS}/{{correction_id}}/undo", ("id",), "correction")

CORRECTED: Mapping[str, Place] = {
    f"POST {CORRECTIONS}/voids": Place(
        body=WHY
        | {
            "session_id": Id("session"),
            "location_id": Id("location"),
            "tag": Id("chip"),
            "passing_no": 1,
        }
    ),
    f"POST {CORRECTIONS}/manual-times": Place(
        body=WHY
        | {
            "participant_id": Id("participant"),
            "point_id": Id("point"),
            "at": "2027-06-27T10:30:00",
        }
    ),
    f"POST {CORRECTIONS}/statuses": Place(
        body=WHY | {"participant_id": Id("participant"), "status": "dq"}
    ),
    f"POST {CORRECTIONS}/penalties": Place(
        body=WHY | {"participant_id": Id("participant"), "ms": 60_000}
    ),
    f"POST {CORRECTIONS}/clock-shifts": Place(body=WHY | INTERVAL | {"ms": 1500}),
    f"POST {CORRECTIONS}/clock-shifts/preview": Place(body=INTERVAL),
    f"POST {CORRECTIONS}/{{correction_id}}/redo": Place(before=(UNDONE,)),
    f"GET {EVENT}/results/pending": Place(query={"race": Id("race")}),
    f"POST {EVENT}/holds": Place(body={"race_id": Id("race"), "scope": "overall", "first": 1}),
}
