"""What stands on paper, in the languages in which it is printed."""

from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from msgspec import Struct

Language: TypeAlias = Literal["en", "de"]

_MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


class Words(Struct, frozen=True):
    """Of one language; `{}` is filled in."""

    certificate: str
    has_finished: str
    bib: str
    time: str
    gun: str
    chip: str
    section: str
    place: str
    overall: str
    sexes: dict[str, str]
    of: str
    states: dict[str, str]
    statuses: dict[str, str]
    penalty: str
    timed_by: str
    follow: str
    until: str


_WORDS: Final[dict[Language, Words]] = {
    "en": Words(
        certificate="Certificate",
        has_finished="finished the {} in",
        bib="Bib {}",
        time="Time",
        gun="Gun time",
        chip="Chip time",
        section="min/km",
        place="Place",
        overall="Overall",
        sexes={"F": "Women", "M": "Men", "X": "Non-binary"},
        of="of {}",
        states={
            "live": "Provisional result",
            "provisional": "Provisional result",
            "official": "Official result",
        },
        statuses={
            "not_started": "Not heard yet",
            "started": "On the course",
            "on_course": "On the course",
            "finished": "Finished",
            "dnf": "Did not finish",
            "dns": "Did not start",
            "dq": "Disqualified",
        },
        penalty="A penalty of {} is included.",
        timed_by="Timed by {}",
        follow="Scan to follow live",
        until="works until {}",
    ),
    "de": Words(
        certificate="Urkunde",
        has_finished="erreichte im Rennen „{}“ die Zeit",
        bib="Startnummer {}",
        time="Zeit",
        gun="Bruttozeit",
        chip="Nettozeit",
        section="min/km",
        place="Platz",
        overall="Gesamt",
        sexes={"F": "Frauen", "M": "Männer", "X": "Divers"},
        of="von {}",
        states={
            "live": "Vorläufiges Ergebnis",
            "provisional": "Vorläufiges Ergebnis",
            "official": "Offizielles Ergebnis",
        },
        statuses={
            "not_started": "Noch nicht erfasst",
            "started": "Auf der Strecke",
            "on_course": "Auf der Strecke",
            "finished": "Im Ziel",
            "dnf": "Aufgegeben",
            "dns": "Nicht gestartet",
            "dq": "Disqualifiziert",
        },
        penalty="Eine Zeitstrafe von {} ist enthalten.",
        timed_by="Zeitmessung: {}",
        follow="Scannen und live verfolgen",
        until="gilt bis {}",
    ),
}


def words_of(language: Language) -> Words:
    return _WORDS[language]


def day_in_words(day: date, language: Language) -> str:
    """``14 June 2026``, ``14. Juni 2026``."""
    month = _MONTHS[language].split()[day.month - 1]
    return f"{day.day}{'.' if language == 'de' else ''} {month} {day.year}"


def moment(at: datetime, language: Language) -> str:
    """Day and time without a year; the instant is of the zone that is wanted."""
    day = f"{at.day}.{at.month}." if language == "de" else f"{at.day}/{at.month}"
    return f"{day} {at:%H:%M}"


def number(value: int, language: Language) -> str:
    """``12,345``, ``12.345``."""
    return f"{value:,}".replace(",", "." if language == "de" else ",")
