"""What the parser says about a document, as a place and a sentence for a person."""

import re
from typing import NamedTuple

_PLACED = re.compile(
    r"(?P<message>.+?)(?: - at `(?P<key>key` in `)?\$(?P<path>[^`]*)`)?", re.DOTALL
)
_NAMED = re.compile(r"(?:missing required|contains unknown) field `([^`]+)`")
_ENTRY = re.compile(r"\[(\d+|\.\.\.)\]")
_TOLD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"`str` of length >= (\d+)"), "This must not be empty."),
    (re.compile(r"`str` of length <= (\d+)"), "This may have at most {0} characters."),
    (re.compile(r"`(?:array|object)` of length >= (\d+)"), "This must have at least {0} entries."),
    (re.compile(r"`(?:array|object)` of length <= (\d+)"), "This may have at most {0} entries."),
    (re.compile(r"`array` of length (\d+)"), "This must have {0} entries."),
    (re.compile(r"`(?:int|float)` >= (\S+)$"), "This must be {0} or more."),
    (re.compile(r"`(?:int|float)` <= (\S+)$"), "This must be {0} or less."),
    (re.compile(r"matching regex"), "This does not have the form that is expected."),
    (re.compile(r"missing required field"), "This is missing."),
    (re.compile(r"contains unknown field"), "There is no such property."),
    (re.compile(r"Invalid (?:enum )?value"), "This is not one of the possible values."),
    (re.compile(r"Expected `(.+)`, got `null`"), "Leave it out instead of saying null."),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), "This must be {0}, and is {1}."),
)
_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
}


class Fault(NamedTuple):
    """Where, and a sentence for a person."""

    place: str
    sentence: str


def fault_of(place: str, said: str) -> Fault:
    """From the parser's words about the thing at a place."""
    parts = _PLACED.fullmatch(said)
    message, path = (parts["message"], parts["path"] or "") if parts is not None else (said, "")
    steps = [place, *_ENTRY.sub(r".\1", path).strip(".").split(".")]
    if named := _NAMED.search(message):
        steps.append(named[1])
    return Fault(".".join(step for step in steps if step), _sentence(message))


def _sentence(message: str) -> str:
    for known, told in _TOLD:
        if found := known.search(message):
            return told.format(*(_in_words(group) for group in found.groups()))
    return "This cannot be accepted."


def _in_words(kinds: str) -> str:
    return " or ".join(_KINDS.get(kind.strip(), kind.strip()) for kind in kinds.split("|"))
