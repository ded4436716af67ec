"""``project88 worker``: only the process that does scheduled work."""

from project88.cli import serving
from project88.worker import main


def run() -> None:
    """Serve until stopped."""
    serving.serve(serving.begin("worker"), main.run)
