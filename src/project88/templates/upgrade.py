"""Carries a document of an older version forward, one version at a time.

Every template that was ever stored must open for ever, so a version is never dropped: a new one adds
one step here, from the version before, over plain dicts. A step trusts nothing (the document may come
from a foreign file); what it cannot read it leaves to the check that follows. Version 0 is the shape
of the drafts: two states as in the original product, blocks in lists whose order was their depth.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from project88.errors import InputError

Json: TypeAlias = dict[str, object]
Step: TypeAlias = Callable[[Json], Json]
CURRENT = 1


def forward(document: Json) -> Json:
    """The same template in today's version. Raises InputError for a version that is not known."""
    version = document.get("v", CURRENT)
    if isinstance(version, bool) or not isinstance(version, int | float) or version != int(version):
        return document
    for number in range(int(version), CURRENT):
        step = STEPS.get(number)
        if step is None:
            break
        document = step(document)
    return _known(document)


def _known(document: Json) -> Json:
    version = document.get("v")
    if isinstance(version, int | float) and version > CURRENT:
        raise InputError(
            "This template was made by a newer version of the hub. Update this one first.",
            code="bad_template",
            fields=[("v", f"The newest that is known here is {CURRENT}.")],
        )
    if "activeState" in document and "pages" not in document:
        raise InputError(
            "This is a template of the original product. Open it in the builder, which imports it.",
            code="bad_template",
            fields=[("activeState", "This holds a page of HTML.")],
        )
    return document


def _from_two_states(old: Json) -> Json:
    """Version 0: `active` and `resting`, each with `background` and a list of `blocks`."""
    pages: Json = {}
    blocks: Json = {}
    for state, role in (("active", "solo"), ("resting", "rest")):
        drawn = old.get(state)
        if isinstance(drawn, dict):
            pages[role] = _page(role, drawn.get("background"))
            blocks.update(_blocks(role, drawn.get("blocks")))
    kept = {key: value for key, value in old.items() if key not in _TWO_STATES}
    return {**kept, "v": 1, "size": _size(old.get("canvas")), "pages": pages, "blocks": blocks}


_TWO_STATES = frozenset({"v", "canvas", "active", "resting"})


def _size(canvas: object) -> object:
    if not isinstance(canvas, dict):
        return {"w": 1920, "h": 1080}
    return {"w": canvas.get("width"), "h": canvas.get("height")}


def _page(role: str, background: object) -> Json:
    return {"role": role} if background is None else {"role": role, "bg": {"color": background}}


def _blocks(page: str, drawn: object) -> Json:
    """Ids were unique within a state only; the place in the list becomes the depth."""
    if not isinstance(drawn, list):
        return {}
    return {
        f"{page}-{block.get('id', number)}": {
            **{key: value for key, value in block.items() if key != "id"},
            "page": page,
            "z": f"a{number:04}",
        }
        for number, block in enumerate(drawn)
        if isinstance(block, dict)
    }


STEPS: Mapping[int, Step] = MappingProxyType({0: _from_two_states})
"""From the version in the key to the next one."""
