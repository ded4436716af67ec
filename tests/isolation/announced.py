"""What a partner's announcers know and have said."""

from tests.isolation.builder import Builder, Value


def announce(to: Builder, partner_id: int, owner: int, ids: dict[str, Value]) -> None:
    """After `race_day`, whose people these are about. The note is the owner's."""
    of_event = {"timing_partner_id": partner_id, "event_id": ids["event"]}
    to.add("announcer_boards", version=1, **of_event)
    to.add(
        "announcer_people",
        participant_id=ids["participant_2"],
        pronunciation=f"{to.word}-nee",
        pronoun="they",
        vip=True,
        stamp=1,
        **of_event,
    )
    ids["note"] = to.add(
        "announcer_notes",
        participant_id=ids["participant_2"],
        author_kind="user",
        author_id=owner,
        author_name=f"{to.word} owner",
        text=f"{to.word} won here",
        version=2,
        stamp=1,
        **of_event,
    )
    to.add(
        "announcer_note_versions",
        timing_partner_id=partner_id,
        note_id=ids["note"],
        version=1,
        text=f"{to.word} was second here",
        scope="everybody",
        written_at=to.now,
    )
    to.add(
        "announcer_said",
        participant_id=ids["participant_2"],
        what="at:Finish",
        said_by=f"{to.word} owner",
        said_at=to.now,
        stamp=1,
        **of_event,
    )
