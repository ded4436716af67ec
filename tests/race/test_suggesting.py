"""A race that nobody has set up gets the course that the names of its locations tell."""

from project88.race.course import Kind, faults
from project88.race.suggesting import suggested


def test_names_of_locations_tell_the_course_in_the_order_of_distance() -> None:
    course = suggested(["FINISH", "20K", "START", "5K", "10 km"], 42_195)

    assert course is not None
    assert [(point.name, point.kind, point.distance_m, point.main) for point in course.points] == [
        ("Start", Kind.START, 0, ("START",)),
        ("5 km", Kind.SPLIT, 5000, ("5K",)),
        ("10 km", Kind.SPLIT, 10_000, ("10 km",)),
        ("20 km", Kind.SPLIT, 20_000, ("20K",)),
        ("Finish", Kind.FINISH, 42_195, ("FINISH",)),
    ]
    assert faults(course) == []


def test_a_spare_line_is_the_backup_of_its_point() -> None:
    course = suggested(["Finish", "Finish Backup", "START1", "FINISH1", "FINISH B"], None)

    assert course is not None
    assert course.points[-1].main == ("FINISH1", "Finish")
    assert course.points[-1].backup == ("FINISH B", "Finish Backup")


def test_without_a_finish_nothing_is_suggested() -> None:
    assert suggested(["START", "5K", "MAT 3"], 10_000) is None


def test_a_split_beyond_the_finish_is_another_race_s() -> None:
    course = suggested(["FINISH", "5K", "10K"], 10_000)

    assert course is not None
    assert [point.name for point in course.points] == ["5 km", "Finish"]
    assert faults(course) == []


def test_a_name_that_says_nothing_is_left_to_a_person() -> None:
    course = suggested(["FINISH", "Bridge", "Mat 4"], 10_000)

    assert course is not None
    assert [point.name for point in course.points] == ["Finish"]
