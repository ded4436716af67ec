"""One number in two places: chips that part, and people who are at two mats at once."""

from project88.race.doubles import AtOnce, Crossed, at_once, two_chips

S = 1_000_000


def test_two_chips_on_one_person_cross_every_mat_together() -> None:
    crossed = [
        Crossed("Ann", tag, mat, at * S)
        for mat, at in (("5K", 1200), ("FINISH", 2500))
        for tag in ("A", "B")
    ]
    assert two_chips(crossed) == []


def test_chips_that_cross_a_mat_apart_are_told_where_it_was_the_most() -> None:
    crossed = [
        Crossed("Ann", "A", "5K", 1200 * S), Crossed("Ann", "B", "5K", 1260 * S),
        Crossed("Ann", "A", "FINISH", 2500 * S), Crossed("Ann", "B", "FINISH", 2740 * S),
    ]  # fmt: skip
    (found,) = two_chips(crossed)
    assert (found.first.tag, found.second.tag, found.first.location) == ("A", "B", "FINISH")
    assert found.apart_us == 240 * S


def test_a_mat_that_missed_one_of_two_chips_on_a_lap_says_nothing() -> None:
    crossed = [
        *(Crossed("Ann", "A", "LAP", at * S) for at in (600, 1200, 1800)),
        *(Crossed("Ann", "B", "LAP", at * S) for at in (602, 1801)),
    ]
    assert two_chips(crossed) == []


def test_somebody_at_two_mats_at_once_is_told_once() -> None:
    near = [
        AtOnce("Ann", "FINISH", 2500 * S, "5K", 2502 * S),
        AtOnce("Ann", "5K", 2502 * S, "FINISH", 2504 * S),
    ]
    assert at_once(near, 100, {}) == near[:1]


def test_mats_at_which_everybody_is_at_once_lie_side_by_side() -> None:
    near = [AtOnce(who, "FINISH", who * S, "BACKUP", who * S + S) for who in range(20)]
    assert at_once(near, 100, {}) == []
    assert len(at_once(near, 1000, {})) == 20


def test_main_and_backup_of_a_point_are_one_place() -> None:
    near = [AtOnce("Ann", "FINISH", 0, "BACKUP", S)]
    assert at_once(near, 1000, {"FINISH": 3, "BACKUP": 3}) == []
