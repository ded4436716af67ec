"""When are two written names the same name? Case, accents, signs and order do not matter.

"Müller, Jörg", "Jorg Muller" and "MULLER Jörg" are one name. Nothing is guessed beyond that: a
nickname is another name.
"""

import re
import unicodedata
from functools import lru_cache

_WORDS = re.compile(r"[^\W_]+")
_SPELLED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words of a name, plain, as they stand."""
    if text.isascii():
        return tuple(_WORDS.findall(text.casefold()))
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED))
    return tuple(_WORDS.findall("".join(c for c in folded if not unicodedata.combining(c))))


def key(first_name: str, last_name: str) -> tuple[str, ...]:
    """Equal for two spellings of one name; empty for no name."""
    return tuple(sorted(words(first_name) + words(last_name)))
