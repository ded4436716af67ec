"""Screens, what is said to them and by them, and what they have shown."""

from collections.abc import Mapping

from tests.isolation.place import Id, Place

BY_SCREEN = "/api/display/{address}/screen"
KEY = {"key": Id("screen_key")}
TO = {"screens": [Id("screen")]}
SESSION = {"display_session_id": Id("display_session")}

SCREENS: Mapping[str, Place] = {
    f"POST {BY_SCREEN}": Place(body={"width": 1920, "height": 1080}, who="nobody"),
    f"POST {BY_SCREEN}/report": Place(body={**KEY, "report": {"page": "rest"}}, who="nobody"),
    f"POST {BY_SCREEN}/leave": Place(body=KEY, who="nobody"),
    f"POST {BY_SCREEN}/take-over": Place(
        body={"code": Id("screen_code")}, who="nobody", answers=frozenset({409})
    ),
    "GET /api/screens": Place(query=SESSION),
    "PATCH /api/screens/{screen_id}": Place(body={"name": "Another name"}),
    "POST /api/screens/orders": Place(body={"to": TO, "order": {"do": "blank", "on": True}}),
    "POST /api/screens/notices": Place(
        body={"to": TO, "kind": "emergency", "text": "Leave the hall."}
    ),
    "GET /api/plays": Place(query=SESSION),
    "GET /api/plays/export": Place(query={"format": "csv", **SESSION}),
    "GET /api/analytics/displays": Place(query=SESSION),
    "GET /api/analytics/displays/export": Place(query={"format": "csv", **SESSION}),
}
