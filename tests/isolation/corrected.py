"""What a partner has put right, a result and a podium that is held."""

from tests.isolation.builder import Builder, Value


def correct(to: Builder, partner_id: int, ids: dict[str, Value]) -> None:
    """After `race_day` and `timing`, whose race and people these are of."""
    of_event = {"timing_partner_id": partner_id, "event_id": ids["event"]}
    ids["correction"] = to.add(
        "result_corrections",
        kind="status",
        participant_id=ids["participant_2"],
        status="dnf",
        reason=f"{to.word} stopped",
        made_by_name=f"{to.word} timer",
        **of_event,
    )
    to.add(
        "normalized_results",
        participant_id=ids["participant_3"],
        race_id=ids["race"],
        status="finished",
        gun_ms=900_000,
        chip_ms=890_000,
        rank_key=900_000,
        place_overall=1,
        version=1,
        **of_event,
    )
    ids["hold"] = to.add(
        "result_holds",
        race_id=ids["race"],
        scope="sex",
        scope_value="F",
        first=1,
        rows=[{"participant_id": ids["participant_3"], "place": 1}],
        made_by_name=f"{to.word} timer",
        **of_event,
    )
