"""What single cells mean. Each function says the value, or raises Unacceptable with the reason.

A cell is taken as its writer meant it, and never improved by a guess: a date of birth that may be
read in two ways gives an age only when both ways give the same.
"""

import re
import unicodedata
from datetime import date
from typing import Final

LONGEST: Final = {"bib": 40, "chip": 64, "entry number": 100}
LONGEST_TEXT = 200
OLDEST = 130
_BLANKS = {"-", "--", "n/a", "na", "none", "null", "tba", "tbd", "?"}
_EXCEL_TEXT = re.compile(r'="(?P<text>[^"]*)"')
_AGE = re.compile(r"(?P<age>[0-9]{1,3})(?:[.,]0+)?(?: ?(?:y|yrs?|years?))?", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})")
_BETWEEN_CHIPS = re.compile(r"[;,|\s]+")
_GENDERS: Final = {
    word: letter
    for letter, words in {
        "M": ("m", "male", "man", "men", "boy", "herr", "mann", "h", "homme"),
        "F": ("f", "female", "w", "woman", "women", "girl", "frau", "femme", "v", "vrouw"),
        "X": ("x", "nb", "non-binary", "nonbinary", "other", "divers", "d"),
    }.items()
    for word in words
}
_PRIVACY: Final = {
    word: wish
    for wish, words in {
        "hidden": (
            "hidden",
            "hide",
            "anonymous",
            "anon",
            "private",
            "yes",
            "y",
            "true",
            "1",
            "ja",
            "j",
        ),
        "short": ("short", "shortened", "initial", "initials", "kurz"),
        "public": ("public", "shown", "show", "no", "n", "false", "0", "nein", "nee"),
    }.items()
    for word in words
}


class Unacceptable(ValueError):
    """This row cannot be taken in; the text is the reason, a sentence."""


def clean(cell: str) -> str:
    """One line, composed characters, single blanks; ``="007"`` and ``'007`` are how Excel keeps 007.

    An apostrophe also keeps our own files from being taken for formulas.
    """
    if cell.isascii() and cell.isalnum():
        return cell
    if found := _EXCEL_TEXT.fullmatch(cell.strip()):
        cell = found["text"]
    text = unicodedata.normalize("NFC", cell)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zs"} else c for c in text)
    text = " ".join(text.replace("\ufeff", "").split())
    return text[1:] if re.match(r"'[0-9=+@-]", text) else text


def number(text: str) -> str:
    """A bib or a chip; what people write for *none* is none."""
    return "" if text.casefold() in _BLANKS else text


def chips(text: str) -> list[str]:
    """Several may stand in one cell: ``A1;A2``."""
    return [chip for part in _BETWEEN_CHIPS.split(text) if (chip := number(part))]


def gender(text: str) -> str:
    """M, F or X; a word that we don't know stays as it is."""
    return _GENDERS.get(text.casefold(), text)


def privacy(text: str) -> str:
    """How much of the name may be shown: public, short or hidden; "" when it does not say.

    A word that we don't know hides, because showing a name cannot be taken back.
    """
    plain = number(text).casefold()
    return _PRIVACY.get(plain, "hidden") if plain else ""


def age(text: str) -> int | None:
    """Whole years, 0 to 130."""
    if not number(text):
        return None
    found = _AGE.fullmatch(text)
    if found is None or int(found["age"]) > OLDEST:
        raise Unacceptable(f"The age “{text[:40]}” is not a number of years.")
    return int(found["age"])


def age_on(day: date, born: str) -> int | None:
    """Age on race day by a date of birth; None when ``born`` may mean days that differ in it."""
    if not number(born):
        return None
    ages = {_years(birthday, day) for birthday in _birthdays(born)}
    if not ages or not all(0 <= years <= OLDEST for years in ages):
        raise Unacceptable(f"The date of birth “{born[:40]}” cannot be read.")
    return ages.pop() if len(ages) == 1 else None


def born_on(day: date, born: str) -> date | None:
    """The day of birth itself; None when ``born`` may mean several days, or one nobody can have."""
    told = {birthday for birthday in _birthdays(born) if 0 <= _years(birthday, day) <= OLDEST}
    return told.pop() if len(told) == 1 else None


def full_name(text: str) -> tuple[str, str]:
    """First and last name. ``Price, Megan`` says which is which; else the first word comes first."""
    last, comma, first = text.partition(", ")
    if comma:
        return first, last
    first, _, last = text.partition(" ")
    return (first, last) if last else ("", first)


def city(text: str, state: str) -> str:
    """``Boulder, CO`` beside a column that says CO is Boulder."""
    return text.removesuffix(f", {state}") if state else text


def fitting(name: str, text: str) -> str:
    """The text, when it is not longer than what is kept of such a thing."""
    longest = LONGEST.get(name, LONGEST_TEXT)
    if len(text) > longest:
        raise Unacceptable(f"The {name} is longer than {longest} characters.")
    return text


def _birthdays(born: str) -> list[date]:
    if re.fullmatch("[0-9]{4}", born):
        return _dates((int(born), 1, 1), (int(born), 12, 31))
    if found := _YEAR_FIRST.fullmatch(born):
        year, month, day = map(int, found.groups())
        return _dates((year, month, day))
    if found := _YEAR_LAST.fullmatch(born):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        month_first = () if found[2] == "." else ((year, first, second),)  # 31.12.1980
        return _dates((year, second, first), *month_first)
    return []


def _dates(*candidates: tuple[int, int, int]) -> list[date]:
    found = []
    for year, month, day in candidates:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
