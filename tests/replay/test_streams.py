"""How rows are dealt to connections, and that no location is ever split or disordered."""

import random
from pathlib import Path

from project88.replay.rows import SECOND, Row, locations
from project88.replay.sources import Choices, rows_of
from project88.replay.streams import dealt


def test_each_file_is_a_connection_unless_told_otherwise() -> None:
    one, two = [Row(1, "a", "7", 0, "R")], [Row(1, "b", "7", 5, "R")]
    assert dealt([one, two], None) == [one, two]


def test_files_on_one_connection_come_in_the_order_of_the_day() -> None:
    early, late = Row(1, "a", "7", 0, "R"), Row(2, "a", "7", 9 * SECOND, "R")
    between = Row(1, "b", "7", 5 * SECOND, "R")
    assert dealt([[early, late], [between]], 1) == [[early, between, late]]


def test_a_location_is_never_split_and_keeps_its_order() -> None:
    rows = list(rows_of(Path("demo"), Choices(), random.Random(1)))
    for connections in (1, 2, 3, 30):
        hands = dealt([rows], connections)
        assert len(hands) == min(connections, 3)
        for place in locations(rows):
            holders = [hand for hand in hands if place in locations(hand)]
            assert len(holders) == 1
            seqs = [row.seq for row in holders[0] if row.location == place]
            assert seqs == list(range(1, len(seqs) + 1))
