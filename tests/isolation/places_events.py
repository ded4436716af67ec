"""Events, races, waves, divisions and selections."""

from collections.abc import Mapping

from tests.isolation.place import Id, Place

DAY = "2027-06-27"

EVENTS: Mapping[str, Place] = {
    "POST /api/events": Place(body={"name": "Dike Run", "day": DAY}),
    "PATCH /api/events/{event_id}": Place(body={"version": 1, "name": "Dike Run"}),
    "POST /api/events/{event_id}/clone": Place(
        body={"name": "Dike Run", "day": DAY, "people": "without_bibs"}
    ),
    "POST /api/events/{event_id}/races": Place(body={"name": "10K"}),
    "DELETE /api/events/{event_id}/races/{race_id}": Place(ids={"race_id": "empty_race"}),
    "PATCH /api/events/{event_id}/races/{race_id}": Place(body={"version": 1, "name": "10K"}),
    "POST /api/events/{event_id}/races/{race_id}/waves": Place(body={"name": "Wave 2"}),
    "PATCH /api/events/{event_id}/races/{race_id}/waves/{wave_id}": Place(
        body={"version": 1, "name": "Wave 2"}
    ),
    "POST /api/events/{event_id}/races/{race_id}/divisions": Place(body={"name": "F40"}),
    "PATCH /api/events/{event_id}/races/{race_id}/divisions/{division_id}": Place(
        body={"version": 1, "name": "F40"}
    ),
    "PUT /api/selection": Place(body={"mode": "results", "event_ids": [Id("event")]}),
}
