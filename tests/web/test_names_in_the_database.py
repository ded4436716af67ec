"""Where rows leave the database: who somebody is cannot be read but through the views that hide it."""

import re
from pathlib import Path
from typing import Final

import asyncpg
import pytest

from project88.db.embedded import Urls
from project88.db.pool import Pool

TELLING: Final = (
    "first_name", "last_name", "age", "city", "state", "country", "team", "note", "born_on",
    "findable_first", "findable_last",
)  # fmt: skip
ASKED: Final = (
    "select {column} from normalized_participants",
    "select 1 from normalized_participants where {column}::text = 'x'",
    "select 1 from normalized_participants order by {column}",
    "update normalized_participants set bib = {column}::text",
    "update normalized_participants set bib = bib returning {column}",
    "insert into normalized_participants (timing_partner_id, event_id, bib) "
    "select timing_partner_id, event_id, {column}::text from normalized_participants",
)


@pytest.mark.parametrize("column", TELLING)
@pytest.mark.parametrize("statement", ASKED)
async def test_the_services_cannot_read_who_it_is(
    pool: Pool, partner: int, statement: str, column: str
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with pool.partner(partner) as connection:
            await connection.execute(statement.format(column=column))


async def test_every_column_of_a_person_is_known_to_tell_or_not_to_tell(database: Urls) -> None:
    """A new column is neither until it is granted, or stands in the list above."""
    owner = await asyncpg.connect(database.superuser_url)
    rows = await owner.fetch(
        "select attname, has_column_privilege('project88_service', attrelid, attnum, 'select') "
        "as open from pg_attribute where attrelid = 'normalized_participants'::regclass "
        "and attnum > 0 and not attisdropped"
    )
    await owner.close()
    assert {row["attname"] for row in rows if not row["open"]} == set(TELLING)


@pytest.mark.parametrize(
    "table", ["normalized_participants", "roster_import_rows", "roster_undos", "audit_log"]
)
async def test_the_services_cannot_read_the_whole_row(pool: Pool, partner: int, table: str) -> None:
    for statement in (f"select * from {table}", f"copy {table} to stdout"):
        with pytest.raises(asyncpg.PostgresError):
            async with pool.partner(partner) as connection:
                await connection.execute(statement)


READERS: Final = {
    "accounts/audit/queries.sql": "the log, through the view that masks",
    "events/calendar/queries.sql": "copies a roster from row to row; nothing leaves",
    "events/importing/queries.sql": "imports are for those who correct rosters",
    "events/participants/queries.sql": "the roster itself",
    "events/duplicates/queries.sql": "the roster itself",
    "events/bibs/queries.sql": "the roster itself",
    "events/words/queries.sql": "what screens may show, through the view",
    "events/queries.sql": "compares a file with the roster; nothing leaves",
    "live/queries.sql": "what screens show",
    "results/corrections/queries.sql": "whom a correction concerns, through the view",
    "results/feeds/queries.sql": "lists on displays, through the view",
    "results/holds/queries.sql": "whose places are held, through the view",
    "results/listing/queries.sql": "lists of results, through the view",
    "results/scoring/queries.sql": "what the roster groups people by; no name is read and nothing leaves",
    "results/why/queries.sql": "whose time is explained, through the view",
    "results/worklist/queries.sql": "whom the timer should look at, through the view",
    "results/announcer/queries.sql": "whom announcers name, through the view",
    "results/public/queries.sql": "published results, through the view",
    "results/kiosk/queries.sql": "the own result of whoever stands there, through the view",
    "displays/screens/queries.sql": "whom screens show, through the view",
    "displays/plays/queries.sql": "whom screens have shown, through the view",
    "timing/choosing/queries.sql": "who was heard last, through the view",
}
_NAMED = re.compile(
    r"\b(?:from|join)\s+(?:participants|import_rows|roster_undo_states|audit_entries)\b"
)


def test_only_these_files_read_people() -> None:
    """So the collector, the worker and whatever comes next have no names to leak."""
    source = Path(__file__).parents[2] / "src/project88"
    found = {
        str(path.relative_to(source))
        for path in source.rglob("*.sql")
        if "migrations" not in path.parts and _NAMED.search(path.read_text())
    }
    assert found <= set(READERS)
