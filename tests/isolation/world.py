"""Three timing partners with everything a partner can have, and people of every kind.

What is the first partner's carries a word that stands nowhere else, so that one look tells whether
anything of it came out. Everything is written by the superuser, so that building this world needs
no route that is to be tried in it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, LiteralString, TypeAlias

import msgspec
import psycopg
from argon2 import PasswordHasher

from project88.accounts.callers.keys import Token, new_token
from project88.accounts.roles import NEVER_FOR_KEYS, Permission, Role
from project88.relay.sessions import new_secret

CANARY = "Qwxa"
"""In every text of the first partner's data."""
CANARY_PERSON = "Qwxb"
"""In the names of the first partner's people, whom a hub administrator may know."""
ZONE = "Etc/UTC"
PASSWORD = "mats at the harbour mile"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

READING = {
    "encoding": "utf-8",
    "delimiter": ",",
    "sheet": "",
    "sheets": [],
    "header": ["bib", "first name", "last name"],
    "suggested": ["bib", "first_name", "last_name"],
    "samples": [["900"], ["Mara"], ["Row"]],
    "rows": 1,
    "key": "bib first name last name",
}

Administrator: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"  # Any: rows of many shapes
Value: TypeAlias = int | str


class SignedInPerson(msgspec.Struct, frozen=True):
    """A user, and a session that is theirs."""

    user_id: int
    secret: str
    session_id: str = ""
    email: str = ""


class Partner(msgspec.Struct, frozen=True):
    """A timing partner, by what the paths and bodies of requests name."""

    id: int
    slug: str
    ids: Mapping[str, Value]
    people: Mapping[str, SignedInPerson]
    keys: Mapping[str, str]


class World(msgspec.Struct, frozen=True):
    """`ours` is attacked, `theirs` attacks, and the third one only stands by."""

    ours: Partner
    theirs: Partner
    third: Partner
    hub_administrator: SignedInPerson


class Builder:
    """Writes rows; `word` goes into every text."""

    def __init__(self, administrator: Administrator, word: str, now: datetime) -> None:
        self._administrator = administrator
        self.word = word
        self.now = now

    @property
    def today(self) -> date:
        return self.now.date()

    def add(self, table: LiteralString, **values: object) -> Any:  # Any: whichever type its id has
        """One row; its id."""
        columns = ", ".join(values)
        places = ", ".join(["%s"] * len(values))
        statement = f"insert into {table} ({columns}) values ({places}) returning *"
        cursor = self._administrator.execute(
            statement.encode(), [_plain(v) for v in values.values()]
        )
        row, names = cursor.fetchone(), [column.name for column in cursor.description or ()]
        assert row is not None
        return row[names.index("id")] if "id" in names else None

    def speak_for(self, partner_id: int) -> None:
        self._administrator.execute(
            "select set_config('app.partner_id', %s, true)", [str(partner_id)]
        )

    def person(self, name: str, **facts: object) -> SignedInPerson:
        """A user with a session that has a second factor, begun now."""
        email = f"{name.replace(' ', '.')}@people.test".lower()
        user_id = self.add("users", email=email, name=name, password_hash=HASH, **facts)
        return self.session(user_id, email)

    def session(self, user_id: int, email: str) -> SignedInPerson:
        """One more browser of this person."""
        secret, key = new_secret()
        told = {"how": "passkey", "second_factor": True, "proved_ms": _ms(self.now)}
        self.add(
            "user_sessions",
            id=key.id,
            secret_hash=key.hash,
            user_id=user_id,
            facts=told,
            address="203.0.113.77",
            user_agent=f"{self.word} browser",
            created_at=self.now,
            seen_at=self.now,
            expires_at=self.now + timedelta(days=1),
        )
        return SignedInPerson(user_id, secret, key.id, email)

    def member(self, partner_id: int, name: str, role: Role, **facts: object) -> SignedInPerson:
        person = self.person(name)
        self.add(
            "memberships",
            timing_partner_id=partner_id,
            user_id=person.user_id,
            role=role.value,
            **facts,
        )
        return person

    def key(
        self, partner_id: int, name: str, scopes: Iterable[Permission], **facts: object
    ) -> Token:
        token = new_token()
        number = self.add(
            "api_keys",
            timing_partner_id=partner_id,
            name=f"{self.word} {name}",
            prefix=token.prefix,
            secret_hash=token.secret_hash,
            scopes=sorted(scopes),
            **facts,
        )
        self.key_id = number
        return token


def build(administrator: Administrator, now: datetime) -> World:
    """The whole world; `now` is an instant of the events' day."""
    with administrator.transaction():
        ours = partner(Builder(administrator, CANARY, now), "polder", CANARY_PERSON)
        theirs = partner(Builder(administrator, "Fjord", now), "fjord", "Fjord")
        third = partner(Builder(administrator, "Delta", now), "delta", "Delta")
        hub = Builder(administrator, "hub", now).person("Hub", hub_administrator=True)
    return World(ours, theirs, third, hub)


def partner(to: Builder, slug: str, people_word: str) -> Partner:
    """One partner with its people, keys, an event of today and one of another day."""
    partner_id = to.add("timing_partners", slug=slug, name=f"{slug.title()} Timing", zone=ZONE)
    # The triggers of the audit log are bound by the policies too.
    to.speak_for(partner_id)
    to.add("timing_listeners", timing_partner_id=partner_id, port=20_000 + partner_id)
    members = people(to, partner_id, people_word)
    owner = members["owner"].user_id
    ids: dict[str, Value] = {
        "partner": partner_id,
        "user": members["timer"].user_id,
        "owner": owner,
        "slug": slug,
        "password": PASSWORD,
        "email": members["owner"].email,
        "signed_in": members["owner"].session_id,
    }
    keys = keys_of(to, partner_id, ids)
    race_day(to, partner_id, ids)
    timing(to, partner_id, ids)
    around(to, partner_id, owner, ids)
    return Partner(partner_id, slug, ids, members, keys)


def people(to: Builder, partner_id: int, word: str) -> dict[str, SignedInPerson]:
    """One of every role, one whose membership has ended, and one who was disabled."""
    names = Builder(to._administrator, word, to.now)
    found = {
        role.value: names.member(partner_id, f"{word} {role.value} {partner_id}", role)
        for role in Role
    }
    ended = names.member(partner_id, f"{word} ended {partner_id}", Role.OWNER, state="ended")
    expired = names.member(
        partner_id,
        f"{word} expired {partner_id}",
        Role.OWNER,
        expires_at=to.now - timedelta(hours=1),
    )
    disabled = names.member(partner_id, f"{word} disabled {partner_id}", Role.OWNER)
    to._administrator.execute(
        "update users set state = 'disabled' where id = %s", [disabled.user_id]
    )
    to._administrator.execute(
        "update users set totp_secret = '\\x00', totp_confirmed_at = now() where id = %s",
        [found[Role.OPERATOR].user_id],
    )
    return found | {"ended": ended, "expired": expired, "disabled": disabled}


def keys_of(to: Builder, partner_id: int, ids: dict[str, Value]) -> dict[str, str]:
    """A key for everything, keys for nothing but one scope each, a revoked and an expired one."""
    all_of_them = set(Permission) - NEVER_FOR_KEYS
    keys = {"all": to.key(partner_id, "all", all_of_them)}
    ids["key"] = to.key_id
    for scope in sorted(all_of_them):
        keys[f"without {scope}"] = to.key(partner_id, f"not {scope}", all_of_them - {scope})
    hour = timedelta(hours=1)
    keys["revoked"] = to.key(partner_id, "revoked", all_of_them, revoked_at=to.now - hour)
    keys["expired"] = to.key(partner_id, "expired", all_of_them, expires_at=to.now - hour)
    return {name: token.text for name, token in keys.items()}


def race_day(to: Builder, partner_id: int, ids: dict[str, Value]) -> None:
    """An event with race, wave, division, bib range, roster and import; another of yesterday."""
    mine = {"timing_partner_id": partner_id}
    event = to.add(
        "normalized_events", name=f"{to.word} Mile", event_date=to.today, zone=ZONE, **mine
    )
    yesterday = to.today - timedelta(days=1)
    other = to.add(
        "normalized_events", name=f"{to.word} Eve", event_date=yesterday, zone=ZONE, **mine
    )
    of_event = mine | {"event_id": event}
    race = to.add("normalized_races", name=f"{to.word} 5 km", **of_event)
    ids |= {"event": event, "other_event": other, "race": race}
    ids["empty_race"] = to.add("normalized_races", name=f"{to.word} 1 km", **of_event)
    ids["wave"] = to.add("normalized_waves", race_id=race, name=f"{to.word} wave", **mine)
    ids["division"] = to.add("normalized_divisions", race_id=race, name=f"{to.word} open", **mine)
    ids["range"] = to.add("bib_ranges", first_bib=500, last_bib=599, prefix=to.word, **of_event)
    runners = [runner(to, of_event | {"race_id": race}, number) for number in range(4)]
    ids |= {"participant": runners[0], "participant_2": runners[1], "participant_3": runners[2]}
    ids |= {"bib": "101", "chip": f"{to.word}000"}
    in_other = mine | {"event_id": other}
    ids["other_race"] = to.add("normalized_races", name=f"{to.word} eve 5 km", **in_other)
    ids["other_participant"] = runner(to, in_other | {"race_id": ids["other_race"]}, 9)
    imported(to, mine, event, ids)


def runner(to: Builder, of_race: Mapping[str, object], number: int) -> int:
    participant: int = to.add(
        "normalized_participants",
        bib=str(101 + number),
        first_name=f"{to.word} first {number // 2}",
        last_name=f"{to.word} last {number // 2}",
        city=f"{to.word} city",
        team=f"{to.word} team",
        note=f"{to.word} note",
        privacy=("public", "short", "hidden", "public")[number % 4],
        **of_race,
    )
    to.add(
        "participant_chips",
        timing_partner_id=of_race["timing_partner_id"],
        event_id=of_race["event_id"],
        chip=f"{to.word}00{number}",
        participant_id=participant,
    )
    return participant


def imported(to: Builder, mine: Mapping[str, object], event: int, ids: dict[str, Value]) -> None:
    """A file that waits for a decision, and how its columns were understood."""
    text = f"bib,first name,last name\n900,{to.word},Row\n".encode()
    ids["import"] = to.add(
        "roster_imports",
        event_id=event,
        file_name=f"{to.word}.csv",
        file=text,
        file_sha256=b"\x00" * 32,
        reading=READING,
        **mine,
    )
    to.add(
        "roster_import_rows",
        import_id=ids["import"],
        line=2,
        outcome="new",
        bib="900",
        result={"first_name": to.word},
        **mine,
    )
    ids["undo"] = to.add(
        "roster_undos",
        event_id=event,
        action="delete",
        before="[]",
        after="[]",
        **mine,
    )
    to.add("roster_mappings", heading_key=f"{to.word} heading", mapping={}, **mine)


def timing(to: Builder, partner_id: int, ids: dict[str, Value]) -> None:
    """A session of today's event with reads and a display, and one that is nobody's event's."""
    mine = {"timing_partner_id": partner_id}
    source = to.add(
        "timing_sources", source_key=f"{to.word} key", event_name=f"{to.word} source", **mine
    )
    common = {"source_id": source, "zone": ZONE, "epoch": "e1", "version": 2, **mine}
    session = to.add(
        "timing_sessions",
        event_id=ids["event"],
        event_day=to.today,
        name=f"{to.word} session",
        reads=2,
        first_read_at=to.now,
        last_read_at=to.now,
        newest_received_at=to.now,
        **common,
    )
    free = to.add(
        "timing_sessions",
        event_day=to.today - timedelta(days=9),
        name=f"{to.word} free session",
        **common,
    )
    location = to.add(
        "timing_locations", session_id=session, name=f"{to.word} mat", reads=2, **mine
    )
    reads(to, mine | {"session_id": session, "location_id": location}, ids)
    ids |= {"session": session, "free_session": free, "location": location}
    ids["address"] = to.add(
        "display_urls",
        id=f"ABCDEF{partner_id // 10 + 2}{partner_id % 10 + 2 if partner_id % 10 < 8 else 'Z'}",
        session_id=session,
        title=f"{to.word} display",
        expires_at=to.now + timedelta(hours=24),
        **mine,
    )
    to.add(
        "timing_quarantine",
        connection_id=1,
        peer="198.51.100.1",
        reason=f"{to.word} reason",
        line=to.word.encode(),
        line_hash=b"\x01",
        first_received_at=to.now,
        last_received_at=to.now,
        **mine,
    )


def reads(to: Builder, where: Mapping[str, object], ids: Mapping[str, Value]) -> None:
    """One read of a runner and one of a tag that nobody has; one passing of each."""
    for number, tag in enumerate((f"{to.word}000", f"{to.word}FFF")):
        to.add(
            "timing_reads",
            connection_id=1,
            read_at=to.now,
            received_at=to.now,
            seq=number,
            tag=tag,
            reader=f"{to.word} reader",
            time_raw="12:00:00",
            format="CT01_33",
            **where,
        )
        to.add(
            "timing_passings",
            tag=tag,
            passing_no=1,
            participant_id=None if number else ids["participant"],
            passing_at=to.now,
            first_read_at=to.now,
            received_at=to.now,
            version=number + 1,
            **where,
        )


def around(to: Builder, partner_id: int, owner: int, ids: dict[str, Value]) -> None:
    """Webhook, delivery, invitation, selection, passkey, recovery code."""
    mine = {"timing_partner_id": partner_id}
    webhook = to.add(
        "webhooks", url=f"https://{to.word.lower()}.example/hook", kinds=["event.changed"],
        secret=b"\x01" * 40, note=f"{to.word} note", **mine,
    )  # fmt: skip
    ids["delivery"] = to.add(
        "webhook_deliveries", webhook_id=webhook, kind="event.changed", body={"name": to.word},
        answer_start=to.word, state="given_up", **mine,
    )  # fmt: skip
    link, proof = new_secret()
    ids["link"] = link
    ids["invitation"] = to.add(
        "account_links", kind="invitation", secret_hash=proof.hash, role="timer",
        email=f"{to.word}@invited.test".lower(), expires_at=to.now + timedelta(days=1), **mine,
    )  # fmt: skip
    ids["selection"] = to.add(
        "operator_selections", user_id=owner, mode="results", event_ids=[ids["event"]], **mine
    )
    ids["passkey"] = to.add(
        "passkeys", user_id=owner, credential_id=f"{to.word} credential".encode(),
        public_key=b"\x02", name=f"{to.word} passkey",
    )  # fmt: skip
    to.add("recovery_codes", user_id=owner, code_hash=f"{to.word} code")
    ids["webhook"] = webhook


def _plain(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict) else value


def _ms(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp() * 1000)
