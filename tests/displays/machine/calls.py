"""A request of the machine: written with handles, asked in each hub with what these are called there."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec
from tests.displays.machine.model import Homes
from tests.displays.machine.world import A, B
from tests.isolation.asking import Asked

SCREEN = "a screen"
"""Who asks when nobody is signed in."""
OURS: Homes = frozenset({A, B})


Known: TypeAlias = "Mapping[str, int | str]"
"""What each handle is called in a hub."""


class Ref(msgspec.Struct, frozen=True):
    """What this handle is called in the hub that is asked."""

    handle: str


class Call(msgspec.Struct, frozen=True):
    """One request. Words in braces in the path are handles."""

    by: str
    method: str
    path: str
    homes: Homes
    """In whose hubs alone it is made, too."""
    body: object = None
    query: Mapping[str, object] = {}
    saves: Mapping[str, tuple[str, ...]] = {}
    """Handle: where in the answer its name is."""
    after: Callable[[Any], None] | None = None  # Any: JSON
    """Told the answer when it is a good one."""
    stranger: bool = False
    """Made with handles of somebody else: the hub alone does not know them, and answers alike."""


def asked(call: Call, known: Known) -> Asked:
    """The request as it is in this hub."""
    path = call.path
    for handle in handles(path):
        path = path.replace(f"{{{handle}}}", str(name_of(known, handle)))
    query = {
        name: str(told(value, known)) for name, value in call.query.items() if value is not None
    }
    if call.body is None:
        return Asked(call.method, path, query)
    content = json.dumps(told(call.body, known)).encode()
    return Asked(call.method, path, query, content, "application/json")


def handles(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


def told(value: object, known: Known) -> object:
    """The same with every `Ref` replaced."""
    match value:
        case Ref(handle):
            return name_of(known, handle)
        case dict():
            return {name: told(one, known) for name, one in value.items()}
        case list() | tuple():
            return [told(one, known) for one in value]
    return value


def name_of(known: Known, handle: str) -> int | str:
    """What is not there has a name that nothing has."""
    if handle in known:
        return known[handle]
    number = int("".join(filter(str.isdigit, handle)))
    if handle.startswith("link"):
        return f"NKNWN{number % 8 + 2}{number // 8 % 8 + 2}{number // 64 % 8 + 2}"
    return f"{number:A>43}" if handle.startswith("key") else 190_000_000 + number


def within(answer: Any, way: tuple[str, ...]) -> Any:  # Any: JSON
    for name in way:
        answer = answer[name]
    return answer
