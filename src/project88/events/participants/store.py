"""People of an event in the database. Each function works in its caller's transaction.

Whoever changes a roster locks the event first (`lock_event`), so two changes take turns, and ends
with `announce`. Functions that read whole people need a transaction that sees real names; those
that show people take what the transaction lets them see.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

import asyncpg
import msgspec

from project88.db.queries import load
from project88.errors import NotFound
from project88.events.model import Entrant, Stored

if TYPE_CHECKING:
    from project88.db.pool import Connection

AT_ONCE = 5_000
"""People that are read or written by one statement."""

_queries = load(__package__)
_TEXTS = ("city", "state", "country", "division", "team", "wave")
_FROM_FILES = ("external_id", "source_bib")


class Event(msgspec.Struct, frozen=True):
    """The event whose roster it is."""

    id: int
    name: str
    zone: str
    day: date


class Filter(msgspec.Struct, frozen=True):
    """What to show of a roster; None asks for no filter."""

    search: str = ""
    race_id: int | None = None
    without: Literal["bib", "chip"] | None = None
    privacy: str | None = None


class Held(msgspec.Struct, frozen=True):
    """A chip or a bib that is somebody's; ``bib`` is of the holder, "" without one."""

    what: str
    participant_id: int
    bib: str


async def see_real_names(connection: "Connection") -> None:
    """For what compares or keeps whole people; nothing of it may leave in an answer unasked."""
    await connection.execute(_queries["see_real_names"])


async def lock_event(connection: "Connection", event_id: int) -> Event:
    """Who waits for more than five seconds is told that the hub is busy.

    :raises NotFound: there is no such event for this partner.
    """
    await connection.execute(_queries["wait_little_for_locks"])
    return _event(await connection.fetchrow(_queries["lock_event"], event_id))


async def let_bibs_swap(connection: "Connection") -> None:
    """Until the transaction ends, two people may have one bib."""
    await connection.execute(_queries["let_bibs_swap"])


async def event(connection: "Connection", event_id: int) -> Event:
    """:raises NotFound: there is no such event for this partner."""
    return _event(await connection.fetchrow(_queries["event"], event_id))


async def fingerprint(connection: "Connection", event_id: int) -> str:
    """Differs when people, bibs, chips or names of races differ."""
    found: str = await connection.fetchval(_queries["fingerprint"], event_id)
    return found


async def size(connection: "Connection", event_id: int) -> int:
    """How many people are on the roster."""
    found: int = await connection.fetchval(_queries["size"], event_id)
    return found


async def everybody(connection: "Connection", event_id: int) -> AsyncIterator[list[Stored]]:
    """The whole roster by and by, in the order of ids."""
    names = await race_names(connection, event_id)
    chips = _by_holder(await connection.fetch(_queries["all_chips"], event_id))
    last = 0
    while True:
        rows = await connection.fetch(_queries["everybody"], event_id, last, AT_ONCE)
        if rows:
            last = rows[-1]["id"]
            yield [_stored(row, names, chips) for row in rows]
        if len(rows) < AT_ONCE:
            return


async def some(connection: "Connection", event_id: int, ids: Iterable[int]) -> list[Stored]:
    """Certain people, in the order of ids; who is not there is left out."""
    wanted = list(ids)
    names = await race_names(connection, event_id)
    chips = _by_holder(await connection.fetch(_queries["chips_of"], event_id, wanted))
    rows = await connection.fetch(_queries["some"], event_id, wanted)
    return [_stored(row, names, chips) for row in rows]


async def one(connection: "Connection", event_id: int, participant_id: int) -> Stored:
    """:raises NotFound: nobody of this id is on the roster."""
    found = await some(connection, event_id, [participant_id])
    if not found:
        raise NotFound("There is no such participant in this event.", code="no_participant")
    return found[0]


async def race_names(connection: "Connection", event_id: int) -> dict[int, str]:
    """The races of the event in their order."""
    rows = await connection.fetch(_queries["races"], event_id)
    return {row["id"]: row["name"] for row in rows}


async def put_races(
    connection: "Connection", partner_id: int, event_id: int, names: Iterable[str]
) -> tuple[dict[str, int], list[int]]:
    """All races by name, those of ``names`` made where missing; and the ids of those made."""
    wanted = sorted({name for name in names if name})
    made = await connection.fetch(_queries["put_races"], partner_id, event_id, wanted)
    known = await race_names(connection, event_id)
    return {name: number for number, name in known.items()}, [row["id"] for row in made]


async def drop_empty_races(connection: "Connection", event_id: int, ids: Sequence[int]) -> None:
    """Races that nothing is in; the others stay."""
    await connection.execute(_queries["drop_empty_races"], event_id, list(ids))


async def new_ids(connection: "Connection", count: int) -> list[int]:
    """Ids that nobody has."""
    return [row["id"] for row in await connection.fetch(_queries["new_ids"], count)]


async def add_people(
    connection: "Connection",
    partner_id: int,
    event_id: int,
    people: Sequence[Stored],
    races: Mapping[str, int],
) -> None:
    """New people under the ids that they bring, without their chips."""
    await connection.execute(
        _queries["add_people"], partner_id, event_id, *_columns(people, races), *_marks(people)
    )


async def change_people(
    connection: "Connection", event_id: int, people: Sequence[Stored], races: Mapping[str, int]
) -> None:
    """Replaces everything but chips, and raises the version."""
    await connection.execute(
        _queries["change_people"], event_id, *_columns(people, races), *_marks(people)
    )


async def change_entrants(
    connection: "Connection", event_id: int, people: Sequence[Stored], races: Mapping[str, int]
) -> None:
    """Replaces what files tell, without chips; notes and local fields stay."""
    await connection.execute(_queries["change_entrants"], event_id, *_columns(people, races))


async def delete_people(connection: "Connection", event_id: int, ids: Iterable[int]) -> None:
    """Off the roster, with their chips."""
    await connection.execute(_queries["delete_people"], event_id, list(ids))


async def take_chips(
    connection: "Connection", event_id: int, held: Sequence[tuple[int, str]]
) -> None:
    """Each of these chips is nobody's from now on."""
    if held:
        await connection.execute(
            _queries["take_chips"], event_id, [who for who, _ in held], [chip for _, chip in held]
        )


async def give_chips(
    connection: "Connection", partner_id: int, event_id: int, given: Sequence[tuple[int, str]]
) -> None:
    """Chips that are free; who has them already is for the caller to see (`holders_of_chips`)."""
    if given:
        await connection.execute(
            _queries["give_chips"],
            partner_id,
            event_id,
            [who for who, _ in given],
            [chip for _, chip in given],
        )


async def holders_of_chips(
    connection: "Connection", event_id: int, chips: Sequence[str], but: Sequence[int] = ()
) -> list[Held]:
    """Who has one of these chips, except some."""
    rows = await connection.fetch(_queries["holders_of_chips"], event_id, list(chips), list(but))
    return [Held(row["chip"], row["participant_id"], row["bib"] or "") for row in rows]


async def holders_of_bibs(
    connection: "Connection", event_id: int, bibs: Sequence[str], but: Sequence[int] = ()
) -> list[Held]:
    """Who has one of these bibs, except some."""
    rows = await connection.fetch(_queries["holders_of_bibs"], event_id, list(bibs), list(but))
    return [Held(row["bib"], row["id"], row["bib"]) for row in rows]


async def already_read(
    connection: "Connection", event_id: int, ids: Sequence[int]
) -> frozenset[int]:
    """Of these people those who have a passing in the event."""
    rows = await connection.fetch(_queries["read_since"], event_id, list(ids))
    return frozenset(row["participant_id"] for row in rows)


async def keep_undo(
    connection: "Connection", partner_id: int, event_id: int, action: str, before: Sequence[Stored]
) -> int:
    """At the end of an action: people as they were, and as they are now. The undo's id."""
    after = await some(connection, event_id, [one.id for one in before])
    kept: int = await connection.fetchval(
        _queries["keep_undo"],
        partner_id,
        event_id,
        action,
        msgspec.json.encode(before).decode(),
        msgspec.json.encode(after).decode(),
    )
    return kept


async def take_undo(
    connection: "Connection", event_id: int, undo_id: int, actions: Sequence[str] | None
) -> tuple[list[Stored], list[Stored]]:
    """The people as they were and as they became. Works once, for these actions.

    :raises NotFound: there is none, or it was used.
    """
    told = None if actions is None else list(actions)
    if await connection.fetchval(_queries["take_undo"], undo_id, event_id, told) is None:
        raise NotFound("This can no longer be undone: it was undone already.", code="no_undo")
    row = await connection.fetchrow(_queries["undo_state"], undo_id, event_id)
    assert row is not None, "a transaction that sees real names"
    decoder = msgspec.json.Decoder(list[Stored])
    return decoder.decode(row["before"]), decoder.decode(row["after"])


async def forget_used_undos(connection: "Connection", before: datetime) -> int:
    """What was brought back before this instant; how many."""
    gone = await connection.fetch(_queries["forget_used_undos"], before)
    return len(gone)


async def announce(connection: "Connection", event_id: int) -> None:
    """Tell the other processes, when this transaction commits, that the roster changed."""
    await connection.execute(_queries["announce"], str(event_id))


async def note(  # noqa: PLR0913, PLR0917 -- the parts of an entry
    connection: "Connection",
    action: str,
    subject: str,
    subject_id: str,
    event_id: int,
    what: object,
) -> None:
    """A line in the audit log for what is no change of a row."""
    told = msgspec.json.encode(what).decode()
    await connection.execute(_queries["note"], action, subject, subject_id, event_id, told)


async def race_exists(connection: "Connection", event_id: int, race_id: int) -> bool:
    """Whether it is a race of this event."""
    found: bool = await connection.fetchval(_queries["race_exists"], event_id, race_id)
    return found


async def page(  # noqa: PLR0913, PLR0917 -- a list has its filters
    connection: "Connection",
    event_id: int,
    asked: Filter,
    place: tuple[str, int],
    plain: str,
    limit: int,
) -> "list[asyncpg.Record]":
    """People after a place, as the transaction may see them; ``plain`` is the search, folded."""
    wanted = [
        event_id,
        *place,
        asked.race_id,
        plain or None,
        True if asked.without == "bib" else None,
        True if asked.without == "chip" else None,
        asked.privacy,
        limit,
    ]
    if not plain or plain.isdigit():
        return list(await connection.fetch(_queries["page"], *wanted))
    escaped = plain.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return list(await connection.fetch(_queries["page_by_name"], *wanted, f"%{escaped}%"))


async def shown_some(
    connection: "Connection", event_id: int, ids: Sequence[int]
) -> "list[asyncpg.Record]":
    """Certain people, as the transaction may see them."""
    return list(await connection.fetch(_queries["shown_some"], event_id, list(ids)))


async def chips(
    connection: "Connection", event_id: int, ids: Sequence[int]
) -> dict[int, list[str]]:
    """The chips of certain people."""
    return _by_holder(await connection.fetch(_queries["chips_of"], event_id, list(ids)))


async def counts(connection: "Connection", event_id: int) -> "asyncpg.Record":
    """How many people there are, and what they lack."""
    row = await connection.fetchrow(_queries["counts"], event_id)
    assert row is not None, "a count always has a row"
    return row


async def sizes(connection: "Connection", event_id: int) -> dict[int | None, int]:
    """How many people each race has; None: those in no race."""
    rows = await connection.fetch(_queries["counts_by_race"], event_id)
    return {row["race_id"]: row["people"] for row in rows}


async def history(
    connection: "Connection", event_id: int, participant_id: int, before: int | None, limit: int
) -> "list[asyncpg.Record]":
    """What happened to one participant, newest first."""
    return list(
        await connection.fetch(_queries["history"], str(participant_id), event_id, before, limit)
    )


def _event(row: "asyncpg.Record | None") -> Event:
    if row is None:
        raise NotFound("There is no such event.", code="no_event")
    return Event(row["id"], row["name"], row["zone"], row["event_date"])


def _stored(
    row: "asyncpg.Record", races: Mapping[int, str], chips: Mapping[int, Sequence[str]]
) -> Stored:
    texts = dict(row)
    number, local = texts.pop("id"), tuple(texts.pop("local_fields"))
    note, version = texts.pop("note"), texts.pop("version")
    race = races.get(texts.pop("race_id"), "")
    texts["bib"] = texts["bib"] or ""
    entrant = Entrant(race=race, chips=tuple(sorted(chips.get(number, ()))), **texts)
    return Stored(number, entrant, local, note, version)


def _columns(people: Sequence[Stored], races: Mapping[str, int]) -> list[list[object]]:
    """A list per column, in the order of the statements."""
    entrants = [person.entrant for person in people]
    return [
        [person.id for person in people],
        [races.get(entrant.race) for entrant in entrants],
        *(
            [getattr(entrant, field) for entrant in entrants]
            for field in ("bib", "first_name", "last_name", "gender", "age", *_TEXTS, *_FROM_FILES)
        ),
        [entrant.privacy or "public" for entrant in entrants],
        [entrant.born_on for entrant in entrants],
    ]


def _marks(people: Sequence[Stored]) -> list[list[str]]:
    return [[person.note for person in people], [",".join(person.local) for person in people]]


def _by_holder(rows: Sequence["asyncpg.Record"]) -> dict[int, list[str]]:
    held: dict[int, list[str]] = {}
    for row in rows:
        held.setdefault(row["participant_id"], []).append(row["chip"])
    return held
