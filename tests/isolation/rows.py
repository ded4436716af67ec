"""What a partner's rows are, as a fingerprint of every table; and the whole database, kept and put back.

Tables are found in the catalogue, so one that a later migration adds is looked at without a word
here. What merely says that somebody called (when a session or a key was last seen) is left out.
"""

import asyncio
from collections.abc import Iterable, Mapping

import msgspec
from tests.isolation.world import Administrator, Partner

_TABLES = """
    select c.relname,
        array_agg(a.attname::text order by a.attnum),
        array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '')
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    group by c.relname order by c.relname
"""
SEEN_ONLY: Mapping[str, tuple[str, ...]] = {
    "api_keys": ("last_used_at",),
    "user_sessions": ("seen_at",),
    "users": ("last_signed_in_at",),
}


class Table(msgspec.Struct, frozen=True):
    """A table, and which of its columns says whose a row is."""

    name: str
    columns: tuple[str, ...]
    writable: tuple[str, ...]

    def condition(self, partner: Partner) -> str | None:
        people = ", ".join(str(person.user_id) for person in partner.people.values())
        if self.name == "timing_partners":
            return f"id = {partner.id}"
        if self.name == "users":
            return f"id in ({people})"
        owners = [f"timing_partner_id = {partner.id}"] * ("timing_partner_id" in self.columns)
        owners += [f"user_id in ({people})"] * ("user_id" in self.columns)
        return " or ".join(owners) or None

    def fingerprint(self, partner: Partner) -> str | None:
        condition = self.condition(partner)
        if condition is None:
            return None
        seen = "".join(f" - '{column}'" for column in SEEN_ONLY.get(self.name, ()))
        return (
            f"select '{self.name}' as name, count(*) as rows, "
            "md5(coalesce(string_agg(told, '' order by told), '')) as told "
            f"from (select (to_jsonb(t){seen})::text as told from {self.name} t where {condition}) r"
        )


class Database:
    """All tables of this test's database, through the superuser."""

    def __init__(self, administrator: Administrator) -> None:
        self._administrator = administrator
        found = administrator.execute(_TABLES).fetchall()
        self.tables = [Table(name, tuple(all_), tuple(own)) for name, all_, own in found]

    async def of(self, partner: Partner) -> dict[str, tuple[int, str]]:
        """For every table of the partner how many rows it has, and a hash over them."""
        return await asyncio.to_thread(self._of, partner)

    async def put_back(self) -> None:
        """Every table as it was when it was kept; sequences go on.

        Beside the loop, because what the application has open must be able to end.
        """
        await asyncio.to_thread(self._put_back)

    def _of(self, partner: Partner) -> dict[str, tuple[int, str]]:
        told = (table.fingerprint(partner) for table in self.tables)
        statement = " union all ".join(one for one in told if one)
        rows = self._administrator.execute(statement.encode()).fetchall()
        return {name: (count, fingerprint) for name, count, fingerprint in rows}

    def keep(self) -> None:
        """Copy every row aside, for `put_back`."""
        self._run(["create schema kept"])
        self._run(f"create table kept.{t.name} as table public.{t.name}" for t in self.tables)

    def _put_back(self) -> None:
        names = ", ".join(table.name for table in self.tables)
        self._run([f"truncate {names}", *(self._refill(table) for table in self.tables)])

    def _refill(self, table: Table) -> str:
        columns = ", ".join(table.writable)
        return (
            f"insert into {table.name} ({columns}) overriding system value "
            f"select {columns} from kept.{table.name}"
        )

    def _run(self, statements: Iterable[str]) -> None:
        with self._administrator.transaction():
            # Neither triggers nor foreign keys: rows are put back as they were, in any order.
            self._administrator.execute("set local session_replication_role = replica")
            self._administrator.execute("set local lock_timeout = '10s'")
            for statement in statements:
                self._administrator.execute(statement.encode())
