"""A list of results as cells of text or numbers: the same columns in every file, in two languages."""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import msgspec

from project88.race.durations import duration
from project88.results.public.schemas import Columns, PublishedEvent, PublishedRace

Form: TypeAlias = Literal["csv", "xlsx", "json", "pdf"]
Language: TypeAlias = Literal["en", "de"]
State: TypeAlias = Literal["live", "provisional", "official"]

HEADINGS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        *("Place", "Bib", "Name", "Sex", "Place (sex)", "Division", "Place (division)", "Age"),
        *("Club", "Town", "Country", "Gun time", "Chip time", "Status"),
    ),
    "de": (
        *("Platz", "Startnr.", "Name", "Geschlecht", "Platz (Geschlecht)", "Altersklasse"),
        *(
            "Platz (Altersklasse)",
            "Alter",
            "Verein",
            "Ort",
            "Land",
            "Bruttozeit",
            "Nettozeit",
            "Status",
        ),
    ),
}
STATUS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "finished": "finished", "on_course": "on course", "started": "started",
        "dnf": "DNF", "dns": "DNS", "dq": "DQ",
    },
    "de": {
        "finished": "im Ziel", "on_course": "auf der Strecke", "started": "gestartet",
        "dnf": "DNF", "dns": "DNS", "dq": "DQ",
    },
}  # fmt: skip
STATES: Final[dict[Language, dict[State, str]]] = {
    "en": {"live": "Live", "provisional": "Provisional", "official": "Official results"},
    "de": {"live": "Live", "provisional": "Vorläufig", "official": "Amtliches Ergebnis"},
}


class Line(msgspec.Struct, frozen=True, gc=False):
    """One row; the fields stand in the order of the headings. Times in milliseconds."""

    place: int | None
    bib: str
    name: str
    sex: str
    place_sex: int | None
    division: str
    place_division: int | None
    age: int | None
    club: str
    town: str
    country: str
    gun: int | None
    chip: int | None
    status: str


class Listed(msgspec.Struct, frozen=True):
    """What a file is made from. `faces`: the folder with the fonts."""

    event: PublishedEvent
    race: PublishedRace
    columns: Columns
    language: Language
    faces: str

    def lines(self) -> Iterator[Line]:
        """Whoever has no name here asked for that: the bib is all there is."""
        of, words = self.columns, STATUS[self.language]
        return map(
            Line,
            of.place,
            (bib or "" for bib in of.bib),
            of.name,
            of.sex,
            of.place_sex,
            of.division,
            of.place_division,
            of.age,
            of.club,
            of.town,
            of.country,
            of.gun,
            of.chip,
            (words[status] for status in of.status),
        )


class Task(msgspec.Struct, frozen=True):
    """For the process apart."""

    form: Form
    listed: Listed


def cells(line: Line, decimals: int) -> list[str]:
    """As text, times as people read them."""
    return [
        number(line.place),
        line.bib,
        line.name,
        line.sex,
        number(line.place_sex),
        line.division,
        number(line.place_division),
        number(line.age),
        line.club,
        line.town,
        line.country,
        time(line.gun, decimals),
        time(line.chip, decimals),
        line.status,
    ]


def number(told: int | None) -> str:
    return "" if told is None else str(told)


def time(ms: int | None, decimals: int) -> str:
    return "" if ms is None else duration(ms, decimals)
