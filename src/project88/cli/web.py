"""``project88 web``: only the process that browsers connect to."""

from project88.cli import serving
from project88.web import main


def run() -> None:
    """Serve until stopped."""
    main.run(serving.begin("web"))
