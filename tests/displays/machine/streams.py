"""The beginning of a display's stream: what it shows, and a picture of every timing session of that."""

import json
from typing import Any

Event = tuple[str, Any]  # Any: JSON of several shapes


def enough(body: bytes) -> bool:
    """Whether the stream has said all that it says at once."""
    events = _events(body)
    if any(name == "bye" for name, _ in events):
        return True
    shown = next((data for name, data in events if name == "assignment"), None)
    if shown is None:
        return False
    pictured = {data["session"] for name, data in events if name == "snapshot"}
    return {one["id"] for one in shown["timing"]} <= pictured


def beginning(body: bytes) -> str:
    """The same as JSON, in the order of the assignment; heartbeats come when they like."""
    events = _events(body)
    byes = [data for name, data in events if name == "bye"]
    shown = next((data for name, data in events if name == "assignment"), None)
    pictures = {data["session"]: data for name, data in events if name == "snapshot"}
    order = [one["id"] for one in shown["timing"]] if shown else []
    told = [shown, [pictures.get(one) for one in order], byes]
    return json.dumps(told)


def _events(body: bytes) -> list[Event]:
    """Whole ones only."""
    found = []
    for block in body.decode().split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in fields and "data" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found
