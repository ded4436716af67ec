"""A published document with the files that were made from its pictures.

A picture is put into a document the moment it is uploaded; its smaller WebP and AVIF files are made
later, and nobody edits the document for them. So they are added when a screen asks for the document:
publishing waits until all are made, so what is added is the same for everybody and for ever, whichever
version is published, and also for one that came in a bundle.
"""

from typing import TypeAlias

import msgspec

from project88.assets import reading
from project88.assets.schemas import AssetFile
from project88.db.pool import Connection

_Entry: TypeAlias = dict[str, object]
_decode = msgspec.json.Decoder(dict[str, object]).decode


async def with_made_files(connection: Connection, text: str) -> bytes:
    """The document of this text, with files of the connection's partner; the very text when it
    names them all.
    """
    document = _decode(text)
    assets = document.get("assets")
    waiting = {
        key: entry
        for key, entry in (assets if isinstance(assets, dict) else {}).items()
        if isinstance(entry, dict) and entry.get("kind") == "image" and not entry.get("variants")
    }
    if not waiting or not isinstance(assets, dict):
        return text.encode()
    made = await reading.made_of(connection, {str(one["sha256"]) for one in waiting.values()})
    filled = {
        key: entry | {"variants": [_variant(file) for file in files]}
        for key, entry in waiting.items()
        if (files := made.get(str(entry["sha256"])))
    }
    return msgspec.json.encode(document | {"assets": assets | filled})


def _variant(file: AssetFile) -> _Entry:
    size = {} if file.width is None or file.height is None else {"w": file.width, "h": file.height}
    return {
        "name": file.variant, "mime": file.mime, "sha256": file.sha256, "bytes": file.bytes, **size,
    }  # fmt: skip
