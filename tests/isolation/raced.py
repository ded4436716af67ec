"""How a partner's race is set up: a point, a gun and a course record."""

from tests.isolation.builder import Builder, Value


def set_up(to: Builder, partner_id: int, ids: dict[str, Value]) -> None:
    """After `race_day` and `timing`, whose race, session and location these belong to."""
    mine = {"timing_partner_id": partner_id}
    ids["point"] = to.add(
        "race_points",
        race_id=ids["race"],
        name=f"{to.word} line",
        kind="finish",
        position=0,
        main=[f"{to.word} mat"],
        **mine,
    )
    ids["gun"] = to.add(
        "timing_gun_times",
        session_id=ids["session"],
        location_id=ids["location"],
        gun_at=to.now,
        time_raw=f"{to.word} 09:30:00",
        reader=to.word,
        received_at=to.now,
        connection_id=1,
        **mine,
    )
    ids["record"] = to.add(
        "course_records",
        event_id=ids["event"],
        race_id=ids["race"],
        scope="course",
        ms=900_000,
        holder=f"{to.word} holder",
        **mine,
    )
