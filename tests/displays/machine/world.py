"""The hub in which the isolation machine begins, made once and cloned for each run.

Two partners: at the first one the operators A and B and a manager, on the same event; at the second
one operator C. Ids of each table begin at a number of their own, nine digits long, so that any id
can be told from any other number wherever it stands in an answer. Time is handed to the database
too: a function `now` that comes before PostgreSQL's own reads it from a table.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import msgspec
import psycopg
from tests.isolation.builder import ZONE, Administrator, Builder, SignedInPerson
from tests.isolation.world import Partner, build

from project88.accounts.roles import Role

A, B, C, MANAGER = "A", "B", "C", "manager"
ACTORS = (A, B, C)
START = datetime(2027, 6, 27, 9, 0, tzinfo=UTC)
"""Simulated; whatever day it is."""
FIRST_ID = 100_000_000
IDS_EACH = 1_000_000

_CLOCK = """
    create schema simulated;
    create table simulated.clock (at timestamptz not null);
    grant usage on schema simulated to public;
    grant select on simulated.clock to public;
    create function simulated.now() returns timestamptz
        language sql stable as 'select at from simulated.clock';
"""
SEARCH_PATH = "simulated, pg_catalog, public"
"""A clone does not inherit it; each has to be told."""
_DEFAULTS = """
    select format('alter table %s alter column %I set default simulated.now()',
        d.adrelid::regclass, a.attname)
    from pg_attrdef d
    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    join pg_class c on c.oid = d.adrelid and c.relnamespace = 'public'::regnamespace
    where pg_get_expr(d.adbin, d.adrelid) in ('now()', 'clock_timestamp()')
        and not c.relispartition
"""
_SEQUENCES = """
    select format('select setval(%L, %s)', c.oid::regclass, $1 + row_number() over (order by c.relname) * $2)
    from pg_class c
    where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace
        and c.relname !~ '^timing_(reads|passings|partners)'
"""


class Mat(msgspec.Struct, frozen=True):
    """A location of a timing session."""

    session: int
    location: int
    name: str


class Actor(msgspec.Struct, frozen=True):
    """Somebody who acts, and what of the partner's race day can be named; the same in all hubs."""

    name: str
    partner: int
    slug: str
    person: SignedInPerson
    events: tuple[int, ...]
    races: tuple[int, ...]
    mats: tuple[Mat, ...]
    runners: tuple[tuple[str, int], ...]
    """Chips, and who wears them."""

    @property
    def timing_sessions(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(mat.session for mat in self.mats))


class Stage(msgspec.Struct, frozen=True):
    """Where a run begins."""

    actors: Mapping[str, Actor]


def prepare(url: str) -> Stage:
    """Fill a migrated database; `url` is the superuser's."""
    with psycopg.connect(url, autocommit=True) as administrator:
        administrator.execute(_CLOCK.encode())
        administrator.execute("insert into simulated.clock values (%s)", [START])
        _each(administrator, _DEFAULTS)
        _each(administrator, _SEQUENCES.replace("$1", str(FIRST_ID)).replace("$2", str(IDS_EACH)))
        administrator.execute(f"set search_path = {SEARCH_PATH}".encode())
        world = build(administrator, START)
        with administrator.transaction():
            stage = _stage(administrator, world.ours, world.theirs)
            administrator.execute(
                "update user_sessions set expires_at = %s, seen_at = %s",
                [START + timedelta(days=3650), START],
            )
    return stage


def _each(administrator: Administrator, statements: str) -> None:
    for (statement,) in administrator.execute(statements.encode()).fetchall():
        administrator.execute(statement.encode())


def _stage(administrator: Administrator, ours: Partner, theirs: Partner) -> Stage:
    to = Builder(administrator, "Qwxa", START)
    to.speak_for(ours.id)
    second = to.member(ours.id, "Second operator", Role.OPERATOR)
    here, there = mats(to, ours), mats(Builder(administrator, "Fjord", START), theirs)
    people = {
        A: (ours, ours.people[Role.OPERATOR], here),
        B: (ours, second, here),
        C: (theirs, theirs.people[Role.OPERATOR], there),
        MANAGER: (ours, ours.people[Role.TIMER], here),
    }
    return Stage({name: actor(name, *facts) for name, facts in people.items()})


def mats(to: Builder, partner: Partner) -> tuple[Mat, ...]:
    """Where reads of this partner arrive: two timing sessions of the event, one of none."""
    to.speak_for(partner.id)
    mine = {"timing_partner_id": partner.id}
    source = to.add("timing_sources", source_key=f"{to.word} backup", event_name="Backup", **mine)
    backup = to.add(
        "timing_sessions", source_id=source, event_id=partner.ids["event"], event_day=to.today,
        name=f"{to.word} backup", zone=ZONE, epoch="e1", **mine,
    )  # fmt: skip
    at = [(partner.ids["session"], partner.ids["location"], f"{to.word} mat")]
    for session, name in (
        (backup, "Start"),
        (backup, "Finish"),
        (partner.ids["free_session"], "Gate"),
    ):
        at.append(
            (session, to.add("timing_locations", session_id=session, name=name, **mine), name)
        )
    return tuple(Mat(int(session), int(location), name) for session, location, name in at)


def actor(name: str, partner: Partner, person: SignedInPerson, at: tuple[Mat, ...]) -> Actor:
    """Somebody of this partner."""
    ids = partner.ids
    return Actor(
        name,
        partner.id,
        partner.slug,
        person,
        events=(int(ids["event"]), int(ids["other_event"])),
        races=(int(ids["race"]), int(ids["empty_race"])),
        mats=at,
        runners=tuple(
            (f"{ids['chip']}"[:-1] + str(number), int(ids["participant"]) + number)
            for number in range(4)
        ),
    )
