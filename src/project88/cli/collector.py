"""``project88 collector``: only the process that timing hardware connects to, day and night."""

from project88.cli import serving
from project88.collector import main


def run() -> None:
    """Serve until stopped."""
    serving.serve(serving.begin("collector"), main.run)
