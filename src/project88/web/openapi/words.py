"""What many routes say alike, said once: parameters, answers to a refused request, ways to sign in.

A route that means something else says so itself; its own words win.
"""

from http import HTTPStatus
from typing import Final

import msgspec

from project88.accounts.problem import SAID, Problem
from project88.web.openapi.kinds import Json

DESCRIPTION: Final = """\
Live race timing: people, events, rosters, timing sessions, displays and their streams.

**Who calls.** A browser has the session cookie, and sends the token `csrf` of `GET /api/me` as
`X-CSRF-Token` with everything that changes something. A program has an API key and sends it as
`Authorization: Bearer p88_…`; a key belongs to one timing partner and may do what its scopes name.

**For whom.** A person may work for several timing partners, so requests name one in
`X-Timing-Partner`. What belongs to another partner is not there: the answer is 404.

**Refusals** are `application/problem+json`: `detail` is a sentence for a person, `code` a stable name
for a program, `fields` says which parts of a body are wrong.
"""

TAGS: Final = {
    "audit": "Who changed what, field by field, when and from where.",
    "displays": "Big screens: what an address shows, and its live stream.",
    "events": "Events, their races, waves and divisions, and what an operator has selected.",
    "hub": "For hub administrators: timing partners and users. No partner's data.",
    "keys": "Keys for programs that call this API.",
    "operations": "For whoever runs the hub.",
    "people": "Who works for a timing partner, in which role; its settings.",
    "roster": "Participants, bibs and chips; imports and exports.",
    "sign-in": "Signing in and out, second factors, passkeys, one's own account.",
    "timing": "Timing sessions and the race-day dashboard.",
    "webhooks": "Telling other systems what happened.",
}

SECURITY_SCHEMES: Final[Json] = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-project88",
        "description": "Set by signing in.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "`csrf` of `GET /api/me`; with the cookie, for all but GET.",
    },
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key. The scopes that a route needs are listed with it.",
    },
}

PARTNER_HEADER: Final[Json] = {
    "name": "X-Timing-Partner",
    "in": "header",
    "required": False,
    "description": "Short name of the timing partner. Needed with a cookie; a key has one partner. "
    "`?partner=` says the same where a browser cannot send headers.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 100},
    "example": "polder",
}

PARAMETERS: Final[dict[str, tuple[str, object]]] = {
    "address": ("Address of the display, eight letters and digits.", "7HK2MPQ9"),
    "after": ("Cursor: `next` of the page before.", None),
    "delivery_id": ("Number of the delivery.", 4711),
    "division_id": ("Number of the division.", 5),
    "event_id": ("Number of the event.", 12),
    "import_id": ("Number of the import.", 3),
    "invitation_id": ("Number of the invitation.", 8),
    "key_id": ("Number of the key.", 2),
    "limit": ("How many at most.", 100),
    "participant_id": ("Number of the participant.", 1024),
    "partner_id": ("Number of the timing partner.", 7),
    "passkey_id": ("Number of the passkey.", 1),
    "race_id": ("Number of the race.", 31),
    "range_id": ("Number of the bib range.", 6),
    "session_id": ("Number of the session.", 17),
    "user_id": ("Number of the person.", 9),
    "wave_id": ("Number of the wave.", 4),
    "webhook_id": ("Number of the webhook.", 1),
}
"""Description and example by the parameter's name; None is no example."""

CODES: Final = {
    400: ("bad_request", "The request is not what this route takes."),
    401: ("sign_in", "Sign in first."),
    403: ("not_allowed", "Your role here may not change events."),
    404: ("not_found", "There is no such event."),
    409: ("stale", "Somebody else changed this event a moment ago."),
    413: ("request_entity_too_large", "The body is too large."),
    422: ("input", "Some fields cannot be accepted."),
    429: ("too_many_tries", "Too many tries. Wait a minute."),
    503: ("unavailable", "The database does not answer. Try again."),
}


def component(status: int) -> str:
    """The name of a problem's answer among the components: ``NotFound``."""
    return HTTPStatus(status).phrase.title().replace(" ", "")


def refusal(status: int) -> Json:
    """What a route answers with this status, beside its result; with an example."""
    code, sentence = CODES[status]
    told = Problem(HTTPStatus(status).phrase, status, sentence, code)
    example: Json = msgspec.to_builtins(told)
    if status == 422:
        example["fields"] = [{"field": "name", "message": "This must not be empty."}]
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": SAID[status],
        "content": {"application/problem+json": {"schema": schema, "example": example}},
    }
