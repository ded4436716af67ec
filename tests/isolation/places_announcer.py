"""The announcer's screen."""

from collections.abc import Mapping

from tests.isolation.place import Id, Place

ANNOUNCER = "/api/events/{event_id}/announcer"
WHAT = "at:Finish"

ANNOUNCED: Mapping[str, Place] = {
    f"GET {ANNOUNCER}/search": Place(query={"q": "a"}),
    f"POST {ANNOUNCER}/said": Place(
        body={"ticks": [{"participant_id": Id("participant"), "what": WHAT}]}
    ),
    f"DELETE {ANNOUNCER}/said": Place(query={"participant_id": Id("participant_2"), "what": WHAT}),
    f"PATCH {ANNOUNCER}/people/{{participant_id}}": Place(
        body={"version": 0, "pronunciation": "AH-da"}
    ),
    f"POST {ANNOUNCER}/notes": Place(body={"participant_id": Id("participant"), "text": "Won"}),
    f"PATCH {ANNOUNCER}/notes/{{note_id}}": Place(body={"version": 2, "text": "Won twice"}),
}
