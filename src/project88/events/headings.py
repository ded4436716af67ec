"""Which column is what: registration systems and spreadsheets name the same thing in many ways.

A heading is compared without case, accents, blanks and signs, so ``Bib #``, ``BIB`` and ``bib`` are
one. Several headings may mean one field (``Race`` and ``Distance``): the first one listed here
that is not blank in a row gives the value. Chips may stand in any number of columns.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "bib": (
        *("bib", "bibno", "bibnumber", "bibnum", "bibid", "racebib", "racebibnumber", "startno"),
        *("startnumber", "startnr", "startnummer", "raceno", "racenumber", "racenr", "dossard"),
        *("dorsal", "pettorale", "runnerno", "runnernumber", "number", "no", "num", "nr"),
    ),
    "chips": (
        *("chip", "chipcode", "chipid", "chipno", "chipnumber", "tag", "tagid", "tagcode", "tagno"),
        *("tagnumber", "transponder", "transponderid", "transpondercode", "transponderno"),
        *("transpondernumber", "rfid", "epc"),
    ),
    "first_name": (
        *("firstname", "first", "fname", "givenname", "forename", "vorname", "voornaam", "prenom"),
        *("nombre", "nome"),
    ),
    "last_name": (
        *("lastname", "last", "lname", "surname", "familyname", "nachname", "achternaam"),
        *("nomdefamille", "nom", "apellido", "apellidos", "cognome"),
    ),
    "full_name": (
        *("fullname", "name", "runner", "runnername", "participant", "participantname"),
        *("athlete", "athletename", "competitor", "naam"),
    ),
    "gender": ("gender", "sex", "mf", "geschlecht", "geslacht", "sexe", "sexo", "sesso"),
    "age": ("age", "ageonraceday", "raceage", "ageatrace", "alter", "leeftijd", "edad", "eta"),
    "dob": (
        *("dob", "dateofbirth", "birthdate", "birthday", "born", "yob", "yearofbirth", "birthyear"),
        *("geburtsdatum", "geburtsjahr", "jahrgang", "geboortedatum", "geboortejaar"),
        *("datedenaissance", "fechadenacimiento"),
    ),
    "city": (
        *("city", "town", "hometown", "citytown", "towncity", "residence", "locality"),
        *("plaats", "woonplaats", "ort", "wohnort", "stadt", "ville", "ciudad", "citta"),
    ),
    "state": (
        *("state", "province", "region", "stateprovince", "provincestate", "stateregion", "prov"),
        *("county", "provincie", "bundesland", "provincia"),
    ),
    "country": (
        *("country", "nation", "nationality", "nat", "ctry", "countrycode", "land", "nationalitat"),
        *("nationaliteit", "pays", "pais", "paese"),
    ),
    "race": (
        *("race", "racename", "event", "eventname", "contest", "competition", "course"),
        *("distance", "wettbewerb", "strecke", "afstand", "epreuve", "carrera", "gara"),
    ),
    "division": (
        *("division", "div", "category", "cat", "agegroup", "agecategory", "agedivision", "class"),
        *("bracket", "kategorie", "altersklasse", "ak", "categorie", "categoria"),
    ),
    "team": ("team", "teamname", "club", "clubname", "clubteam", "teamclub", "verein", "equipe"),
    "external_id": (
        *("externalid", "registrationid", "registrationnumber", "registrationno", "regid"),
        *("registrantid", "entryid", "entrynumber", "entryno", "participantid", "athleteid"),
        *("orderitemid", "anmeldenummer", "meldenummer", "inschrijfnummer"),
    ),
    "privacy": (
        *("privacy", "hidename", "nameprivacy", "hidden", "anonymous", "private", "datenschutz"),
        *("anonym", "anoniem"),
    ),
    "wave": ("wave", "corral", "pen", "startwave", "startgroup", "startblock", "startvak"),
}
MEANINGS: Final = {alias: field for field, aliases in ALIASES.items() for alias in aliases}
_SIGNS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"[0-9]+$")


def meaning(heading: str) -> str | None:
    """The field a heading stands for, None when it says nothing to us."""
    plain = _plain(heading)
    if plain in MEANINGS:
        return MEANINGS[plain]
    field = MEANINGS.get(_NUMBERED.sub("", plain))  # Chip 1, Chip 2
    return field if field == "chips" else None


def columns(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """For each field the columns that mean it, the most telling first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, heading in enumerate(header):
        field = meaning(heading)
        if field is not None:
            found.setdefault(field, []).append((_rank(field, heading), index))
    return {field: tuple(index for _, index in sorted(ranked)) for field, ranked in found.items()}


def names_a_roster(header: Sequence[str]) -> bool:
    """A name and something more, or it is no list of participants."""
    found = columns(header)
    return len(found) > 1 and bool(found.keys() & {"first_name", "last_name", "full_name"})


def key(header: Sequence[str]) -> str:
    """The same for files that have the same headings in the same order."""
    plain = "\0".join(heading.strip().casefold() for heading in header)
    return hashlib.sha256(plain.encode()).hexdigest()


def _rank(field: str, heading: str) -> int:
    plain = _plain(heading)
    return ALIASES[field].index(plain) if plain in ALIASES[field] else len(ALIASES[field])


def _plain(heading: str) -> str:
    parts = unicodedata.normalize("NFKD", heading).casefold()
    return _SIGNS.sub("", "".join(c for c in parts if not unicodedata.combining(c)))
