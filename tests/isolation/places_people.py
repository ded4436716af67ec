"""People, keys, webhooks, the audit log, and the hub's own routes."""

from collections.abc import Mapping

from tests.isolation.place import Place

LINK = "https://8.8.8.8/hook"

PEOPLE: Mapping[str, Place] = {
    "POST /api/people/invitations": Place(body={"email": "new@people.test", "role": "timer"}),
    "PATCH /api/people/{user_id}": Place(body={"role": "operator"}),
    "PATCH /api/partner": Place(body={"language": "de"}),
    "POST /api/keys": Place(body={"name": "Results", "scopes": ["events.view"]}),
    "POST /api/webhooks": Place(body={"url": LINK, "kinds": ["event.changed"]}),
    "PATCH /api/webhooks/{webhook_id}": Place(body={"note": "another"}),
    "GET /api/audit/export": Place(query={"format": "csv"}),
    "POST /api/hub/partners": Place(body={"slug": "marsh", "name": "Marsh", "zone": "Etc/UTC"}),
    "PATCH /api/hub/partners/{partner_id}": Place(body={"name": "Another name"}),
    "POST /api/hub/partners/{partner_id}/invitations": Place(body={"email": "new@people.test"}),
    "POST /api/hub/partners/{partner_id}/access": Place(body={"reason": "Asked for by phone"}),
    "PATCH /api/hub/users/{user_id}": Place(body={"state": "disabled"}),
}
