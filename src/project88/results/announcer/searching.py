"""Finds who was meant by a bib or a name, also when it was heard or typed a little wrong.

Letters are compared without accents and case. A word of the search is the beginning of a word of
the name. Where nobody is called so, it may differ by a letter (two in a long word), two that
changed places included.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest

from project88.results.announcer.field import Person

MOST_FOUND = 20
_LONG = 7
_MISSPELT = 100
_ANOTHER = 1000


def plain(text: str) -> str:
    """Lower case, no accents, no apostrophes; ß is ss, ø is o."""
    text = (
        text.casefold()
        .replace("’", "")
        .replace("'", "")
        .replace("ø", "o")
        .replace("ł", "l")
        .replace("đ", "d")
        .replace("æ", "ae")
    )
    parts = unicodedata.normalize("NFKD", text)
    return "".join(one for one in parts if not unicodedata.combining(one))


def found(people: Iterable[Person], query: str, most: int = MOST_FOUND) -> list[Person]:
    """The likeliest first: the bib itself, whole words, beginnings; else misspelt ones."""
    words = plain(query).replace(",", " ").split()
    if not words:
        return []
    known: dict[str, dict[str, int]] = {word: {} for word in words}
    scored = []
    for person in people:
        score = _score(person, words, known)
        if score is not None:
            order = (score, plain(person.last_name), plain(person.first_name), person.bib or "")
            scored.append((order, person.id, person))
    best = nsmallest(most, scored)
    spelt = bool(best) and best[0][0][0] < _MISSPELT
    return [person for order, _, person in best if not spelt or order[0] < _MISSPELT]


def _score(person: Person, words: list[str], known: dict[str, dict[str, int]]) -> int | None:
    if len(words) == 1 and person.bib is not None:
        bib = person.bib.casefold()
        if bib == words[0]:
            return 0
        if words[0].isdecimal():
            return 3 if bib.startswith(words[0]) else None
    names = _names(person.first_name, person.last_name)
    total = 1
    for word in words:
        best = min((_distance(word, name, known[word]) for name in names), default=_ANOTHER)
        if best >= _ANOTHER:
            return None
        total += best
    return total


@lru_cache(maxsize=65_536)
def _names(first_name: str, last_name: str) -> tuple[str, ...]:
    """Looked at once for each name and not at each letter that somebody types."""
    return tuple(plain(f"{first_name} {last_name}").replace("-", " ").split())


def _distance(word: str, name: str, known: dict[str, int]) -> int:
    """0 the word itself, 1 its beginning, a hundred and more with a mistake."""
    distance = known.get(name)
    if distance is None:
        distance = known[name] = _compared(word, name)
    return distance


def _compared(word: str, name: str) -> int:
    if name == word:
        return 0
    if name.startswith(word):
        return 1
    allowed = 0 if len(word) < 3 else 1 if len(word) < _LONG else 2
    if allowed and abs(len(name) - len(word)) <= allowed:
        mistakes = edits(word, name)
        if mistakes <= allowed:
            return _MISSPELT + mistakes
    return _ANOTHER


def edits(one: str, other: str) -> int:
    """Letters too many, missing, wrong, or two that changed places."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, told in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != told))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == told:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
