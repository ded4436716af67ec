"""Stream generations: a sender whose row counter starts anew (timing-protocols 1.9).

The same row number with other content at one location means that the counter was reset (a new
session or file). The rows are all kept; those after the reset get the next generation number, so
that gaps and order can be judged within one. A row number that was merely missing before (a gap
filled by a resend) resets nothing.
"""

from collections.abc import Sequence

from project88.db.pool import Connection
from project88.timing import store
from project88.timing.copying import Row
from project88.timing.homes import LocationHome
from project88.timing.registry import instant


async def settle_generations(
    connection: Connection, new: Sequence[tuple[LocationHome, Row]]
) -> None:
    """Finds resets among rows just stored, moves them to a new generation and marks repeated
    content.
    """
    by_home: dict[LocationHome, list[Row]] = {}
    for home, row in new:
        if row[6] is not None:
            by_home.setdefault(home, []).append(row)
    for home, rows in by_home.items():
        await _settle(connection, home, rows)


async def flag_repeated(
    connection: Connection, new: Sequence[tuple[LocationHome, Row]], repeated: Sequence[Row]
) -> None:
    """Marks those of the repeated rows that are new: they say what an earlier row said, under
    another row number.
    """
    fresh = {id(row) for _, row in new}
    by_session: dict[int, list[store.ReadKey]] = {}
    for row in repeated:
        if id(row) in fresh and row[4] is not None:
            key = (row[1], row[2], instant(row[4]), row[10], row[6], row[11])
            by_session.setdefault(row[1], []).append(key)
    for session_id, keys in by_session.items():
        await store.flag_possible_duplicates(connection, session_id, keys)


async def _settle(connection: Connection, home: LocationHome, rows: list[Row]) -> None:
    seqs = [row[6] for row in rows if row[6] is not None]
    session_id = home.session.id
    again = await store.seqs_stored_before(connection, session_id, home.id, home.generation, seqs)
    if not again:
        return
    first = next(index for index, row in enumerate(rows) if row[6] in again)
    later = rows[first:]
    await store.move_to_generation(
        connection, session_id, home.id, home.generation, later[0][3],
        [row[6] for row in later if row[6] is not None], instant(later[0][5]),
    )  # fmt: skip
    home.generation += 1
    home.highest_seq = max(row[6] for row in later if row[6] is not None)
