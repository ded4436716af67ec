"""What a timing partner has besides people: a race day with roster, reads, displays, webhooks."""

from collections.abc import Mapping
from datetime import timedelta

from tests.isolation.builder import ZONE, Builder, Value

from project88.relay.sessions import new_secret

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


def race_day(to: Builder, partner_id: int, ids: dict[str, Value]) -> None:
    """An event with race, wave, division, bib range, roster and import; another of yesterday."""
    mine = {"timing_partner_id": partner_id}
    event = to.add(
        "normalized_events",
        name=f"{to.word} Mile",
        event_date=to.today,
        zone=ZONE,
        results_slug=f"{to.word.lower()}-mile",
        results_published_at=to.now,
        **mine,
    )
    ids["published"] = f"{to.word.lower()}-mile"
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
    to.add(
        "normalized_results",
        participant_id=runners[0],
        event_id=event,
        race_id=race,
        status="on_course",
        version=1,
        **mine,
    )
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
