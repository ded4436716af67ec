"""What the app asks the hub: every GET that the API describes, and what people do on a race day.

A new GET is asked as soon as it is described; one whose ids are not known here stops the bench.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from _drawn import document

LEFT_OUT: Mapping[str, str] = {
    "/stream": "goes on for ever; bench screen",
    "/api/links/": "asked once in the life of a link, with brakes on",
    "/imports/{import_id}": "bench roster",
    "/api/hub/": "for hub administrators",
    "/rejected.csv": "of an import; bench roster",
    "/webhooks/{webhook_id}/deliveries/": "one by one",
    "/announcer/notes/{note_id}": "one by one",
    "/card/{token}": "of telephones, which hear of it by a stream",
    "/takeover": "once, when a device takes the place of a screen that has died",
    "/assets/{asset_id}": "needs a picture; its list is asked",
    "/kiosk/certificate": "of who has finished",
    "{sha256}": "bytes of a file, kept by whoever had them once",
    "{document_hash}": "once in the life of a document on a screen, kept afterwards",
}
_PARAMETER = re.compile(r"\{(\w+)\}")


class Request(msgspec.Struct, frozen=True):
    """One request; `{name}` in path and `$name` in the body are ids. `saves`: id from the answer's field."""

    method: str
    path: str
    body: dict[str, object] | None = None
    saves: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return f"{self.method} {self.path.partition('?')[0]}"


Group = tuple[Request, ...]
EVENT = "/api/events/{event_id}"
PERSON = EVENT + "/participants/{new_id}"

BEFORE: Group = (
    Request(
        "POST",
        "/api/display/generate-url",
        {"timing_session_id": "$session_id"},
        (("address", "id"), ("display_session_id", "display_session_id")),
    ),
    Request("POST", "/api/keys", {"name": "Results", "scopes": ["events.view"]}),
    Request(
        "POST",
        "/api/webhooks",
        {"url": "https://8.8.8.8/hook", "kinds": ["event.changed"]},
        (("webhook_id", "webhook.id"),),
    ),
    Request("POST", "/api/people/invitations", {"email": "new@people.example", "role": "timer"}),
    Request("PUT", "/api/selection", {"mode": "results", "event_ids": ["$event_id"]}),
    Request("PUT", EVENT + "/publishing", {"slug": "bench-$event_id"}, saves=(("slug", "slug"),)),
    Request(
        "POST",
        "/api/templates",
        {"document": document()},
        (("template_id", "id"), ("number", "version")),
    ),
)
"""Made once for each member, so that every list has something in it."""

WRITES: tuple[Group, ...] = (
    (
        Request(
            "POST",
            EVENT + "/participants",
            {"first_name": "Mara", "last_name": "Vliet", "race_id": "$race_id"},
            (("new_id", "id"),),
        ),
        Request("PATCH", PERSON, {"version": 1, "city": "Saltmere", "privacy": "short"}),
        Request("PUT", PERSON + "/chips", {"chips": ["N$new_id"]}),
        Request("POST", EVENT + "/bibs/swap", {"participant_id": "$new_id", "new_bib": "N$new_id"}),
        Request("GET", PERSON),
        Request("GET", PERSON + "/history"),
        Request("DELETE", PERSON),
    ),
    (
        Request("GET", EVENT, saves=(("version", "version"),)),
        Request("PATCH", EVENT, {"version": "$version", "place": "Harlingen"}),
    ),
    (
        Request("POST", EVENT + "/races", {"name": "Race $turn"}, (("new_race", "id"),)),
        Request(
            "PATCH", EVENT + "/races/{new_race}", {"version": 1, "start": "2027-06-27T09:30:00"}
        ),
        Request("POST", EVENT + "/races/{new_race}/waves", {"name": "Wave 1"}),
        Request("DELETE", EVENT + "/races/{new_race}"),
    ),
    (Request("POST", EVENT + "/bibs/assign", {"dry_run": True}),),
    (Request("PUT", "/api/selection", {"mode": "results", "event_ids": ["$event_id"]}),),
    (Request("PATCH", "/api/me", {"language": "en"}),),
    (Request("POST", "/api/display/generate-url", {"display_session_id": "$display_session_id"}, (("link", "id"),)),
     Request("PATCH", "/api/display-links/{link}", {"hours": 48}),
     Request("DELETE", "/api/display-links/{link}")),
)  # fmt: skip
QUERIES: Mapping[str, str] = {
    EVENT + "/participants": "?search=vandenberg+7",
    "/api/timing-sessions": "?event_id={event_id}",
    EVENT + "/moves": "?day=2027-06-27",
    "/api/audit/export": "?format=csv",
    EVENT + "/results/teams": "?race={race_id}",
    EVENT + "/results/relay": "?race={race_id}",
    "/api/results/search": "?q=vandenberg",
    "/api/results/{slug}/kiosk/people": "?search=vandenberg",
    "/api/results/{slug}/kiosk/result": "?bib=1",
    "/api/results/{slug}/kiosk/card": "?bib=1",
    EVENT + "/announcer/search": "?q=vandenberg",
}


def groups(described: dict[str, Any], known: set[str]) -> Iterator[Group]:
    """Everything that is measured, in groups that keep their order. Any: an OpenAPI document."""
    yield from WRITES
    there = {request.name for group in WRITES for request in group}
    for path, operations in described["paths"].items():
        if "get" not in operations or f"GET {path}" in there or _left_out(path):
            continue
        names = set(_PARAMETER.findall(path))
        if not names <= known | {"participant_id"}:
            raise LookupError(
                f"GET {path}: whose are {names - known}? Say so in bench/_requests.py."
            )
        yield (Request("GET", path + QUERIES.get(path, "")),)


def _left_out(path: str) -> bool:
    return any(part in path for part in LEFT_OUT)


def filled(value: object, ids: Mapping[str, object]) -> object:
    """The same with the ids in it; a text that is nothing but an id becomes its number."""
    match value:
        case str() if value.startswith("$") and value[1:] in ids:
            return ids[value[1:]]
        case str():
            for name, known in ids.items():
                value = value.replace(f"${name}", str(known))
            return value
        case dict():
            return {key: filled(one, ids) for key, one in value.items()}
        case list():
            return [filled(one, ids) for one in value]
    return value


def path_of(request: Request, ids: Mapping[str, object]) -> str:
    return _PARAMETER.sub(lambda found: str(ids[found[1]]), request.path)
