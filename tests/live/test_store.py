"""What is read for screens: names beside passings, and what changed since a version."""

from typing import TYPE_CHECKING

from project88.live import store
from project88.live.messages import Changed, Picture

if TYPE_CHECKING:
    from tests.live.conftest import Race


async def snapshot(race: "Race", partner_id: int | None = None) -> Picture | None:
    async with race.pool.partner(partner_id or race.partner_id) as connection:
        return await store.snapshot(connection, race.session_id, 50)


async def changes(race: "Race", since: int, limit: int = 500, until: int | None = None) -> Changed:
    async with race.pool.partner(race.partner_id) as connection:
        found = await store.changes(connection, race.session_id, since, limit, until=until)
    assert found is not None
    return found


def tags(seen: Picture | Changed | None) -> list[str]:
    assert seen is not None
    return [passing.tag for passing in seen.passings]


async def test_a_known_tag_comes_with_the_person(race: "Race") -> None:
    await race.passes("A1")
    (passing,) = (await changes(race, 0)).passings
    assert (passing.bib, passing.name, passing.town) == ("7", "Ada Byron", "Boulder, CO")
    assert passing.key == f"{race.location_id}:A1:1"
    assert passing.location == "FINISH"
    assert not passing.corrected


async def test_an_unknown_tag_comes_without_inventing_anybody(race: "Race") -> None:
    await race.passes("X9")
    (passing,) = (await changes(race, 0)).passings
    assert passing.tag == "X9"
    person = (passing.bib, passing.name, passing.first_name, passing.last_name, passing.town)
    assert person == (None,) * 5


async def test_the_time_is_told_in_the_zone_of_the_session(race: "Race") -> None:
    await race.passes("A1")
    await race.sql(
        "update timing_passings set passing_at = '2026-06-14 12:02:15.987Z' where session_id = $1"
    )
    (passing,) = (await changes(race, 0)).passings
    assert passing.time == "14:02:15"
    assert passing.at == 1_781_438_535_987


async def test_a_picture_shows_the_newest_passings_oldest_first(race: "Race") -> None:
    for number in range(60):
        await race.passes(f"T{number}", notify=False)
    assert tags(await snapshot(race)) == [f"T{number}" for number in range(10, 60)]


async def test_changes_are_those_after_the_version(race: "Race") -> None:
    for tag in ("T1", "T2", "T3"):
        await race.passes(tag, notify=False)
    assert tags(await changes(race, 1)) == ["T2", "T3"]
    assert tags(await changes(race, 3)) == []
    bounded = await changes(race, 0, until=2)
    assert (tags(bounded), bounded.facts.version) == (["T1", "T2"], 2)


async def test_a_correction_is_a_change_of_the_same_passing(race: "Race") -> None:
    await race.passes("T1", "T2", notify=False)
    await race.sql("update timing_sessions set version = 2 where id = $1")
    await race.sql(
        "update timing_passings set corrections = 1, version = 2 "
        "where session_id = $1 and tag = 'T1'"
    )
    (passing,) = (await changes(race, 1)).passings
    assert (passing.tag, passing.corrected) == ("T1", True)


async def test_a_withdrawn_passing_is_told_by_its_key_and_leaves_the_picture(race: "Race") -> None:
    await race.passes("T1", "T2", notify=False)
    await race.sql("update timing_sessions set version = 2 where id = $1")
    await race.sql(
        "update timing_passings set state = 'withdrawn', version = 2 "
        "where session_id = $1 and tag = 'T1'"
    )
    changed = await changes(race, 1)
    assert (changed.withdrawn, changed.passings) == ((f"{race.location_id}:T1:1",), ())
    assert tags(await snapshot(race)) == ["T2"]


async def test_more_than_a_screen_can_use_is_only_said_to_be_so(race: "Race") -> None:
    await race.passes("T1", "T2", "T3", notify=False)
    assert not (await changes(race, 0, limit=3)).overflow
    flood = await changes(race, 0, limit=2)
    assert (flood.overflow, flood.passings, flood.facts.version) == (True, (), 1)


async def test_history_never_cuts_a_version_in_two(race: "Race") -> None:
    await race.passes("T1", "T2", "T3", notify=False)
    await race.passes("T4", notify=False)
    await race.passes("T5", notify=False)
    async with race.pool.partner(race.partner_id) as connection:
        history = await store.recent(connection, race.session_id, 4)
    assert history is not None
    assert (history.since, tags(history)) == (1, ["T4", "T5"])


async def test_to_another_partner_the_session_does_not_exist(
    race: "Race", rival_race: "Race"
) -> None:
    await race.passes("A1", notify=False)
    assert await snapshot(race, rival_race.partner_id) is None
