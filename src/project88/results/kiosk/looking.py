"""What somebody types at a kiosk, and whom it means.

A bib is meant when it is one: exactly, but for capitals and leading zeros. Everything else is a part
of a name as it is shown, so nobody learns by typing whether somebody who is hidden takes part.
"""

from typing import Final

import asyncpg

from project88.db.pool import Connection
from project88.errors import InputError, NotFound
from project88.events.names import words
from project88.results.kiosk import store
from project88.results.kiosk.schemas import Match, Matches

MOST: Final = 8
FEWEST_LETTERS: Final = 2
_MOST_WORDS: Final = 6


class TooShort(InputError):
    """Half a roster would be found by it."""

    code = "too_short"


async def found(connection: Connection, event_id: int, typed: str) -> Matches:
    """Who is meant; of a bib exactly one.

    :raises TooShort: it is no bib that somebody wears, and too short for a name.
    """
    wears = await store.with_bib(connection, event_id, bibs(typed))
    if wears is not None:
        row = await store.match(connection, event_id, wears["id"])
        return Matches([] if row is None else [match(row)], more=False)
    asked = words(typed)[:_MOST_WORDS]
    if not asked or asked[0][0].isdigit():
        return Matches([], more=False)
    if sum(len(word) for word in asked) < FEWEST_LETTERS:
        raise TooShort("Type at least two letters of the name.")
    patterns = [f"%{word}%" for word in asked]
    rows = await store.named(connection, event_id, patterns, asked[0], MOST + 1)
    return Matches([match(row) for row in rows[:MOST]], len(rows) > MOST)


async def wearer(connection: Connection, event_id: int, bib: str) -> int:
    """The participant with this bib. :raises NotFound: nobody wears it."""
    wears = await store.with_bib(connection, event_id, bibs(bib))
    if wears is None:
        raise no_runner(bib)
    participant_id: int = wears["id"]
    return participant_id


def no_runner(bib: str) -> NotFound:
    return NotFound(
        f"Nobody here wears the number {bib.strip()}. Check it, or type the name.",
        code="no_runner",
    )


def bibs(typed: str) -> list[str]:
    """The bibs that may be meant, the likeliest first."""
    text = "".join(typed.split())
    plain = text.lstrip("0")
    return list(dict.fromkeys(one for one in (text, text.upper(), text.lower(), plain) if one))


def match(row: asyncpg.Record) -> Match:
    name = f"{row['first_name']} {row['last_name']}".strip()
    return Match(row["bib"], name, row["race"], row["team"], row["city"])
