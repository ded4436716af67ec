"""A roster as a file that can be opened in a spreadsheet and imported again."""

import enum
from collections.abc import AsyncIterator, Mapping

from project88.events.desk import RosterDesk
from project88.events.participants import listing, store
from project88.events.participants.schemas import Participant
from project88.events.tables import table

HEADINGS = (
    *(
        "bib",
        "first name",
        "last name",
        "gender",
        "age",
        "date of birth",
        "city",
        "state",
        "country",
        "race",
    ),
    *("division", "team", "wave", "chips", "entry id", "privacy", "note"),
)


class Mark(enum.Enum):
    """How the file begins: Excel takes UTF-8 for something else unless it is told."""

    NONE = b""
    UTF8 = b"\xef\xbb\xbf"


async def export(desk: RosterDesk, asked: store.Filter, mark: Mark) -> AsyncIterator[bytes]:
    """The lines by and by, with names as the caller may see them. It stands in the audit log."""
    async with desk.shown() as connection:
        await store.event(connection, desk.event_id)
        races = await store.race_names(connection, desk.event_id)
        people = await store.size(connection, desk.event_id)
        await store.note(
            connection,
            "exported",
            "roster",
            str(desk.event_id),
            desk.event_id,
            {"people": people, "names": desk.caller.names.value},
        )
    return _lines(desk, asked, mark, races)


async def _lines(
    desk: RosterDesk, asked: store.Filter, mark: Mark, races: Mapping[int, str]
) -> AsyncIterator[bytes]:
    yield mark.value + table([HEADINGS]).encode()
    after: str | None = None
    while True:
        async with desk.shown() as connection:
            found = await listing.page(
                connection, desk.event_id, asked, after, listing.MOST, desk.caller.names
            )
        yield table(_cells(one, races) for one in found.items).encode()
        after = found.after
        if after is None:
            return


def _cells(one: Participant, races: Mapping[int, str]) -> list[str]:
    return [
        one.bib,
        one.first_name,
        one.last_name,
        one.gender,
        "" if one.age is None else str(one.age),
        "" if one.born_on is None else one.born_on.isoformat(),
        one.city,
        one.state,
        one.country,
        races.get(one.race_id, "") if one.race_id is not None else "",
        one.division,
        one.team,
        one.wave,
        ";".join(one.chips),
        one.external_id,
        one.privacy,
        one.note,
    ]
