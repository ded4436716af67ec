"""What a timing partner has drawn: a template with versions, one of them published.

Templates are the partner's, not one operator's: whoever may run its displays sees them.
"""

from typing import Any

import msgspec
from tests.isolation.builder import Builder, Value

from project88.templates.checking import checked

BATCH = "0f6c1b0a9d8e4f7fa1b2c3d4e5f60718"


def drawings(to: Builder, partner_id: int, owner: int, ids: dict[str, Value]) -> None:
    """A template of two versions, somebody who has it open, and lines for runners."""
    mine = {"timing_partner_id": partner_id}
    known = [checked(document(to, text)) for text in ("finish", "finish again")]
    ids["template"] = template = to.add(
        "templates",
        name=known[1].name,
        width=1920,
        height=1080,
        version=2,
        created_by=owner,
        **mine,
    )
    for number, one in enumerate(known, 1):
        to.add(
            "template_versions", template_id=template, number=number,
            document=msgspec.json.decode(one.text), hash=one.hash, origin="edit",
            label=f"{to.word} version", made_by=owner, **mine,
        )  # fmt: skip
    to._administrator.execute(
        "update templates set published = 1, published_hash = %s, published_at = now() "
        "where id = %s",
        [known[0].hash, template],
    )
    ids |= {"version": 1, "document_hash": known[0].hash}
    to.add(
        "template_batches", template_id=template, batch=BATCH, version=2,
        told={"head": 1, "applied": 1, "conflicts": []}, made_by=owner, **mine,
    )  # fmt: skip
    to.add(
        "template_editors", template_id=template, window_key=f"w-{to.word}", user_id=owner,
        until=to.now, **mine,
    )  # fmt: skip
    to.add("runner_messages", lines=[f"{to.word}, well run!"], updated_by=owner, **mine)


def document(to: Builder, text: str) -> dict[str, Any]:
    """With a word of the partner in all of its texts."""
    return {
        "v": 1,
        "name": f"{to.word} {text}",
        "size": {"w": 1920, "h": 1080},
        "pages": {"solo": {"role": "solo", "name": f"{to.word} page"}},
        "blocks": {
            "b1": {
                "type": "text", "page": "solo", "z": "a", "x": 0, "y": 0, "w": 900, "h": 90,
                "text": [f"{to.word} well run", {"get": "runner.name"}],
            }
        },
    }  # fmt: skip
