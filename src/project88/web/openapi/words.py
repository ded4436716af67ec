"""What many routes say alike, said once: parameters, answers to a refused request, ways to sign in.

A route that means something else says so itself; its own words win.
"""

from http import HTTPStatus
from typing import Final

import msgspec

from project88.accounts.problem import SAID, Problem
from project88.web.openapi import result_words
from project88.web.openapi.kinds import Json

_SHA256 = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"

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
    **result_words.TAGS,
    "analytics": "What screens showed when, and how displays did.",
    "templates": "Drawn screens and their versions, lines for runners, borrowed styles.",
    "assets": "Pictures, fonts, films and sounds of templates.",
    "audit": "Who changed what, field by field, when and from where.",
    "displays": "Big screens: what an address shows, and its live stream.",
    "events": "Events, their races, waves and divisions, and what an operator has selected.",
    "hub": "For hub administrators: timing partners and users. No partner's data.",
    "keys": "Keys for programs that call this API.",
    "operations": "For whoever runs the hub.",
    "people": "Who works for a timing partner, in which role; its settings.",
    "roster": "Participants, bibs and chips; imports and exports.",
    "screens": "Browsers that show displays: who they are, how they do, what they are told.",
    "sessions": "Display sessions, the workspaces of operators, and the links to them.",
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
    **result_words.PARAMETERS,
    "address": ("Address of the display, eight letters and digits.", "7HK2MPQ9"),
    "delivery_id": ("Number of the delivery.", 4711),
    "division_id": ("Number of the division.", 5),
    "event_id": ("Number of the event.", 12),
    "import_id": ("Number of the import.", 3),
    "invitation_id": ("Number of the invitation.", 8),
    "key_id": ("Number of the key.", 2),
    "last": ("Place to go on from.", "e1:42"),
    "limit": ("How many at most.", 100),
    "link": ("Address of the display.", "7HK2MPQ9"),
    "participant_id": ("Number of the participant.", 1024),
    "partner_id": ("Number of the timing partner.", 7),
    "passkey_id": ("Number of the passkey.", 1),
    "race_id": ("Number of the race.", 31),
    "range_id": ("Number of the bib range.", 6),
    "session_id": ("Number of the session.", 17),
    "secret": ("The last part of the link.", "Zk3vQ0pYw1bN6rT8uX2cD5fG7hJ9kL4m"),
    "user_id": ("Number of the person.", 9),
    "wave_id": ("Number of the wave.", 4),
    "webhook_id": ("Number of the webhook.", 1),
}
"""Description and example by the parameter's name; None is no example."""

STREAMS: Final[dict[str, object]] = {
    **result_words.STREAMS,
    "text/event-stream": 'id: 7f3a91c2:42\nevent: changes\ndata: {"version":42}\n\n',
    "application/json": [{"id": 12, "action": "changed", "subject": "event"}],
    "application/octet-stream": "the bytes",
    "application/zip": "PK…",
    "text/csv": "at,who,what\n2026-06-14T09:00:00Z,Ada de Vries,changed\n",
}
"""How a file or a stream begins."""

FIELDS: Final[dict[str, tuple[str, object]]] = {
    **result_words.FIELDS,
    "action": ("What was done.", "changed"),
    "actor": ("Who did it.", "Ada de Vries"),
    "actor_kind": ("What kind of actor it was.", None),
    "after": ("Ask with this for the next page; null: no more.", "eyJpZCI6MTJ9"),
    "at": ("When, UTC.", None),
    "attestationObject": ("WebAuthn's, in base64url.", "o2NmbXRkbm9uZQ"),
    "authenticatorData": ("WebAuthn's, in base64url.", "SZYN5YgOjGh0NBcP"),
    "before": ("As it was.", None),
    "bib": ("Number on the shirt.", "101"),
    "bibs": ("Bibs, as people count.", ["103"]),
    "bytes": ("How many bytes.", 48213),
    "category": ("What it is used for.", None),
    "changed": ("How many changed.", 14),
    "chips": ("Chips of the person.", ["5A1E344B"]),
    "city": ("Where the person lives.", "Saltmere"),
    "clientDataJSON": ("WebAuthn's, in base64url.", "eyJ0eXBlIjoid2ViYXV0aG4ifQ"),
    "clone_of": ("Number of the template to copy.", 17),
    "code": ("Stable name for programs.", None),
    "committed_at": ("When it was written to the roster.", None),
    "country": ("Country of the person.", "NLD"),
    "created_at": ("When it was made.", "2026-06-14T09:00:00Z"),
    "csrf": ("Send it as X-CSRF-Token with every change.", "5c1d0e8f9a7b4c3d2e1f"),
    "day": ("Day in its own zone.", "2026-06-14"),
    "division": ("Division of the person.", "F40"),
    "do": ("Which order it is.", None),
    "document_hash": ("sha256 of the document, in hexadecimal.", _SHA256),
    "drop": ("Number of the participant who goes.", 1025),
    "email": ("For signing in.", "ada@polder.example"),
    "encoding": ("How the file's text is encoded.", None),
    "event_id": ("Number of the event.", 12),
    "expires_at": ("From then on it does not work.", "2026-06-15T09:00:00Z"),
    "facts": ("What the sentence is made of.", None),
    "failure": ("Why it failed, in a sentence.", "This picture ends in the middle."),
    "family": ("Family of a font.", "Barlow Condensed"),
    "field": ("Name of the field.", "city"),
    "fields": ("Names of the fields.", ["city"]),
    "file": ("What the file says.", "Saltmere"),
    "file_name": ("Name of the file as it was brought.", "marathon.csv"),
    "files": ("How many files.", 42),
    "first_name": ("First name.", "Mara"),
    "given": ("How many were given.", 12),
    "hash": ("sha256 of the document, in hexadecimal.", _SHA256),
    "height": ("In pixels.", 1080),
    "here": ("What was set here.", "Harlingen"),
    "id": ("Its number.", 12),
    "ids": ("Numbers.", [17, 18]),
    "keep": ("Number of the participant who stays.", 1024),
    "kind": ("What kind it is.", None),
    "label": ("A name that somebody gave.", "As shown in Sneek"),
    "last_name": ("Last name.", "Vliet"),
    "licence": ("What it may be used for.", "OFL-1.1"),
    "lines": ("Lines, in their order.", ["Well done!", "You made it!"]),
    "link": ("The last part of the link.", "Zk3vQ0pYw1bN6rT8uX2cD5fG7hJ9kL4m"),
    "local_edits": ("Whose values win.", None),
    "location": ("Name of the location.", "Finish"),
    "made_at": ("When it was made.", None),
    "made_by": ("Who made it.", "Ada de Vries"),
    "mime": ("Its media type, by content.", "image/webp"),
    "name": ("Its name.", "Harbour Mile"),
    "new": ("As it is now.", None),
    "new_bib": ("The bib that the person gets.", "102"),
    "new_password": ("The new password.", "mats at the harbour mile"),
    "not_public": ("How many asked to be shortened or hidden.", 3),
    "note": ("For the crew only.", "Starts late"),
    "notes": ("What else happened, as sentences.", ["Two starts moved by an hour."]),
    "old": ("As it was.", None),
    "outcome": ("What becomes of the row.", None),
    "participant_id": ("Number of the participant.", 1024),
    "participants": ("How many people.", 312),
    "passings": ("How many passings.", 624),
    "password": ("The password.", "mats at the harbour mile"),
    "path": ("Where in the document.", ["blocks", "b3", "font", "size"]),
    "people": ("How many people.", 312),
    "publicKey": ("WebAuthn's options, as JSON.", {"challenge": "Zk3vQ0pYw1bN6rT8"}),
    "published_at": ("When it was published.", "2026-06-14T09:00:00Z"),
    "published_hash": ("sha256 of the document that screens show.", _SHA256),
    "qr": ("To be scanned, as an SVG picture.", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "qr_svg": ("To be scanned, as an SVG picture.", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "quota_bytes": ("How many bytes it may be.", 2147483648),
    "race": ("Name of the race.", "10K"),
    "race_id": ("Number of the race.", 31),
    "races": ("How many races.", 3),
    "rawId": ("WebAuthn's, in base64url.", "AZ3k9vQ0pYw1bN6rT8uX2c"),
    "reads": ("How many reads.", 1024),
    "reads_last_minute": ("How many reads in the last minute.", 84),
    "reason": ("Why, in a sentence.", "The sender closed the connection."),
    "reasons": ("Why, as sentences.", ["Same name and age."]),
    "rejected": ("How many were rejected.", 2),
    "second": ("The other one.", "F40-49"),
    "sender": ("What the sender calls itself.", "Fusion 2.4"),
    "sentence": ("For a person.", "Finish: no read for 3 min while 20 runners are due."),
    "sentences": ("What else to know.", ["Two timing sessions are bound to it."]),
    "session": ("Name or id of the session.", "Harbour Mile"),
    "session_id": ("Number of the timing session.", 17),
    "severity": ("How bad it is.", None),
    "sha256": ("sha256 of the bytes, in hexadecimal.", _SHA256),
    "sheet": ("Sheet of the workbook.", "Entries"),
    "sheets": ("Sheets of the workbook.", ["Entries"]),
    "signature": ("WebAuthn's, in base64url.", "MEUCIQCq5Zk3vQ0pYw1bN6rT8uX2c"),
    "source_bib": ("The bib that the last import told.", "101"),
    "stage": ("What is under way.", None),
    "starter": ("Name of a template that comes with the product.", "standard"),
    "state": ("How it is now.", "ZH"),
    "state_changed_at": ("When its state changed.", "2026-06-14T09:00:00Z"),
    "tag": ("The chip's number.", "5A1E344B"),
    "team": ("Team of the person.", "Harbour Harriers"),
    "templates": ("How many templates.", 2),
    "time_raw": ("The time as the sender wrote it.", "09:30:00.00"),
    "title": ("As people read it.", "Standard"),
    "told_event": ("What the sender says it times.", "Harbour Mile"),
    "transports": ("How the authenticator is reached.", ["internal"]),
    "trouble": ("What is wrong with it, in a sentence; '': nothing.", "A picture is not there."),
    "unchanged": ("How many stay as they are.", 296),
    "undoable": ("Whether it can be taken back.", None),
    "undone_at": ("When it was taken back.", None),
    "unknown_tags": ("How many chips nobody has.", 2),
    "updated_at": ("When it changed.", "2026-06-14T09:00:00Z"),
    "updated_by": ("Who changed it last.", "Ada de Vries"),
    "user_agent": ("What the browser calls itself.", "Mozilla/5.0"),
    "userHandle": ("WebAuthn's, in base64url.", "Zk3vQ0pYw1bN6rT8uX2cD5"),
    "variant": ("Which size it is.", None),
    "version": ("Raised by every change; an edit names the version it saw.", 3),
    "wave": ("Wave of the person.", "Wave 1"),
    "width": ("In pixels.", 1920),
    "window": ("Which window.", "w-3f9a2c"),
    "without_bib": ("How many have no bib.", 4),
    "without_chip": ("How many have no chip.", 5),
    "zone": ("IANA zone.", "Europe/Amsterdam"),
}
"""The same for a field of any schema; the field's own words win."""

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
