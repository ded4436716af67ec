"""From bytes to a document, and back to the one text by which screens know it.

A document comes from a builder, from a file or from the database. All three pass here: carried
forward if it is old, taken apart by type, then looked at as a whole. What is refused is refused with
the place, for every block by itself, so that one wrong block does not hide another.
"""

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple, TypeAlias

import msgspec

from project88.errors import InputError
from project88.templates import upgrade
from project88.templates.document import blocks
from project88.templates.document.checking import faults
from project88.templates.document.model import (
    MOST_ASSETS,
    MOST_BLOCKS,
    MOST_BYTES,
    MOST_FONTS,
    MOST_PAGES,
    MOST_TOKENS,
    Page,
    TemplateDocument,
)
from project88.templates.document.pieces import Asset, Font
from project88.templates.document.sentences import Fault, fault_of
from project88.templates.document.texts import Colour, Id, Token

Json: TypeAlias = dict[str, object]
MOST_TOLD = 50


class _Entries(NamedTuple):
    """A map of the document: what a key, an entry and their number may be."""

    key: object
    entry: object
    whole: object


def _entries(key: object, entry: object, most: int) -> _Entries:
    return _Entries(key, entry, Annotated[dict[str, object], msgspec.Meta(max_length=most)])


_MAPS: Mapping[str, _Entries] = MappingProxyType(
    {
        "theme": _entries(Token, Colour, MOST_TOKENS),
        "fonts": _entries(Id, Font, MOST_FONTS),
        "assets": _entries(Id, Asset, MOST_ASSETS),
        "pages": _entries(Id, Page, MOST_PAGES),
        "blocks": _entries(Id, blocks.Block, MOST_BLOCKS),
    }
)


class BadTemplate(InputError):
    """A document that cannot be taken; `fields` says where and why."""

    code = "bad_template"

    def __init__(self, wrong: list[Fault]) -> None:
        first = wrong[0]
        where = f"{first.place}: " if first.place else ""
        super().__init__(
            f"The template cannot be taken. {where}{first.sentence}", fields=wrong[:MOST_TOLD]
        )


def decode(source: bytes | str | Mapping[str, object]) -> TemplateDocument:
    """A valid document of today's version. Raises BadTemplate."""
    return check(_typed(upgrade.forward(_read(source))))


def check(document: TemplateDocument) -> TemplateDocument:
    """The same document, looked at as a whole. Raises BadTemplate."""
    wrong = faults(document)
    if not wrong and len(encode(document)) > MOST_BYTES:
        wrong = [Fault("", "It is larger than a mebibyte.")]
    if wrong:
        raise BadTemplate(wrong)
    return document


def plain(document: TemplateDocument) -> Json:
    """As it is stored: dicts and lists; whole numbers are written without a point."""
    return _whole(msgspec.to_builtins(document))  # type: ignore[return-value]  # a struct is a dict


def encode(document: TemplateDocument) -> bytes:
    """The canonical text: keys in order, nothing unset, whole numbers without a point."""
    return msgspec.json.encode(plain(document), order="sorted")


def hash_of(document: TemplateDocument) -> str:
    """Of the canonical text: the same document has the same hash on every hub."""
    return hashlib.sha256(encode(document)).hexdigest()


def _whole(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(one) for one in value]
    return value


def _read(source: bytes | str | Mapping[str, object]) -> Json:
    if isinstance(source, Mapping):
        return dict(source)
    if len(source) > MOST_BYTES:
        raise BadTemplate([Fault("", "It is larger than a mebibyte.")])
    try:
        return msgspec.json.decode(source, type=dict[str, object])
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadTemplate([Fault("", "This is no JSON of a template.")]) from error


def _typed(raw: Json) -> TemplateDocument:
    try:
        return msgspec.convert(raw, TemplateDocument)
    except (msgspec.ValidationError, RecursionError) as error:
        wrong = list(_located(raw)) or [fault_of("", str(error))]
        raise BadTemplate(wrong) from error


def _located(raw: Json) -> Iterator[Fault]:
    """Looks at each entry by itself, as the parser does not say which one was wrong."""
    outside = dict(raw)
    for name, expected in _MAPS.items():
        entries = raw.get(name)
        if not isinstance(entries, Mapping):
            continue
        outside[name] = {"p": {"role": "solo"}} if name == "pages" and entries else {}
        yield from _tried(name, entries, expected.whole)
        for key, entry in entries.items():
            place = f"{name}.{str(key)[:40]}"
            yield from _tried(place, key, expected.key)
            yield from _tried(place, entry, expected.entry)
    yield from _tried("", outside, TemplateDocument)


def _tried(place: str, value: object, expected: object) -> Iterator[Fault]:
    try:
        msgspec.convert(value, expected)
    except msgspec.ValidationError as error:
        yield fault_of(place, str(error))
    except RecursionError:
        yield Fault(place, "This goes too deep.")
