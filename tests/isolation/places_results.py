"""Lists of results."""

from collections.abc import Mapping

from tests.isolation.place import Before, Id, Place

KIOSK = "GET /api/results/{slug}/kiosk"
CARD = "GET /api/results/{slug}/card/{token}"
OWN = Place(who="nobody", query={"bib": Id("bib")})
SCANNED = Before(f"{KIOSK}/result", ("card", "token"), "token")

RESULTS: Mapping[str, Place] = {
    "GET /api/events/{event_id}/results/teams": Place(query={"race": Id("race")}),
    "GET /api/events/{event_id}/results/relay": Place(query={"race": Id("race")}),
    KIOSK: Place(who="nobody"),
    f"{KIOSK}/people": Place(who="nobody", query={"search": Id("bib")}),
    f"{KIOSK}/result": OWN,
    f"{KIOSK}/card": OWN,
    # Nobody has finished in that world.
    f"{KIOSK}/certificate": Place(
        who="nobody", query={"bib": Id("bib")}, answers=frozenset({200, 409})
    ),
    CARD: Place(who="nobody", before=(SCANNED,)),
    f"{CARD}/stream": Place(not_tried="never ends; tests/results/kiosk"),
    "GET /api/results/search": Place(query={"q": "qwxa first"}),
    "PUT /api/events/{event_id}/publishing": Place(body={"slug": "marsh-mile"}),
}
