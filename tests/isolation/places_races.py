"""The set-up of races."""

from collections.abc import Mapping

from tests.isolation.place import Id, Place

RACE = "/api/events/{event_id}/races/{race_id}"
POINT = {"name": "Finish", "kind": "finish", "main": ["FINISH"]}

RACES: Mapping[str, Place] = {
    f"PUT {RACE}/points": Place(body={"version": 0, "points": [POINT | {"id": Id("point")}]}),
    f"PATCH {RACE}/rules": Place(body={"version": 0, "rank_by": "chip"}),
    f"PUT {RACE}/start": Place(
        body={"version": 0, "start": "2027-06-27T09:30:00"}, ids={"race_id": "empty_race"}
    ),
    f"PUT {RACE}/waves/{{wave_id}}/start": Place(
        body={"version": 1, "start": "2027-06-27T09:30:00"}
    ),
    "PUT /api/events/{event_id}/guns/{gun_id}": Place(
        body={"to": {"race_id": Id("race"), "wave_id": Id("wave")}, "was": None}
    ),
    f"PUT {RACE}/state": Place(body={"version": 0, "state": "official"}),
    f"PUT {RACE}/closed": Place(body={"version": 0, "closed": True}),
    f"POST {RACE}/records": Place(body={"scope": "sex", "scope_value": "F", "ms": 2_000_000}),
    f"PATCH {RACE}/records/{{record_id}}": Place(body={"version": 1, "ms": 890_000}),
}
