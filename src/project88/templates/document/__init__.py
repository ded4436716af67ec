"""The template document: the JSON that a builder writes and a screen draws.

Python owns it. Everything else is made from here: the JSON Schema that the hub serves, and the types
of the front end. A document is read with ``decode`` (older ones are carried forward), written with
``encode`` and known to screens by ``hash_of``. It holds no markup and no expressions: what a block
shows is plain text and tokens from a closed list of paths, so that a name can never be code.
"""

from project88.templates.document.model import TemplateDocument
from project88.templates.document.paths import PATHS, Kind
from project88.templates.document.reading import (
    BadTemplate,
    check,
    decode,
    encode,
    hash_of,
    plain,
)
from project88.templates.document.sentences import Fault

__all__ = [
    "PATHS",
    "BadTemplate",
    "Fault",
    "Kind",
    "TemplateDocument",
    "check",
    "decode",
    "encode",
    "hash_of",
    "plain",
]
