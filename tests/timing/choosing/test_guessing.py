"""What a location seems to be for, by the names that people give their boxes."""

import pytest

from project88.timing.choosing.guessing import guessed_role

NAMES = {
    "start": ["Start", "START 2", "10K Start", "Start_Backup", "Startlinie", "Gun", "Wave A"],
    "finish": [
        "Finish", "FIN", "Fin2", "Backup Finish", "Start/Finish", "5K Finish", "Ziel", "ZIEL 2",
        "Zieleinlauf", "Start-Ziel", "Goal",
    ],
    "announcer": [
        "ANN", "ann1", "Announcer", "Finish ANN", "Pre-Finish", "prefinish", "Speaker", "Sprecher",
        "Moderation", "Vorziel", "PA",
    ],
    "split": [
        "5K", "10 km", "km 21", "13.1mi", "Mile 3", "Split 1", "Half", "Turnaround", "Lap", "CP 4",
        "Checkpoint", "T1", "Zwischenzeit", "Zwischenziel", "Wende", "Runde", "Halbmarathon",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "name"), [(r, name) for r, names in NAMES.items() for name in names]
)
def test_a_name_suggests_a_role(role: str, name: str) -> None:
    assert guessed_role(name) == role
    assert guessed_role(name.upper()) == role


@pytest.mark.parametrize("name", ["", "Box A", "MAT1", "Annex", "Bandit", "Reader 0F2A38", "\x00"])
def test_a_name_that_says_nothing_suggests_nothing(name: str) -> None:
    assert guessed_role(name) is None
